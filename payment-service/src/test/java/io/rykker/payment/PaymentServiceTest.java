package io.rykker.payment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.rykker.payment.domain.Ids;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
class PaymentServiceTest {

    private static final String INBOUND = "rykker.inbound.payments.v1";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final List<ConsumerRecord<String, byte[]>> HEARD = new ArrayList<>();
    private static KafkaProducer<String, byte[]> others;
    private static KafkaConsumer<String, byte[]> listener;

    @BeforeAll
    static void connect() {
        Map<String, Object> to = Map.of("bootstrap.servers", Servers.running().bootstrapServers());
        others = new KafkaProducer<>(to, new StringSerializer(), new ByteArraySerializer());
        listener = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", Servers.running().bootstrapServers(),
                        "group.id", "listener",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        listener.subscribe(List.of("rykker.payments.v1", INBOUND + ".rejected"));
        Servers.running().registerConnector("PAYMENT");
    }

    @AfterAll
    static void disconnect() {
        others.close();
        listener.close();
    }

    @Test
    void a_payment_on_the_erp_topic_pays_its_invoice_once_and_its_trace_goes_on() {
        issue("dk-one", "2026-1001", "000002026001236", "1000.00");
        send(INBOUND, "rykker.inbound.PaymentReceived.v1", "P-1", payment("dk-one", "P-1", "1000.00", "2026001236"));
        send(INBOUND, "rykker.inbound.PaymentReceived.v1", "P-1", payment("dk-one", "P-1", "1000.00", "2026001236"));

        ConsumerRecord<String, byte[]> received = heard("rykker.PaymentReceived.v1", "dk-one");

        assertThat(received.key()).isEqualTo(Ids.invoice("dk-one", "2026-1001").toString());
        assertThat(text(received)).contains("\"matchedBy\":\"reference\"", "\"1000.00\"");
        assertThat(header(received, "traceparent")).isEqualTo(TRACE);
        assertThat(header(received, "ce_source")).isEqualTo("/rykker/payment-service");
        get("/books?creditorId=dk-one")
                .body("DKK.received", equalTo("1000.00"))
                .body("DKK.allocated", equalTo("1000.00"))
                .body("DKK.unallocated", equalTo("0.00"))
                .body("DKK.count", equalTo(1));
    }

    @Test
    void a_payment_before_its_invoice_waits_and_pays_it_when_it_comes() {
        post("/payments", payment("dk-two", "P-2", "500.00", "77")).statusCode(201);
        get("/payments?creditorId=dk-two&unmatched=true")
                .body("", hasSize(1))
                .body("[0].reason", equalTo("unknown-reference"));
        heard("rykker.PaymentUnmatched.v1", "dk-two");

        issue("dk-two", "2026-7", "0077", "500.00");

        await().untilAsserted(
                        () -> get("/payments?creditorId=dk-two&unmatched=true").body("", hasSize(0)));
        assertThat(text(heard("rykker.PaymentReceived.v1", "dk-two"))).contains("P-2");
    }

    @Test
    void over_http_a_new_payment_is_created_a_repeat_is_ok_and_a_change_is_a_conflict() {
        post("/payments", payment("dk-three", "P-3", "10.00", "1")).statusCode(201);
        post("/payments", payment("dk-three", "P-3", "10.00", "1")).statusCode(200);
        post("/payments", payment("dk-three", "P-3", "11.00", "1"))
                .statusCode(409)
                .body("field", equalTo("amount"));
        post("/payments", payment("dk-three", "P-4", "-1.00", "1"))
                .statusCode(422)
                .body("field", equalTo("amount.amount"));
    }

    @Test
    void a_reversal_that_comes_first_is_kept_and_applied_once() {
        String reversal = """
                {"creditorId":"dk-four","paymentId":"P-5","reversedOn":"2026-01-25","reason":"no cover"}""";
        post("/reversals", reversal).statusCode(201);
        post("/reversals", reversal).statusCode(200);
        post("/payments", payment("dk-four", "P-5", "10.00", "1")).statusCode(201);

        get("/books?creditorId=dk-four")
                .body("DKK.received", equalTo("10.00"))
                .body("DKK.reversed", equalTo("10.00"))
                .body("DKK.unallocated", equalTo("0.00"));
    }

