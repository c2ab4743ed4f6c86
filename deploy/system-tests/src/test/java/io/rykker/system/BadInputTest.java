package io.rykker.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.stack.Api;
import io.rykker.stack.Service;
import io.rykker.system.Erp.Notice;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody should send, and what whoever sends it is told. */
@Tag("service")
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(WithRykker.class)
class BadInputTest {

    private static final String CREDITOR = "dk-careful";
    private static final String UNKNOWN_TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Random random = new Random(7);
    private Rykker rykker;
    private LocalDate today;

    @BeforeAll
    void begin(Rykker running) {
        rykker = running;
        today = rykker.today();
        rykker.register(CREDITOR, "DK", "nordic-friendly");
        rykker.quiet();
    }

    private Map<String, Object> invoice(String number) {
        var debtor = new LinkedHashMap<String, Object>();
        debtor.put("number", "C-" + number);
        debtor.put("name", "Debtor " + number);
        debtor.put("kind", "business");
        debtor.put("country", "DK");
        debtor.put("email", number.toLowerCase(Locale.ROOT) + "@careful.example");
        var invoice = new LinkedHashMap<String, Object>();
        invoice.put("creditorId", CREDITOR);
        invoice.put("invoiceNumber", number);
        invoice.put("issuedOn", today.toString());
        invoice.put("dueOn", today.plusDays(200).toString());
        invoice.put("total", Map.of("amount", "100.00", "currency", "DKK"));
        invoice.put("debtor", debtor);
        return invoice;
    }

    private Notice notice(String type, String key, Object body) {
        return Notice.of(today, type, key, body, random);
    }

