package io.rykker.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What bad input gets: the same clear answer over HTTP and on the rejected topic, and nothing is lost. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class BadInputServiceTest {

    private static final String ISSUED = "rykker.inbound.InvoiceIssued.v1";

    /** A body and what is said of it. */
    record Bad(String body, int status, String field, String says) {}

    @BeforeEach
    void register_the_creditor() {
        Erp.register("dk-strict");
    }

    private static Map<String, Bad> bad() {
        String good = Erp.invoice("dk-strict", "B-1", "1250.00");
        Map<String, Bad> bad = new LinkedHashMap<>();
        bad.put("malformed", new Bad("{\"creditorId\": ", 422, null, "is not JSON"));
        bad.put("trailing", new Bad(good + "{}", 422, null, "is not JSON"));
        bad.put("twice", new Bad("{\"creditorId\":\"a\",\"creditorId\":\"b\"}", 422, null, "is not JSON"));
        bad.put("empty", new Bad("", 422, null, "the body is not a JSON object"));
        bad.put("list", new Bad("[1,2]", 422, null, "the body is not a JSON object"));
        bad.put("deep", new Bad("[".repeat(100_000), 422, null, "is not JSON"));
        bad.put("wrong type", new Bad(good.replace("\"B-1\"", "17"), 422, "invoiceNumber", "a string is expected"));
        bad.put(
                "float",
                new Bad(
                        good.replace("\"1250.00\"", "1250.00"),
                        422,
                        "total.amount",
                        "is a number, a string is expected"));
        bad.put("missing", new Bad(good.replace("issuedOn", "issuedAt"), 422, "issuedOn", "is missing"));
        bad.put("negative", new Bad(good.replace("1250.00", "-1250.00"), 422, "total.amount", "must be above zero"));
        bad.put("zero", new Bad(good.replace("1250.00", "0.00"), 422, "total.amount", "must be above zero"));
        bad.put("absurd", new Bad(good.replace("1250.00", "9".repeat(15)), 422, "total.amount", "cannot be meant"));
        bad.put("endless", new Bad(good.replace("1250.00", "9".repeat(90)), 422, "total.amount", "at most 15 digits"));
        bad.put("decimals", new Bad(good.replace("1250.00", "1250.001"), 422, "total.amount", "more decimals"));
        bad.put("exponent", new Bad(good.replace("1250.00", "1e9"), 422, "total.amount", "a decimal string"));
        bad.put("currency", new Bad(good.replace("DKK", "DKR"), 422, "total.currency", "ISO 4217"));
        bad.put("no money", new Bad(good.replace("DKK", "XXX"), 422, "total.currency", "not money"));
        bad.put("due", new Bad(good.replace("2026-01-19", "2026-01-04"), 422, "dueOn", "before the issue date"));
        bad.put("no date", new Bad(good.replace("2026-01-19", "19.01.2026"), 422, "dueOn", "is not a date"));
        bad.put("year", new Bad(good.replace("2026-01-19", "9999-01-19"), 422, "dueOn", "cannot be meant"));
        bad.put(
                "kind",
                new Bad(good.replace("\"business\"", "\"company\""), 422, "debtor.kind", "none of business, consumer"));
        bad.put("creditor", new Bad(good.replace("dk-strict", "dk-nobody"), 422, "creditorId", "is not registered"));
        bad.put(
                "delivered by",
                new Bad(delivered(good, "on", "2026-01-06", "pigeon"), 422, "delivery.channel", "is none of"));
        bad.put(
                "delivered no day",
                new Bad(delivered(good, "at", "2026-01-06", "edi"), 422, "delivery.on", "is missing"));
        bad.put(
                "delivered too early",
                new Bad(delivered(good, "on", "2026-01-04", "edi"), 422, "delivery.on", "before the issue date"));
        bad.put(
                "delivered to come",
                new Bad(delivered(good, "on", "2199-01-04", "edi"), 422, "delivery.on", "still to come"));
        bad.put(
                "receipt",
                new Bad(
                        delivered(good, "on", "2026-01-06", "edi\",\"receiptId\":\"" + "r".repeat(201)),
                        422,
                        "delivery.receiptId",
                        "at most 200"));
        bad.put(
                "prepaid",
                new Bad(
                        good.replace("250.00\"", "1250.00\"").replace("11250", "1250"),
                        422,
                        "total",
                        "nothing is left"));
        return bad;
    }

    private static String delivered(String invoice, String day, String on, String channel) {
        return invoice.replaceFirst(
                "\\{", "{\"delivery\":{\"" + day + "\":\"" + on + "\",\"channel\":\"" + channel + "\"},");
    }

    @Test
    void over_http_the_sender_is_told_field_and_reason() {
        bad().forEach((name, bad) -> {
            var answer = Erp.upload("/invoices", "application/json", bytes(bad.body()));
            JsonNode problem = Contract.json(bytes(answer.body()));
            assertThat(answer.statusCode()).as(name).isEqualTo(bad.status());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(problem.path("field").asText(null)).as(name).isEqualTo(bad.field());
            assertThat(problem.path("detail").asText()).as(name).contains(bad.says());
        });
    }

    @Test
    void from_the_topic_it_comes_back_with_the_original_bytes_and_its_neighbours_count() {
        Wire wire = Wire.open();
        wire.send(ISSUED, "before", bytes(Erp.invoice("dk-strict", "BEFORE", "10.00")), Map.of());
        bad().forEach((name, bad) -> wire.send(ISSUED, "bad " + name, bytes(bad.body()), Map.of("x-erp", "one")));
        wire.send(ISSUED, "after", bytes(Erp.invoice("dk-strict", "AFTER", "10.00")), Map.of());

        wire.heard("rykker.InvoiceIssued.v1", "\"AFTER\"");
        wire.heard("rykker.InvoiceIssued.v1", "\"BEFORE\"");
        bad().forEach((name, bad) -> {
            ConsumerRecord<String, byte[]> rejected = wire.heardKey("bad " + name);
            JsonNode why = rejection(rejected);
            assertThat(rejected.topic()).isEqualTo(Wire.REJECTED);
            assertThat(rejected.value()).as(name).isEqualTo(bytes(bad.body()));
            assertThat(Wire.header(rejected, "ce_type")).isEqualTo("rykker.Rejected.v1");
            assertThat(why.path("field").asText(null)).as(name).isEqualTo(bad.field());
            assertThat(why.path("reason").asText()).as(name).contains(bad.says());
            assertThat(why.at("/headers/x-erp").asText()).isEqualTo("one");
            assertThat(why.path("topic").asText()).isEqualTo(Wire.INBOUND);
            assertThat(why.path("service").asText()).isEqualTo("invoice-service");
        });
        Erp.get("/invoices?creditorId=dk-strict&number=B-1").body("items", hasSize(0));
    }

    @Test
    void a_changed_invoice_under_an_old_number_changes_nothing_and_is_answered() {
        Erp.post("/invoices", Erp.invoice("dk-strict", "CH-1", "1250.00")).statusCode(201);
        String changed = Erp.invoice("dk-strict", "CH-1", "1300.00");

        Erp.post("/invoices", changed).statusCode(409).body("detail", containsString("1250.00 DKK, not 1300.00 DKK"));
        Wire.open().send(ISSUED, "changed", bytes(changed), Map.of());

        assertThat(rejection(Wire.open().heardKey("changed")).path("reason").asText())
                .contains("an issued invoice does not change");
        Erp.get("/invoices?creditorId=dk-strict&number=CH-1").body("items[0].total.amount", equalTo("1250.00"));
    }

    @Test
    void bytes_that_are_no_text_no_body_no_type_and_an_unknown_type_stop_nothing() {
        Wire wire = Wire.open();
        byte[] bytes = {'{', (byte) 0xff, 0};
        wire.send(ISSUED, "no text", bytes, Map.of());
        wire.send(new ProducerRecord<>(Wire.INBOUND, "no type", bytes("{}")));
        var tombstone = new ProducerRecord<String, byte[]>(Wire.INBOUND, "no body", null);
        tombstone.headers().add("ce_type", bytes(ISSUED));
        wire.send(tombstone);
        wire.send("some.other.Event.v1", "other", bytes("{}"), Map.of());
        wire.send(ISSUED, "last", bytes(Erp.invoice("dk-strict", "LAST", "10.00")), Map.of());

        wire.heard("rykker.InvoiceIssued.v1", "\"LAST\"");
        assertThat(wire.heardKey("no text").value()).isEqualTo(bytes);
        assertThat(rejection(wire.heardKey("no type")).path("field").asText()).isEqualTo("ce_type");
        assertThat(rejection(wire.heardKey("no body")).path("reason").asText()).contains("JSON");
        assertThat(wire.all(record -> "other".equals(record.key()))).isEmpty();
    }

    @Test
    void credit_notes_in_another_currency_or_on_another_invoice_are_refused() {
        Erp.post("/invoices", Erp.invoice("dk-strict", "CU-1", "1250.00")).statusCode(201);
        Erp.post("/invoices", Erp.invoice("dk-strict", "CU-2", "1250.00")).statusCode(201);
        String note = Erp.creditNote("dk-strict", "CUK", "CU-1", "10.00");

        Erp.post("/credit-notes", note.replace("DKK", "EUR"))
                .statusCode(422)
                .body("detail", containsString("the invoice is in DKK"));
        Erp.post("/credit-notes", note).statusCode(201);
        Erp.post("/credit-notes", note).statusCode(200);
        Erp.post("/credit-notes", note.replace("CU-1", "CU-2"))
                .statusCode(409)
                .body("detail", containsString("against another invoice"));
        Erp.post("/credit-notes", note.replace("10.00", "11.00")).statusCode(409);
    }

    @Test
    void a_poll_that_is_bad_from_end_to_end_comes_back_from_end_to_end() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            keys.add("flood " + i);
            Wire.open().send(ISSUED, "flood " + i, bytes("{\"n\":" + i + "}"), Map.of());
        }
        keys.forEach(key -> assertThat(Wire.body(Wire.open().heardKey(key))).contains(key.substring(6)));
    }

    private static JsonNode rejection(ConsumerRecord<String, byte[]> record) {
        return Contract.json(bytes(Wire.header(record, "rykker_rejection")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
