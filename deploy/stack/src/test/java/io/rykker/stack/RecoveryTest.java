package io.rykker.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers on their real ports and files, each killed as by a power cut and started again on the same data. */
@Tag("service")
class RecoveryTest {

    @TempDir
    Path home;

    private Layout layout;
    private Postgres postgres;
    private Kafka kafka;
    private Connect connect;
    private Neighbours neighbours;

    @BeforeEach
    void start() throws SQLException {
        layout = Layout.open(home.resolve("stack"), Ports.free());
        postgres = Postgres.of(Service.INVOICE, layout);
        kafka = new Kafka(layout);
        connect = new Connect(layout);
        neighbours = new Neighbours(layout);
        kafka.start();
        postgres.start();
        kafka.awaitReady();
        connect.start();
        neighbours.start();
        connect.awaitReady();
        neighbours.awaitReady();
        makeOutbox();
        connect.register(Service.INVOICE);
    }

    @AfterEach
    void stop() {
        neighbours.kill();
        connect.kill();
        kafka.kill();
        postgres.kill();
    }

    @Test
    void everything_survives_kill_9_and_no_event_is_lost() throws SQLException {
        try (var tail = Tail.open(layout.bootstrapServers(), Topics.all(), _ -> {})) {
            String before = write("before any kill");
            awaitSeen(tail, before);

            postgres.kill();
            postgres.start();
            awaitSeen(tail, write("after PostgreSQL was killed"));

            connect.kill();
            String meanwhile = write("while Connect was dead");
            connect.start();
            connect.awaitReady();
            awaitSeen(tail, meanwhile);

            kafka.kill();
            String withoutKafka = write("while Kafka was dead");
            kafka.start();
            kafka.awaitReady();
            awaitSeen(tail, withoutKafka);

            neighbours.kill();
            neighbours.start();
            neighbours.awaitReady();
        }
        try (var again = Tail.open(layout.bootstrapServers(), Topics.all(), _ -> {})) {
            assertThat(Topics.sizes(layout.bootstrapServers()).get("rykker.invoices.v1"))
                    .isGreaterThanOrEqualTo(4);
            assertThat(again).isNotNull();
        }
    }

    @Test
    void a_server_that_lost_its_postmaster_alone_starts_again() throws SQLException {
        long postmaster = postgres.find().orElseThrow().pid();
        assertThat(ProcessHandle.of(postmaster).orElseThrow().destroyForcibly()).isTrue();
        Waiting.until(
                "the postmaster to be gone",
                Duration.ofSeconds(10),
                () -> postgres.find().isEmpty(),
                () -> "");
        postgres.start();
        try (var tail = Tail.open(layout.bootstrapServers(), Topics.all(), _ -> {})) {
            awaitSeen(tail, write("after its children were orphaned"));
        }
    }

    private void makeOutbox() throws SQLException {
        try (var connection = postgres.connect("invoice");
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table outbox (id uuid not null, topic text not null, key text, type text not null,"
                            + " subject text not null, time text not null, traceparent text not null, payload bytea not null,"
                            + " rejection text, specversion text not null default '1.0')");
            statement.execute("create publication rykker_outbox for table outbox with (publish = 'insert')");
        }
    }

    private String write(String text) throws SQLException {
        String id = UUID.randomUUID().toString();
        try (var connection = postgres.connect("invoice");
                var insert = connection.prepareStatement("insert into outbox values (?::uuid, 'rykker.invoices.v1',"
                        + " 'key', 'rykker.Test.v1', 'subject', '2026-01-05T06:00:00Z', '00-trace', ?)")) {
            insert.setString(1, id);
            insert.setBytes(2, ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        return id;
    }

    private void awaitSeen(Tail tail, String id) {
        Waiting.until(
                "the event to come through",
                Duration.ofSeconds(60),
                () -> tail.hasSeen(id),
                () -> Background.lastLines(layout.log("connect")));
    }
}
