package io.rykker.dunning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The service on a real PostgreSQL and Kafka: records in, rows and outbox out. The manual clock only goes forward, so
 * the tests are in the order of their days; every test has invoices and a creditor of its own.
 */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(DunningServiceTest.Embedded.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DunningServiceTest {

    /** The profile with the manual clock, and a sweep that takes many turns for a few cases. */
    public static class Embedded implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "embedded";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("rykker.sweep.batch", "50");
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String ACCEPTED =
            "{\"how\":\"reply\",\"on\":\"2026-01-23\",\"evidence\":\"mail 4711\",\"why\":\"wrote back\"}";
    /** Each caller a thread of its own: the common pool has as many as there are processors, and those wait. */
    private static final Executor AT_ONCE = Thread::startVirtualThread;

    private static KafkaProducer<String, byte[]> others;

    @BeforeAll
    static void connect() {
        others = Servers.producer();
    }

    @AfterAll
    static void disconnect() {
        others.close();
    }

    @Test
    @Order(1)
    void an_invoice_becomes_a_case_and_its_reminder_is_asked_for_when_its_day_comes() throws Exception {
        UUID invoice = issue("dk-one", "1", false);
        awaitState("dk-one", invoice, "not-due");

        Servers.moveClock("2026-01-23T06:00:00Z");

        assertThat(told(invoice)).containsExactly("ClaimChanged 1", "ReminderDue 1", "ClaimChanged 2");
        JsonNode due = payload(invoice, "rykker.ReminderDue.v1");
        assertThat(due.get("step").asText()).isEqualTo("friendly");
        assertThat(traces(invoice)).containsOnly(TRACE);
        show("dk-one", invoice).body("state", equalTo("overdue")).body("nextActionOn", equalTo("2026-01-30"));
        backlog().body("pending", equalTo(0)).body("sweptThrough", equalTo("2026-01-23"));
    }

    @Test
    @Order(2)
    void what_was_odd_in_an_invoice_is_shown_with_its_rule_and_told_in_the_journal() throws Exception {
        UUID invoice = id("dk-odd", "1");
        ObjectNode issued = example("invoice-issued.v1.term-over-limit");
        issued.put("invoiceId", invoice.toString()).put("creditorId", "dk-odd");
        send("rykker.invoices.v1", invoice.toString(), "rykker.InvoiceIssued.v1", JSON.writeValueAsBytes(issued));
        awaitState("dk-odd", invoice, "not-due");

        show("dk-odd", invoice)
                .body("warnings[0].code", equalTo("TERM_OVER_LIMIT"))
                .body("warnings[0].rule", startsWith("renteloven"));
        asked("dk-odd")
                .get("/cases/" + invoice + "/timeline")
                .then()
                .body("find { it.fact == 'InvoiceTaken' }.what", containsString("with a warning: TERM_OVER_LIMIT"));
    }

    @Test
    @Order(2)
    void how_an_invoice_was_delivered_is_shown_in_a_line_and_that_nothing_shows_it_is_flagged_before_formal_steps()
            throws Exception {
        UUID invoice = issue("dk-shown", "1", false);
        UUID bare = issue("dk-shown", "2", false);
        ObjectNode delivered = example("invoice-delivered.v1.full");
        delivered.put("invoiceId", invoice.toString()).put("creditorId", "dk-shown");
        ((ObjectNode) delivered.get("delivery")).put("on", "2026-03-01").put("receiptId", "4711@ap.example");
        byte[] told = JSON.writeValueAsBytes(delivered);
        send("rykker.invoices.v1", invoice.toString(), "rykker.InvoiceDelivered.v1", told);
        send("rykker.invoices.v1", invoice.toString(), "rykker.InvoiceDelivered.v1", told);
        UUID with = id("dk-shown", "3");
        ObjectNode issued = example("invoice-issued.v1.delivered");
        issued.put("invoiceId", with.toString()).put("creditorId", "dk-shown");
        send("rykker.invoices.v1", with.toString(), "rykker.InvoiceIssued.v1", JSON.writeValueAsBytes(issued));
        drain("dk-shown");
        Servers.moveClock("2026-01-23T07:00:00Z");

        show("dk-shown", invoice)
                .body("deliveries.text", contains("delivered 2026-03-01 via Peppol, receipt id 4711@ap.example"))
                .body("deliveries[0].channel", equalTo("peppol"))
                .body("missingEvidence", nullValue());
        asked("dk-shown")
                .get("/cases/" + invoice + "/timeline")
                .then()
                .body(
                        "findAll { it.fact == 'InvoiceDelivered' }.what",
                        contains("the invoice was delivered 2026-03-01 via Peppol, receipt id 4711@ap.example"));
        show("dk-shown", with).body("deliveries[0].on", equalTo("2026-01-05"));
        show("dk-shown", bare)
                .body("state", equalTo("overdue"))
                .body("deliveries.size()", equalTo(0))
                .body("missingEvidence", startsWith("no evidence is known that the invoice was delivered"));
        worklist("dk-shown")
                .body(
                        "cases.find { it.invoiceId == '" + bare + "' }.priority.reasons",
                        hasItems("+10: no evidence is known that the invoice was delivered"));
    }

    @Test
    @Order(2)
    void the_same_records_twice_have_one_effect() throws Exception {
        UUID invoice = issue("dk-two", "1", false);
        issue("dk-two", "1", false);
        pay("dk-two", invoice, "p1", "400.00");
        pay("dk-two", invoice, "p1", "400.00");
        pay("dk-two", invoice, "p2", "100.00");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show("dk-two", invoice).body("paid.amount", equalTo("500.00")));
        drain("dk-two");

        show("dk-two", invoice).body("paid.amount", equalTo("500.00")).body("balance.amount", equalTo("500.00"));
        assertThat(count("select count(*) from journal where what = 'PaymentCounted' and invoice_id = '" + invoice
                        + "'"))
                .isEqualTo(2);
    }

    @Test
    @Order(3)
    void a_payment_before_its_invoice_is_kept() throws Exception {
        UUID invoice = id("dk-three", "1");
        pay("dk-three", invoice, "p1", "1000.00");
        awaitState("dk-three", invoice, "unknown");

        issue("dk-three", "1", false);

        awaitState("dk-three", invoice, "settled");
        assertThat(traces(invoice)).containsOnly(TRACE);
    }

    @Test
    @Order(4)
    void what_cannot_be_read_or_obeyed_comes_back_with_the_reason_and_its_neighbours_count() throws Exception {
        byte[] garbage = {'{', (byte) 0xff, 0};
        send("rykker.payments.v1", "poison-four", "rykker.PaymentReceived.v1", garbage);
        UUID invoice = issue("dk-four", "1", false);
        ObjectNode negative = example("payment-received.v1.full");
        ((ObjectNode) negative.get("amount")).put("amount", "-5.00");
        send("rykker.payments.v1", "negative-four", "rykker.PaymentReceived.v1", JSON.writeValueAsBytes(negative));
        pay("dk-four", invoice, "p1", "1000.00");

        awaitState("dk-four", invoice, "settled");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from outbox where topic = 'rykker.payments.v1.rejected'"
                                + " and key in ('poison-four', 'negative-four')")
                        == 2);
        try (var database = Servers.database();
                var rows = database.createStatement()
                        .executeQuery("select payload, rejection from outbox where key = 'poison-four'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBytes(1)).isEqualTo(garbage);
            assertThat(rows.getString(2)).contains("the body is not JSON").contains("dunning-service");
        }
    }

    @Test
    @Order(5)
    void state_and_outbox_roll_back_together() throws Exception {
        UUID invoice = id("dk-five", "1");
        try (var database = Servers.database()) {
            database.createStatement()
                    .execute("create function refuse_five() returns trigger language plpgsql as $$ begin"
                            + " if new.key = '" + invoice + "' and new.topic = 'rykker.claims.v1' then"
                            + " raise exception 'planted'; end if; return new; end $$;"
                            + "create trigger refuse_five before insert on outbox_default"
                            + " for each row execute function refuse_five();");
            try (ResultSet parts = database.createStatement()
                    .executeQuery("select relname from pg_class where relname ~ '^outbox_[0-9]{8}$'")) {
                List<String> names = new ArrayList<>();
                while (parts.next()) {
                    names.add(parts.getString(1));
                }
                for (String name : names) {
                    database.createStatement()
                            .execute("create trigger refuse_five before insert on " + name
                                    + " for each row execute function refuse_five()");
                }
            }
        }
        issue("dk-five", "1", false);
        UUID neighbour = issue("dk-five", "2", false);

        awaitCase("dk-five", neighbour);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from outbox where topic = 'rykker.invoices.v1.rejected' and key = '"
                                + invoice + "'")
                        == 1);

        assertThat(count("select count(*) from dunning_case where invoice_id = '" + invoice + "'"))
                .isZero();
        assertThat(count("select count(*) from journal where invoice_id = '" + invoice + "'"))
                .isZero();
        try (var database = Servers.database()) {
            database.createStatement().execute("drop function refuse_five() cascade");
        }
    }

    @Test
    @Order(6)
    void people_are_asked_who_and_why_and_see_their_own_creditors_only() throws Exception {
        UUID invoice = issue("dk-six", "1", false);
        awaitCase("dk-six", invoice);

        given().get("/cases/" + invoice).then().statusCode(401);
        post("viewer", "dk-six", invoice, "promises", "{}").statusCode(403);
        post("ops", "dk-other", invoice, "promises", "{\"until\":\"2026-02-10\",\"why\":\"x\"}")
                .statusCode(404);
        post("ops", "dk-six", invoice, "promises", "{\"until\":\"2026-02-10\"}")
                .statusCode(422)
                .body("field", equalTo("why"))
                .contentType(startsWith("application/problem+json"));
        post("ops", "dk-six", invoice, "promises", "{\"until\":\"2025-02-10\",\"why\":\"called\"}")
                .statusCode(422);
        post("ops", "dk-six", invoice, "promises", "nonsense").statusCode(422);
        post("ops", "dk-six", invoice, "promises", "{\"until\":\"2026-02-10\",\"why\":\"called\"}")
                .statusCode(200)
                .body("state", equalTo("on-hold"))
                .body("hold.kind", equalTo("promise"))
                .body("nextActionOn", equalTo("2026-02-11"));
        post("ops", "dk-six", invoice, "disputes", "{\"reason\":\"goods\",\"why\":\"broken\"}")
                .statusCode(200);
        post("ops", "dk-six", invoice, "release", "{\"why\":\"x\"}").statusCode(422);
        post("ops", "dk-six", invoice, "disputes/resolution", "{\"outcome\":\"rejected\",\"why\":\"photos\"}")
                .statusCode(200);
        post("ops", "dk-six", invoice, "holds", "{\"until\":\"2026-02-20\",\"why\":\"moving house\"}")
                .statusCode(200);
        post("ops", "dk-six", invoice, "release", "{\"why\":\"moved\"}").statusCode(200);
        post("ops", "dk-six", invoice, "writeoffs", "{\"why\":\"too small\"}")
                .statusCode(200)
                .body("state", equalTo("settled"))
                .body("settled", equalTo("written-off"));

        asked("dk-six")
                .get("/cases/" + invoice + "/timeline")
                .then()
                .statusCode(200)
                .body("find { it.fact == 'GivenUp' }.who", equalTo("tester"))
                .body("find { it.fact == 'GivenUp' }.why", equalTo("too small"));
        asked("dk-six")
                .get("/cases/" + invoice + "/account")
                .then()
                .statusCode(200)
                .body("lines.size()", equalTo(2))
                .body("lines[0].text", equalTo("invoice"))
                .body("lines[1].text", equalTo("principal written off"))
                .body("lines[1].balance.amount", equalTo("0.00"))
                .body("balance.amount", equalTo("0.00"));
        asked("dk-one").get("/cases/" + invoice + "/account").then().statusCode(404);
        show("dk-six", invoice)
                .body("limitationOn", equalTo("2029-01-19"))
                .body("limitationAlert", equalTo("2028-07-19"))
                .body("lawChoices.'due-date.roll'", equalTo("roll"));
        asked("dk-six").get("/cases?creditorId=dk-six&state=settled").then().body("cases.size()", equalTo(1));
        asked("dk-six").get("/cases?creditorId=dk-one").then().statusCode(404);
        asked("dk-six").get("/cases/not-a-uuid").then().statusCode(404);
    }

    @Test
    @Order(6)
    void what_people_agree_on_is_confirmed_in_writing_and_has_a_date() throws Exception {
        UUID promised = issue("dk-people", "1", false);
        UUID planned = issue("dk-people", "2", false);
        awaitCase("dk-people", promised);
        awaitCase("dk-people", planned);

        post(
                        "ops",
                        "dk-people",
                        promised,
                        "promises",
                        "{\"until\":\"2026-02-10\",\"fallback\":\"notice\",\"why\":\"called\"}")
                .statusCode(200)
                .body("state", equalTo("on-hold"))
                .body("hold.kind", equalTo("promise"))
                .body("hold.fallback", equalTo("notice"))
                .body("nextActionOn", equalTo("2026-02-11"));
        JsonNode confirmation = payload(promised, "rykker.ReminderDue.v1");
        assertThat(confirmation.get("kind").asText()).isEqualTo("promise-confirmation");
        assertThat(confirmation.get("deadline").asText()).isEqualTo("2026-02-10");
        assertThat(confirmation.at("/fee/amount").asText()).isEqualTo("0.00");

        post(
                        "ops",
                        "dk-people",
                        planned,
                        "plans",
                        "{\"instalments\":[{\"on\":\"2026-02-15\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"DKK\"}},"
                                + "{\"on\":\"2026-03-15\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"DKK\"}}],"
                                + "\"why\":\"poor\"}")
                .statusCode(422)
                .contentType(startsWith("application/problem+json"))
                .body("detail", startsWith("the instalments add up to 2.00 DKK, owed is "));
        post(
                        "ops",
                        "dk-people",
                        planned,
                        "plans",
                        "{\"count\":3,\"first\":\"2026-02-15\",\"fallback\":\"agency-when-lawful\",\"why\":\"poor\"}")
                .statusCode(200)
                .body("hold.kind", equalTo("plan"))
                .body("hold.plan.size()", equalTo(3))
                .body("hold.plan[0].state", equalTo("open"))
                .body("acknowledgedOn", equalTo("2026-01-23"));
        assertThat(payload(planned, "rykker.ReminderDue.v1").get("step").asText())
                .isEqualTo("plan-confirmation");
        post("ops", "dk-people", planned, "promises", "{\"until\":\"2026-02-10\",\"why\":\"called\"}")
                .statusCode(422);
    }

    @Test
    @Order(6)
    void a_proposed_plan_waits_for_the_debtors_acceptance_and_keeps_its_evidence() throws Exception {
        UUID invoice = issue("dk-proposed", "1", false);
        awaitCase("dk-proposed", invoice);
        String proposal = "{\"count\":2,\"first\":\"2026-02-16\",\"acceptance\":\"required\",\"why\":\"poor\"}";

        post("ops", "dk-proposed", invoice, "plan/acceptance", ACCEPTED)
                .statusCode(422)
                .body("detail", startsWith("no plan waits for acceptance"));
        post("ops", "dk-proposed", invoice, "plans", proposal.replace("required", "perhaps"))
                .statusCode(422)
                .body("field", equalTo("acceptance"));
        post("ops", "dk-proposed", invoice, "plans", proposal)
                .statusCode(200)
                .body("state", equalTo("on-hold"))
                .body("hold.kind", equalTo("plan-proposal"))
                .body("hold.until", equalTo("2026-01-28"))
                .body("hold.plan.size()", equalTo(2))
                .body("hold.acceptance", nullValue())
                .body("acknowledgedOn", nullValue())
                .body("nextActionOn", equalTo("2026-01-29"));
        JsonNode letter = payload(invoice, "rykker.ReminderDue.v1");
        assertThat(letter.get("kind").asText()).isEqualTo("plan-proposal");
        assertThat(letter.get("deadline").asText()).isEqualTo("2026-01-28");
        assertThat(letter.at("/fee/amount").asText()).isEqualTo("0.00");

        post("viewer", "dk-proposed", invoice, "plan/acceptance", ACCEPTED).statusCode(403);
        post("ops", "dk-proposed", invoice, "plan/acceptance", ACCEPTED.replace("reply", "wink"))
                .statusCode(422)
                .body("field", equalTo("how"));
        post("ops", "dk-proposed", invoice, "plan/acceptance", ACCEPTED)
                .statusCode(200)
                .body("hold.kind", equalTo("plan"))
                .body("hold.until", equalTo("2026-03-16"))
                .body("hold.acceptance.how", equalTo("reply"))
                .body("hold.acceptance.on", equalTo("2026-01-23"))
                .body("hold.acceptance.evidence", equalTo("mail 4711"))
                .body("acknowledgedOn", equalTo("2026-01-23"));
        assertThat(count("select count(*) from journal where what = 'PlanAccepted' and data like '%mail 4711%'"
                        + " and who <> 'dunning-service' and invoice_id = '" + invoice + "'"))
                .isEqualTo(1);
        post("ops", "dk-proposed", invoice, "plan/acceptance", ACCEPTED).statusCode(200);
    }

    @Test
    @Order(6)
    void an_acknowledgement_and_a_judgment_are_recorded_by_a_person_and_move_the_limitation() throws Exception {
        UUID invoice = issue("dk-court", "1", false);
        awaitCase("dk-court", invoice);
        show("dk-court", invoice).body("limitationOn", equalTo("2029-01-19"));

        post("ops", "dk-court", invoice, "acknowledgements", "{\"on\":\"2026-01-23\"}")
                .statusCode(422)
                .contentType(startsWith("application/problem+json"))
                .body("field", equalTo("why"));
        post("ops", "dk-court", invoice, "acknowledgements", "{\"on\":\"2026-02-30\",\"why\":\"x\"}")
                .statusCode(422)
                .body("field", equalTo("on"));
        post("ops", "dk-court", invoice, "acknowledgements", "{\"on\":\"2026-05-01\",\"why\":\"x\"}")
                .statusCode(422)
                .body("detail", containsString("still to come"));
        post("viewer", "dk-court", invoice, "judgments", "{\"on\":\"2026-01-23\",\"why\":\"x\"}")
                .statusCode(403);
        post("ops", "dk-one", invoice, "judgments", "{\"on\":\"2026-01-23\",\"why\":\"x\"}")
                .statusCode(404);
        show("dk-court", invoice).body("limitationOn", equalTo("2029-01-19"));

        post(
                        "ops",
                        "dk-court",
                        invoice,
                        "acknowledgements",
                        "{\"on\":\"2026-01-23\",\"why\":\"she said so on the phone\"}")
                .statusCode(200)
                .body("limitationOn", equalTo("2029-01-23"))
                .body("confirmations[0].how", equalTo("acknowledgement"));
        post("ops", "dk-court", invoice, "judgments", "{\"on\":\"2026-01-23\",\"why\":\"the court of Aarhus\"}")
                .statusCode(200)
                .body("limitationOn", equalTo("2036-01-23"))
                .body("limitationBecause", containsString("judgment was given"))
                .body("confirmations.size()", equalTo(2));
        asked("dk-court")
                .get("/cases/" + invoice + "/timeline")
                .then()
                .statusCode(200)
                .body("findAll { it.fact == 'ClaimConfirmed' }.who", hasItems("tester", "tester"))
                .body("findAll { it.fact == 'ClaimConfirmed' }.why", hasItems("the court of Aarhus"));
    }

    @Test
    @Order(6)
    void disputes_of_a_part_calls_stops_and_owners_are_told_and_shown() throws Exception {
        UUID invoice = issue("dk-word", "1", false);
        awaitCase("dk-word", invoice);

        post(
                        "ops",
                        "dk-word",
                        invoice,
                        "calls",
                        "{\"outcome\":\"no-answer\",\"on\":\"2026-01-23\",\"why\":\"rang for long\"}")
                .statusCode(200)
                .body("calls[0].outcome", equalTo("no-answer"));
        String missing = "{\"outcome\":\"missing-info\",\"on\":\"2026-01-23\",\"why\":\"no order number%s\"}";
        post("ops", "dk-word", invoice, "calls", missing.formatted(""))
                .statusCode(200)
                .body("hold.kind", equalTo("missing-info"))
                .body("hold.task", containsString("corrected"))
                .body("nextActionOn", equalTo("2026-01-31"));
        post("ops", "dk-word", invoice, "release", "{\"why\":\"corrected\"}").statusCode(200);
        post("ops", "dk-word", invoice, "calls", missing.formatted(", again"))
                .statusCode(200)
                .body("hold", nullValue());
        assertThat(count(
                        "select count(*) from dunning_case where creditor_id = 'dk-word' and excuses = 'MISSING_INFO'"))
                .isEqualTo(1);
        post(
                        "ops",
                        "dk-word",
                        invoice,
                        "disputes",
                        "{\"reason\":\"goods\",\"amount\":{\"amount\":\"250.00\",\"currency\":\"DKK\"},\"why\":\"broken\"}")
                .statusCode(200)
                .body("disputed.amount.amount", equalTo("250.00"))
                .body("disputed.answerBy", equalTo("2026-02-06"));
        post("ops", "dk-word", invoice, "disputes/resolution", "{\"outcome\":\"rejected\",\"why\":\"photos\"}")
                .statusCode(200);
        post("ops", "dk-word", invoice, "extensions", "{\"until\":\"2026-02-20\",\"why\":\"wages\"}")
                .statusCode(422)
                .body("detail", startsWith("more than 7 days of extension need the role admin"));
        post("admin", "dk-word", invoice, "extensions", "{\"until\":\"2026-02-20\",\"why\":\"wages\"}")
                .statusCode(200)
                .body("hold.kind", equalTo("extension"));
        post(
                        "ops",
                        "dk-word",
                        invoice,
                        "stops",
                        "{\"kind\":\"bankruptcy\",\"on\":\"2026-01-22\",\"why\":\"in the gazette\",\"reviewOn\":\"2026-03-01\"}")
                .statusCode(200)
                .body("hold.kind", equalTo("bankruptcy"))
                .body("nextActionOn", equalTo("2026-03-02"));
        post("ops", "dk-word", invoice, "holds", "{\"until\":\"2026-02-20\",\"why\":\"x\"}")
                .statusCode(422);
        post("ops", "dk-word", invoice, "release", "{\"why\":\"another of the same name\"}")
                .statusCode(200);
        post("ops", "dk-word", invoice, "takeover", "{\"until\":\"2026-02-02\",\"why\":\"an old customer\"}")
                .statusCode(200)
                .body("hold.kind", equalTo("taken-over"))
                .body("hold.reason", equalTo("tester has taken the case over"));
        post("ops", "dk-word", invoice, "giveback", "{\"why\":\"spoke to her\"}")
                .statusCode(200);
        post("ops", "dk-word", invoice, "recall", "{\"why\":\"x\"}").statusCode(422);

        asked("dk-word")
                .get("/cases/" + invoice + "/timeline")
                .then()
                .body("find { it.fact == 'CallMade' }.who", equalTo("tester"))
                .body("find { it.fact == 'Contested' }.why", equalTo("broken"));
        asked("dk-word").get("/cases?forgotten=true").then().statusCode(200).body("cases.size()", equalTo(0));
        asked("dk-word").get("/cases?forgotten=true&days=0").then().statusCode(422);
    }

    @Test
    @Order(6)
    void words_about_one_case_at_the_same_moment_all_count() throws Exception {
        UUID invoice = issue("dk-crowd", "1", false);
        awaitCase("dk-crowd", invoice);
        int many = 6;

        try (var database = Servers.database()) {
            database.setAutoCommit(false);
            database.createStatement()
                    .execute("select from dunning_case where invoice_id = '" + invoice + "' for update");
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                String call = "{\"outcome\":\"no-answer\",\"on\":\"2026-01-05\",\"why\":\"rang " + i + "\"}";
                callers.add(CompletableFuture.runAsync(
                        () -> post("ops", "dk-crowd", invoice, "calls", call).statusCode(200), AT_ONCE));
            }
            await().until(() -> count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == many);
            database.rollback();
            CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).join();
        }

        show("dk-crowd", invoice).body("calls.size()", equalTo(many));
        assertThat(count("select count(*) from journal where what = 'CallMade' and invoice_id = '" + invoice + "'"))
                .isEqualTo(many);
    }

    @Test
    @Order(6)
    void every_case_has_an_owner_who_is_shown_found_and_named_by_people() throws Exception {
        given().auth()
                .oauth2(Servers.token("ops", "dk-owner"))
                .contentType("application/json")
                .body("{\"owner\": \"credit control\", " + PolicyServiceTest.STEPS + "}")
                .put("/policies/owned?creditorId=dk-owner")
                .then()
                .statusCode(201);
        asked("dk-owner").get("/policies/owned?creditorId=dk-owner").then().body("owner", equalTo("credit control"));
        UUID usual = issue("dk-owner", "1", false);
        UUID policys = issue("dk-owner", "2", false);
        awaitCase("dk-owner", usual);
        awaitCase("dk-owner", policys);
        show("dk-owner", usual).body("owner", equalTo("accounts receivable"));

        post("ops", "dk-owner", policys, "holds", "{\"until\":\"2026-12-20\",\"why\":\"ill\"}")
                .statusCode(200);
        post("ops", "dk-owner", policys, "policy", "{\"name\":\"owned\",\"why\":\"a large customer\"}")
                .statusCode(200);
        show("dk-owner", policys).body("owner", equalTo("credit control"));
        String bodil = "{\"owner\":\"bodil\",\"why\":\"an old customer\"}";
        post("viewer", "dk-owner", usual, "owner", bodil).statusCode(403);
        post("ops", "dk-other", usual, "owner", bodil).statusCode(404);
        post("ops", "dk-owner", usual, "owner", bodil).statusCode(200).body("owner", equalTo("bodil"));
        post("ops", "dk-owner", usual, "owner", bodil).statusCode(200).body("owner", equalTo("bodil"));
        asked("dk-owner")
                .get("/cases/" + usual + "/timeline")
                .then()
                .body("findAll { it.fact == 'OwnerNamed' }.who", contains("tester"))
                .body("find { it.fact == 'OwnerNamed' }.why", equalTo("an old customer"))
                .body("find { it.fact == 'OwnerNamed' }.what", startsWith("bodil looks after"));
        asked("dk-owner").get("/cases/" + usual + "/explanation").then().body("owner", equalTo("bodil"));

        for (String wrong : List.of(
                "{\"why\":\"x\"}",
                "{\"owner\":\" \",\"why\":\"x\"}",
                "{\"owner\":7,\"why\":\"x\"}",
                "{\"owner\":\"a\\nb\",\"why\":\"x\"}",
                "{\"owner\":\"" + "a".repeat(101) + "\",\"why\":\"x\"}")) {
            post("ops", "dk-owner", usual, "owner", wrong)
                    .statusCode(422)
                    .contentType(startsWith("application/problem+json"))
                    .body("field", equalTo("owner"));
        }
        post("ops", "dk-owner", usual, "owner", "{\"owner\":\"karl\"}")
                .statusCode(422)
                .body("field", equalTo("why"));

        owned("dk-owner", "bodil").body("cases.invoiceId", contains(usual.toString()));
        owned("dk-owner", "credit control")
                .body("cases.invoiceId", contains(policys.toString()))
                .body("cases[0].owner", equalTo("credit control"));
        owned("dk-owner", "karl").body("cases.size()", equalTo(0));
        asked("dk-owner")
                .get("/cases?creditorId=dk-owner&owner=bodil&state=settled")
                .then()
                .statusCode(200)
                .body("cases.size()", equalTo(0));
        asked("dk-owner")
                .queryParam("owner", "a".repeat(101))
                .get("/cases?creditorId=dk-owner")
                .then()
                .statusCode(422)
                .body("field", equalTo("owner"));

        post("ops", "dk-owner", usual, "takeover", "{\"until\":\"2026-12-02\",\"why\":\"she is ill\"}")
                .statusCode(200)
                .body("owner", equalTo("tester"));
        post("ops", "dk-owner", usual, "giveback", "{\"why\":\"done\"}")
                .statusCode(200)
                .body("owner", equalTo("tester"));
        post("ops", "dk-owner", usual, "owner", "{\"owner\":null,\"why\":\"done\"}")
                .statusCode(200)
                .body("owner", equalTo("accounts receivable"));
        post(
                        "ops",
                        "dk-owner",
                        usual,
                        "disputes",
                        "{\"reason\":\"wrong-amount\",\"owner\":\"anna\",\"why\":\"a discount was agreed on\"}")
                .statusCode(200)
                .body("hold.kind", equalTo("dispute"))
                .body("owner", equalTo("anna"));
        String report = "/reports?creditorId=dk-owner&from=2026-01-01&to=2026-12-31";
        asked("dk-owner")
                .get(report)
                .then()
                .statusCode(200)
                .body("phasesByOwner.owner", hasItems("anna", "credit control"))
                .body("phasesByOwner.find { it.owner == 'anna' && it.phase == 'not-due' }.times", equalTo(1));
        given().auth()
                .oauth2(Servers.token("partner", "dk-owner"))
                .get(report)
                .then()
                .statusCode(200)
                .body("phasesByOwner.owner.unique()", contains("a person"));

        pay("dk-owner", usual, "all", "1000.00");
        awaitState("dk-owner", usual, "settled");
        post("ops", "dk-owner", usual, "owner", bodil)
                .statusCode(422)
                .body("detail", equalTo("the claim is settled: paid"));
    }

    @Test
    @Order(6)
    void two_hundred_cases_of_a_group_are_held_in_one_action_and_each_is_judged_by_itself() throws Exception {
        List<String> debtors = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            issue("dk-many", "g" + i, false);
            debtors.add("\"" + id("dk-many", "debtor g" + i) + "\"");
        }
        UUID disputed = id("dk-many", "g7");
        UUID other = issue("dk-many", "other", false);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from dunning_case where creditor_id = 'dk-many'") == 201);
        post("ops", "dk-many", disputed, "disputes", "{\"reason\":\"goods\",\"why\":\"broken\"}")
                .statusCode(200);
        String group = "{\"creditorId\":\"dk-many\",\"debtorIds\":[" + String.join(",", debtors)
                + "],\"until\":\"2026-12-20\",\"why\":\"the chain is being sold\"}";

        for (int times = 0; times < 2; times++) {
            many("ops", "dk-many", "holds", group)
                    .statusCode(200)
                    .body("done", equalTo(199))
                    .body("refused.invoiceId", contains(disputed.toString()))
                    .body("refused.why", contains("a dispute is open and holds the case already"));
        }

        String held = "select count(*) from journal j join dunning_case c on c.invoice_id = j.invoice_id"
                + " where c.creditor_id = 'dk-many' and j.who = 'tester' and j.what = ";
        assertThat(count(held + "'HeldBack'")).isEqualTo(200);
        show("dk-many", id("dk-many", "g8"))
                .body("hold.until", equalTo("2026-12-20"))
                .body("hold.why", equalTo("the chain is being sold"));
        show("dk-many", other).body("hold", nullValue());

        many("ops", "dk-many", "releases", "{\"creditorId\":\"dk-many\",\"state\":\"on-hold\",\"why\":\"it is not\"}")
                .statusCode(200)
                .body("done", equalTo(199))
                .body("refused.why", contains("a dispute is ended by its resolution"));
        assertThat(count(held + "'HoldEnded'")).isEqualTo(199);
        UUID nowhere = UUID.randomUUID();
        many(
                        "ops",
                        "dk-many",
                        "holds",
                        "{\"creditorId\":\"dk-many\",\"invoiceIds\":[\"" + other + "\",\"" + nowhere + "\",\""
                                + id("dk-six", "1") + "\"],\"until\":\"2026-12-20\",\"why\":\"ill\"}")
                .statusCode(200)
                .body("done", equalTo(1))
                .body("refused.why", contains("there is no case of this invoice", "there is no case of this invoice"));
        show("dk-many", other).body("hold.kind", equalTo("manual"));
    }

    @Test
    @Order(6)
    void many_cases_are_named_by_who_may_and_not_by_what_is_left_out() throws Exception {
        UUID invoice = issue("dk-few", "1", false);
        awaitCase("dk-few", invoice);
        String owners =
                "{\"creditorId\":\"dk-few\",\"owner\":\"accounts receivable\",%s\"until\":\"2026-12-20\",\"why\":\"ill\"}";

        many("viewer", "dk-few", "holds", owners.formatted("")).statusCode(403);
        many("ops", "dk-other", "holds", owners.formatted("")).statusCode(404);
        many("ops", "dk-few", "holds", owners.formatted("\"invoiceIds\":[\"" + invoice + "\"],"))
                .statusCode(422)
                .body("field", equalTo("invoiceIds"));
        many("ops", "dk-few", "holds", owners.formatted("\"state\":\"settled\","))
                .statusCode(422)
                .body("field", equalTo("state"));
        many("ops", "dk-few", "holds", "{\"creditorId\":\"dk-few\",\"until\":\"2026-12-20\",\"why\":\"ill\"}")
                .statusCode(422)
                .body("field", equalTo("invoiceIds"))
                .body("detail", containsString("which cases?"));
        many("ops", "dk-few", "releases", owners.formatted("")).statusCode(422).body("field", equalTo("until"));

        String plenty = "insert into dunning_case select (jsonb_populate_record(c,"
                + " jsonb_build_object('invoice_id', gen_random_uuid(), 'creditor_id', 'dk-few'))).*"
                + " from dunning_case c, generate_series(1, 1000) where c.invoice_id = '" + invoice + "'";
        try (var database = Servers.database()) {
            assertThat(database.createStatement().executeUpdate(plenty)).isEqualTo(1_000);
            many("ops", "dk-few", "holds", owners.formatted(""))
                    .statusCode(422)
                    .body("detail", startsWith("these are more than 1000 cases"));
            database.createStatement()
                    .executeUpdate("delete from dunning_case where creditor_id = 'dk-few' and invoice_id <> '" + invoice
                            + "'");
        }
        show("dk-few", invoice).body("hold", nullValue());
        many("ops", "dk-few", "holds", owners.formatted("\"state\":\"escalated\","))
                .statusCode(200)
                .body("done", equalTo(0));
        many("ops", "dk-few", "holds", owners.formatted("")).statusCode(200).body("done", equalTo(1));
    }

    private static ValidatableResponse many(String role, String creditor, String what, String body) {
        return given().auth()
                .oauth2(Servers.token(role, creditor))
                .contentType("application/json")
                .body(body)
                .post("/cases/" + what)
                .then();
    }

    private static ValidatableResponse owned(String creditor, String owner) {
        return asked(creditor)
                .queryParam("owner", owner)
                .get("/cases?order=priority&creditorId=" + creditor)
                .then()
                .statusCode(200);
    }

    @Test
    @Order(6)
    void a_factored_claim_is_held_until_it_comes_back_and_no_person_decides_about_it_meanwhile() throws Exception {
        UUID invoice = issue("dk-factored", "1", false);
        awaitCase("dk-factored", invoice);
        assigned("dk-factored", invoice, "factored", 2);
        awaitState("dk-factored", invoice, "on-hold");

        JsonNode claim = payload(invoice, "rykker.ClaimChanged.v1");
        assertThat(claim.get("assigned").asText()).isEqualTo("factored");
        assertThat(Contract.errors("claim-changed.v1", JSON.writeValueAsBytes(claim)))
                .isEmpty();
        show("dk-factored", invoice)
                .body("assignment.assigneeName", equalTo("Havkapital A/S"))
                .body("assignment.kind", equalTo("factored"))
                .body("nextActionOn", notNullValue());
        post("ops", "dk-factored", invoice, "release", "{\"why\":\"x\"}")
                .statusCode(422)
                .body("detail", containsString("factored to Havkapital A/S"));
        asked("dk-factored")
                .get("/cases/" + invoice + "/explanation")
                .then()
                .body("standing[0].text", containsString("factored to Havkapital A/S"));

        ObjectNode paid = example("invoice-paid-to-factor.v1.full");
        paid.put("invoiceId", invoice.toString()).put("creditorId", "dk-factored");
        send("rykker.invoices.v1", invoice.toString(), "rykker.InvoicePaidToFactor.v1", JSON.writeValueAsBytes(paid));
        ObjectNode back = example("invoice-returned.v1.full");
        back.put("invoiceId", invoice.toString())
                .put("creditorId", "dk-factored")
                .put("sequence", 4);
        send("rykker.invoices.v1", invoice.toString(), "rykker.InvoiceReturned.v1", JSON.writeValueAsBytes(back));

        awaitState("dk-factored", invoice, "overdue");
        show("dk-factored", invoice).body("balance.amount", equalTo("600.00"));
        JsonNode book = books("dk-factored");
        assertThat(book.get("paidToFactor").asText()).isEqualTo("400.00");
        assertThat(book.get("paid").asText()).isEqualTo("0.00");
    }

    @Test
    @Order(6)
    void a_sold_claim_is_closed_with_an_entry_and_the_books_still_add_up_when_it_is_paid_here() throws Exception {
        UUID invoice = issue("dk-sold", "1", false);
        awaitCase("dk-sold", invoice);
        pay("dk-sold", invoice, "before", "300.00");
        assigned("dk-sold", invoice, "sold", 2);
        awaitState("dk-sold", invoice, "settled");

        assertThat(payload(invoice, "rykker.ClaimChanged.v1").get("settled").asText())
                .isEqualTo("sold");
        asked("dk-sold")
                .get("/cases/" + invoice + "/account")
                .then()
                .body("lines.text", hasItems("principal sold"))
                .body("balance.amount", equalTo("0.00"));
        ObjectNode late = example("payment-received.v1.full");
        late.put("invoiceId", invoice.toString()).put("creditorId", "dk-sold").put("valueDate", "2026-02-10");
        ((ObjectNode) late.get("amount")).put("amount", "900.00");
        send("rykker.payments.v1", invoice.toString(), "rykker.PaymentReceived.v1", JSON.writeValueAsBytes(late));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show("dk-sold", invoice).body("paid.amount", equalTo("1200.00")));
        show("dk-sold", invoice).body("settled", equalTo("sold")).body("balance.amount", equalTo("0.00"));
        JsonNode book = books("dk-sold");
        assertThat(book.get("sold").asText()).isEqualTo("700.00");
        assertThat(book.get("forBuyer").asText()).isEqualTo("900.00");
        assertThat(book.get("overpaid").asText()).isEqualTo("0.00");
    }

    private static void assigned(String creditor, UUID invoice, String kind, int sequence) throws Exception {
        ObjectNode assigned = example("invoice-assigned.v1.full");
        assigned.put("invoiceId", invoice.toString());
        assigned.put("creditorId", creditor);
        assigned.put("kind", kind);
        assigned.put("sequence", sequence);
        send("rykker.invoices.v1", invoice.toString(), "rykker.InvoiceAssigned.v1", JSON.writeValueAsBytes(assigned));
    }

    @Test
    @Order(7)
    void a_statement_that_makes_the_bank_known_lets_the_waiting_case_go_on_at_once() throws Exception {
        UUID invoice = issue("dk-seven", "1", true);
        awaitState("dk-seven", invoice, "not-due");
        Servers.moveClock("2026-01-26T06:00:00Z");
        show("dk-seven", invoice).body("state", equalTo("not-due")).body("waitsForBankThrough", equalTo("2026-01-19"));
        backlog().body("pending", equalTo(0));

        bankKnown("dk-seven", "2026-01-19");

        awaitState("dk-seven", invoice, "overdue");
    }

    @Test
    @Order(8)
    void a_case_goes_its_whole_way_to_the_agency_and_back() throws Exception {
        UUID debtor = id("dk-eight", "debtor");
        UUID paidInTime = issue("dk-eight", "0", debtor, false);
        pay("dk-eight", paidInTime, "p", "1000.00", "2026-01-19");
        awaitState("dk-eight", paidInTime, "settled");
        UUID invoice = issue("dk-eight", "1", debtor, false);
        awaitState("dk-eight", invoice, "overdue");
        assertThat(payload(invoice, "rykker.ReminderDue.v1").has("newDebtor")).isFalse();
        sendLetters("dk-eight", invoice, "2026-01-26", "2026-02-03");
        Servers.moveClock("2026-02-05T06:00:00Z");
        sendLetters("dk-eight", invoice, "2026-02-05", "2026-02-19");
        Servers.moveClock("2026-02-23T06:00:00Z");
        sendLetters("dk-eight", invoice, "2026-02-23", "2026-03-09");
        show("dk-eight", invoice).body("state", equalTo("notice-running"));

        Servers.moveClock("2026-03-10T06:00:00Z");

        show("dk-eight", invoice).body("state", equalTo("escalated"));
        JsonNode escalated = payload(invoice, "rykker.CaseEscalated.v1");
        assertThat(escalated.get("notices")).hasSize(3);
        assertThat(escalated.get("history").findValuesAsText("what"))
                .contains("the due date passed unpaid")
                .anyMatch(what -> what.startsWith("handed over to the agency"));
        assertThat(escalated.at("/paymentHistory/invoices").asInt()).isEqualTo(2);
        assertThat(escalated.at("/paymentHistory/onTimePercent").asInt()).isEqualTo(50);
        JsonNode _ = books("dk-eight");
        escalated = handedOverByHandAgain(invoice);
        pay("dk-eight", invoice, "p", escalated.at("/balance/amount").asText());
        awaitState("dk-eight", invoice, "settled");
        assertThat(payload(invoice, "rykker.CaseRecalled.v1").get("reason").asText())
                .isEqualTo("paid");
        List<Integer> sequences = sequences(invoice);
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(sequences.get(i)).isEqualTo(i + 1);
        }
        JsonNode _ = books("dk-eight");
    }

    /** Taken from the agency and handed over again by a person, together with what may not be. */
    private static JsonNode handedOverByHandAgain(UUID invoice) throws Exception {
        UUID early = issue("dk-eight", "2", false);
        awaitCase("dk-eight", early);
        UUID unknown = id("dk-eight", "unknown");
        post("ops", "dk-eight", invoice, "handover", "{\"why\":\"x\"}")
                .statusCode(422)
                .body("detail", equalTo("an agency has the case already"));
        post("ops", "dk-eight", invoice, "recall", "{\"why\":\"called\"}").statusCode(200);
        post("ops", "dk-eight", invoice, "handover", "{\"why\":\"x\"}")
                .statusCode(422)
                .body("detail", startsWith("the case is held until "));
        post("ops", "dk-eight", invoice, "release", "{\"why\":\"will not pay\"}")
                .statusCode(200);

        handOver("viewer", "{\"invoiceIds\":[\"" + invoice + "\"],\"why\":\"x\"}")
                .statusCode(403);
        handOver("ops", "{\"invoiceIds\":[],\"why\":\"x\"}")
                .statusCode(422)
                .contentType(startsWith("application/problem+json"))
                .body("field", equalTo("invoiceIds"));
        handOver("ops", "{\"invoiceIds\":[\"" + invoice + "\"]}")
                .statusCode(422)
                .body("field", equalTo("why"));
        handOver(
                        "ops",
                        "{\"invoiceIds\":[\"" + early + "\",\"" + unknown + "\",\"" + invoice
                                + "\"],\"why\":\"a new owner\"}")
                .statusCode(200)
                .body("handedOver", contains(invoice.toString()))
                .body("refused[0].invoiceId", equalTo(early.toString()))
                .body("refused[0].why", startsWith("step friendly is on its way"))
                .body("refused[1].why", equalTo("there is no case of this invoice"));

        show("dk-eight", invoice).body("state", equalTo("escalated"));
        JsonNode escalated = payload(invoice, "rykker.CaseEscalated.v1");
        assertThat(escalated.get("because").asText()).isEqualTo("Handed over by a person: a new owner");
        return escalated;
    }

    private static ValidatableResponse handOver(String role, String body) {
        return given().auth()
                .oauth2(Servers.token(role, "dk-eight"))
                .contentType("application/json")
                .body(body)
                .post("/cases/handovers")
                .then();
    }

    @Test
    @Order(9)
    void two_sweeps_at_once_decide_every_case_once() throws Exception {
        int many = 3000;
        for (int i = 0; i < many; i++) {
            issue("dk-nine", "n" + i, true);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from dunning_case where creditor_id = 'dk-nine'") == many);
        try (var database = Servers.database()) {
            database.createStatement()
                    .execute("insert into bank values ('dk-nine', 'one', '2026-03-31') on conflict do nothing");
        }

        var first = CompletableFuture.runAsync(() -> Servers.moveClock("2026-03-11T06:00:00Z"), AT_ONCE);
        var second = CompletableFuture.runAsync(() -> Servers.moveClock("2026-03-11T06:00:00Z"), AT_ONCE);
        CompletableFuture.allOf(first, second).join();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> backlog().body("pending", equalTo(0)));

        assertThat(count("select count(*) from outbox o join dunning_case c on o.key = c.invoice_id::text"
                        + " where c.creditor_id = 'dk-nine' and o.type = 'rykker.ReminderDue.v1'"))
                .isEqualTo(many);
        assertThat(count("select count(distinct o.key) from outbox o join dunning_case c on o.key = c.invoice_id::text"
                        + " where c.creditor_id = 'dk-nine' and o.type = 'rykker.ReminderDue.v1'"))
                .isEqualTo(many);
    }

    @Test
    @Order(10)
    void several_instances_at_once_write_one_letter_to_each_debtor() throws Exception {
        int debtors = 150;
        for (int i = 0; i < debtors * 3; i++) {
            issue("dk-ten", "n" + i, id("dk-ten", "debtor " + i % debtors), true);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from dunning_case where creditor_id = 'dk-ten'") == debtors * 3);
        try (var database = Servers.database()) {
            database.createStatement().execute("insert into bank values ('dk-ten', 'one', '2026-03-31')");
        }

        List<CompletableFuture<Void>> instances = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            instances.add(CompletableFuture.runAsync(() -> Servers.moveClock("2026-03-12T06:00:00Z"), AT_ONCE));
        }
        CompletableFuture.allOf(instances.toArray(CompletableFuture[]::new)).join();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> backlog().body("pending", equalTo(0)));

        String due = " from outbox o join dunning_case c on o.key = c.invoice_id::text"
                + " where c.creditor_id = 'dk-ten' and o.type = 'rykker.ReminderDue.v1'";
        assertThat(count("select count(*)" + due)).isEqualTo(debtors);
        assertThat(count("select count(distinct c.debtor_id)" + due)).isEqualTo(debtors);
        assertThat(count("select count(*) from journal j join dunning_case c using (invoice_id)"
                        + " where c.creditor_id = 'dk-ten' and j.what = 'ReminderAsked'"))
                .isEqualTo(debtors * 3L);
        assertThat(count("select count(*) from dunning_case where creditor_id = 'dk-ten' and letter_pending"))
                .isEqualTo(debtors * 3L);
    }

    @Test
    @Order(11)
    void what_is_said_of_a_letter_with_several_invoices_reaches_them_all() throws Exception {
        UUID debtor = id("dk-eleven", "debtor");
        UUID one = issue("dk-eleven", "1", debtor, false);
        UUID two = issue("dk-eleven", "2", debtor, false);
        awaitState("dk-eleven", one, "overdue");
        awaitState("dk-eleven", two, "overdue");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        count("select count(*) from dunning_case where debtor_id = '" + debtor + "' and letter_pending")
                                > 0);
        String lead = told(one).stream().anyMatch(what -> what.startsWith("ReminderDue")) ? "1" : "2";
        UUID first = id("dk-eleven", lead);
        sendLetters("dk-eleven", first, "2026-03-12", "2026-03-20");
        Servers.moveClock("2026-03-13T06:00:00Z");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> backlog().body("pending", equalTo(0)));
        UUID other = first.equals(one) ? two : one;
        if (told(other).stream().anyMatch(what -> what.startsWith("ReminderDue"))) {
            sendLetters("dk-eleven", other, "2026-03-13", "2026-03-23");
        }
        Servers.moveClock("2026-03-25T06:00:00Z");
        JsonNode due = together(one, two);
        assertThat(due.at("/alsoDue")).hasSize(1);

        ObjectNode sent = example("reminder-sent.v1.full");
        sent.put("reminderId", due.get("reminderId").asText());
        sent.put("invoiceId", due.get("invoiceId").asText());
        sent.put("creditorId", "dk-eleven");
        sent.put("sentOn", "2026-03-25");
        sent.put("deadline", "2026-04-09");
        send(
                "rykker.deliveries.v1",
                due.get("invoiceId").asText(),
                "rykker.ReminderSent.v1",
                JSON.writeValueAsBytes(sent));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from dunning_case where debtor_id = '" + debtor
                                + "' and letter_on = '2026-03-25' and not letter_pending")
                        == 2);
        assertThat(count("select sum(fees) from dunning_case where debtor_id = '" + debtor + "'"))
                .isEqualTo(100);
        JsonNode _ = books("dk-eleven");
    }

    private static JsonNode together(UUID one, UUID two) throws Exception {
        for (UUID id : List.of(one, two)) {
            if (told(id).stream().anyMatch(what -> what.startsWith("ReminderDue"))) {
                JsonNode due = payload(id, "rykker.ReminderDue.v1");
                if (due.has("alsoDue")) {
                    return due;
                }
            }
        }
        throw new AssertionError("no letter is about both");
    }

    @Test
    @Order(12)
    void a_held_debtor_holds_what_is_there_and_what_comes_until_released() throws Exception {
        UUID debtor = id("dk-twelve", "debtor");
        UUID one = issue("dk-twelve", "1", debtor, true);
        awaitCase("dk-twelve", one);

        postDebtor(
                        "ops",
                        "dk-other",
                        debtor,
                        "holds",
                        "{\"creditorId\":\"dk-twelve\",\"until\":\"2026-05-01\",\"why\":\"x\"}")
                .statusCode(404);
        postDebtor(
                        "ops",
                        "dk-twelve",
                        debtor,
                        "holds",
                        "{\"creditorId\":\"dk-twelve\",\"until\":\"2026-01-01\",\"why\":\"x\"}")
                .statusCode(422);
        postDebtor(
                        "ops",
                        "dk-twelve",
                        debtor,
                        "holds",
                        "{\"creditorId\":\"dk-twelve\",\"until\":\"2026-05-01\",\"why\":\"moving\"}")
                .statusCode(200)
                .body("cases.size()", equalTo(1))
                .body("hold.until", equalTo("2026-05-01"));
        UUID two = issue("dk-twelve", "2", debtor, true);
        awaitState("dk-twelve", two, "on-hold");
        show("dk-twelve", one)
                .body("state", equalTo("on-hold"))
                .body("hold.kind", equalTo("debtor"))
                .body("debtorHold.why", equalTo("moving"))
                .body("paymentHistory.invoices", equalTo(2));
        asked("dk-twelve")
                .get("/debtors/" + debtor + "?creditorId=dk-twelve")
                .then()
                .statusCode(200)
                .body("cases.size()", equalTo(2))
                .body("paymentHistory.exposure[0].amount", equalTo("2000.00"));

        postDebtor("ops", "dk-twelve", debtor, "release", "{\"creditorId\":\"dk-twelve\",\"why\":\"moved\"}")
                .statusCode(200);
        show("dk-twelve", one).body("state", equalTo("not-due"));
        show("dk-twelve", two).body("state", equalTo("not-due"));
        postDebtor("ops", "dk-twelve", debtor, "release", "{\"creditorId\":\"dk-twelve\",\"why\":\"again\"}")
                .statusCode(422);
    }

    @Test
    @Order(13)
    void the_worklist_has_what_wants_an_eye_most_first_and_moves_when_something_happens() throws Exception {
        UUID one = issue("dk-list", "1", true);
        UUID two = issue("dk-list", "2", true);
        UUID paid = issue("dk-list", "3", true);
        for (UUID invoice : List.of(one, two, paid)) {
            awaitCase("dk-list", invoice);
        }
        pay("dk-list", paid, "all", "1000.00");
        awaitState("dk-list", paid, "settled");

        post("ops", "dk-list", two, "disputes", "{\"reason\":\"goods\",\"why\":\"broken\"}")
                .statusCode(200);
        worklist("dk-list")
                .body("cases.invoiceId", contains(two.toString(), one.toString()))
                .body("cases[0].priority.reasons", hasItems("+20: somebody must answer: goods"));
        post("ops", "dk-list", two, "disputes/resolution", "{\"outcome\":\"rejected\",\"why\":\"photos\"}")
                .statusCode(200);
        post("ops", "dk-list", two, "holds", "{\"until\":\"2026-12-20\",\"why\":\"ill\"}")
                .statusCode(200)
                .body("priority.reasons", hasItems("-60: held until 2026-12-20: manual"));
        worklist("dk-list").body("cases.invoiceId", contains(one.toString(), two.toString()));

        asked("dk-list")
                .get("/cases?order=size&creditorId=dk-list")
                .then()
                .statusCode(422)
                .body("field", equalTo("order"));
        assertThat(count("select count(*) from dunning_case where creditor_id = 'dk-list' and priority is null"))
                .isEqualTo(1);
    }

    /** The migration gives what was stored before it the order that the service would. */
    @Test
    @Order(15)
    void what_was_stored_before_there_was_an_order_gets_its_age_and_amount() throws Exception {
        UUID invoice = issue("dk-before", "1", true);
        awaitCase("dk-before", invoice);
        String migration;
        try (var file = DunningServiceTest.class.getResourceAsStream("/db/migration/V11__priority.sql")) {
            migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        String update =
                migration.substring(migration.indexOf("update "), migration.indexOf(";", migration.indexOf("update ")));

        try (var database = Servers.database()) {
            database.setAutoCommit(false);
            var rank = "select priority from dunning_case where creditor_id = 'dk-before'";
            var kept = database.createStatement().executeQuery(rank);
            kept.next();
            int written = kept.getInt(1);
            database.createStatement().executeUpdate(update + " and creditor_id = 'dk-before'");
            var worked = database.createStatement().executeQuery(rank);
            worked.next();
            assertThat(worked.getInt(1)).isEqualTo(written);
            database.rollback();
        }
    }

    private static ValidatableResponse worklist(String creditor) {
        return asked(creditor)
                .get("/cases?order=priority&creditorId=" + creditor)
                .then()
                .statusCode(200);
    }

    @Test
    @Order(14)
    void a_report_counts_hands_days_late_and_how_long_cases_stay_where() throws Exception {
        UUID untouched = issue("dk-report", "1", false);
        UUID touched = issue("dk-report", "2", false);
        awaitCase("dk-report", untouched);
        awaitCase("dk-report", touched);
        pay("dk-report", untouched, "all", "1000.00");
        awaitState("dk-report", untouched, "settled");
        post("ops", "dk-report", touched, "writeoffs", "{\"why\":\"too small\"}")
                .statusCode(200);

        asked("dk-report")
                .get("/reports?creditorId=dk-report&from=2026-01-01&to=2026-12-31")
                .then()
                .statusCode(200)
                .body("settled", equalTo(2))
                .body("touchless", equalTo(1))
                .body("byHand.find { it.what == 'GivenUp' }.who", equalTo("tester"))
                .body("byHand.find { it.what == 'GivenUp' }.cases", equalTo(1))
                .body("daysLate[0].policy", equalTo("nordic-friendly/1"))
                .body("daysLate[0].paid", equalTo(1))
                .body("writtenOff[0].currency", equalTo("DKK"))
                .body("writtenOff[0].percent", equalTo("50.00"))
                .body("phases.phase", hasItems("not-due"));
        asked("dk-eight")
                .get("/reports?creditorId=dk-eight&from=2026-01-01&to=2026-12-31")
                .then()
                .statusCode(200)
                .body("firstContact.cases", equalTo(1))
                .body("firstContact.medianDays", equalTo(7))
                .body("phases.phase", hasItems("overdue", "escalated"));
        asked("dk-report").get("/reports?creditorId=dk-one").then().statusCode(404);
        asked("dk-report")
                .get("/reports?creditorId=dk-report&from=2026-02-30")
                .then()
                .statusCode(422)
                .body("field", equalTo("from"));
    }

    private static ValidatableResponse postDebtor(String role, String creditor, UUID debtor, String what, String body) {
        return given().auth()
                .oauth2(Servers.token(role, creditor))
                .contentType("application/json")
                .body(body)
                .post("/debtors/" + debtor + "/" + what)
                .then();
    }

    @Test
    @Order(6)
    void what_a_debtor_answers_is_with_the_case_and_counts_as_a_reaction() throws Exception {
        UUID invoice = issue("dk-answer", "1", false);
        awaitState("dk-answer", invoice, "overdue");
        String answer = """
                {"channel":"email","on":"2026-01-23","summary":"asks for a copy","reference":"<m4711@havn.example>"}""";

        post("ops", "dk-answer", invoice, "answers", answer).statusCode(200);
        post("ops", "dk-answer", invoice, "answers", answer)
                .statusCode(200)
                .body("answers.size()", equalTo(1))
                .body("answers[0].channel", equalTo("email"))
                .body("answers[0].on", equalTo("2026-01-23"))
                .body("answers[0].summary", equalTo("asks for a copy"))
                .body("answers[0].reference", equalTo("<m4711@havn.example>"));
        asked("dk-answer")
                .get("/cases/" + invoice + "/timeline")
                .then()
                .body(
                        "find { it.fact == 'DebtorAnswered' }.what",
                        equalTo("the debtor answered on 2026-01-23 by email, <m4711@havn.example>"))
                .body("find { it.fact == 'DebtorAnswered' }.why", equalTo("asks for a copy"))
                .body("find { it.fact == 'DebtorAnswered' }.who", equalTo("tester"));
        String facts = asked("dk-answer")
                .get("/reports/facts?creditorId=dk-answer&day=2026-01-23")
                .asString();
        assertThat(facts).contains("DebtorAnswered").doesNotContain("copy", "4711");

        post("ops", "dk-answer", invoice, "answers", answer.replace("email", "pigeon"))
                .statusCode(422)
                .body("field", equalTo("channel"));
        post("ops", "dk-answer", invoice, "answers", answer.replace("asks for a copy", "x".repeat(2001)))
                .statusCode(422)
                .body("field", equalTo("summary"));
        post("ops", "dk-answer", invoice, "answers", answer.replace("2026-01-23", "2026-01-24"))
                .statusCode(422)
                .body("detail", equalTo("an answer of 2026-01-24 is still to come"));
        post("viewer", "dk-answer", invoice, "answers", answer).statusCode(403);
        post("ops", "no-fjord", invoice, "answers", answer).statusCode(404);
    }

    @Test
    @Order(16)
    void what_was_said_to_the_wrong_person_is_sent_again_when_a_contact_was_found() throws Exception {
        UUID invoice = issue("dk-reach", "1", false);
        awaitState("dk-reach", invoice, "overdue");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show("dk-reach", invoice).body("letters.size()", equalTo(1)));
        sendLetters("dk-reach", invoice, "2026-03-25", "2026-04-01");
        post(
                        "ops",
                        "dk-reach",
                        invoice,
                        "calls",
                        "{\"outcome\":\"wrong-person\",\"on\":\"2026-03-25\",\"why\":\"left the firm\"}")
                .statusCode(200)
                .body("hold.kind", equalTo("wrong-person"));

        ObjectNode found = example("debtor-changed.v1.contact");
        String debtor = id("dk-reach", "debtor 1").toString();
        found.put("creditorId", "dk-reach").put("debtorId", debtor);
        ((ObjectNode) found.get("contact")).put("on", "2026-03-25");
        send("rykker.parties.v1", debtor, "rykker.DebtorChanged.v1", JSON.writeValueAsBytes(found));
        send("rykker.parties.v1", debtor, "rykker.DebtorChanged.v1", JSON.writeValueAsBytes(found));

        awaitState("dk-reach", invoice, "overdue");
        Servers.moveClock("2026-03-26T06:00:00Z");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show("dk-reach", invoice)
                        .body("letters.step", contains("friendly", "friendly"))
                        .body("letters[0].state", equalTo("undeliverable: it went to somebody else"))
                        .body("letters[1].state", equalTo("asked for"))
                        .body("letters[1].deadline", equalTo("2026-04-07")));
        assertThat(payload(invoice, "rykker.ReminderDue.v1")
                        .get("debtorVersion")
                        .intValue())
                .isEqualTo(3);
        asked("dk-reach")
                .get("/cases/" + invoice + "/timeline")
                .then()
                .body("findAll { it.fact == 'ContactFound' }.who", contains("mette"));
        JsonNode _ = books("dk-reach");
    }

    @Test
    @Order(17)
    void a_case_that_somebody_holds_and_forgets_is_told_of_once_and_marked() throws Exception {
        UUID forgotten = issue("dk-silent", "1", false);
        UUID other = issue("dk-silent", "2", false);
        awaitCase("dk-silent", forgotten);
        awaitCase("dk-silent", other);
        post("ops", "dk-silent", forgotten, "holds", "{\"until\":\"2026-12-01\",\"why\":\"ill\"}")
                .statusCode(200)
                .body("nextActionOn", equalTo("2026-05-10"));

        Servers.moveClock("2026-05-11T06:00:00Z");
        Servers.moveClock("2026-05-12T06:00:00Z");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> show("dk-silent", forgotten)
                        .body("silentSince", equalTo("2026-03-26"))
                        .body("nextActionOn", equalTo("2026-12-02")));
        JsonNode silent = payload(forgotten, "rykker.CaseSilent.v1");
        assertThat(silent.get("silentSince").asText()).isEqualTo("2026-03-26");
        assertThat(silent.get("state").asText()).isEqualTo("on-hold");
        assertThat(told(forgotten))
                .filteredOn(what -> what.startsWith("CaseSilent"))
                .hasSize(1);
        asked("dk-silent")
                .get("/cases?order=priority&creditorId=dk-silent")
                .then()
                .body(
                        "cases.find { it.invoiceId == '" + forgotten + "' }.priority.reasons",
                        hasItems("+120: nothing was heard or done since 2026-03-26"));

        post("ops", "dk-silent", forgotten, "release", "{\"why\":\"is well again\"}")
                .statusCode(200)
                .body("silentSince", nullValue());
        assertThat(count("select count(*) from dunning_case where state <> 'settled' and state <> 'unknown'"
                        + " and next_action_on is null"))
                .isZero();
    }

    private static JsonNode books(String creditor) {
        JsonNode book = asked(creditor)
                .get("/books?creditorId=" + creditor)
                .as(JsonNode.class)
                .get("DKK");
        var claimed = amount(book, "principal")
                .add(amount(book, "fees"))
                .add(amount(book, "interest"))
                .add(amount(book, "compensation"))
                .add(amount(book, "cost"));
        assertThat(claimed)
                .isEqualByComparingTo(amount(book, "paid")
                        .add(amount(book, "paidToFactor"))
                        .add(amount(book, "credited"))
                        .add(amount(book, "balance")));
        assertThat(amount(book, "balance"))
                .isEqualByComparingTo(
                        amount(book, "open").add(amount(book, "escalated")).subtract(amount(book, "overpaid")));
        return book;
    }

    private static java.math.BigDecimal amount(JsonNode book, String name) {
        return new java.math.BigDecimal(book.get(name).asText());
    }

    private static void sendLetters(String creditor, UUID invoice, String on, String deadline) throws Exception {
        JsonNode full = asked(creditor).get("/cases/" + invoice).as(JsonNode.class);
        for (JsonNode letter : full.get("letters")) {
            if (letter.get("state").asText().equals("asked for")) {
                ObjectNode sent = example("reminder-sent.v1.full");
                sent.put("reminderId", letter.get("reminderId").asText());
                sent.put("invoiceId", invoice.toString());
                sent.put("creditorId", creditor);
                sent.put("sentOn", on);
                sent.put("deadline", deadline);
                send(
                        "rykker.deliveries.v1",
                        invoice.toString(),
                        "rykker.ReminderSent.v1",
                        JSON.writeValueAsBytes(sent));
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        !asked(creditor).get("/cases/" + invoice).asString().contains("\"asked for\""));
    }

    private static UUID id(String creditor, String number) {
        return UUID.nameUUIDFromBytes((creditor + "|" + number).getBytes(StandardCharsets.UTF_8));
    }

    /** Every invoice has a debtor of its own. */
    private static UUID issue(String creditor, String number, boolean statements) throws Exception {
        return issue(creditor, number, id(creditor, "debtor " + number), statements);
    }

    private static UUID issue(String creditor, String number, UUID debtor, boolean statements) throws Exception {
        UUID invoice = id(creditor, number);
        ObjectNode issued = example("invoice-issued.v1.full");
        issued.put("invoiceId", invoice.toString());
        issued.put("creditorId", creditor);
        issued.put("invoiceNumber", number);
        issued.put("debtorId", debtor.toString());
        issued.put("bankFeed", statements ? "statements" : "continuous");
        send("rykker.invoices.v1", invoice.toString(), "rykker.InvoiceIssued.v1", JSON.writeValueAsBytes(issued));
        return invoice;
    }

    private static void pay(String creditor, UUID invoice, String id, String amount) throws Exception {
        pay(creditor, invoice, id, amount, "2026-01-20");
    }

    private static void pay(String creditor, UUID invoice, String id, String amount, String valueDate)
            throws Exception {
        ObjectNode paid = example("payment-received.v1.full");
        paid.put("invoiceId", invoice.toString());
        paid.put("creditorId", creditor);
        paid.put("allocationId", id(invoice.toString(), id).toString());
        paid.put("valueDate", valueDate);
        ((ObjectNode) paid.get("amount")).put("amount", amount);
        send("rykker.payments.v1", invoice.toString(), "rykker.PaymentReceived.v1", JSON.writeValueAsBytes(paid));
    }

    private static void bankKnown(String creditor, String through) throws Exception {
        ObjectNode known = example("bank-known-through.v1.full");
        known.put("creditorId", creditor);
        known.put("knownThrough", through);
        send("rykker.payments.v1", creditor, "rykker.BankKnownThrough.v1", JSON.writeValueAsBytes(known));
    }

    private static void send(String topic, String key, String type, byte[] body) throws Exception {
        var record = new ProducerRecord<>(topic, key, body);
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(
                        "traceparent",
                        (topic.equals("rykker.invoices.v1") ? TRACE : TRACE.replace("4bf9", "5bf9"))
                                .getBytes(StandardCharsets.UTF_8));
        var unused = others.send(record);
    }

    private static ObjectNode example(String name) throws Exception {
        return (ObjectNode) JSON.readTree(Files.readAllBytes(
                Path.of(System.getProperty("rykker.root", ".."), "deploy/contracts/examples", name + ".json")));
    }

    /** Everything that was sent before is handled when what is sent now is. */
    private static void drain(String creditor) throws Exception {
        UUID last = issue(creditor, "drain", false);
        awaitCase(creditor, last);
        pay(creditor, last, "drain", "1000.00");
        awaitState(creditor, last, "settled");
    }

    private static void awaitCase(String creditor, UUID invoice) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show(creditor, invoice).statusCode(200));
    }

    private static void awaitState(String creditor, UUID invoice, String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show(creditor, invoice).statusCode(200).body("state", equalTo(state)));
    }

    private static ValidatableResponse show(String creditor, UUID invoice) {
        return asked(creditor).get("/cases/" + invoice).then();
    }

    private static io.restassured.specification.RequestSpecification asked(String creditor) {
        return given().auth().oauth2(Servers.token("ops", creditor));
    }

    private static ValidatableResponse post(String role, String creditor, UUID invoice, String what, String body) {
        return given().auth()
                .oauth2(Servers.token(role, creditor))
                .contentType("application/json")
                .body(body)
                .post("/cases/" + invoice + "/" + what)
                .then();
    }

    private static ValidatableResponse backlog() {
        return given().auth()
                .oauth2(Servers.token("clock", "*"))
                .get("/backlog")
                .then()
                .statusCode(200);
    }

    private static List<String> told(UUID invoice) throws Exception {
        List<String> told = new ArrayList<>();
        try (var database = Servers.database();
                var rows = database.createStatement()
                        .executeQuery(
                                "select type, payload from outbox where key = '" + invoice + "' order by position")) {
            while (rows.next()) {
                JsonNode payload = JSON.readTree(rows.getBytes(2));
                String type = rows.getString(1).replaceAll("rykker\\.(\\w+)\\.v1", "$1");
                told.add(type + " "
                        + (payload.has("sequence") ? payload.get("sequence") : payload.get("version")).asText());
            }
        }
        return told;
    }

    private static List<Integer> sequences(UUID invoice) throws Exception {
        return told(invoice).stream()
                .filter(one -> !one.startsWith("ClaimChanged"))
                .map(one -> Integer.valueOf(one.substring(one.indexOf(' ') + 1)))
                .toList();
    }

    private static JsonNode payload(UUID invoice, String type) throws Exception {
        try (var database = Servers.database();
                var rows = database.createStatement()
                        .executeQuery("select payload from outbox where key = '" + invoice + "' and type = '" + type
                                + "' order by position desc")) {
            assertThat(rows.next()).as(type).isTrue();
            return JSON.readTree(rows.getBytes(1));
        }
    }

    private static List<String> traces(UUID invoice) throws Exception {
        List<String> traces = new ArrayList<>();
        try (var database = Servers.database();
                var rows = database.createStatement()
                        .executeQuery("select traceparent from outbox where key = '" + invoice + "'")) {
            while (rows.next()) {
                traces.add(rows.getString(1));
            }
        }
        return traces;
    }

    private static long count(String sql) throws Exception {
        try (var database = Servers.database();
                var rows = database.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
