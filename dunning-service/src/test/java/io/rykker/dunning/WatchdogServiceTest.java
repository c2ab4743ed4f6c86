package io.rykker.dunning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** The watchdogs on a real PostgreSQL, in the order of their days: every test has a creditor of its own. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(WatchdogServiceTest.Awake.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WatchdogServiceTest {

    /** Watchdogs that look at once when a day has come. */
    public static class Awake extends DunningServiceTest.Embedded {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("rykker.watchdog.every", "1s");
        }
    }

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
    void a_silent_bank_is_told_of_once_while_it_lasts_and_once_when_it_is_over() throws Exception {
        UUID waits = issue("w-bank", "nordic-friendly", true);
        bankKnown("w-bank", "2026-01-16");
        awaitCase("w-bank", waits);
        day("w-bank", "2026-01-20");
        watchdogs("ops", "w-bank").body("findings", empty());

        day("w-bank", "2026-01-21");

        watchdogs("viewer", "w-bank")
                .body("findings.size()", equalTo(1))
                .body("findings[0].kind", equalTo("bank-silent"))
                .body("findings[0].creditorId", equalTo("w-bank"))
                .body("findings[0].subject", notNullValue())
                .body("findings[0].since", equalTo("2026-01-19"))
                .body("findings[0].count", equalTo(1))
                .body("findings[0].what", containsString("known through 2026-01-16 only, and 1 case waits for it"))
                .body("findings[0].cases", contains(waits.toString()))
                .body("findings[0].raisedOn", equalTo("2026-01-21"));
        day("w-bank", "2026-01-22");
        assertThat(alerts("w-bank")).containsExactly("WatchdogRaised bank-silent 2026-01-21");

        bankKnown("w-bank", "2026-01-21");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from bank where creditor_id = 'w-bank'"
                                + " and known_through = '2026-01-21'")
                        == 1);
        day("w-bank", "2026-01-23");
        assertThat(alerts("w-bank"))
                .containsExactly("WatchdogRaised bank-silent 2026-01-21", "WatchdogCleared bank-silent 2026-01-21");
        JsonNode raised = alert("w-bank", "WatchdogRaised");
        JsonNode cleared = alert("w-bank", "WatchdogCleared");
        assertThat(cleared.get("findingId")).isEqualTo(raised.get("findingId"));
        assertThat(cleared.get("clearedOn").asText()).isEqualTo("2026-01-23");
        assertThat(Contract.errors("watchdog-raised.v1", JSON.writeValueAsBytes(raised)))
                .isEmpty();
        assertThat(Contract.errors("watchdog-cleared.v1", JSON.writeValueAsBytes(cleared)))
                .isEmpty();
        assertThat(names(raised)).containsExactlyInAnyOrderElementsOf(names("watchdog-raised.v1.full"));
        assertThat(names(cleared)).containsExactlyInAnyOrderElementsOf(names("watchdog-cleared.v1.full"));
    }

    @Test
    @Order(2)
    void only_ops_and_viewers_see_findings_and_those_of_their_own_creditors() {
        given().get("/watchdogs").then().statusCode(401);
        get("erp", "w-bank", "?creditorId=w-bank").statusCode(403);
        get("ops", "w-other", "?creditorId=w-bank").statusCode(404).contentType(startsWith("application/problem+json"));
        get("ops", "w-other", "").statusCode(200).body("findings", empty());
    }

    @Test
    @Order(3)
    void a_debtor_whom_no_channel_reaches_is_among_what_is_stalled_at_once() throws Exception {
        UUID unreached = issue("w-stall", "nordic-friendly", false);
        awaitCase("w-stall", unreached);
        day("w-stall", "2026-01-26");
        JsonNode letter = asked("ops", "w-stall")
                .get("/cases/" + unreached)
                .as(JsonNode.class)
                .at("/letters/0");
        ObjectNode failed = (ObjectNode) Contract.json(Contract.example("reminder-undeliverable.v1.full"));
        failed.put("reminderId", letter.get("reminderId").asText())
                .put("invoiceId", unreached.toString())
                .put("creditorId", "w-stall")
                .put("on", "2026-01-26");
        send("rykker.deliveries.v1", unreached.toString(), "rykker.ReminderUndeliverable.v1", failed);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> watchdogs("ops", "w-stall").body("findings.kind", contains("stalled")));
        watchdogs("ops", "w-stall")
                .body("findings[0].cases", contains(unreached.toString()))
                .body("findings[0].subject", nullValue())
                .body("findings[0].raisedOn", nullValue())
                .body("findings[0].what", startsWith("1 case stands still: 1 reached on no channel"));
        day("w-stall", "2026-01-27");
        assertThat(alerts("w-stall")).containsExactly("WatchdogRaised stalled 2026-01-27");
    }

    @Test
    @Order(4)
    void what_waits_for_approval_for_too_long_is_stalled_a_bottleneck_and_a_late_first_contact() throws Exception {
        put("w-slow", "\"mode\": \"approve\"").statusCode(201);
        put("w-late", "\"escalateWithinDays\": 32").statusCode(201);
        UUID slow = issue("w-slow", "own", false);
        UUID late = issue("w-late", "own", false);
        awaitCase("w-slow", slow);
        awaitCase("w-late", late);
        post("w-late", late, "holds", "{\"until\":\"2026-12-01\",\"why\":\"ill\"}");
        day("w-slow", "2026-01-28");
        watchdogs("ops", "w-slow").body("findings.kind", contains("first-contact-late"));

        post("w-slow", slow, "owner", "{\"owner\":\"bodil\",\"why\":\"an old customer\"}");
        day("w-slow", "2026-02-04");

        watchdogs("ops", "w-slow")
                .body("findings.kind", contains("stalled", "first-contact-late", "bottleneck"))
                .body("findings.subject", contains(null, null, "awaiting-approval"))
                .body(
                        "findings.cases",
                        contains(List.of(slow.toString()), List.of(slow.toString()), List.of(slow.toString())))
                .body("findings[1].what", startsWith("of 1 invoices that fell due in the last 30 days, 1 had"))
                .body("findings[2].what", containsString("in the phase awaiting-approval took 8 days or more"))
                .body("findings[2].owners.owner", contains("bodil"))
                .body("findings[2].owners.cases", contains(1))
                .body("findings[1].owners", nullValue());
        asked("ops", "w-slow")
                .get("/reports?creditorId=w-slow&from=2026-01-01&to=2026-12-31")
                .then()
                .statusCode(200)
                .body("phasesByOwner.find { it.phase == 'awaiting-approval' }.owner", equalTo("bodil"))
                .body("phasesByOwner.find { it.phase == 'awaiting-approval' }.medianDays", notNullValue());
        assertThat(alerts("w-slow")).hasSize(3);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .contains("rykker_watchdog_findings{kind=\"stalled\"} 2.0")
                        .contains("rykker_watchdog_findings{kind=\"bottleneck\"} 1.0")
                        .contains("rykker_watchdog_findings{kind=\"escalation-late\"} 0.0")
                        .doesNotContain("w-slow"));
    }

    @Test
    @Order(5)
    void a_case_past_its_days_until_the_handover_is_told_of_and_on_the_list_of_work_until_it_is_over()
            throws Exception {
        UUID late = id("w-late", "1");
        put("w-late", "\"escalateWithinDays\": 31")
                .statusCode(422)
                .body("detail", containsString("escalateWithinDays is 31"));
        day("w-late", "2026-02-20");
        watchdogs("ops", "w-late").body("findings.kind", empty());

        day("w-late", "2026-02-21");

        watchdogs("ops", "w-late")
                .body("findings.kind", contains("escalation-late"))
                .body("findings[0].since", equalTo("2026-02-20"))
                .body("findings[0].cases", contains(late.toString()));
        asked("ops", "w-late")
                .get("/cases?order=priority&creditorId=w-late")
                .then()
                .body("cases[0].priority.reasons", hasItem("+70: was to be handed over by 2026-02-20"));
        post("w-late", late, "writeoffs", "{\"why\":\"too ill\"}");
        watchdogs("ops", "w-late").body("findings.kind", empty());
        day("w-late", "2026-02-22");
        assertThat(alerts("w-late"))
                .containsExactly(
                        "WatchdogRaised escalation-late 2026-02-21", "WatchdogCleared escalation-late 2026-02-21");
    }

    /** Moves the clock to the morning of a day, and waits until the watchdogs have looked at a creditor on it. */
    private static void day(String creditor, String day) throws Exception {
        Servers.moveClock(day + "T06:00:00Z");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from watch where creditor_id = '" + creditor
                                + "' and watched_on = '" + day + "'")
                        == 1);
    }

    private static ValidatableResponse watchdogs(String role, String creditor) {
        return get(role, creditor, "?creditorId=" + creditor).statusCode(200);
    }

    private static ValidatableResponse get(String role, String creditor, String query) {
        return asked(role, creditor).get("/watchdogs" + query).then();
    }

    private static io.restassured.specification.RequestSpecification asked(String role, String creditor) {
        return given().auth().oauth2(Servers.token(role, creditor));
    }

    private static ValidatableResponse put(String creditor, String more) {
        return asked("ops", creditor)
                .contentType("application/json")
                .body("{" + more + ", " + PolicyServiceTest.STEPS + "}")
                .put("/policies/own?creditorId=" + creditor)
                .then();
    }

    private static void post(String creditor, UUID invoice, String what, String body) {
        asked("ops", creditor)
                .contentType("application/json")
                .body(body)
                .post("/cases/" + invoice + "/" + what)
                .then()
                .statusCode(200);
    }

    private static UUID id(String creditor, String number) {
        return UUID.nameUUIDFromBytes((creditor + "|" + number).getBytes(StandardCharsets.UTF_8));
    }

    private static UUID issue(String creditor, String policy, boolean statements) throws Exception {
        UUID invoice = id(creditor, "1");
        ObjectNode issued = (ObjectNode) Contract.json(Contract.example("invoice-issued.v1.full"));
        issued.put("invoiceId", invoice.toString())
                .put("creditorId", creditor)
                .put("debtorId", id(creditor, "debtor").toString())
                .put("policy", policy)
                .put("bankFeed", statements ? "statements" : "continuous");
        send("rykker.invoices.v1", invoice.toString(), "rykker.InvoiceIssued.v1", issued);
        return invoice;
    }

    private static void bankKnown(String creditor, String through) throws Exception {
        ObjectNode known = (ObjectNode) Contract.json(Contract.example("bank-known-through.v1.full"));
        known.put("creditorId", creditor).put("knownThrough", through);
        send("rykker.payments.v1", creditor, "rykker.BankKnownThrough.v1", known);
    }

    private static void send(String topic, String key, String type, JsonNode body) throws Exception {
        var record = new ProducerRecord<>(topic, key, JSON.writeValueAsBytes(body));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        var unused = others.send(record);
    }

    private static void awaitCase(String creditor, UUID invoice) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        asked("ops", creditor).get("/cases/" + invoice).then().statusCode(200));
    }

    /** What was told on the topic of alerts, in its order, by the day on which it was raised. */
    private static List<String> alerts(String creditor) throws Exception {
        List<String> alerts = new ArrayList<>();
        try (var database = Servers.database();
                var rows = database.createStatement()
                        .executeQuery("select type, payload from outbox where topic = 'rykker.alerts.v1' and key = '"
                                + creditor + "' order by position")) {
            while (rows.next()) {
                JsonNode body = JSON.readTree(rows.getBytes(2));
                alerts.add(rows.getString(1).replaceAll("rykker\\.(\\w+)\\.v1", "$1") + " "
                        + body.get("kind").asText() + " " + body.get("raisedOn").asText());
            }
        }
        return alerts;
    }

    private static JsonNode alert(String creditor, String type) throws Exception {
        try (var database = Servers.database();
                var rows = database.createStatement()
                        .executeQuery("select payload from outbox where topic = 'rykker.alerts.v1' and key = '"
                                + creditor + "' and type = 'rykker." + type + ".v1' order by position")) {
            assertThat(rows.next()).as(type).isTrue();
            return JSON.readTree(rows.getBytes(1));
        }
    }

    private static List<String> names(String example) {
        return names(Contract.json(Contract.example(example)));
    }

    private static List<String> names(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static long count(String sql) throws Exception {
        try (var database = Servers.database();
                var rows = database.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