    @Test
    void an_overpayment_is_told_once_per_amount_and_a_person_can_look_it_up() {
        issue("dk-five", "F-1", "55", "100.00");
        post("/payments", payment("dk-five", "P-6", "150.00", "55")).statusCode(201);
        await().untilAsserted(() -> get("/books?creditorId=dk-five").body("DKK.allocated", equalTo("150.00")));

        claim("dk-five", "F-1", 2, "-50.00");
        claim("dk-five", "F-1", 2, "-50.00");
        claim("dk-five", "F-1", 3, "-50.00");

        await().untilAsserted(() -> get("/overpayments?creditorId=dk-five")
                .body("[0].amount.amount", equalTo("50.00"))
                .body("[0].invoiceNumber", equalTo("F-1")));
        assertThat(text(heard("rykker.PaymentUnmatched.v1", "dk-five", "\"overpaid\"")))
                .contains("\"50.00\"");
        get("/books?creditorId=dk-five").body("DKK.overpaid", equalTo("50.00"));
    }

    @Test
    void what_is_paid_for_a_sold_claim_is_to_be_forwarded_until_it_goes_back_and_is_no_overpayment() {
        issue("dk-sold", "F-8", "88", "100.00");
        assigned("dk-sold", "F-8", "2026-01-20");
        post("/payments", payment("dk-sold", "P-8", "150.00", "88")).statusCode(201);
        await().untilAsserted(() -> get("/forwardings?creditorId=dk-sold")
                .body("", hasSize(1))
                .body("[0].amount.amount", equalTo("150.00"))
                .body("[0].invoiceNumber", equalTo("F-8"))
                .body("[0].assignee.iban", equalTo("DK5000400440116243")));
        assertThat(text(heard("rykker.PaymentForwardDue.v1", "dk-sold"))).contains("\"150.00\"", "havkapital");
        claim("dk-sold", "F-8", 2, "-50.00");
        issue("dk-sold", "F-9", "89", "1.00");
        await().untilAsserted(() -> get("/books?creditorId=dk-sold").body("DKK.allocated", equalTo("150.00")));
        get("/overpayments?creditorId=dk-sold").body("", hasSize(0));
        get("/books?creditorId=dk-sold").body("DKK.overpaid", equalTo("0.00"));

        post("/reversals", """
                {"creditorId":"dk-sold","paymentId":"P-8","reversedOn":"2026-01-25","reason":"no cover"}""").statusCode(201);

        assertThat(text(heard("rykker.PaymentForwardWithdrawn.v1", "dk-sold"))).contains("no cover");
        get("/forwardings?creditorId=dk-sold").body("", hasSize(0));
        given().auth()
                .oauth2(Servers.token("viewer", "no-fjord"))
                .get("/forwardings?creditorId=dk-sold")
                .then()
                .statusCode(404);
    }

    @Test
    void a_payment_made_before_the_sale_is_the_creditors_own_and_one_of_an_assigned_claim_may_be_told_first() {
        issue("dk-late", "F-1", "91", "100.00");
        post("/payments", payment("dk-late", "P-1", "40.00", "91")).statusCode(201);
        await().untilAsserted(() -> get("/books?creditorId=dk-late").body("DKK.allocated", equalTo("40.00")));

        assigned("dk-late", "F-1", "2026-01-22");
        assigned("dk-late", "F-2", "2026-01-02");
        issue("dk-late", "F-2", "92", "100.00");
        post("/payments", payment("dk-late", "P-2", "60.00", "92")).statusCode(201);

        await().untilAsserted(() -> get("/forwardings?creditorId=dk-late")
                .body("", hasSize(1))
                .body("[0].amount.amount", equalTo("60.00")));
    }

    private static void assigned(String creditor, String number, String on) {
        UUID id = Ids.invoice(creditor, number);
        send("rykker.invoices.v1", "rykker.InvoiceAssigned.v1", id.toString(), """
                {"invoiceId":"%s","creditorId":"%s","assignmentId":"%s","kind":"sold","assignedOn":"%s",
                 "assignee":{"id":"havkapital","name":"Havkapital A/S","iban":"DK5000400440116243"},
                 "by":"mette","why":"portfolio","sequence":2}""".formatted(
                id, creditor, UUID.nameUUIDFromBytes((creditor + number).getBytes(StandardCharsets.UTF_8)), on));
    }

