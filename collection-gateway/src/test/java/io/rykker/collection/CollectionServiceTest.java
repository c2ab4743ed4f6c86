package io.rykker.collection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class CollectionServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CASES = "rykker.cases.v1";
    private static final String PAYMENTS = "rykker.payments.v1";
    private static final String PARTIES = "rykker.parties.v1";
    private static final String INBOUND = "rykker.inbound.payments.v1";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static KafkaProducer<String, byte[]> kafka;
    private static KafkaConsumer<String, byte[]> listener;
    private static final List<ConsumerRecord<String, byte[]>> HEARD = new ArrayList<>();

    @BeforeAll
    static void connect() throws Exception {
        org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Map<String, Object> to = Map.of("bootstrap.servers", Servers.running().bootstrapServers());
        kafka = new KafkaProducer<>(to, new StringSerializer(), new ByteArraySerializer());
        listener = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", Servers.running().bootstrapServers(),
                        "group.id", "listener",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        listener.subscribe(List.of(CASES, INBOUND, CASES + ".rejected", PAYMENTS + ".rejected"));
        Servers.running().registerConnector("COLLECTION");
        publish(PARTIES, "rykker.CreditorChanged.v1", "dk-nordlys", example("creditor-changed.v1.full"));
        publish(
                PARTIES,
                "rykker.DebtorChanged.v1",
                JSON.readTree(example("debtor-changed.v1.full")).get("debtorId").asText(),
                example("debtor-changed.v1.full"));
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
        listener.close();
    }

    @Test
    void a_case_is_handed_over_once_complete_signed_and_with_its_trace() throws Exception {
        var escalated = escalated("fjordinkasso");
        publishCase(escalated);
        publishCase(escalated);

        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));

        var calls = Servers.agency().received(caseId(escalated));
        assertThat(calls).hasSize(1);
        var call = calls.getFirst();
        assertThat(call.genuine()).isTrue();
        assertThat(call.type()).isEqualTo("case.handover");
        assertThat(call.headers().get("traceparent")).isEqualTo(TRACE);
        JsonNode data = call.body().get("data");
        assertThat(data.get("invoiceNumber").asText()).isEqualTo("2026-1001");
        assertThat(data.at("/creditor/name").asText()).isEqualTo("Nordlys Energi A/S");
        assertThat(data.at("/creditor/policy").isMissingNode()).isTrue();
        assertThat(data.at("/debtor/address/city").asText()).isEqualTo("Aarhus C");
        assertThat(data.get("notices")).hasSize(1);
    }

    @Test
    void an_agency_that_fails_twice_is_called_again_with_the_same_id_and_a_fresh_signature() throws Exception {
        var escalated = escalated(register("fails-twice"));
        publishCase(escalated);

        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));

        var calls = Servers.agency().received(caseId(escalated));
        assertThat(calls).hasSize(3).allMatch(MoodyAgency.Received::genuine);
        assertThat(calls)
                .extracting(MoodyAgency.Received::id)
                .containsOnly(calls.getFirst().id());
        assertThat(calls)
                .extracting(call -> call.body().toString())
                .containsOnly(calls.getFirst().body().toString());
        assertThat(calls.getLast().headers().get("webhook-timestamp"))
                .isNotEqualTo(calls.getFirst().headers().get("webhook-timestamp"));
    }

    @Test
    void an_agency_that_hangs_is_called_again_and_keeps_nobody_else_waiting() throws Exception {
        var hanging = escalated(register("hangs-once"));
        publishCase(hanging);
        await().until(() -> !Servers.agency().received(caseId(hanging)).isEmpty());
        var other = escalated("fjordinkasso");
        publishCase(other);

        await().untilAsserted(() -> handover(other).body("[0].standing", equalTo("handed-over")));
        await().untilAsserted(() -> handover(hanging).body("[0].standing", equalTo("handed-over")));

        assertThat(Servers.agency().received(caseId(hanging)))
                .hasSize(2)
                .extracting(MoodyAgency.Received::id)
                .containsOnly(
                        Servers.agency().received(caseId(hanging)).getFirst().id());
    }

    @Test
    void an_agency_that_always_fails_is_given_up_visibly_and_called_again_when_it_is_registered_again()
            throws Exception {
        String agency = register("always-500");
        var escalated = escalated(agency);
        publishCase(escalated);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> handover(escalated).body("[0].calls[0].state", equalTo("failed")));

        handover(escalated)
                .body("[0].calls[0].attempts", equalTo(5))
                .body("[0].calls[0].status", equalTo(500))
                .body("[0].standing", equalTo("handing-over"));
        register(agency, "ok");
        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));
    }

    @Test
    void an_agency_that_is_gone_gets_no_further_call_until_it_is_registered_again() throws Exception {
        String agency = register("gone");
        var escalated = escalated(agency);
        publishCase(escalated);
        await().untilAsserted(() -> handover(escalated).body("[0].waitsFor", containsString("410")));
        var second = escalated(agency);
        publishCase(second);
        await().untilAsserted(() -> handover(second).body("[0].waitsFor", containsString("410")));

        assertThat(Servers.agency().received(caseId(escalated))).hasSize(1);
        assertThat(Servers.agency().received(caseId(second))).isEmpty();
        register(agency, "ok");

        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));
        await().untilAsserted(() -> handover(second).body("[0].standing", equalTo("handed-over")));
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() throws Exception {
        var escalated = escalated(register("redirects"));
        publishCase(escalated);

        await().untilAsserted(() -> handover(escalated).body("[0].calls[0].status", equalTo(307)));

        assertThat(Servers.agency().followedARedirect()).isFalse();
    }

    @Test
    void an_agency_that_asks_to_be_left_alone_is_left_alone_that_long() throws Exception {
        var escalated = escalated(register("busy"));
        publishCase(escalated);

        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));

        var calls = Servers.agency().received(caseId(escalated));
        assertThat(calls.get(1).atMillis() - calls.get(0).atMillis()).isGreaterThanOrEqualTo(2900);
    }

    @Test
    void what_a_crashed_instance_was_sending_is_sent_again_under_the_same_id() throws Exception {
        var escalated = escalated("fjordinkasso");
        publishCase(escalated);
        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));
        sql("update webhook set state = 'SENDING', lease_until = now() - interval '1 second' where case_id = '"
                + caseId(escalated) + "'");

        await().until(() -> Servers.agency().received(caseId(escalated)).size() == 2);

        assertThat(Servers.agency().received(caseId(escalated)))
                .extracting(MoodyAgency.Received::id)
                .containsOnly(
                        Servers.agency().received(caseId(escalated)).getFirst().id());
        await().untilAsserted(() -> handover(escalated).body("[0].calls[0].state", equalTo("delivered")));
    }

    @Test
    void a_recall_follows_its_handover_and_one_before_it_means_that_there_is_none() throws Exception {
        var escalated = escalated("fjordinkasso");
        publishCase(escalated);
        publishRecall(escalated);
        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("recalled")));
        var early = escalated("fjordinkasso");
        publishRecall(early);
        publishCase(early);
        var late = escalated("fjordinkasso");
        publishCase(late);
        await().untilAsserted(() -> handover(late).body("[0].standing", equalTo("handed-over")));
        publishRecall(late);
        publishRecall(late);

        await().untilAsserted(() -> handover(late).body("[0].calls[1].state", equalTo("delivered")));

        assertThat(Servers.agency().received(caseId(late)))
                .extracting(MoodyAgency.Received::type)
                .containsExactly("case.handover", "case.recall");
        assertThat(Servers.agency().received(caseId(early))).isEmpty();
        handover(early).body("[0].standing", equalTo("recalled")).body("[0].invoiceNumber", equalTo("2026-1001"));
        var types = Servers.agency().received(caseId(escalated)).stream()
                .map(MoodyAgency.Received::type)
                .toList();
        assertThat(types).isIn(List.of(), List.of("case.handover", "case.recall"));
    }

    @Test
    void a_recall_of_a_handover_that_was_refused_cancels_it_and_one_in_doubt_is_told() throws Exception {
        var refused = escalated(register("refuses"));
        publishCase(refused);
        await().untilAsserted(() -> handover(refused).body("[0].calls[0].status", equalTo(422)));
        publishRecall(refused);
        await().untilAsserted(() -> handover(refused).body("[0].standing", equalTo("recalled")));
        await().untilAsserted(() -> handover(refused).body("[0].calls[0].state", equalTo("cancelled")));
        handover(refused)
                .body("[0].calls.findAll { it.type == 'case.recall' && it.state != 'cancelled' }.size()", equalTo(0));

        String agency = register("always-500");
        var doubtful = escalated(agency);
        publishCase(doubtful);
        await().untilAsserted(() -> handover(doubtful).body("[0].calls[0].status", equalTo(500)));
        publishRecall(doubtful);

        await().until(() -> Servers.agency().received(caseId(doubtful)).stream()
                .anyMatch(call -> call.type().equals("case.recall")));
    }

    @Test
    void a_case_waits_visibly_for_its_debtor_and_for_its_agency() throws Exception {
        var escalated = escalated("not-here-yet");
        String debtorId = UUID.randomUUID().toString();
        escalated.put("debtorId", debtorId);
        publishCase(escalated);
        await().untilAsserted(() -> handover(escalated).body("[0].waitsFor", containsString(debtorId)));

        ObjectNode debtor = (ObjectNode) JSON.readTree(example("debtor-changed.v1.minimal"));
        publish(PARTIES, "rykker.DebtorChanged.v1", debtorId, bytes(debtor.put("debtorId", debtorId)));
        await().untilAsserted(() -> handover(escalated).body("[0].waitsFor", containsString("not registered")));
        register("not-here-yet", "ok");

        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));
    }

    @Test
    void an_agency_tells_of_its_work_and_every_repeat_is_taken_for_one() throws Exception {
        var escalated = escalated("fjordinkasso");
        escalated.putNull("agency");
        escalated.remove("agency");
        publishCase(escalated);
        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));

        tell(escalated, "acceptance", "{\"agencyCaseNumber\":\"FI-1\"}").statusCode(201);
        tell(escalated, "acceptance", "{\"agencyCaseNumber\":\"FI-1\"}").statusCode(200);
        tell(escalated, "acceptance", "{\"agencyCaseNumber\":\"FI-2\"}").statusCode(409);
        tell(escalated, "rejection", "{\"reason\":\"too late\"}").statusCode(409);
        String progress = "{\"id\":\"p1\",\"status\":\"letter-sent\",\"on\":\"2026-03-22\"}";
        tell(escalated, "progress", progress).statusCode(201);
        tell(escalated, "progress", progress).statusCode(200);
        tell(escalated, "progress", progress.replace("letter", "summons")).statusCode(409);
        String payment =
                "{\"paymentId\":\"%s\",\"amount\":{\"amount\":\"250.00\",\"currency\":\"DKK\"},\"paidOn\":\"2026-04-01\"}"
                        .formatted(caseId(escalated));
        tell(escalated, "payments", payment).statusCode(201);
        tell(escalated, "payments", payment).statusCode(200);
        tell(escalated, "payments", payment.replace("250.00", "260.00")).statusCode(409);
        tell(escalated, "payments/" + caseId(escalated) + "/reversal", "{\"reason\":\"bounced\",\"on\":\"2026-04-02\"}")
                .statusCode(201);
        tell(escalated, "payments/" + caseId(escalated) + "/reversal", "{\"reason\":\"bounced\",\"on\":\"2026-04-02\"}")
                .statusCode(200);
        tell(escalated, "closure", "{\"closeCode\":\"paid\",\"on\":\"2026-04-10\"}")
                .statusCode(201);
        tell(escalated, "closure", "{\"closeCode\":\"paid\",\"on\":\"2026-04-10\"}")
                .statusCode(200);
        tell(escalated, "progress", progress.replace("p1", "p2")).statusCode(409);

        var accepted = heard("rykker.CaseAccepted.v1", caseId(escalated));
        assertThat(header(accepted, "traceparent")).isEqualTo(TRACE);
        assertThat(accepted.key()).isEqualTo(escalated.get("invoiceId").asText());
        heard("rykker.CaseProgressed.v1", caseId(escalated));
        heard("rykker.CaseClosed.v1", caseId(escalated));
        var received = heard("rykker.inbound.PaymentReceived.v1", caseId(escalated));
        JsonNode money = JSON.readTree(received.value());
        assertThat(received.topic()).isEqualTo(INBOUND);
        assertThat(received.key()).isEqualTo("fjordinkasso:" + caseId(escalated));
        assertThat(money.get("source").asText()).isEqualTo("agency");
        assertThat(money.get("invoiceNumber").asText()).isEqualTo("2026-1001");
        assertThat(money.get("paymentReference").asText()).isEqualTo("000002026001236");
        heard("rykker.inbound.PaymentReversed.v1", caseId(escalated));
        assertThat(HEARD.stream()
                        .filter(record -> Objects.equals(header(record, "ce_type"), "rykker.CaseAccepted.v1"))
                        .filter(record -> text(record).contains(caseId(escalated))))
                .hasSize(1);
    }

    @Test
    void what_an_agency_says_wrongly_is_refused_with_the_reason() throws Exception {
        var escalated = escalated("fjordinkasso");
        publishCase(escalated);
        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));

        String payment =
                "{\"paymentId\":\"x1\",\"amount\":{\"amount\":\"250.00\",\"currency\":\"DKK\"},\"paidOn\":\"2026-04-01\"}";
        tell(escalated, "payments", payment.replace("DKK", "SEK"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo("amount.currency"));
        tell(escalated, "payments", payment.replace("250.00", "-1.00")).statusCode(422);
        tell(escalated, "payments", payment.replace("250.00", "1.001")).statusCode(422);
        tell(escalated, "payments", payment.replace("2026-04-01", "2199-01-01")).statusCode(422);
        tell(escalated, "payments", payment.replace("x1", "x 1")).statusCode(422);
        tell(escalated, "payments", "{").statusCode(422);
        tell(escalated, "payments", "[]").statusCode(422);
        tell(escalated, "rejection", "{}").statusCode(422).body("field", equalTo("reason"));
        tell(escalated, "payments/never/reversal", "{}").statusCode(404);
    }

    @Test
    void another_agencys_case_and_another_creditors_handover_are_not_there() throws Exception {
        var escalated = escalated("fjordinkasso");
        publishCase(escalated);
        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));

        given().auth()
                .oauth2(Servers.agencyToken("rival"))
                .contentType("application/json")
                .body("{}")
                .post("/agency/cases/" + caseId(escalated) + "/acceptance")
                .then()
                .statusCode(404);
        as("agency", "*")
                .contentType("application/json")
                .body("{}")
                .post("/agency/cases/" + caseId(escalated) + "/acceptance")
                .then()
                .statusCode(404);
        as("ops", "*")
                .contentType("application/json")
                .body("{}")
                .post("/agency/cases/" + caseId(escalated) + "/acceptance")
                .then()
                .statusCode(403);
        as("ops", "no-fjell")
                .get("/handovers?caseId=" + caseId(escalated))
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
        as("ops", "no-fjell")
                .get("/handovers?creditorId=dk-nordlys")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
        given().auth()
                .oauth2(Servers.agencyToken("fjordinkasso"))
                .get("/handovers")
                .then()
                .statusCode(403);
        given().get("/handovers").then().statusCode(401);
        as("ops", "*").get("/agencies").then().statusCode(200).body(not(containsString("whsec_")));
        as("ops", "*")
                .contentType("application/json")
                .body("{}")
                .put("/agencies/fjordinkasso")
                .then()
                .statusCode(403);
    }

    @Test
    void a_direct_payment_is_told_to_the_agency_and_its_own_payments_are_not() throws Exception {
        var escalated = escalated("fjordinkasso");
        escalated.withObject("paid").put("amount", "100.00");
        publishPayment(escalated, "100.00", "bank");
        publishCase(escalated);
        publishPayment(escalated, "40.00", "agency");
        var direct = publishPayment(escalated, "60.00", "bank");
        publish(PAYMENTS, "rykker.PaymentReceived.v1", direct.get("invoiceId").asText(), bytes(direct));

        await().until(() -> Servers.agency().received(caseId(escalated)).size() >= 2);

        var calls = Servers.agency().received(caseId(escalated));
        assertThat(calls).extracting(MoodyAgency.Received::type).containsExactly("case.handover", "case.payment");
        assertThat(calls.get(1).body().at("/data/amount/amount").asText()).isEqualTo("60.00");
    }

    @Test
    void a_payment_heard_before_its_case_is_told_unless_the_case_counts_it_already() throws Exception {
        var escalated = escalated("fjordinkasso");
        escalated.withObject("paid").put("amount", "100.00");
        publishPayment(escalated, "100.00", "bank");
        publishPayment(escalated, "40.00", "bank");
        await().until(() -> count("payment", escalated) == 2);

        publishCase(escalated);
        await().until(() -> Servers.agency().received(caseId(escalated)).size() >= 2);
        publishPayment(escalated, "30.00", "bank");
        await().until(() -> Servers.agency().received(caseId(escalated)).size() >= 3);

        assertThat(toldAmounts(escalated)).containsExactly("40.00", "30.00");
    }

    @Test
    void money_that_came_and_went_back_is_told_once_each_however_often_it_is_heard() throws Exception {
        var escalated = escalated("fjordinkasso");
        escalated.withObject("paid").put("amount", "0.00");
        publishCase(escalated);
        ObjectNode payment = (ObjectNode) publishPayment(escalated, "50.00", "bank");
        await().until(() -> Servers.agency().received(caseId(escalated)).size() >= 2);
        ObjectNode reversal = payment.deepCopy();
        reversal.put("reversedOn", "2026-05-01").put("reason", "no cover");
        for (int again = 0; again < 2; again++) {
            publish(
                    PAYMENTS,
                    "rykker.PaymentReversed.v1",
                    payment.get("invoiceId").asText(),
                    bytes(reversal));
            publish(
                    PAYMENTS,
                    "rykker.PaymentReceived.v1",
                    payment.get("invoiceId").asText(),
                    bytes(payment));
        }
        await().until(() -> Servers.agency().received(caseId(escalated)).size() >= 3);
        publishPayment(escalated, "7.00", "bank");
        await().until(() -> Servers.agency().received(caseId(escalated)).size() >= 4);

        assertThat(toldAmounts(escalated)).containsExactly("50.00", "-50.00", "7.00");
    }

    /** Neither transaction sees the other's row; were they not kept apart, nobody would ever look at the payment. */
    @Test
    void a_case_that_comes_while_a_payment_on_its_invoice_is_being_written_hears_of_it() throws Exception {
        var escalated = escalated("fjordinkasso");
        escalated.withObject("paid").put("amount", "0.00");
        try (var writer = database();
                var sql = writer.createStatement()) {
            writer.setAutoCommit(false);
            boolean _ = sql.execute("select pg_advisory_xact_lock_shared(7101)");
            int _ = sql.executeUpdate("""
                    insert into payment (invoice_id, allocation_id, reversal, payment_id, amount, currency, value_date, source)
                    values ('%s', gen_random_uuid(), false, gen_random_uuid(), 12, 'DKK', '2026-05-01', 'bank')
                    """.formatted(escalated.get("invoiceId").asText()));

            publishCase(escalated);
            await().until(() ->
                    number("select count(*) from pg_locks where locktype = 'advisory' and not granted") > 0);
            assertThat(count("handover", escalated)).isZero();

            writer.commit();
        }
        await().until(() -> Servers.agency().received(caseId(escalated)).size() >= 2);
        assertThat(toldAmounts(escalated)).containsExactly("12.00");
    }

    @Test
    void payments_and_cases_that_come_at_the_same_moment_meet() throws Exception {
        List<ObjectNode> cases = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            var escalated = escalated("fjordinkasso");
            escalated.withObject("paid").put("amount", "0.00");
            cases.add(escalated);
        }
        for (ObjectNode escalated : cases) {
            publishCase(escalated);
            publishPayment(escalated, "5.00", "bank");
        }

        for (ObjectNode escalated : cases) {
            await().until(() -> !toldAmounts(escalated).isEmpty());
            assertThat(toldAmounts(escalated)).containsExactly("5.00");
        }
    }

    private static List<String> toldAmounts(JsonNode escalated) {
        return Servers.agency().received(caseId(escalated)).stream()
                .filter(call -> call.type().equals("case.payment"))
                .map(call -> call.body().at("/data/amount/amount").asText())
                .toList();
    }

    private static long count(String table, JsonNode escalated) throws SQLException {
        return number("select count(*) from " + table + " where invoice_id = '"
                + escalated.get("invoiceId").asText() + "'");
    }

    private static long number(String query) throws SQLException {
        try (var connection = database();
                var result = connection.createStatement().executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getLong(1);
        }
    }

    @Test
    void what_cannot_be_read_comes_back_untouched_with_the_reason_and_the_rest_goes_on() throws Exception {
        byte[] bytes = {'{', (byte) 0xff, 0};
        publish(CASES, "rykker.CaseEscalated.v1", "poison", bytes);
        publish(CASES, "rykker.CaseAccepted.v1", "ours", bytes);
        var escalated = escalated("fjordinkasso");
        publishCase(escalated);

        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));

        var rejected = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> find(record ->
                                "poison".equals(record.key()) && record.topic().equals(CASES + ".rejected")),
                        Objects::nonNull);
        assertThat(rejected.value()).isEqualTo(bytes);
        assertThat(header(rejected, "rykker_rejection")).contains("the body is not JSON");
        assertThat(HEARD)
                .noneMatch(
                        record -> "ours".equals(record.key()) && record.topic().endsWith(".rejected"));
    }

    @Test
    void state_and_outbox_roll_back_together() throws Exception {
        var escalated = escalated("fjordinkasso");
        publishCase(escalated);
        await().untilAsserted(() -> handover(escalated).body("[0].standing", equalTo("handed-over")));
        sql("alter table outbox add constraint closed check (type <> 'rykker.CaseRejected.v1') not valid");
        try {
            tell(escalated, "rejection", "{\"reason\":\"no address\"}").statusCode(503);
            handover(escalated).body("[0].standing", equalTo("handed-over"));
        } finally {
            sql("alter table outbox drop constraint closed");
        }
        tell(escalated, "rejection", "{\"reason\":\"no address\"}").statusCode(201);
        heard("rykker.CaseRejected.v1", caseId(escalated));
    }

    private static String caseId(JsonNode escalated) {
        return escalated.get("caseId").asText();
    }

    /** Registers an agency of that mood under a name of its own. */
    private static String register(String mood) {
        String name = mood + "-" + UUID.randomUUID().toString().substring(0, 8);
        register(name, mood);
        return name;
    }

    private static void register(String name, String mood) {
        as("admin", "*")
                .contentType("application/json")
                .body(Map.of("url", Servers.agency().url(mood), "secret", Servers.SECRET))
                .put("/agencies/" + name)
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }

    private static ObjectNode escalated(String agency) throws Exception {
        ObjectNode escalated = (ObjectNode) JSON.readTree(example("case-escalated.v1.full"));
        return escalated
                .put("caseId", UUID.randomUUID().toString())
                .put("invoiceId", UUID.randomUUID().toString())
                .put("agency", agency);
    }

    private static void publishCase(JsonNode escalated) throws Exception {
        publish(CASES, "rykker.CaseEscalated.v1", escalated.get("invoiceId").asText(), bytes(escalated));
    }

    private static void publishRecall(JsonNode escalated) throws Exception {
        ObjectNode recalled = (ObjectNode) JSON.readTree(example("case-recalled.v1.full"));
        recalled.put("caseId", caseId(escalated))
                .put("invoiceId", escalated.get("invoiceId").asText());
        publish(CASES, "rykker.CaseRecalled.v1", escalated.get("invoiceId").asText(), bytes(recalled));
    }

    private static JsonNode publishPayment(JsonNode escalated, String amount, String source) throws Exception {
        ObjectNode payment = (ObjectNode) JSON.readTree(example("payment-received.v1.full"));
        payment.put("allocationId", UUID.randomUUID().toString())
                .put("invoiceId", escalated.get("invoiceId").asText())
                .put("source", source);
        payment.withObject("amount").put("amount", amount);
        publish(
                PAYMENTS,
                "rykker.PaymentReceived.v1",
                escalated.get("invoiceId").asText(),
                bytes(payment));
        return payment;
    }

    private static void publish(String topic, String type, String key, byte[] body) throws Exception {
        var record = new ProducerRecord<>(topic, key, body);
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        record.headers().add("traceparent", TRACE.getBytes(StandardCharsets.UTF_8));
        var _ = kafka.send(record).get();
    }

    private static byte[] bytes(JsonNode node) throws Exception {
        return JSON.writeValueAsBytes(node);
    }

    private static byte[] example(String name) throws Exception {
        return Files.readAllBytes(
                Path.of(System.getProperty("rykker.root", ".."), "deploy/contracts/examples", name + ".json"));
    }

    private static RequestSpecification as(String role, String... creditors) {
        return given().auth().oauth2(Servers.token(role, creditors));
    }

    private static ValidatableResponse handover(JsonNode escalated) {
        return as("viewer", "dk-nordlys")
                .get("/handovers?caseId=" + caseId(escalated))
                .then()
                .statusCode(200)
                .body("size()", equalTo(1));
    }

    private static ValidatableResponse tell(JsonNode escalated, String what, String body) {
        return given().auth()
                .oauth2(Servers.agencyToken("fjordinkasso"))
                .contentType("application/json")
                .body(body)
                .post("/agency/cases/" + caseId(escalated) + "/" + what)
                .then();
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = database();
                var sql = connection.createStatement()) {
            boolean _ = sql.execute(statement);
        }
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql:" + Servers.running().database("collection"),
                "collection",
                Servers.running().password("collection"));
    }

    private static ConsumerRecord<String, byte[]> heard(String type, String text) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> find(record -> type.equals(header(record, "ce_type"))
                                && text(record).contains(text)),
                        Objects::nonNull);
    }

    private static ConsumerRecord<String, byte[]> find(Predicate<ConsumerRecord<String, byte[]>> wanted) {
        listener.poll(Duration.ofMillis(100)).forEach(HEARD::add);
        return HEARD.stream().filter(wanted).findFirst().orElse(null);
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