    static Stream<Arguments> garbage() {
        return Stream.of(
                Arguments.of("no JSON at all", "this is no JSON".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("cut off", "{\"creditorId\":\"dk-careful\",".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("not UTF-8", new byte[] {'{', (byte) 0xff, (byte) 0xfe, 0}),
                Arguments.of("nothing", new byte[0]),
                Arguments.of("another shape", "[1,2,3]".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("deep as a well", "[".repeat(10_000).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void what_cannot_be_read_comes_back_byte_for_byte_with_a_reason_and_its_neighbours_go_on(
            String name, byte[] bytes) {
        String tag = "garbage " + name;
        String number = "N-" + Math.abs(name.hashCode());
        for (String topic : new String[] {Erp.INVOICES, Erp.PAYMENTS}) {
            String type = topic.equals(Erp.INVOICES) ? Erp.ISSUED : Erp.PAID;
            rykker.erp()
                    .publish(
                            topic,
                            tag,
                            bytes,
                            Map.of("ce_type", type, "ce_id", tag + topic, "traceparent", UNKNOWN_TRACE));
        }
        // The same key is the same partition: this one waits behind the garbage.
        rykker.erp().publish(notice(Erp.ISSUED, tag, invoice(number)));
        rykker.erp().flush();

        for (String topic : new String[] {Erp.INVOICES, Erp.PAYMENTS}) {
            Heard rejected = rykker.topics()
                    .await(
                            tag,
                            heard -> heard.topic().equals(topic + ".rejected")
                                    && heard.key().equals(tag));
            assertThat(Arrays.equals(rejected.bytes(), bytes)).isTrue();
            JsonNode why = rejection(rejected);
            assertThat(why.path("reason").asText()).isNotBlank();
            assertThat(why.path("topic").asText()).isEqualTo(topic);
            assertThat(why.path("headers").path("ce_id").asText()).isEqualTo(tag + topic);
            assertThat(rejected.traceId()).isEqualTo(Heard.traceId(UNKNOWN_TRACE));
        }
        rykker.topics()
                .await(
                        "the neighbour " + number,
                        heard -> heard.topic().equals("rykker.claims.v1")
                                && heard.text("invoiceId").equals(Rykker.invoiceId(CREDITOR, number)));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("B-1", "total", invoice -> invoice.put("total", money("-5.00", "DKK"))),
                refusal("B-2", "total", invoice -> invoice.put("total", money("0.00", "DKK"))),
                refusal("B-3", "total", invoice -> invoice.put("total", money("9".repeat(40), "DKK"))),
                refusal("B-4", "total", invoice -> invoice.put("total", money("10.00", "XYZ"))),
                refusal("B-5", "total", invoice -> invoice.put("total", money("10.001", "DKK"))),
                refusal("B-6", "total", invoice -> invoice.put("total", 12.5)),
                refusal("B-7", "dueOn", invoice -> invoice.put("dueOn", "2020-01-01")),
                refusal("B-8", "dueOn", invoice -> invoice.put("dueOn", "next week")),
                refusal("B-9", "issuedOn", invoice -> invoice.remove("issuedOn")),
                refusal("B-10", "debtor", invoice -> invoice.remove("debtor")),
                refusal("B-11", "creditorId", invoice -> invoice.put("creditorId", "dk-nobody")),
                refusal("B-12", "creditorId", invoice -> invoice.put("creditorId", "'; drop table --")));
    }

    private static Map<String, String> money(String amount, String currency) {
        return Map.of("amount", amount, "currency", currency);
    }

    private static Arguments refusal(String number, String field, Consumer<Map<String, Object>> spoil) {
        return Arguments.of(number, field, spoil);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void what_cannot_be_obeyed_is_refused_by_field_on_the_topic_and_over_http(
            String number, String field, Consumer<Map<String, Object>> spoil) {
        Map<String, Object> invoice = invoice(number);
        spoil.accept(invoice);
        rykker.erp().publish(notice(Erp.ISSUED, number, invoice));
        rykker.erp().flush();

        Api.Answer answer = rykker.api(Service.INVOICE, "erp").post("/invoices", invoice);

        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        Heard rejected = rykker.topics()
                .await(
                        "the rejection of " + number,
                        heard -> heard.topic().equals(Erp.INVOICES + ".rejected")
                                && heard.key().equals(number));
        assertThat(rejection(rejected).path("field").asText()).startsWith(field);
        assertThat(rejection(rejected).path("reason").asText()).isNotBlank();
        assertThat(rykker.api(Service.INVOICE, "erp")
                        .get("/invoices/" + Rykker.invoiceId(CREDITOR, number))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_changed_invoice_under_an_old_number_is_a_conflict_and_the_old_one_stands() {
        Map<String, Object> invoice = invoice("B-20");
        Api erp = rykker.api(Service.INVOICE, "erp");
        assertThat(erp.post("/invoices", invoice).status()).isEqualTo(201);
        assertThat(erp.post("/invoices", invoice).status()).isEqualTo(200);
        invoice.put("total", money("200.00", "DKK"));

        assertThat(erp.post("/invoices", invoice).status()).isEqualTo(409);
        rykker.erp().publish(notice(Erp.ISSUED, "B-20", invoice));
        rykker.erp().flush();
        Heard rejected = rykker.topics()
                .await(
                        "the conflict",
                        heard -> heard.topic().equals(Erp.INVOICES + ".rejected")
                                && heard.key().equals("B-20"));
        assertThat(rejection(rejected).path("reason").asText()).contains("100.00");
        assertThat(rykker.topics().of(CREDITOR, "InvoiceIssued").stream()
                        .filter(heard -> heard.text("invoiceNumber").equals("B-20")))
                .hasSize(1);
    }

    @Test
    void an_unknown_type_is_nobodys_business() {
        rykker.erp().publish(notice("rykker.inbound.InvoiceDreamedOf.v9", "B-21", Map.of("creditorId", CREDITOR)));
        rykker.erp().publish(notice(Erp.ISSUED, "B-21", invoice("B-21")));
        rykker.erp().flush();
        rykker.topics()
                .await(
                        "what came after it",
                        heard -> heard.topic().equals("rykker.invoices.v1")
                                && heard.text("invoiceId").equals(Rykker.invoiceId(CREDITOR, "B-21")));

        assertThat(rykker.topics()
                        .find(heard -> heard.topic().endsWith(".rejected")
                                && heard.key().equals("B-21")))
                .isEmpty();
    }

    @Test
    void a_payment_in_another_currency_is_kept_and_settles_nothing() {
        assertThat(rykker.api(Service.INVOICE, "erp")
                        .post("/invoices", invoice("B-22"))
                        .status())
                .isEqualTo(201);
        rykker.quiet();
        var payment = new LinkedHashMap<String, Object>();
        payment.put("creditorId", CREDITOR);
        payment.put("paymentId", "P-22");
        payment.put("bookedOn", today.toString());
        payment.put("amount", money("100.00", "SEK"));
        payment.put("invoiceNumber", "B-22");

        assertThat(rykker.api(Service.PAYMENT, "erp").post("/payments", payment).status())
                .isEqualTo(201);

        Heard unmatched = rykker.topics()
                .await(
                        "the payment",
                        heard -> heard.type().equals("PaymentUnmatched")
                                && heard.text("paymentId").equals(Rykker.id(CREDITOR, "erp", "P-22")));
        assertThat(unmatched.text("reason")).isEqualTo("wrong-currency");
        rykker.quiet();
        assertThat(rykker.get(Service.DUNNING, "/cases/" + Rykker.invoiceId(CREDITOR, "B-22"))
                        .path("state")
                        .asText())
                .isEqualTo("not-due");
    }

    static Stream<Arguments> documents() {
        String xxe = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><ID>&e;</ID></Invoice>";
        String laughs = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"" + "ha".repeat(500) + "\">"
                + "<!ENTITY b \"" + "&a;".repeat(500) + "\"><!ENTITY c \"" + "&b;".repeat(500) + "\">]>"
                + "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><ID>&c;</ID></Invoice>";
        String many = "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">"
                + "<Note/>".repeat(1_000_000) + "</Invoice>";
        return Stream.of(
                Arguments.of("no XML", "hello"),
                Arguments.of("an external entity", xxe),
                Arguments.of("a billion laughs", laughs),
                Arguments.of("a million elements", many));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void a_harmful_document_is_refused_with_a_reason(String name, String xml) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);

        Api.Answer asInvoice = rykker.api(Service.INVOICE, "erp").postXml("/documents?creditorId=" + CREDITOR, bytes);
        Api.Answer asBankFile = rykker.api(Service.PAYMENT, "ops").postXml("/bank-files", bytes);

        for (Api.Answer answer : new Api.Answer[] {asInvoice, asBankFile}) {
            assertThat(answer.status()).as(name + ": " + answer.body()).isIn(413, 422);
            assertThat(answer.body()).doesNotContain("root:").doesNotContain("Exception");
            assertThat(answer.json().path("detail").asText()).isNotBlank();
        }
    }

    @Test
    void an_upload_of_sixty_megabytes_is_too_large_and_the_services_live_on() {
        byte[] bytes = new byte[60 * 1024 * 1024];
        Arrays.fill(bytes, (byte) ' ');

        // The connection may be closed before all of it was sent: then there is no answer, and that is one too.
        assertThat(rykker.api(Service.INVOICE, "erp")
                        .postXml("/documents?creditorId=" + CREDITOR, bytes)
                        .status())
                .isIn(413, 0);
        assertThat(rykker.api(Service.PAYMENT, "ops")
                        .postXml("/bank-files", bytes)
                        .status())
                .isIn(413, 0);
        assertThat(rykker.api(Service.INVOICE, "erp")
                        .post("/invoices", invoice("B-23"))
                        .status())
                .isEqualTo(201);
        assertThat(rykker.get(Service.PAYMENT, "/backlog").path("service").asText())
                .isEqualTo("payment-service");
    }

    @Test
    void without_a_token_or_with_the_wrong_role_or_creditor_nothing_is_said() {
        for (Service service : Service.values()) {
            assertThat(new Api(rykker.stack().url(service), "none")
                            .get("/backlog")
                            .status())
                    .isEqualTo(401);
            assertThat(rykker.api(service, "agency").get("/backlog").status()).isEqualTo(403);
        }
        String stranger = rykker.stack()
                .tokens()
                .issue(java.util.List.of("ops"), java.util.List.of("no-stranger"), null, java.time.Duration.ofHours(1));
        Api strangers = new Api(rykker.stack().url(Service.DUNNING), stranger);
        assertThat(rykker.api(Service.INVOICE, "erp")
                        .post("/invoices", invoice("B-24"))
                        .status())
                .isEqualTo(201);
        rykker.quiet();
        String path = "/cases/" + Rykker.invoiceId(CREDITOR, "B-24");
        assertThat(rykker.api(Service.DUNNING, "ops").get(path).status()).isEqualTo(200);
        assertThat(strangers.get(path).status()).isEqualTo(404);
        assertThat(strangers.get("/cases?creditorId=" + CREDITOR).status()).isEqualTo(404);
    }

    private static JsonNode rejection(Heard rejected) {
        try {
            return Heard.JSON.readTree(rejected.header("rykker_rejection"));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("the rejection is no JSON: " + rejected.header("rykker_rejection"), e);
        }
    }
}