    @Test
    void a_person_allocates_what_nobody_could_match() {
        issue("dk-six", "F-6", "66", "100.00");
        post("/payments", payment("dk-six", "P-7", "100.00", "nonsense")).statusCode(201);
        UUID id = Ids.payment("dk-six", "erp", "P-7");
        await().untilAsserted(() -> allocate(id, "F-6", "60.00").statusCode(201));
        allocate(id, "F-6", "60.00").statusCode(422).body("field", equalTo("amount"));
        allocate(id, "F-7", "1.00").statusCode(422).body("field", equalTo("invoiceNumber"));

        get("/payments/" + id)
                .body("unallocated.amount", equalTo("40.00"))
                .body("allocations[0].invoiceNumber", equalTo("F-6"));
        assertThat(text(heard("rykker.PaymentReceived.v1", "dk-six"))).contains("\"manual\"", "\"60.00\"");
    }

    @Test
    void a_record_that_is_no_json_comes_back_untouched_with_the_reason() {
        byte[] bytes = {'{', (byte) 0xff, 0};
        send(INBOUND, "rykker.inbound.PaymentReceived.v1", "poison", bytes);

        ConsumerRecord<String, byte[]> rejected = await().atMost(Duration.ofSeconds(30))
                .until(() -> find(r -> "poison".equals(r.key())), Objects::nonNull);

        assertThat(rejected.topic()).isEqualTo(INBOUND + ".rejected");
        assertThat(rejected.value()).isEqualTo(bytes);
        assertThat(header(rejected, "rykker_rejection")).contains("the body is not JSON");
    }

    @Test
    void a_bank_file_pays_once_and_says_through_which_day_the_bank_is_known() {
        register("dk-seven", "DK5000400440116243");
        issue("dk-seven", "F-70", "000000000000018", "125.00");
        String file = MadeFile.statement("DK5000400440116243", "2026-02-02", "+71<000000000000018+81234567<");

        await().untilAsserted(() -> upload(file, "dk-seven")
                .statusCode(200)
                .body("taken", equalTo(1))
                .body("ignored", equalTo(1)));
        upload(file, "dk-seven").statusCode(200).body("taken", equalTo(0)).body("repeated", equalTo(1));
        upload(file, "dk-eight").statusCode(422).body("detail", containsString("ends in 6243"));

        assertThat(text(heard("rykker.BankKnownThrough.v1", "dk-seven"))).contains("\"6243\"", "\"2026-02-02\"");
        assertThat(text(heard("rykker.PaymentReceived.v1", "dk-seven"))).contains("\"bank\"", "\"125.00\"");
    }

    @Test
    void a_file_of_many_lines_is_taken_in_several_transactions() {
        register("dk-nine", "DK2100400440116251");
        String file = MadeFile.ofLines("DK2100400440116251", 2500);

        await().untilAsserted(() -> upload(file, "dk-nine").statusCode(200).body("taken", equalTo(2500)));
        upload(file, "dk-nine").statusCode(200).body("repeated", equalTo(2500));
        get("/books?creditorId=dk-nine")
                .body("DKK.received", equalTo("2500.00"))
                .body("DKK.unallocated", equalTo("2500.00"));
    }

