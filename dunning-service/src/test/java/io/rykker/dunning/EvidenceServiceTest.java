package io.rykker.dunning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Files of disputes, over HTTP into a real database and back; the tests are in the order of their days. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(EvidenceServiceTest.ClockOfItsOwn.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvidenceServiceTest {

    /** The clock only goes forward, and another test has been at it. */
    public static class ClockOfItsOwn extends DunningServiceTest.Embedded {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] PDF = "%PDF-1.7 delivered to the door".getBytes(StandardCharsets.US_ASCII);

    @Test
    @Order(1)
    void a_dispute_has_its_evidence_and_the_seller_is_asked_for_proof_within_five_banking_days() throws Exception {
        Servers.moveClock("2026-01-23T06:00:00Z");
        UUID invoice = issue("ev-one", "1");
        upload("ops", "ev-one", invoice, "note.pdf", "statement", "application/pdf", PDF)
                .statusCode(422)
                .body("detail", equalTo("no dispute is open, and evidence belongs to one"));

        dispute("ev-one", invoice, "goods")
                .body("proof.state", equalTo("requested"))
                .body("proof.dueOn", equalTo("2026-01-30"))
                .body("nextActionOn", equalTo("2026-01-31"))
                .body("evidence", hasSize(0));
        assertThat(proofs(invoice)).containsExactly("requested 2026-01-30");

        upload("ops", "ev-one", invoice, "kassen åben.txt", null, "text/plain", "tom".getBytes(StandardCharsets.UTF_8))
                .statusCode(201)
                .body("kind", equalTo("statement"));
        String location = upload("erp", "ev-one", invoice, "note.pdf", "proof-of-delivery", "application/pdf", PDF)
                .statusCode(201)
                .body("addedBy", equalTo("tester"))
                .extract()
                .header("Location");

        assertThat(proofs(invoice)).containsExactly("requested 2026-01-30", "received 2026-01-30");
        show("ev-one", invoice)
                .body("evidence", hasSize(2))
                .body("evidence[1].name", equalTo("note.pdf"))
                .body("evidence[1].size", equalTo(PDF.length))
                .body("evidence[1].sha256", equalTo(sha256(PDF)))
                .body("evidence[1].disputedOn", equalTo("2026-01-23"))
                .body("proof.state", equalTo("received"))
                .body("hold.kind", equalTo("dispute"));
        byte[] back = given().auth()
                .oauth2(Servers.token("viewer", "ev-one"))
                .get(location)
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", equalTo("attachment; filename*=UTF-8''note.pdf"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("Cache-Control", equalTo("private, no-store"))
                .extract()
                .asByteArray();
        assertThat(back).isEqualTo(PDF);
        asked("ops", "ev-one")
                .get("/cases/" + invoice + "/timeline")
                .then()
                .body(
                        "find { it.fact == 'EvidenceAdded' && it.what.contains('note.pdf') }.what",
                        containsString(sha256(PDF)))
                .body("find { it.fact == 'EvidenceAdded' }.who", equalTo("tester"))
                .body("find { it.fact == 'ProofAsked' }.who", equalTo("dunning-service"));
    }

    @Test
    @Order(2)
    void the_same_file_again_is_known_and_is_kept_once() throws Exception {
        UUID invoice = issue("ev-two", "1");
        dispute("ev-two", invoice, "not-received");
        String first = upload("ops", "ev-two", invoice, "note.pdf", "statement", "application/pdf", PDF)
                .statusCode(201)
                .extract()
                .header("Location");

        upload("ops", "ev-two", invoice, "again.pdf", "statement", "application/pdf", PDF)
                .statusCode(200)
                .header("Location", equalTo(first))
                .body("name", equalTo("note.pdf"));

        assertThat(count("select count(*) from evidence where invoice_id = '" + invoice + "'"))
                .isEqualTo(1);
        for (int i = 0; i < 9; i++) {
            byte[] text = ("page " + i).getBytes(StandardCharsets.UTF_8);
            upload("ops", "ev-two", invoice, i + ".txt", "statement", "text/plain", text)
                    .statusCode(201);
        }
        upload("ops", "ev-two", invoice, "11.txt", "statement", "text/plain", new byte[] {'x'})
                .statusCode(422)
                .body("detail", containsString("10 files already"));
        assertThat(count("select count(*) from evidence where invoice_id = '" + invoice + "'"))
                .isEqualTo(10);
    }

    @Test
    @Order(3)
    void what_is_no_evidence_is_refused_with_its_field_and_what_is_not_theirs_is_not_shown() throws Exception {
        UUID invoice = issue("ev-three", "1");
        dispute("ev-three", invoice, "goods");

        upload("ops", "ev-three", invoice, "../x.pdf", null, "application/pdf", PDF)
                .statusCode(422)
                .contentType(startsWith("application/problem+json"))
                .body("field", equalTo("name"));
        upload("ops", "ev-three", invoice, "x.html", null, "text/html", PDF)
                .statusCode(422)
                .body("field", equalTo("Content-Type"));
        upload("ops", "ev-three", invoice, "x.png", null, "image/png", PDF)
                .statusCode(422)
                .body("field", equalTo("body"));
        byte[] large = new byte[5 * 1024 * 1024 + 1];
        Arrays.fill(large, (byte) 'a');
        upload("ops", "ev-three", invoice, "x.txt", null, "text/plain", large)
                .statusCode(413)
                .body("type", equalTo("/problems/too-large"));
        byte[] largest = Arrays.copyOf(large, 5 * 1024 * 1024);
        String location = upload("ops", "ev-three", invoice, "x.txt", null, "text/plain", largest)
                .statusCode(201)
                .extract()
                .header("Location");
        assertThat(asked("ops", "ev-three").get(location).asByteArray()).isEqualTo(largest);

        upload("viewer", "ev-three", invoice, "x.pdf", null, "application/pdf", PDF)
                .statusCode(403);
        upload("ops", "ev-one", invoice, "x.pdf", null, "application/pdf", PDF).statusCode(404);
        asked("ops", "ev-one").get(location).then().statusCode(404);
        asked("partner", "ev-three").get(location).then().statusCode(403);
        UUID other = issue("ev-three", "2");
        asked("ops", "ev-three")
                .get(location.replace(invoice.toString(), other.toString()))
                .then()
                .statusCode(404);
        asked("ops", "ev-three")
                .get("/cases/" + invoice + "/evidence/none")
                .then()
                .statusCode(404);
    }

    @Test
    @Order(4)
    void without_a_proof_the_claim_rests_and_a_person_is_told() throws Exception {
        UUID invoice = issue("ev-four", "1");
        dispute("ev-four", invoice, "not-received");
        int letters = payloads(invoice, "rykker.ReminderDue.v1").size();

        Servers.moveClock("2026-01-31T06:00:00Z");

        assertThat(proofs(invoice)).containsExactly("requested 2026-01-30", "missing 2026-01-30");
        show("ev-four", invoice)
                .body("state", equalTo("on-hold"))
                .body("proof.state", equalTo("missing"))
                .body("priority.reasons", org.hamcrest.Matchers.hasItem(startsWith("+25: no proof of delivery came")));
        Servers.moveClock("2026-03-31T06:00:00Z");
        show("ev-four", invoice).body("state", equalTo("on-hold"));
        assertThat(payloads(invoice, "rykker.ReminderDue.v1")).hasSize(letters);
    }

    @Test
    @Order(5)
    void an_agency_is_told_which_files_there_are_and_gets_none() throws Exception {
        UUID invoice = issue("ev-five", "1");
        dispute("ev-five", invoice, "goods");
        upload("ops", "ev-five", invoice, "note.pdf", "proof-of-delivery", "application/pdf", PDF)
                .statusCode(201);
        post("ev-five", invoice, "disputes/resolution", "{\"outcome\":\"rejected\",\"why\":\"the note was shown\"}")
                .statusCode(200)
                .body("proof", nullValue())
                .body("evidence", hasSize(1));
        for (String day : List.of("2026-04-10", "2026-04-28", "2026-05-20", "2026-06-12", "2026-07-06", "2026-07-28")) {
            Servers.moveClock(day + "T06:00:00Z");
            sendWhatIsAsked("ev-five", invoice, day);
        }

        JsonNode escalated = payloads(invoice, "rykker.CaseEscalated.v1").getLast();
        assertThat(Contract.errors("case-escalated.v1", JSON.writeValueAsBytes(escalated)))
                .isEmpty();
        assertThat(escalated.at("/evidence/0/name").asText()).isEqualTo("note.pdf");
        assertThat(escalated.at("/evidence/0/sha256").asText()).isEqualTo(sha256(PDF));
        assertThat(escalated.toString()).doesNotContain("delivered to the door");
    }

    private static List<String> proofs(UUID invoice) throws Exception {
        List<String> proofs = new ArrayList<>();
        for (JsonNode proof : payloads(invoice, "rykker.DisputeProofChanged.v1")) {
            assertThat(Contract.errors("dispute-proof-changed.v1", JSON.writeValueAsBytes(proof)))
                    .isEmpty();
            proofs.add(proof.get("state").asText() + " " + proof.get("dueOn").asText());
        }
        return proofs;
    }

    /** Whatever letter is on its way went out on this day. */
    private static void sendWhatIsAsked(String creditor, UUID invoice, String day) throws Exception {
        JsonNode shown = JSON.readTree(show(creditor, invoice).extract().asByteArray());
        for (JsonNode letter : shown.get("letters")) {
            if (letter.get("state").asText().equals("asked for")) {
                ObjectNode sent = (ObjectNode) Contract.json(Contract.example("reminder-sent.v1.full"));
                sent.put("reminderId", letter.get("reminderId").asText());
                sent.put("invoiceId", invoice.toString());
                sent.put("creditorId", creditor);
                sent.put("sentOn", day);
                sent.put("deadline", letter.get("deadline").asText());
                send("rykker.deliveries.v1", invoice, "rykker.ReminderSent.v1", sent);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(
                                        show(creditor, invoice).extract().asString())
                                .doesNotContain("asked for"));
            }
        }
    }

    private static UUID issue(String creditor, String number) throws Exception {
        UUID invoice = UUID.nameUUIDFromBytes((creditor + "|" + number).getBytes(StandardCharsets.UTF_8));
        ObjectNode issued = (ObjectNode) Contract.json(Contract.example("invoice-issued.v1.full"));
        issued.put("invoiceId", invoice.toString());
        issued.put("creditorId", creditor);
        issued.put("invoiceNumber", number);
        issued.put("debtorId", UUID.randomUUID().toString());
        issued.put("bankFeed", "continuous");
        send("rykker.invoices.v1", invoice, "rykker.InvoiceIssued.v1", issued);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show(creditor, invoice).statusCode(200));
        return invoice;
    }

    private static void send(String topic, UUID key, String type, JsonNode body) throws Exception {
        try (var producer = Servers.producer()) {
            var record = new ProducerRecord<>(topic, key.toString(), JSON.writeValueAsBytes(body));
            record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
    }

    private static ValidatableResponse dispute(String creditor, UUID invoice, String reason) {
        return post(creditor, invoice, "disputes", "{\"reason\":\"" + reason + "\",\"why\":\"the box was empty\"}")
                .statusCode(200);
    }

    private static ValidatableResponse post(String creditor, UUID invoice, String what, String body) {
        return asked("ops", creditor)
                .contentType("application/json")
                .body(body)
                .post("/cases/" + invoice + "/" + what)
                .then();
    }

    private static ValidatableResponse upload(
            String role, String creditor, UUID invoice, String name, String kind, String type, byte[] body) {
        var request = asked(role, creditor)
                .config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, io.restassured.http.ContentType.BINARY)))
                .contentType(type)
                .queryParam("name", name)
                .queryParam("why", "sent by mail");
        if (kind != null) {
            request.queryParam("kind", kind);
        }
        return request.body(body).post("/cases/" + invoice + "/evidence").then();
    }

    private static ValidatableResponse show(String creditor, UUID invoice) {
        return asked("ops", creditor).get("/cases/" + invoice).then();
    }

    private static io.restassured.specification.RequestSpecification asked(String role, String creditor) {
        return given().auth().oauth2(Servers.token(role, creditor));
    }

    private static List<JsonNode> payloads(UUID invoice, String type) throws Exception {
        List<JsonNode> payloads = new ArrayList<>();
        try (var database = Servers.database();
                var rows = database.createStatement()
                        .executeQuery("select payload from outbox where key = '" + invoice + "' and type = '" + type
                                + "' order by position")) {
            while (rows.next()) {
                payloads.add(JSON.readTree(rows.getBytes(1)));
            }
        }
        return payloads;
    }

    private static long count(String sql) throws Exception {
        try (var database = Servers.database();
                var rows = database.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
