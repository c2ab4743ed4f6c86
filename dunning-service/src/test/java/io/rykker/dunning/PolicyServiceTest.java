package io.rykker.dunning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

/** Policies over REST on a real PostgreSQL, in the order of their days: every test has a creditor of its own. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(PolicyServiceTest.ClockOfItsOwn.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PolicyServiceTest {

    /** The manual clock goes forward only: tests that begin in January need a service that has not seen March. */
    public static class ClockOfItsOwn extends DunningServiceTest.Embedded {}

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String STEPS = """
            "steps": [
              {"name": "call", "kind": "call", "waitDays": 1, "deadlineDays": 2, "when": {"minAmount": "500.00"}},
              {"name": "formal", "kind": "formal", "waitDays": 2, "deadlineDays": 14, "fee": true},
              {"name": "notice", "kind": "collection-notice", "waitDays": 1, "deadlineDays": 14, "interest": true},
              {"name": "agency", "kind": "escalation", "waitDays": 1}
            ]""";
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
    void a_policy_is_kept_in_versions_and_belongs_to_its_creditor() {
        put("p-one", "own", "{" + STEPS + "}").statusCode(201).body("version", equalTo(1));
        put("p-one", "own", "{" + STEPS + "}").statusCode(200).body("version", equalTo(1));
        put("p-one", "own", "{\"mode\": \"approve\", " + STEPS + "}")
                .statusCode(201)
                .body("version", equalTo(2));

        asked("p-one").get("/policies/own?creditorId=p-one&version=1").then().body("mode", equalTo("automatic"));
        asked("p-one").get("/policies/own?creditorId=p-one").then().body("mode", equalTo("approve"));
        asked("p-two").get("/policies/own?creditorId=p-two").then().statusCode(404);
        asked("p-two").get("/policies/own?creditorId=p-one").then().statusCode(404);
        asked("p-two")
                .get("/policies?creditorId=p-two")
                .then()
                .body("name", hasItem("nordic-friendly"))
                .body("name", not(hasItem("own")));
        put("p-one", "strict", "{" + STEPS + "}").statusCode(409).body("detail", containsString("read-only"));
    }

    @Test
    @Order(2)
    void what_is_unknown_or_unlawful_is_refused_by_field_step_and_paragraph() {
        put("p-one", "odd", "{\"colour\": \"red\", " + STEPS + "}")
                .statusCode(422)
                .body("field", equalTo("colour"));
        put(
                        "p-one",
                        "odd",
                        "{" + STEPS.replace("\"deadlineDays\": 14, \"interest\"", "\"deadlineDays\": 3, \"interest\"")
                                + "}")
                .statusCode(422)
                .body(
                        "breaches",
                        hasItem(containsString(
                                "step notice: a deadline of 3 days is shorter than the 10 of inkassoloven")));
        asked("p-one")
                .contentType("application/json")
                .body("{" + STEPS + "}")
                .post("/policies/check")
                .then()
                .statusCode(200)
                .body("lawful", equalTo(true))
                .body("breaches", empty());
        given().get("/policies/schema").then().statusCode(200).body("title", equalTo("Dunning policy"));
    }

    @Test
    @Order(3)
    void a_creditors_rule_chooses_for_an_invoice_that_names_none_and_each_step_is_approved() throws Exception {
        put("p-three", "asked", "{\"mode\": \"approve\", " + STEPS + "}").statusCode(201);
        asked("p-three")
                .contentType("application/json")
                .body("{\"rules\": [{\"name\": \"all\", \"policy\": \"missing\"}]}")
                .put("/segments/p-three")
                .then()
                .statusCode(422)
                .body("detail", containsString("missing"));
        asked("p-three")
                .contentType("application/json")
                .body(
                        "{\"rules\": [{\"name\": \"large\", \"if\": {\"minAmount\": \"500.00\"}, \"policy\": \"asked\"}]}")
                .put("/segments/p-three")
                .then()
                .statusCode(200)
                .body("rules.name", contains("large"));
        UUID invoice = issue("p-three", "1", null);
        awaitCase("p-three", invoice);
        show("p-three", invoice).body("policy", equalTo("asked/1"));

        Servers.moveClock("2026-01-20T06:00:00Z");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> explained("p-three", invoice)
                        .body("next.text", hasItem("it waits for a person's approval since 2026-01-20")));
        assertThat(count("select count(*) from outbox where key = '" + invoice + "' and type like '%ReminderDue%'"))
                .isZero();

        post("p-three", invoice, "approval", "{\"why\": \"looked at\"}").statusCode(200);

        await().atMost(Duration.ofSeconds(40))
                .until(() -> count(
                                "select count(*) from outbox where key = '" + invoice
                                        + "' and type like '%ReminderDue%' and convert_from(payload, 'UTF8') like '%\"kind\":\"call\"%'")
                        == 1);
        explained("p-three", invoice).body("last.text", hasItem(containsString("call is wanted on 2026-01-20")));
        put("p-three", "asked", "{" + STEPS + "}").statusCode(201).body("version", equalTo(2));
        show("p-three", invoice).body("policy", equalTo("asked/1"));
    }

    @Test
    @Order(4)
    void a_case_is_foreseen_and_moves_to_another_policy() throws Exception {
        UUID invoice = issue("p-four", "1", "nordic-friendly");
        awaitCase("p-four", invoice);

        asked("p-four")
                .get("/cases/" + invoice + "/forecast")
                .then()
                .statusCode(200)
                .body("coming.step", contains("friendly", "reminder-1", "collection-notice", "escalation"))
                .body("end", equalTo("the agency has the case"));
        post("p-four", invoice, "policy", "{\"name\": \"one-reminder\", \"why\": \"agreed\"}")
                .statusCode(200)
                .body("coming.step", contains("reminder", "collection-notice", "escalation"));
        post("p-four", invoice, "policy", "{\"name\": \"nowhere\", \"why\": \"agreed\"}")
                .statusCode(422)
                .body("detail", containsString("the creditor has no policy nowhere"));
        show("p-four", invoice).body("policy", equalTo("one-reminder/1"));
        asked("p-five").get("/cases/" + invoice + "/forecast").then().statusCode(404);
    }

    @Test
    @Order(5)
    void a_simulation_compares_and_touches_nothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            awaitCase("p-six", issue("p-six", "" + i, "nordic-friendly"));
        }
        long journal = count("select count(*) from journal");
        long outbox = count("select count(*) from outbox");
        String cases = text("select coalesce(string_agg(data, '' order by invoice_id), '') from case_text");

        simulate("p-six", "{\"creditorId\": \"p-six\", \"policy\": \"collection-notice-first\"}")
                .statusCode(200)
                .body("current.cases", equalTo(5))
                .body("current.letters.friendly", equalTo(5))
                .body("candidate.letters.friendly", equalTo(null))
                .body("candidate.escalations", equalTo(5))
                .body("cases.size()", equalTo(5));
        simulate("p-six", "{\"creditorId\": \"p-six\", \"policy\": {\"name\": \"new\", " + STEPS + """
                        }, "portfolio": [
                          {"issuedOn": "2026-01-05", "dueOn": "2026-01-19", "debtorKind": "business", "country": "DK",
                           "total": {"amount": "800.00", "currency": "DKK"}},
                          {"issuedOn": "2026-01-05", "dueOn": "2026-01-19", "debtorKind": "consumer", "country": "NO",
                           "total": {"amount": "300.00", "currency": "NOK"},
                           "payments": [{"amount": {"amount": "300.00", "currency": "NOK"}, "on": "2026-01-18"}]}
                        ]}""")
                .statusCode(200)
                .body("current.cases", equalTo(2))
                .body("candidate.letters.call", equalTo(1))
                .body("candidate.escalations", equalTo(1));

        assertThat(count("select count(*) from journal")).isEqualTo(journal);
        assertThat(count("select count(*) from outbox")).isEqualTo(outbox);
        assertThat(text("select coalesce(string_agg(data, '' order by invoice_id), '') from case_text"))
                .isEqualTo(cases);
        simulate("p-six", "{\"creditorId\": \"p-six\", \"policy\": \"nowhere\"}")
                .statusCode(404);
    }

    @Test
    @Order(6)
    void a_creditors_rule_about_the_past_chooses_otherwise_for_the_second_invoice() throws Exception {
        asked("p-past")
                .contentType("application/json")
                .body("{\"rules\": [{\"name\": \"known\", \"if\": {\"newDebtor\": false}, \"policy\": \"strict\"}]}")
                .put("/segments/p-past")
                .then()
                .statusCode(200);
        UUID first = issue("p-past", "1", null);
        awaitCase("p-past", first);
        Servers.moveClock("2026-03-02T06:00:00Z");
        UUID second = issue("p-past", "2", first, null);
        awaitCase("p-past", second);

        show("p-past", first).body("policy", equalTo("nordic-friendly/1"));
        show("p-past", second).body("policy", equalTo("strict/1"));
    }

    @Test
    @Order(7)
    void what_was_foreseen_of_invoices_that_share_letters_is_what_the_sweep_does() throws Exception {
        UUID one = issue("p-seven", "1", null, "nordic-friendly", "2026-03-16");
        UUID two = issue("p-seven", "2", one, "nordic-friendly", "2026-03-16");
        UUID later = issue("p-seven", "3", one, "nordic-friendly", "2026-03-30");
        List<UUID> all = List.of(one, two, later);
        for (UUID id : all) {
            awaitCase("p-seven", id);
        }
        Map<UUID, List<String>> foreseen = new HashMap<>();
        TreeSet<String> days = new TreeSet<>();
        for (UUID id : all) {
            JsonNode forecast =
                    asked("p-seven").get("/cases/" + id + "/forecast").as(JsonNode.class);
            assertThat(forecast.get("playedAlong").asInt()).isEqualTo(2);
            forecast.get("coming").forEach(coming -> days.add(coming.get("on").asText()));
            foreseen.put(id, foreseen(forecast));
        }
        assertThat(foreseen.get(one)).hasSize(4).first().asString().endsWith(" with " + ids(one, two));

        for (String day : days) {
            Servers.moveClock(day + "T09:00:00Z");
            for (UUID id : all) {
                int due = (int) foreseen.get(id).stream()
                        .filter(step -> step.compareTo(day + "~") < 0)
                        .count();
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    sendWhatIsAsked("p-seven", id, day);
                    return lived("p-seven", id).size() == due;
                });
            }
        }

        for (UUID id : all) {
            assertThat(lived("p-seven", id)).isEqualTo(foreseen.get(id));
        }
    }

    private static final String REPORT = "/reports?creditorId=p-eight&from=2026-05-01&to=2026-06-30";

    /** Two invoices whose letter is sent on one day; the first is paid three days later. */
    private static UUID paidAfterItsLetter() throws Exception {
        UUID paid = issue("p-eight", "secret-1", null, "nordic-friendly", "2026-05-28");
        awaitCase("p-eight", paid);
        UUID open = issue("p-eight", "secret-2", null, "nordic-friendly", "2026-05-28");
        awaitCase("p-eight", open);
        Servers.moveClock("2026-06-01T09:00:00Z");
        for (UUID id : List.of(paid, open)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                sendWhatIsAsked("p-eight", id, "2026-06-01");
                return lived("p-eight", id).size() == 1;
            });
        }
        Servers.moveClock("2026-06-04T09:00:00Z");
        ObjectNode payment = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of(
                System.getProperty("rykker.root", ".."), "deploy/contracts/examples/payment-received.v1.full.json")));
        payment.put("invoiceId", paid.toString());
        payment.put("creditorId", "p-eight");
        payment.put("valueDate", "2026-06-04");
        tell("rykker.payments.v1", paid, "rykker.PaymentReceived.v1", payment);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> show("p-eight", paid).body("state", equalTo("settled")));
        Servers.moveClock("2026-06-08T09:00:00Z");
        return paid;
    }

    @Test
    @Order(8)
    void what_came_of_each_step_is_measured_by_policy_and_by_channel() throws Exception {
        var unused = paidAfterItsLetter();

        asked("p-eight")
                .get(REPORT)
                .then()
                .statusCode(200)
                .body("steps.kind", contains("friendly"))
                .body("steps[0].policy", equalTo("nordic-friendly/1"))
                .body("steps[0].step", equalTo("friendly"))
                .body("steps[0].sent", equalTo(2))
                .body("steps[0].paidBeforeTheNext", equalTo(1))
                .body("steps[0].within7Days.sent", equalTo(2))
                .body("steps[0].within7Days.paid", equalTo(1))
                .body("steps[0].within7Days.percent", equalTo("50.0"))
                .body("steps[0].within30Days.sent", equalTo(0))
                .body("steps[0].within30Days.percent", equalTo(null))
                .body("channels[0].channel", equalTo("email"))
                .body("channels[0].within7Days.paid", equalTo(1));
    }

    @Test
    @Order(9)
    void the_paths_that_invoices_took_are_counted_and_drawn() {
        asked("p-eight")
                .get("/reports/paths?creditorId=p-eight&from=2026-05-01&to=2026-06-30&top=1")
                .then()
                .statusCode(200)
                .body("cases", equalTo(2))
                .body("paths.path", contains("issued > friendly > open"))
                .body("paths[0].percent", equalTo("50.0"))
                .body("others.paths", equalTo(1))
                .body("others.cases", equalTo(1));
        asked("p-seven")
                .get("/reports/paths?creditorId=p-seven&from=2026-03-01&to=2026-06-30")
                .then()
                .body("paths.path", contains("issued > friendly > formal > collection-notice > agency > open"))
                .body("paths[0].cases", equalTo(3));
        String map = asked("p-eight")
                .accept("text/plain")
                .get("/reports/paths?creditorId=p-eight&from=2026-05-01&to=2026-06-30")
                .asString();
        assertThat(map.lines())
                .containsExactly(
                        "flowchart LR",
                        "    issued -->|2| friendly",
                        "    friendly -->|1| open",
                        "    friendly -->|1| paid");
        asked("p-eight")
                .get("/reports/paths?creditorId=p-eight&top=0")
                .then()
                .statusCode(422)
                .body("field", equalTo("top"));
    }

    @Test
    @Order(10)
    void a_partner_sees_timings_and_counts_and_nothing_else() throws Exception {
        UUID invoice = UUID.nameUUIDFromBytes("p-eight|secret-1".getBytes(StandardCharsets.UTF_8));
        post("p-eight", UUID.nameUUIDFromBytes("p-eight|secret-2".getBytes(StandardCharsets.UTF_8)), "writeoffs", """
                        {"why": "too small"}""")
                .statusCode(200);
        for (String path : List.of(REPORT, "/reports/paths?creditorId=p-eight&from=2026-05-01&to=2026-06-30")) {
            String seen = partner("p-eight")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(seen).doesNotContain("secret", invoice.toString(), "tester");
            partner("p-seven").get(path).then().statusCode(404);
            partner("*").get(path).then().statusCode(404);
        }
        assertThat(asked("p-eight").get(REPORT).asString()).contains("tester");
        partner("p-eight").get(REPORT).then().body("byHand.who", contains("a person"));
        for (String path : List.of(
                "/cases",
                "/cases/" + invoice,
                "/cases/" + invoice + "/timeline",
                "/cases/" + invoice + "/forecast",
                "/cases/" + invoice + "/account",
                "/debtors/" + invoice + "?creditorId=p-eight",
                "/policies?creditorId=p-eight",
                "/segments/p-eight",
                "/books?creditorId=p-eight",
                "/backlog",
                "/reports/facts?creditorId=p-eight&day=2026-06-04")) {
            assertThat(partner("p-eight").get(path).statusCode()).as(path).isEqualTo(403);
        }
    }

    @Test
    @Order(11)
    void a_days_facts_are_exported_without_names_numbers_or_words() throws Exception {
        String day = asked("p-eight")
                .get("/reports/facts?creditorId=p-eight&day=2026-06-04")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();

        assertThat(day.lines().map(PolicyServiceTest::fact))
                .containsExactly(
                        "PaymentCounted service null null null 1000.00", "ClaimSettled service null null paid null");
        String sent = asked("p-eight")
                .get("/reports/facts?creditorId=p-eight&day=2026-06-01")
                .asString();
        assertThat(sent.lines().map(PolicyServiceTest::fact))
                .contains(
                        "ReminderAsked service friendly null null 0.00",
                        "ReminderWentOut service friendly email sent 0.00");
        String written = asked("p-eight")
                .get("/reports/facts?creditorId=p-eight&day=2026-06-08")
                .asString();
        assertThat(written).contains("GivenUp", "\"by\":\"person\"").doesNotContain("too small", "secret", "tester");
        assertThat(asked("p-eight")
                        .get("/reports/facts?creditorId=p-eight&day=2026-06-05")
                        .asString())
                .isEmpty();
        asked("p-seven")
                .get("/reports/facts?creditorId=p-eight&day=2026-06-04")
                .then()
                .statusCode(404);
        asked("p-eight")
                .get("/reports/facts?creditorId=p-eight&day=soon")
                .then()
                .statusCode(422)
                .body("field", equalTo("day"));
    }

    private static String fact(String line) {
        try {
            JsonNode fact = JSON.readTree(line);
            return fact.get("fact").asText() + " " + fact.get("by").asText() + " "
                    + fact.path("step").asText("null") + " "
                    + fact.path("channel").asText("null") + " "
                    + fact.path("outcome").asText("null") + " "
                    + fact.at("/amount/amount").asText("null");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static RequestSpecification partner(String creditor) {
        return given().auth().oauth2(Servers.token("partner", creditor));
    }

    private static List<String> foreseen(JsonNode forecast) {
        List<String> steps = new ArrayList<>();
        for (JsonNode coming : forecast.get("coming")) {
            String step = coming.get("on").asText() + " " + coming.get("step").asText();
            List<UUID> with = new ArrayList<>();
            coming.at("/shared/invoices")
                    .forEach(other ->
                            with.add(UUID.fromString(other.get("invoiceId").asText())));
            steps.add(
                    coming.get("kind").asText().equals("escalation")
                            ? step
                            : step + " fee " + coming.at("/fee/amount").asText()
                                    + (with.isEmpty() ? "" : " with " + ids(with.toArray(UUID[]::new))));
        }
        return steps;
    }

    private static String ids(UUID... invoices) {
        return Arrays.stream(invoices).map(UUID::toString).sorted().toList().toString();
    }

    /** The letters that went out and the handover, as the case and what was told of it have them. */
    private static List<String> lived(String creditor, UUID invoice) throws Exception {
        JsonNode full = asked(creditor).get("/cases/" + invoice).as(JsonNode.class);
        List<String> lived = new ArrayList<>();
        for (JsonNode letter : full.get("letters")) {
            if (letter.has("sentOn")) {
                String with = text("select coalesce(string_agg(cast(invoice_id as text), ', ' order by"
                        + " cast(invoice_id as text)), '') from journal where what = 'ReminderAsked' and data like '%"
                        + letter.get("reminderId").asText() + "%'");
                lived.add(letter.get("sentOn").asText() + " "
                        + letter.get("step").asText() + " fee "
                        + letter.at("/fee/amount").asText() + (with.contains(",") ? " with [" + with + "]" : ""));
            }
        }
        full.get("handovers").forEach(handover -> lived.add(handover.get("on").asText() + " escalation"));
        return lived;
    }

    private static void sendWhatIsAsked(String creditor, UUID invoice, String day) throws Exception {
        String due = text("select coalesce(max(convert_from(payload, 'UTF8')), '') from outbox where key = '" + invoice
                + "' and type like '%ReminderDue%' and time like '" + day + "%'");
        if (due.isEmpty()) {
            return;
        }
        JsonNode asked = JSON.readTree(due);
        ObjectNode sent = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of(
                System.getProperty("rykker.root", ".."), "deploy/contracts/examples/reminder-sent.v1.full.json")));
        sent.put("reminderId", asked.get("reminderId").asText());
        sent.put("invoiceId", invoice.toString());
        sent.put("creditorId", creditor);
        sent.put("sentOn", day);
        sent.set("deadline", asked.get("deadline"));
        tell("rykker.deliveries.v1", invoice, "rykker.ReminderSent.v1", sent);
    }

    private static ValidatableResponse simulate(String creditor, String body) {
        return asked(creditor)
                .contentType("application/json")
                .body(body)
                .post("/policies/simulate")
                .then();
    }

    private static ValidatableResponse put(String creditor, String name, String body) {
        return asked(creditor)
                .contentType("application/json")
                .body(body)
                .put("/policies/" + name + "?creditorId=" + creditor)
                .then();
    }

    private static ValidatableResponse post(String creditor, UUID invoice, String what, String body) {
        return asked(creditor)
                .contentType("application/json")
                .body(body)
                .post("/cases/" + invoice + "/" + what)
                .then();
    }

    private static ValidatableResponse explained(String creditor, UUID invoice) {
        return asked(creditor).get("/cases/" + invoice + "/explanation").then().statusCode(200);
    }

    private static ValidatableResponse show(String creditor, UUID invoice) {
        return asked(creditor).get("/cases/" + invoice).then();
    }

    private static void awaitCase(String creditor, UUID invoice) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show(creditor, invoice).statusCode(200));
    }

    private static RequestSpecification asked(String creditor) {
        return given().auth().oauth2(Servers.token("ops", creditor));
    }

    private static UUID issue(String creditor, String number, String policy) throws Exception {
        return issue(creditor, number, null, policy);
    }

    /** To a debtor of its own, or to this one. */
    private static UUID issue(String creditor, String number, UUID debtor, String policy) throws Exception {
        return issue(creditor, number, debtor, policy, null);
    }

    private static UUID issue(String creditor, String number, UUID debtor, String policy, String due) throws Exception {
        UUID invoice = UUID.nameUUIDFromBytes((creditor + "|" + number).getBytes(StandardCharsets.UTF_8));
        ObjectNode issued = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of(
                System.getProperty("rykker.root", ".."), "deploy/contracts/examples/invoice-issued.v1.full.json")));
        issued.put("invoiceId", invoice.toString());
        issued.put("creditorId", creditor);
        issued.put("debtorId", (debtor == null ? invoice : debtor).toString());
        issued.put("invoiceNumber", number);
        issued.put("bankFeed", "continuous");
        issued.remove("policy");
        if (policy != null) {
            issued.put("policy", policy);
        }
        if (due != null) {
            issued.put("dueOn", due);
        }
        tell("rykker.invoices.v1", invoice, "rykker.InvoiceIssued.v1", issued);
        return invoice;
    }

    private static void tell(String topic, UUID key, String type, ObjectNode body) throws Exception {
        var record = new ProducerRecord<>(topic, key.toString(), JSON.writeValueAsBytes(body));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        var unused = others.send(record);
    }

    private static long count(String sql) throws Exception {
        return Long.parseLong(text(sql));
    }

    private static String text(String sql) throws Exception {
        try (var database = Servers.database();
                var rows = database.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