    @Test
    void what_is_no_bank_file_is_refused_with_the_reason() {
        upload("<a/>", "dk-one").statusCode(422).body("detail", containsString("not an ISO 20022 bank file"));
        upload("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "dk-one")
                .statusCode(422)
                .body("detail", containsString("document types"));
    }

    @Test
    void more_than_fifty_megabytes_are_refused_in_words_whether_the_length_is_told_or_not() throws Exception {
        for (HttpRequest.BodyPublisher body : List.of(
                HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(LargeFile::new), LargeFile.BYTES),
                HttpRequest.BodyPublishers.ofInputStream(LargeFile::new))) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/bank-files"))
                    .header("Content-Type", "application/xml")
                    .header("Authorization", "Bearer " + Servers.token("ops", "*"))
                    .expectContinue(true)
                    .POST(body)
                    .build();
            try (var client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.body()).contains("send it in parts");
            }
        }
    }

    /** A bank file that never ends its first comment. */
    private static final class LargeFile extends java.io.InputStream {

        static final long BYTES = 60L * 1024 * 1024;
        private static final byte[] START =
                "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'>".getBytes(StandardCharsets.UTF_8);
        private long given;

        @Override
        public int read() {
            given++;
            return given > BYTES ? -1 : given <= START.length ? START[(int) given - 1] : ' ';
        }
    }

    private static ValidatableResponse allocate(UUID payment, String invoice, String amount) {
        return given().auth()
                .oauth2(Servers.token("ops", "*"))
                .contentType("application/json")
                .body("{\"invoiceNumber\":\"" + invoice + "\",\"amount\":\"" + amount + "\",\"why\":\"phoned\"}")
                .post("/payments/" + payment + "/allocations")
                .then();
    }

    private static ValidatableResponse upload(String file, String creditor) {
        return given().auth()
                .oauth2(Servers.token("ops", creditor))
                .contentType("application/xml")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/bank-files")
                .then();
    }

    private static ValidatableResponse post(String path, String body) {
        return given().auth()
                .oauth2(Servers.token("erp", "*"))
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(Servers.token("viewer", "*"))
                .get(path)
                .then()
                .statusCode(200);
    }

    private static String payment(String creditor, String id, String amount, String reference) {
        return """
                {"creditorId":"%s","paymentId":"%s","bookedOn":"2026-01-21",
                 "amount":{"amount":"%s","currency":"DKK"},"paymentReference":"%s"}""".formatted(creditor, id, amount, reference);
    }

    private static void issue(String creditor, String number, String reference, String total) {
        UUID id = Ids.invoice(creditor, number);
        send("rykker.invoices.v1", "rykker.InvoiceIssued.v1", id.toString(), """
                {"invoiceId":"%s","creditorId":"%s","debtorId":"8c1b7f7a-9a55-3c3a-8d70-7e2f9f6c1b22",
                 "invoiceNumber":"%s","issuedOn":"2026-01-05","dueOn":"2026-01-19",
                 "total":{"amount":"%s","currency":"DKK"},"creditor":{"country":"DK","timeZone":"Europe/Copenhagen"},
                 "debtor":{"kind":"business","country":"DK","language":"da"},"sequence":1,"paymentReference":"%s"}""".formatted(
                        id, creditor, number, total, reference));
    }

    private static void claim(String creditor, String number, int version, String balance) {
        UUID id = Ids.invoice(creditor, number);
        send("rykker.claims.v1", "rykker.ClaimChanged.v1", id.toString(), """
                {"invoiceId":"%s","creditorId":"%s","debtorId":"8c1b7f7a-9a55-3c3a-8d70-7e2f9f6c1b22","version":%d,
                 "asOf":"2026-02-16","lines":[],"paid":{"amount":"150.00","currency":"DKK"},
                 "credited":{"amount":"0.00","currency":"DKK"},"balance":{"amount":"%s","currency":"DKK"},
                 "state":"settled"}""".formatted(
                        id, creditor, version, balance));
    }

    private static void register(String creditor, String iban) {
        send("rykker.parties.v1", "rykker.CreditorChanged.v1", creditor, """
                {"creditorId":"%s","version":1,"name":"N","country":"DK","timeZone":"Europe/Copenhagen",
                 "language":"da","currency":"DKK","bankFeed":"statements","accounts":[{"scheme":"IBAN","id":"%s"}]}""".formatted(creditor, iban));
    }

    private static void send(String topic, String type, String key, String body) {
        send(topic, type, key, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(String topic, String type, String key, byte[] body) {
        var record = new ProducerRecord<>(topic, key, body);
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        record.headers().add("traceparent", TRACE.getBytes(StandardCharsets.UTF_8));
        others.send(record);
        others.flush();
    }

    private static ConsumerRecord<String, byte[]> heard(String type, String... contents) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> find(record -> type.equals(header(record, "ce_type"))
                                && Stream.of(contents).allMatch(text(record)::contains)),
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
