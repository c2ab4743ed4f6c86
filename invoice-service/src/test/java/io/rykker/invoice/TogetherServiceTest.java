package io.rykker.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What belongs together commits together: also when the database will not have it, and when two writers meet. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class TogetherServiceTest {

    private static final String ISSUED = "rykker.inbound.InvoiceIssued.v1";

    /** The database refuses, with a given code, events whose body has a given text. */
    private static final String TROUBLE = """
            create table if not exists trouble (code text, body text);
            create or replace function make_trouble() returns trigger language plpgsql as $$
            declare made record;
            begin
              for made in select code from trouble
                  where new.rejection is null and convert_from(new.payload, 'UTF8') like '%' || body || '%' loop
                raise exception 'trouble' using errcode = made.code;
              end loop;
              return new;
            end $$;
            create or replace trigger trouble before insert on outbox for each row execute function make_trouble();
            """;

    @BeforeEach
    void register_the_creditor() throws SQLException {
        Erp.register("dk-together");
        sql(TROUBLE);
    }

    @AfterEach
    void end_the_trouble() throws SQLException {
        sql("drop trigger if exists trouble on outbox; drop table if exists trouble");
    }

    @Test
    void state_and_outbox_roll_back_together() throws SQLException {
        sql("insert into trouble values ('P0001', 'ROLL-1')");

        Erp.post("/invoices", Erp.invoice("dk-together", "ROLL-1", "10.00")).statusCode(503);

        Erp.get("/invoices?creditorId=dk-together&number=ROLL-1").body("items", hasSize(0));
        sql("delete from trouble");
        Erp.post("/invoices", Erp.invoice("dk-together", "ROLL-1", "10.00")).statusCode(201);
        assertThat(Wire.open().heard("rykker.InvoiceIssued.v1", "\"ROLL-1\"")).isNotNull();
    }

    @Test
    void a_record_that_cannot_be_handled_is_given_up_and_its_neighbours_count() throws SQLException {
        sql("insert into trouble values ('P0001', 'GIVE-5')");
        for (int i = 0; i < 10; i++) {
            publish("GIVE-" + i);
        }

        for (int i = 0; i < 10; i++) {
            String number = "GIVE-" + i;
            if (i == 5) {
                assertThat(Wire.header(Wire.open().heardKey(number), "rykker_rejection"))
                        .contains("could not be handled");
            } else {
                assertThat(Wire.open().heard("rykker.InvoiceIssued.v1", '"' + number + '"'))
                        .isNotNull();
            }
        }
        Erp.get("/invoices?creditorId=dk-together&number=GIVE-5").body("items", hasSize(0));
    }

    @Test
    void what_passes_by_itself_is_tried_until_it_has_passed() throws SQLException {
        sql("insert into trouble values ('53300', 'WAIT-1')");
        publish("WAIT-1");
        publish("WAIT-2");

        Erp.post("/invoices", Erp.invoice("dk-together", "WAIT-1", "10.00")).statusCode(503);
        assertThat(Wire.open().all(record -> "WAIT-1".equals(record.key()))).isEmpty();
        sql("delete from trouble");

        assertThat(Wire.open().heard("rykker.InvoiceIssued.v1", "\"WAIT-1\"")).isNotNull();
        assertThat(Wire.open().heard("rykker.InvoiceIssued.v1", "\"WAIT-2\"")).isNotNull();
        assertThat(Wire.open()
                        .all(record -> Wire.REJECTED.equals(record.topic())
                                && String.valueOf(record.key()).startsWith("WAIT")))
                .isEmpty();
    }

    @Test
    void two_writers_at_once_on_one_number_end_in_one_invoice() throws Exception {
        int numbers = 20;
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < numbers; i++) {
                String number = "TWO-" + i;
                writers.execute(() -> publish(number));
                for (int repeat = 0; repeat < 2; repeat++) {
                    answers.add(writers.submit(() -> Erp.post("/invoices", Erp.invoice("dk-together", number, "10.00"))
                            .extract()
                            .statusCode()));
                }
            }
        }

        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(200, 201);
        }
        publish("TWO-END");
        Wire.open().heard("rykker.InvoiceIssued.v1", "\"TWO-END\"");
        for (int i = 0; i < numbers; i++) {
            String number = "\"TWO-" + i + '"';
            Wire.open().heard("rykker.InvoiceIssued.v1", number);
            assertThat(Wire.open()
                            .all(record -> "rykker.InvoiceIssued.v1".equals(Wire.header(record, "ce_type"))
                                    && Wire.body(record).contains(number)))
                    .hasSize(1);
        }
        assertThat(Wire.open().all(record -> String.valueOf(record.key()).startsWith("TWO-")))
                .isEmpty();
    }

    private static void publish(String number) {
        byte[] body = Erp.invoice("dk-together", number, "10.00").getBytes(StandardCharsets.UTF_8);
        Wire.open().send(ISSUED, number, body, Map.of());
    }

    private static void sql(String statements) throws SQLException {
        String url = "jdbc:postgresql:" + Servers.running().database("invoice");
        try (Connection database = DriverManager.getConnection(
                        url, "invoice", Servers.running().password("invoice"));
                var statement = database.createStatement()) {
            statement.execute(statements);
        }
    }
}
