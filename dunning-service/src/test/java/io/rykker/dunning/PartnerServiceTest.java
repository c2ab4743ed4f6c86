package io.rykker.dunning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A stage that somebody else runs, from the policy to the partner's word; the tests are in the order of their days. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(PartnerServiceTest.ClockOfItsOwn.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PartnerServiceTest {

    /** The clock only goes forward, and another test has been at it. */
    public static class ClockOfItsOwn extends DunningServiceTest.Embedded {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NORD = "nordpartner";
    private static final String POLICY = """
            {"countries": ["DK"], "steps": [
              {"name": "reminder", "kind": "formal", "waitDays": 4, "deadlineDays": 10, "fee": true, "owner": "nordpartner"},
              {"name": "notice", "kind": "collection-notice", "waitDays": %d, "deadlineDays": 14, "owner": "us"},
              {"name": "agency", "kind": "escalation", "waitDays": 1}]}
            """;

    @Test
    @Order(1)
    void the_reminder_is_a_partners_and_the_notice_is_ours_and_events_tell_who_acted() throws Exception {
        savePolicy("pa-one", 2);
        UUID invoice = issue("pa-one");

        Servers.moveClock("2026-01-23T06:00:00Z");

        JsonNode due = payloads(invoice, "PartnerStepDue").getLast();
        assertThat(due.get("partner").asText()).isEqualTo(NORD);
        assertThat(due.get("policy").asText()).isEqualTo("partner-reminds/1");
        assertThat(due.at("/amountDue/amount").asText()).isEqualTo("1100.00");
        assertThat(payloads(invoice, "ReminderDue")).isEmpty();
        show("pa-one", invoice)
                .body("letters[0].partner", equalTo(NORD))
                .body("nextActionOn", equalTo("2026-01-30"))
                .body("balance.amount", equalTo("1000.00"));

        Servers.moveClock("2026-01-27T06:00:00Z");
        done(NORD, "pa-one", invoice, "reminder", word("partner-reminds/1", "2026-01-26", ""))
                .statusCode(200)
                .body("deadline", equalTo("2026-02-05"))
                .body("fee.amount", equalTo("100.00"));

        show("pa-one", invoice).body("balance.amount", equalTo("1100.00"));
        JsonNode told = payloads(invoice, "PartnerStepDone").getLast();
        assertThat(told.get("partner").asText()).isEqualTo(NORD);
        assertThat(told.get("doneOn").asText()).isEqualTo("2026-01-26");
        timeline("pa-one", invoice)
                .body("find { it.fact == 'ReminderAsked' }.what", startsWith("reminder was left to nordpartner"))
                .body("find { it.fact == 'ReminderWentOut' }.who", equalTo(NORD));

        Servers.moveClock("2026-02-09T06:00:00Z");
        assertThat(payloads(invoice, "ReminderDue").getLast().get("step").asText())
                .isEqualTo("notice");
        assertFits("PartnerStepDue", invoice);
        assertFits("PartnerStepDone", invoice);
        assertThat(payloads(invoice, "%").stream()
                        .filter(payload -> payload.has("sequence"))
                        .map(payload -> payload.get("sequence").intValue()))
                .containsExactly(1, 2, 3);
    }

    @Test
    @Order(2)
    void a_partner_sees_the_version_it_works_under_and_what_is_outside_it_is_refused_and_logged() throws Exception {
        savePolicy("pa-two", 2);
        savePolicy("pa-two", 3);
        savePolicy("pa-two", 4);
        UUID invoice = issue("pa-two");
        Servers.moveClock("2026-02-10T06:00:00Z");

        asked(NORD, "pa-two")
                .get("/policies/partner-reminds?creditorId=pa-two&version=3")
                .then()
                .statusCode(200)
                .body("version", equalTo(3))
                .body("steps[0].owner", equalTo(NORD))
                .body("steps[1].waitDays", equalTo(4));
        assertThat(payloads(invoice, "PartnerStepDue").getLast().get("policy").asText())
                .isEqualTo("partner-reminds/3");

        String third = "partner-reminds/3";
        refused(invoice, "reminder", word("partner-reminds/2", "2026-02-10", ""), "walks policy partner-reminds/3");
        refused(
                invoice,
                "reminder",
                word(third, "2026-02-10", ",\"fee\":{\"amount\":\"150.00\",\"currency\":\"DKK\"}"),
                "higher than the 100.00 DKK of");
        refused(
                invoice,
                "reminder",
                word(third, "2026-02-10", ",\"deadline\":\"2026-02-15\""),
                "policy partner-reminds/3, step reminder: it gives the debtor until");
        refused(invoice, "notice", word(third, "2026-02-10", ""), "it is ours to take");

        timeline("pa-two", invoice)
                .body("findAll { it.fact == 'PartnerRefused' }.size()", equalTo(4))
                .body("find { it.fact == 'PartnerRefused' }.who", equalTo(NORD))
                .body("find { it.fact == 'PartnerRefused' }.why", containsString("walks policy partner-reminds/3"));
        assertThat(payloads(invoice, "PartnerStepRefused")).hasSize(4);
        assertFits("PartnerStepRefused", invoice);
        show("pa-two", invoice).body("balance.amount", equalTo("1000.00"));
    }

    @Test
    @Order(3)
    void a_token_is_bound_to_its_partner_and_to_creditors_by_name() throws Exception {
        savePolicy("pa-three", 2);
        UUID invoice = issue("pa-three");
        Servers.moveClock("2026-02-11T06:00:00Z");
        String word = word("partner-reminds/1", "2026-02-11", "");

        done(NORD, "pa-two", invoice, "reminder", word).statusCode(404);
        done(NORD, "*", invoice, "reminder", word).statusCode(404);
        done(Servers.token("ops", "pa-three"), invoice, "reminder", word).statusCode(403);
        done(Servers.token("partner", "pa-three"), invoice, "reminder", word)
                .statusCode(403)
                .contentType(startsWith("application/problem+json"))
                .body("detail", containsString("claim partner"));
        done("stranger", "pa-three", invoice, "reminder", word)
                .statusCode(422)
                .body("detail", containsString("nordpartner's to take, not stranger's"));
        done(NORD, "pa-three", invoice, "reminder", word.replace("letter", "pigeon"))
                .statusCode(422)
                .body("field", equalTo("channel"));
        done(NORD, "pa-three", invoice, "reminder", word.replace("}", ",\"colour\":1}"))
                .statusCode(422)
                .body("field", equalTo("colour"));

        String policy = "/policies/partner-reminds?creditorId=";
        asked("stranger", "pa-three").get(policy + "pa-three").then().statusCode(404);
        asked(NORD, "pa-three").get(policy + "pa-two").then().statusCode(404);
        asked(NORD, "*").get(policy + "pa-three").then().statusCode(404);
        asked(NORD, "pa-three")
                .get("/policies/strict?creditorId=pa-three")
                .then()
                .statusCode(404);
        asked(NORD, "pa-three").get("/cases/" + invoice).then().statusCode(403);
    }

    @Test
    @Order(4)
    void a_step_of_a_partner_is_withdrawn_when_the_debtor_disputes() throws Exception {
        savePolicy("pa-four", 2);
        UUID invoice = issue("pa-four");
        Servers.moveClock("2026-02-12T06:00:00Z");
        given().auth()
                .oauth2(Servers.token("ops", "pa-four"))
                .contentType("application/json")
                .body("{\"reason\":\"wrong-amount\",\"why\":\"agreed on less\"}")
                .post("/cases/" + invoice + "/disputes")
                .then()
                .statusCode(200);

        assertThat(payloads(invoice, "PartnerStepWithdrawn")
                        .getLast()
                        .get("reason")
                        .asText())
                .isEqualTo("disputed");
        assertFits("PartnerStepWithdrawn", invoice);
        assertThat(payloads(invoice, "ReminderWithdrawn")).isEmpty();
        done(NORD, "pa-four", invoice, "reminder", word("partner-reminds/1", "2026-02-12", ""))
                .statusCode(422)
                .body("detail", containsString("withdrawn (disputed)"));
    }

    private static String word(String policy, String on, String more) {
        return "{\"policy\":\"" + policy + "\",\"on\":\"" + on + "\",\"channel\":\"letter\"" + more + "}";
    }

    /** Said twice, it is kept once. */
    private static void refused(UUID invoice, String step, String body, String why) {
        for (int i = 0; i < 2; i++) {
            done(NORD, "pa-two", invoice, step, body)
                    .statusCode(422)
                    .contentType(startsWith("application/problem+json"))
                    .body("detail", containsString(why));
        }
    }

    private static ValidatableResponse done(String partner, String creditor, UUID invoice, String step, String body) {
        return done(Servers.partner(partner, creditor), invoice, step, body);
    }

    private static ValidatableResponse done(String token, UUID invoice, String step, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/partner/cases/" + invoice + "/steps/" + step)
                .then();
    }

    private static RequestSpecification asked(String partner, String creditor) {
        return given().auth().oauth2(Servers.partner(partner, creditor));
    }

    private static void savePolicy(String creditor, int noticeAfter) {
        given().auth()
                .oauth2(Servers.token("ops", creditor))
                .contentType("application/json")
                .body(POLICY.formatted(noticeAfter))
                .put("/policies/partner-reminds?creditorId=" + creditor)
                .then()
                .statusCode(201);
    }

    private static UUID issue(String creditor) throws Exception {
        UUID invoice = UUID.nameUUIDFromBytes((creditor + "|1").getBytes(StandardCharsets.UTF_8));
        ObjectNode issued = (ObjectNode) Contract.json(Contract.example("invoice-issued.v1.full"));
        issued.put("invoiceId", invoice.toString());
        issued.put("creditorId", creditor);
        issued.put("debtorId", UUID.randomUUID().toString());
        issued.put("bankFeed", "continuous");
        issued.put("policy", "partner-reminds");
        try (var producer = Servers.producer()) {
            var record = new ProducerRecord<>("rykker.invoices.v1", invoice.toString(), JSON.writeValueAsBytes(issued));
            record.headers().add("ce_type", "rykker.InvoiceIssued.v1".getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show(creditor, invoice).statusCode(200));
        return invoice;
    }

    private static ValidatableResponse show(String creditor, UUID invoice) {
        return given().auth()
                .oauth2(Servers.token("ops", creditor))
                .get("/cases/" + invoice)
                .then();
    }

    private static ValidatableResponse timeline(String creditor, UUID invoice) {
        return given().auth()
                .oauth2(Servers.token("ops", creditor))
                .get("/cases/" + invoice + "/timeline")
                .then()
                .statusCode(200);
    }

    private static void assertFits(String type, UUID invoice) throws Exception {
        String schema = type.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT) + ".v1";
        List<JsonNode> payloads = payloads(invoice, type);
        assertThat(payloads).isNotEmpty();
        for (JsonNode payload : payloads) {
            assertThat(Contract.errors(schema, JSON.writeValueAsBytes(payload)))
                    .as(type)
                    .isEmpty();
        }
    }

    private static List<JsonNode> payloads(UUID invoice, String type) throws Exception {
        List<JsonNode> payloads = new ArrayList<>();
        try (var database = Servers.database();
                var rows = database.createStatement()
                        .executeQuery("select payload from outbox where key = '" + invoice + "' and type like 'rykker."
                                + type + ".v1' order by position")) {
            while (rows.next()) {
                payloads.add(JSON.readTree(rows.getBytes(1)));
            }
        }
        return payloads;
    }
}
