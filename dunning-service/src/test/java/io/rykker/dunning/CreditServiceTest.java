package io.rykker.dunning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
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
 * What is known of a debtor's credit, over HTTP into a real database and back; the tests are in the order of their days,
 * each with a creditor of its own.
 */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(CreditServiceTest.ClockOfItsOwn.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CreditServiceTest {

    /** The clock only goes forward, and another test has been at it. */
    public static class ClockOfItsOwn extends DunningServiceTest.Embedded {}

    private static final ObjectMapper JSON = new ObjectMapper();
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
    void the_newest_fact_of_a_kind_counts_and_what_is_older_or_said_again_changes_nothing() {
        UUID debtor = id("cr-one", "debtor");
        get("cr-one", debtor, "").statusCode(404);

        tell("erp", "cr-one", debtor, "score", 62, "2026-01-04", null)
                .statusCode(201)
                .body("creditFacts", hasSize(1))
                .body("creditFacts[0].kind", equalTo("score"))
                .body("creditFacts[0].value", equalTo(62))
                .body("creditFacts[0].asOf", equalTo("2026-01-04"))
                .body("creditFacts[0].source", equalTo("proff"))
                .body("cases", empty());
        tell("erp", "cr-one", debtor, "score", 62, "2026-01-04", null).statusCode(200);
        tell("ops", "cr-one", debtor, "score", 31, "2025-12-01", "7")
                .statusCode(201)
                .body("creditFacts[0].value", equalTo(62));
        tell("ops", "cr-one", debtor, "score", 31, "2025-12-01", "7").statusCode(200);
        tell("ops", "cr-one", debtor, "score", 30, "2025-12-01", "7")
                .statusCode(409)
                .body("field", equalTo("sourceId"))
                .body("detail", containsString("score as of 2025-12-01"));
        tell("ops", "cr-one", debtor, "payment-remarks", 3, "2026-01-05", "8")
                .statusCode(201)
                .body("creditFacts.value", contains(62, 3));

        get("cr-one", debtor, "/credit-facts")
                .statusCode(200)
                .body("asOf", contains("2026-01-05", "2026-01-04", "2025-12-01"))
                .body("sourceId", contains("8", null, "7"))
                .body("by", contains("tester", "tester", "tester"));
    }

    @Test
    @Order(2)
    void what_cannot_be_is_refused_by_its_field_and_what_is_another_creditors_is_unknown() {
        UUID debtor = id("cr-two", "debtor");

        tell("ops", "cr-two", debtor, "score", 50, "2026-01-06", null)
                .statusCode(422)
                .body("field", equalTo("asOf"))
                .body("detail", containsString("still to come"));
        tell("ops", "cr-two", debtor, "score", 101, "2026-01-04", null)
                .statusCode(422)
                .body("field", equalTo("value"));
        tell("ops", "cr-two", debtor, "score", null, "2026-01-04", null)
                .statusCode(422)
                .body("field", equalTo("value"));
        tell("ops", "cr-two", debtor, "bankruptcy-filed", 0, "2026-01-04", null)
                .statusCode(422)
                .body("field", equalTo("value"));
        tell("ops", "cr-two", debtor, "rumour", null, "2026-01-04", null)
                .statusCode(422)
                .body("field", equalTo("kind"));
        tell("viewer", "cr-two", debtor, "score", 50, "2026-01-04", null).statusCode(403);
        asked("ops", "cr-other")
                .body(fact("cr-two", "score", 50, "2026-01-04", null))
                .post("/debtors/" + debtor + "/credit-facts")
                .then()
                .statusCode(404);
        get("cr-two", debtor, "").statusCode(404);
        get("cr-two", debtor, "/credit-facts").statusCode(404);
    }

    @Test
    @Order(3)
    void a_creditors_rules_ask_for_the_newest_score_also_of_a_first_invoice() throws Exception {
        asked("ops", "cr-three")
                .body("""
                        {"rules": [{"name": "risky", "if": {"maxCreditScore": 40}, "policy": "strict"},
                          {"name": "noted", "if": {"minPaymentRemarks": 1}, "policy": "one-reminder"}]}""")
                .put("/segments/cr-three")
                .then()
                .statusCode(200)
                .body("rules[0].if.maxCreditScore", equalTo(40));
        given().get("/segments/schema").then().statusCode(200).body("title", equalTo("Segment rules"));
        UUID risky = id("cr-three", "risky");
        UUID noted = id("cr-three", "noted");
        UUID unheard = id("cr-three", "unheard");
        tell("ops", "cr-three", risky, "score", 40, "2026-01-04", null).statusCode(201);
        tell("ops", "cr-three", noted, "score", 41, "2026-01-04", null).statusCode(201);
        tell("ops", "cr-three", noted, "payment-remarks", 1, "2026-01-04", null).statusCode(201);

        UUID first = issue("cr-three", "1", risky, "nothing");
        UUID second = issue("cr-three", "2", noted, "nothing");
        UUID third = issue("cr-three", "3", unheard, "nothing");

        awaitCase("cr-three", first);
        awaitCase("cr-three", second);
        awaitCase("cr-three", third);
        show("cr-three", first)
                .body("policy", equalTo("strict/1"))
                .body("segment", equalTo("risky"))
                .body("creditFacts[0].value", equalTo(40));
        show("cr-three", second).body("policy", equalTo("one-reminder/1"));
        show("cr-three", third).body("policy", equalTo("nordic-friendly/1")).body("creditFacts", empty());
    }

    @Test
    @Order(4)
    void a_filing_holds_what_is_there_and_what_comes_until_the_debtor_is_released_and_is_told_once() throws Exception {
        UUID debtor = id("cr-four", "debtor");
        UUID one = issue("cr-four", "1", debtor, "nordic-friendly");
        UUID promised = issue("cr-four", "2", debtor, "nordic-friendly");
        awaitCase("cr-four", one);
        awaitCase("cr-four", promised);
        asked("ops", "cr-four")
                .body("{\"until\":\"2026-02-02\",\"why\":\"called\"}")
                .post("/cases/" + promised + "/promises")
                .then()
                .statusCode(200);

        tell("erp", "cr-four", debtor, "bankruptcy-filed", null, "2026-01-05", null)
                .statusCode(201)
                .body("hold.kind", equalTo("insolvency-review"))
                .body("hold.then", equalTo("somebody must answer"))
                .body("cases.state", contains("on-hold", "on-hold"));

        UUID coming = issue("cr-four", "3", debtor, "nordic-friendly");
        awaitCase("cr-four", coming);
        for (UUID invoice : new UUID[] {one, promised, coming}) {
            show("cr-four", invoice)
                    .body("state", equalTo("on-hold"))
                    .body("hold.kind", equalTo("insolvency-review"))
                    .body("hold.why", equalTo("bankruptcy-filed as of 2026-01-05, by proff"));
        }
        asked("ops", "cr-four")
                .get("/cases?order=priority&creditorId=cr-four")
                .then()
                .body("cases", hasSize(3))
                .body(
                        "cases[0].priority.reasons",
                        hasItem(
                                "+20: somebody must answer: insolvency review: lodge the claim with the estate, write it"
                                        + " off, or release the debtor"));
        word("cr-four", debtor, "holds", "\"until\":\"2026-05-01\",\"why\":\"x\"")
                .statusCode(422)
                .body("detail", containsString("release the debtor first"));

        word("cr-four", debtor, "release", "\"why\":\"the filing was withdrawn\"")
                .statusCode(200);
        show("cr-four", one).body("state", equalTo("not-due"));
        tell("erp", "cr-four", debtor, "bankruptcy-filed", null, "2026-01-05", null)
                .statusCode(200)
                .body("hold", nullValue());
        show("cr-four", one).body("state", equalTo("not-due"));
        asked("ops", "cr-four")
                .body(fact("cr-four", "bankruptcy-filed", null, "2026-01-05", "9")
                        .replace("proff", "the registry"))
                .post("/debtors/" + debtor + "/credit-facts")
                .then()
                .statusCode(201)
                .body("hold", nullValue());
        show("cr-four", one).body("state", equalTo("not-due"));
    }

    @Test
    @Order(5)
    void what_a_debtor_owes_is_shown_beside_the_limit() throws Exception {
        UUID debtor = id("cr-five", "debtor");
        UUID large = issue("cr-five", "1", debtor, "nordic-friendly", "250000.00", "NOK", "2026-01-07");
        UUID later = issue("cr-five", "2", debtor, "nordic-friendly", "80000.00", "NOK", "2026-03-02");
        UUID other = issue("cr-five", "3", debtor, "nordic-friendly", "5.00", "SEK", "2026-03-02");
        awaitCase("cr-five", large);
        awaitCase("cr-five", later);
        awaitCase("cr-five", other);
        Servers.moveClock("2026-01-12T06:00:00Z");

        get("cr-five", debtor, "")
                .body("exposure.open.amount", contains("330000.00", "5.00"))
                .body("exposure.overdue.amount", contains("250000.00"))
                .body("exposure.limit", nullValue())
                .body("exposure.overduePercent", nullValue());
        put(
                        "cr-five",
                        debtor,
                        "credit-limit",
                        "\"limit\":{\"amount\":\"300000.00\",\"currency\":\"NOK\"},\"why\":\"board\"")
                .statusCode(200)
                .body("exposure.limit.amount", equalTo("300000.00"))
                .body("exposure.overduePercent", equalTo(83))
                .body("exposure.openPercent", equalTo(110))
                .body("exposure.left.amount", equalTo("-30000.00"))
                .body("exposure.limitWhy", equalTo("board"))
                .body("exposure.limitBy", equalTo("tester"));
        put("cr-five", debtor, "credit-limit", "\"limit\":{\"amount\":\"0.00\",\"currency\":\"NOK\"},\"why\":\"board\"")
                .statusCode(422)
                .body("field", equalTo("limit.amount"));
        put("cr-five", debtor, "credit-limit", "\"limit\":{\"amount\":\"1.00\",\"currency\":\"NOK\"}")
                .statusCode(422)
                .body("field", equalTo("why"));
        asked("viewer", "cr-five")
                .body("{\"creditorId\":\"cr-five\"}")
                .put("/debtors/" + debtor + "/credit-limit")
                .then()
                .statusCode(403);
        delete("cr-five", debtor, "credit-limit").statusCode(200).body("exposure.limit", nullValue());
        delete("cr-five", debtor, "credit-limit").statusCode(422);
    }

    @Test
    @Order(6)
    void a_key_account_goes_to_no_agency_without_its_manager() throws Exception {
        UUID debtor = id("cr-six", "debtor");
        put("cr-six", debtor, "key-account", "\"manager\":\"anna\",\"why\":\"our largest customer\"")
                .statusCode(200)
                .body("keyAccount.manager", equalTo("anna"))
                .body("keyAccount.formalSteps", equalTo(false))
                .body("keyAccount.by", equalTo("tester"));
        UUID invoice = issue("cr-six", "1", debtor, "agency-from-reminder");
        UUID freed = issue("cr-six", "2", id("cr-six", "freed"), "agency-from-reminder");
        awaitCase("cr-six", invoice);
        awaitCase("cr-six", freed);
        put("cr-six", id("cr-six", "freed"), "key-account", "\"manager\":\"anna\",\"why\":\"large\"")
                .statusCode(200);

        Servers.moveClock("2026-01-26T06:00:00Z");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show("cr-six", invoice)
                        .body("awaitsApproval", equalTo("agency"))
                        .body("approvalBy", equalTo("anna")));

        approve("bodil", invoice).statusCode(422).body("detail", containsString("waits for the approval of anna"));
        asked("ops", "cr-six")
                .body("{\"why\":\"a hurry\"}")
                .post("/cases/" + invoice + "/handover")
                .then()
                .statusCode(422)
                .body("detail", containsString("key account of anna"));
        assertThat(escalated(invoice)).isZero();

        approve("anna", invoice).statusCode(200);
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(escalated(invoice)).isEqualTo(1));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show("cr-six", freed).body("approvalBy", equalTo("anna")));
        delete("cr-six", id("cr-six", "freed"), "key-account").statusCode(200).body("keyAccount", nullValue());
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(escalated(freed)).isEqualTo(1));
        delete("cr-six", id("cr-six", "freed"), "key-account")
                .statusCode(422)
                .body("detail", containsString("no key account"));
    }

    private static long escalated(UUID invoice) throws Exception {
        try (var database = Servers.database();
                var rows = database.createStatement()
                        .executeQuery("select count(*) from outbox where key = '" + invoice
                                + "' and type like '%CaseEscalated%'")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static ValidatableResponse approve(String name, UUID invoice) {
        return given().auth()
                .oauth2(Servers.person(name, "ops", "cr-six"))
                .contentType("application/json")
                .body("{\"why\":\"talked to them\"}")
                .post("/cases/" + invoice + "/approval")
                .then();
    }

    private static ValidatableResponse tell(
            String role, String creditor, UUID debtor, String kind, Integer value, String asOf, String sourceId) {
        return asked(role, creditor)
                .body(fact(creditor, kind, value, asOf, sourceId))
                .post("/debtors/" + debtor + "/credit-facts")
                .then();
    }

    private static String fact(String creditor, String kind, Integer value, String asOf, String sourceId) {
        ObjectNode fact = JSON.createObjectNode()
                .put("creditorId", creditor)
                .put("kind", kind)
                .put("asOf", asOf)
                .put("source", "proff");
        if (value != null) {
            fact.put("value", value);
        }
        if (sourceId != null) {
            fact.put("sourceId", sourceId);
        }
        return fact.toString();
    }

    private static ValidatableResponse word(String creditor, UUID debtor, String what, String body) {
        return asked("ops", creditor)
                .body("{\"creditorId\":\"" + creditor + "\"," + body + "}")
                .post("/debtors/" + debtor + "/" + what)
                .then();
    }

    private static ValidatableResponse put(String creditor, UUID debtor, String what, String body) {
        return asked("ops", creditor)
                .body("{\"creditorId\":\"" + creditor + "\"," + body + "}")
                .put("/debtors/" + debtor + "/" + what)
                .then();
    }

    private static ValidatableResponse delete(String creditor, UUID debtor, String what) {
        return asked("ops", creditor)
                .delete("/debtors/" + debtor + "/" + what + "?creditorId=" + creditor)
                .then();
    }

    private static ValidatableResponse get(String creditor, UUID debtor, String what) {
        return asked("viewer", creditor)
                .get("/debtors/" + debtor + what + "?creditorId=" + creditor)
                .then();
    }

    private static ValidatableResponse show(String creditor, UUID invoice) {
        return asked("ops", creditor).get("/cases/" + invoice).then();
    }

    private static void awaitCase(String creditor, UUID invoice) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show(creditor, invoice).statusCode(200));
    }

    private static RequestSpecification asked(String role, String creditor) {
        return given().auth().oauth2(Servers.token(role, creditor)).contentType("application/json");
    }

    private static UUID id(String creditor, String name) {
        return UUID.nameUUIDFromBytes((creditor + "|" + name).getBytes(StandardCharsets.UTF_8));
    }

    private static UUID issue(String creditor, String number, UUID debtor, String policy) throws Exception {
        return issue(creditor, number, debtor, policy, "1000.00", "DKK", "2026-01-19");
    }

    private static UUID issue(
            String creditor, String number, UUID debtor, String policy, String amount, String currency, String due)
            throws Exception {
        UUID invoice = id(creditor, number);
        ObjectNode issued = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of(
                System.getProperty("rykker.root", ".."), "deploy/contracts/examples/invoice-issued.v1.full.json")));
        issued.put("invoiceId", invoice.toString());
        issued.put("creditorId", creditor);
        issued.put("debtorId", debtor.toString());
        issued.put("invoiceNumber", number);
        issued.put("bankFeed", "continuous");
        issued.put("dueOn", due);
        issued.remove("policy");
        if (!policy.equals("nothing")) {
            issued.put("policy", policy);
        }
        JsonNode total = issued.get("total");
        ((ObjectNode) total).put("amount", amount).put("currency", currency);
        var record = new ProducerRecord<>("rykker.invoices.v1", invoice.toString(), JSON.writeValueAsBytes(issued));
        record.headers().add("ce_type", "rykker.InvoiceIssued.v1".getBytes(StandardCharsets.UTF_8));
        var unused = others.send(record);
        return invoice;
    }
}
