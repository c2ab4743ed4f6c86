package io.rykker.invoice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.rykker.invoice.domain.Ids;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class InvoiceServiceTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @BeforeEach
    void register_the_creditor() {
        Erp.register("dk-nordlys");
    }

    @Test
    void an_invoice_on_the_erp_topic_is_issued_once_and_its_trace_goes_on() {
        byte[] body = Contract.example("inbound-invoice-issued.v1.full");
        Wire wire = Wire.open();
        wire.send("rykker.inbound.InvoiceIssued.v1", "2026-1001", body, Map.of("traceparent", TRACE));
        wire.send("rykker.inbound.InvoiceIssued.v1", "2026-1001", body, Map.of("traceparent", TRACE));

        ConsumerRecord<String, byte[]> issued = wire.heard("rykker.InvoiceIssued.v1", "2026-1001");

        assertThat(Wire.header(issued, "traceparent")).isEqualTo(TRACE);
        assertThat(Wire.header(issued, "ce_source")).isEqualTo("/rykker/invoice-service");
        assertThat(Wire.header(issued, "ce_specversion")).isEqualTo("1.0");
        assertThat(Wire.header(issued, "ce_id")).hasSize(36);
        assertThat(Wire.header(issued, "id")).isNull();
        assertThat(issued.key()).isEqualTo(Wire.header(issued, "ce_subject"));
    }

    @Test
    void over_http_a_new_invoice_is_created_a_repeat_is_ok_and_a_change_is_a_conflict() {
        String body = Erp.invoice("dk-nordlys", "2026-2002", "1250.00");

        Erp.post("/invoices", body).statusCode(201);
        Erp.post("/invoices", body).statusCode(200);
        Erp.post("/invoices", Erp.invoice("dk-nordlys", "2026-2002", "1300.00"))
                .statusCode(409)
                .body("field", equalTo("total"));
    }

    @Test
    void a_term_over_the_limit_is_a_warning_to_whoever_sent_it_and_in_the_event_and_the_invoice_counts() {
        var invoice = (ObjectNode)
                Contract.json(Erp.invoice("dk-nordlys", "2026-120", "1250.00").getBytes(StandardCharsets.UTF_8));
        invoice.put(
                "dueOn",
                LocalDate.parse(invoice.get("issuedOn").asText()).plusDays(120).toString());

        String id = Erp.post("/invoices", invoice.toString())
                .statusCode(201)
                .body("findings.find { it.code == 'TERM_OVER_LIMIT' }.field", equalTo("dueOn"))
                .body("findings.find { it.code == 'TERM_OVER_LIMIT' }.rule", startsWith("renteloven"))
                .extract()
                .path("invoiceId");

        JsonNode event = Contract.json(
                Wire.open().heard("rykker.InvoiceIssued.v1", "2026-120").value());
        assertThat(event.at("/warnings/0/code").asText()).isEqualTo("TERM_OVER_LIMIT");
        assertThat(event.at("/warnings/0/rule").asText()).startsWith("renteloven");
        assertThat(event.at("/warnings/0/what").asText()).contains("120 days");
        assertThat(Contract.errors("invoice-issued.v1", event.toString().getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        Erp.get("/invoices/" + id).body("state", equalTo("issued")).body("findings.code", hasItem("TERM_OVER_LIMIT"));
    }

    @Test
    void what_came_before_its_invoice_waits_where_it_can_be_seen_and_counts_afterwards() {
        Erp.register("dk-early");
        Erp.post("/credit-notes", Erp.creditNote("dk-early", "K-1", "E-1", "200.00"))
                .statusCode(201);
        Erp.get("/invoices?creditorId=dk-early&waiting=true")
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("waiting"))
                .body("items[0].creditNotes[0].amount.amount", equalTo("200.00"));
        Erp.get("/invoices?creditorId=dk-early").body("items", hasSize(0));

        Erp.post("/invoices", Erp.invoice("dk-early", "E-1", "1250.00")).statusCode(201);

        Erp.get("/invoices?creditorId=dk-early&waiting=true").body("items", hasSize(0));
        Erp.get("/invoices?creditorId=dk-early&number=E-1")
                .body("items[0].state", equalTo("issued"))
                .body("items[0].receivable.amount", equalTo("1000.00"))
                .body("items[0].debtor.name", equalTo("Havn & Co ApS"))
                .body("more", equalTo(false));
        Erp.get("/books?creditorId=dk-early")
                .body("DKK.issued", equalTo("1000.00"))
                .body("DKK.credited", equalTo("200.00"))
                .body("DKK.cancelled", equalTo("0.00"))
                .body("DKK.count", equalTo(1));
        assertThat(Wire.header(Wire.open().heard("rykker.InvoiceCredited.v1", "\"K-1\""), "ce_type"))
                .isEqualTo("rykker.InvoiceCredited.v1");
    }

    @Test
    void a_cancellation_takes_the_rest_out_of_the_books() {
        Erp.register("dk-cancelled");
        String invoice = Erp.invoice("dk-cancelled", "C-1", "1250.00");
        String id = Erp.post("/invoices", invoice).statusCode(201).extract().path("invoiceId");
        Erp.post("/credit-notes", Erp.creditNote("dk-cancelled", "K-1", "C-1", "300.00"))
                .statusCode(201);
        Erp.post("/cancellations", Erp.cancellation("dk-cancelled", "C-1")).statusCode(201);
        Erp.post("/cancellations", Erp.cancellation("dk-cancelled", "C-1")).statusCode(200);

        Erp.get("/invoices/" + id).statusCode(200).body("state", equalTo("cancelled"));
        Erp.get("/books?creditorId=dk-cancelled")
                .body("DKK.credited", equalTo("300.00"))
                .body("DKK.cancelled", equalTo("700.00"));
    }

    @Test
    void how_an_invoice_was_delivered_is_told_with_it_or_later_kept_shown_and_published() {
        Erp.register("dk-receipts");
        var invoice = (ObjectNode)
                Contract.json(Erp.invoice("dk-receipts", "R-1", "100.00").getBytes(StandardCharsets.UTF_8));
        invoice.putObject("delivery").put("on", "2026-01-05").put("channel", "email");
        String id = Erp.post("/invoices", invoice.toString())
                .statusCode(201)
                .extract()
                .path("invoiceId");
        Erp.post("/invoices", Erp.invoice("dk-receipts", "R-1", "100.00")).statusCode(200);
        String later = Erp.delivery("dk-receipts", "R-1", "2026-03-01", "peppol-4711");

        Erp.post("/deliveries", later).statusCode(201).body("invoiceId", equalTo(id));
        Erp.post("/deliveries", later).statusCode(200).body("result", equalTo("repeated"));

        Erp.get("/invoices/" + id)
                .body("deliveries", hasSize(2))
                .body("deliveries[0].channel", equalTo("email"))
                .body("deliveries[1].on", equalTo("2026-03-01"))
                .body("deliveries[1].channel", equalTo("peppol"))
                .body("deliveries[1].receiptId", equalTo("peppol-4711"));
        byte[] issued = Wire.open().heard("rykker.InvoiceIssued.v1", "\"R-1\"").value();
        assertThat(Contract.json(issued).at("/delivery/channel").asText()).isEqualTo("email");
        assertThat(Contract.errors("invoice-issued.v1", issued)).isEmpty();
        ConsumerRecord<String, byte[]> delivered = Wire.open().heard("rykker.InvoiceDelivered.v1", "peppol-4711");
        assertThat(delivered.key()).isEqualTo(id);
        assertThat(Contract.json(delivered.value()).get("sequence").intValue()).isEqualTo(2);
        assertThat(Contract.errors("invoice-delivered.v1", delivered.value())).isEmpty();
    }

    @Test
    void a_receipt_from_the_topic_waits_for_its_invoice_and_what_cannot_be_is_refused() {
        Erp.register("dk-waiting");
        Wire wire = Wire.open();
        String type = "rykker.inbound.InvoiceDelivered.v1";
        wire.send(type, "W-1", body(Erp.delivery("dk-waiting", "W-1", "2026-01-06", "w-receipt")), Map.of());
        wire.send(type, "W-future", body(Erp.delivery("dk-waiting", "W-1", "2199-01-01", "x")), Map.of());
        wire.heardKey("W-future");
        Erp.get("/invoices?creditorId=dk-waiting&waiting=true")
                .body("items[0].deliveries[0].receiptId", equalTo("w-receipt"));

        Erp.post("/invoices", Erp.invoice("dk-waiting", "W-1", "100.00")).statusCode(201);
        wire.send(type, "W-early", body(Erp.delivery("dk-waiting", "W-1", "2026-01-04", "x")), Map.of());

        assertThat(Contract.json(wire.heard("rykker.InvoiceDelivered.v1", "w-receipt")
                                .value())
                        .at("/delivery/on")
                        .asText())
                .isEqualTo("2026-01-06");
        assertThat(Wire.header(wire.heardKey("W-future"), "rykker_rejection"))
                .contains("\"field\":\"delivery.on\"", "still to come");
        assertThat(Wire.header(wire.heardKey("W-early"), "rykker_rejection"))
                .contains("\"field\":\"delivery.on\"", "before the issue date 2026-01-05");
        Erp.post("/deliveries", Erp.delivery("dk-waiting", "W-1", "2026-01-06", "r".repeat(201)))
                .statusCode(422)
                .body("field", equalTo("delivery.receiptId"));
        Erp.post(
                        "/deliveries",
                        Erp.delivery("dk-waiting", "W-1", "2026-01-06", "r").replace("peppol", "pigeon"))
                .statusCode(422)
                .body("field", equalTo("delivery.channel"));
        given().auth()
                .oauth2(Servers.token("erp", "no-fjord"))
                .contentType("application/json")
                .body(Erp.delivery("dk-waiting", "W-1", "2026-01-06", "r"))
                .post("/deliveries")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(Servers.token("viewer", "dk-waiting"))
                .contentType("application/json")
                .body(Erp.delivery("dk-waiting", "W-1", "2026-01-06", "r"))
                .post("/deliveries")
                .then()
                .statusCode(403);
    }

    @Test
    void a_factored_claim_is_flagged_told_once_and_comes_back_and_a_contradiction_is_refused() {
        Erp.register("dk-factored");
        String id = Erp.post("/invoices", Erp.invoice("dk-factored", "F-77", "1250.00"))
                .extract()
                .path("invoiceId");
        String factored = assignment("dk-factored", "F-77", "factored", "DK50 0040 0440 1162 43");

        Erp.post("/assignments", factored).statusCode(201);
        Erp.post("/assignments", factored).statusCode(200);
        Erp.post("/assignments", assignment("dk-factored", "F-77", "sold", null))
                .statusCode(409)
                .body("field", equalTo("assignee"));

        Erp.get("/invoices/" + id)
                .body("state", equalTo("issued"))
                .body("assigned", equalTo("factored"))
                .body("assignments[0].assignee.iban", equalTo("DK5000400440116243"));
        var told = Wire.open().heard("rykker.InvoiceAssigned.v1", "dk-factored");
        assertThat(told.key()).isEqualTo(id);
        assertThat(Contract.errors("invoice-assigned.v1", told.value())).isEmpty();

        Erp.post("/factor-payments", """
                {"creditorId": "dk-factored", "invoiceNumber": "F-77", "assigneeId": "nordfactor",
                 "reference": "NF-1", "paidOn": "2026-02-10", "amount": {"amount": "400.00", "currency": "DKK"}}""").statusCode(201);
        Erp.post("/returns", """
                {"creditorId": "dk-factored", "invoiceNumber": "F-77", "assigneeId": "nordfactor",
                 "returnedOn": "2026-03-02", "why": "disputed"}""").statusCode(201);
        Erp.get("/invoices/" + id)
                .body("assigned", equalTo(null))
                .body("assignments[0].returned.on", equalTo("2026-03-02"))
                .body("factorPayments[0].amount.amount", equalTo("400.00"));
    }

    @Test
    void an_assignment_over_the_topic_counts_likewise_and_one_that_cannot_be_comes_back_with_the_reason() {
        Erp.register("dk-sold");
        Erp.post("/invoices", Erp.invoice("dk-sold", "S-1", "1250.00")).statusCode(201);
        Wire wire = Wire.open();
        wire.send(
                "rykker.inbound.InvoiceAssigned.v1",
                "S-1",
                assignment("dk-sold", "S-1", "sold", null).getBytes(StandardCharsets.UTF_8),
                Map.of());
        wire.send(
                "rykker.inbound.InvoiceAssigned.v1",
                "S-404",
                assignment("dk-sold", "S-404", "sold", null).getBytes(StandardCharsets.UTF_8),
                Map.of());

        var told = wire.heard("rykker.InvoiceAssigned.v1", "dk-sold");
        assertThat(Contract.json(told.value()).path("by").asText()).isEqualTo("erp");
        assertThat(Wire.header(wire.heard("rykker.Rejected.v1", "S-404"), "rykker_rejection"))
                .contains("invoiceNumber", "issue the invoice first");
    }

    @Test
    void an_assignment_needs_a_day_that_has_come_an_account_that_can_be_and_the_tenant() {
        Erp.register("dk-tenant");
        Erp.post("/invoices", Erp.invoice("dk-tenant", "T-1", "1250.00")).statusCode(201);
        var toCome = (ObjectNode)
                Contract.json(assignment("dk-tenant", "T-1", "sold", null).getBytes(StandardCharsets.UTF_8));
        toCome.put(
                "assignedOn",
                LocalDate.now(java.time.ZoneOffset.UTC).plusDays(3).toString());

        Erp.post("/assignments", toCome.toString()).statusCode(422).body("field", equalTo("assignedOn"));
        Erp.post("/assignments", assignment("dk-tenant", "T-1", "sold", "DK5100400440116243"))
                .statusCode(422)
                .body("field", equalTo("assignee.iban"));
        Erp.post("/assignments", assignment("dk-tenant", "T-1", "lent", null))
                .statusCode(422)
                .body("field", equalTo("kind"));
        given().auth()
                .oauth2(Servers.token("ops", "no-fjord"))
                .contentType("application/json")
                .body(assignment("dk-tenant", "T-1", "sold", null))
                .post("/assignments")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(Servers.token("viewer", "dk-tenant"))
                .contentType("application/json")
                .body(assignment("dk-tenant", "T-1", "sold", null))
                .post("/assignments")
                .then()
                .statusCode(403);
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String assignment(String creditor, String number, String kind, String iban) {
        var body = (ObjectNode) Contract.json(Contract.example("inbound-invoice-assigned.v1.minimal"));
        body.put("creditorId", creditor).put("invoiceNumber", number).put("kind", kind);
        if (iban != null) {
            ((ObjectNode) body.get("assignee")).put("iban", iban);
        }
        return body.toString();
    }

    @Test
    void a_contact_that_a_person_found_is_told_and_an_invoice_with_the_old_one_does_not_undo_it() {
        Erp.register("dk-found");
        Erp.post("/invoices", Erp.invoice("dk-found", "F-1", "100.00")).statusCode(201);
        String debtor = Ids.debtor("dk-found", "C-1001").toString();
        String found = "{\"email\":\"kreditor@havn.example\",\"why\":\"call of today: it goes to accounts\"}";

        reach(debtor, "dk-found", found)
                .statusCode(200)
                .body("email", equalTo("kreditor@havn.example"))
                .body("contact.version", equalTo(2))
                .body("contact.why", equalTo("call of today: it goes to accounts"));
        reach(debtor, "dk-found", found).statusCode(200).body("version", equalTo(2));

        var told = Wire.open().heard("rykker.DebtorChanged.v1", "kreditor@havn.example");
        assertThat(told.key()).isEqualTo(debtor);
        assertThat(Contract.errors("debtor-changed.v1", told.value())).isEmpty();
        Erp.post("/invoices", Erp.invoice("dk-found", "F-2", "100.00")).statusCode(201);
        Erp.get("/debtors/" + debtor)
                .statusCode(200)
                .body("email", equalTo("kreditor@havn.example"))
                .body("contact.version", equalTo(2));
    }

    @Test
    void a_contact_needs_a_way_to_the_debtor_a_why_the_role_and_the_tenant() {
        Erp.register("dk-asked");
        Erp.post("/invoices", Erp.invoice("dk-asked", "A-1", "100.00")).statusCode(201);
        String debtor = Ids.debtor("dk-asked", "C-1001").toString();

        reach(debtor, "dk-asked", "{\"why\":\"x\"}").statusCode(422).body("field", equalTo("email"));
        reach(debtor, "dk-asked", "{\"email\":\"nobody\",\"why\":\"x\"}")
                .statusCode(422)
                .body("field", equalTo("email"));
        reach(debtor, "dk-asked", "{\"phone\":\"+4512345678\"}").statusCode(422).body("field", equalTo("why"));
        reach(debtor, "no-fjord", "{\"phone\":\"+4512345678\",\"why\":\"x\"}").statusCode(404);
        reach("nobody", "dk-asked", "{\"phone\":\"+4512345678\",\"why\":\"x\"}").statusCode(404);
        given().auth()
                .oauth2(Servers.token("viewer", "dk-asked"))
                .contentType("application/json")
                .body("{\"phone\":\"+4512345678\",\"why\":\"x\"}")
                .put("/debtors/" + debtor + "/contact")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse reach(String debtor, String creditor, String body) {
        return given().auth()
                .oauth2(Servers.token("ops", creditor))
                .contentType("application/json")
                .body(body)
                .put("/debtors/" + debtor + "/contact")
                .then();
    }

    @Test
    void another_tenants_things_do_not_exist() {
        String id = Erp.post("/invoices", Erp.invoice("dk-nordlys", "2026-3003", "10.00"))
                .extract()
                .path("invoiceId");

        String other = Servers.token("viewer", "no-fjord");
        for (String address : new String[] {
            "/invoices/" + id,
            "/invoices?creditorId=dk-nordlys",
            "/books?creditorId=dk-nordlys",
            "/creditors/dk-nordlys"
        }) {
            given().auth().oauth2(other).get(address).then().statusCode(404);
        }
        given().auth()
                .oauth2(other)
                .contentType("application/json")
                .post("/invoices")
                .then()
                .statusCode(403);
        given().get("/invoices/" + id).then().statusCode(401);
    }
}
