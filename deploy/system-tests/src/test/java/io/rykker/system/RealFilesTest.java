package io.rykker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.stack.Api;
import io.rykker.stack.Root;
import io.rykker.stack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as others made them. What must come of each is read out of the file here, by XPath and nothing of the services. */
@Tag("service")
@Order(2)
@ExtendWith(WithRykker.class)
class RealFilesTest {

    private static final Path SAMPLES =
            Root.folder().resolve(System.getProperty("rykker.samples", "../shared/samples"));

    @BeforeAll
    static void samples_are_there() {
        assumeTrue(Files.isDirectory(SAMPLES), "skipped: there are no samples at " + SAMPLES);
    }

    static Stream<String> invoices() {
        return files("invoice-peppol", "invoice-ehf", "invoice-oioubl");
    }

    static Stream<String> bankFiles() {
        return files("bank-camt");
    }

    private static Stream<String> files(String... folders) {
        List<String> names = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(SAMPLES.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".xml"))
                        .map(file -> folder + "/" + file.getFileName())
                        .sorted()
                        .forEach(names::add);
            } catch (IOException e) {
                throw new UncheckedIOException("the samples are not at " + SAMPLES.normalize(), e);
            }
        }
        return names.stream();
    }

    private static String creditorOf(String name) {
        return "f-" + name.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("invoices")
    void a_document_is_taken_in_for_what_it_says(String name, Rykker rykker) throws IOException {
        byte[] bytes = Files.readAllBytes(SAMPLES.resolve(name));
        var xml = new Xml(bytes);
        String creditor = creditorOf(name);
        rykker.register(creditor, "DK", "nordic-friendly");
        String path = "/documents?creditorId=" + creditor;
        Api erp = rykker.api(Service.INVOICE, "erp");

        Api.Answer answer = erp.postXml(path, bytes);

        switch (xml.root()) {
            case "Invoice" -> {
                BigDecimal payable = new BigDecimal(xml.text("/Invoice/LegalMonetaryTotal/PayableAmount"));
                if (payable.signum() > 0) {
                    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                    isIssued(rykker, creditor, xml, payable);
                    assertThat(erp.postXml(path, bytes).status()).isEqualTo(200);
                } else {
                    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
                    assertThat(answer.json().path("detail").asText()).isNotBlank();
                }
            }
            case "CreditNote" -> {
                String reference = xml.text("//BillingReference/InvoiceDocumentReference/ID");
                assertThat(answer.status()).as(answer.body()).isEqualTo(reference.isEmpty() ? 422 : 201);
                if (!reference.isEmpty()) {
                    issueWhatIsCredited(rykker, creditor, xml, reference);
                    isCredited(rykker, creditor, xml, reference);
                    assertThat(erp.postXml(path, bytes).status()).isEqualTo(200);
                }
            }
            default -> {
                assertThat(answer.status()).as(answer.body()).isEqualTo(422);
                assertThat(answer.json().path("detail").asText()).isNotBlank();
            }
        }
    }

    private static void isIssued(Rykker rykker, String creditor, Xml xml, BigDecimal payable) {
        String number = xml.text("/Invoice/ID");
        String id = Rykker.invoiceId(creditor, number);
        Heard issued = rykker.topics()
                .await(
                        number + " of " + creditor,
                        heard -> heard.topic().equals("rykker.invoices.v1")
                                && heard.text("invoiceId").equals(id));
        assertThat(issued.text("invoiceNumber")).isEqualTo(number);
        assertThat(new BigDecimal(issued.json().path("total").path("amount").asText()))
                .isEqualByComparingTo(payable);
        assertThat(issued.json().path("total").path("currency").asText())
                .isEqualTo(xml.text("/Invoice/DocumentCurrencyCode"));
        assertThat(issued.text("issuedOn")).isEqualTo(xml.text("/Invoice/IssueDate"));
        String due = xml.text("/Invoice/DueDate").isEmpty()
                ? xml.text("/Invoice/PaymentMeans[1]/PaymentDueDate")
                : xml.text("/Invoice/DueDate");
        if (!due.isEmpty()) {
            assertThat(issued.text("dueOn")).isEqualTo(due);
        }
        rykker.topics()
                .await(
                        "the claim of " + number,
                        heard -> heard.topic().equals("rykker.claims.v1")
                                && heard.text("invoiceId").equals(id));
    }

    /** A credit note that comes first waits for its invoice. */
    private static void issueWhatIsCredited(Rykker rykker, String creditor, Xml xml, String number) {
        var invoice = new LinkedHashMap<String, Object>();
        invoice.put("creditorId", creditor);
        invoice.put("invoiceNumber", number);
        invoice.put("issuedOn", xml.text("/CreditNote/IssueDate"));
        invoice.put("total", Map.of("amount", "999999.00", "currency", xml.text("/CreditNote/DocumentCurrencyCode")));
        invoice.put(
                "debtor",
                Map.of("number", "C-1", "name", "Debtor of a credit note", "kind", "business", "country", "DK"));
        Api.Answer answer = rykker.api(Service.INVOICE, "erp").post("/invoices", invoice);
        assertThat(answer.isGood()).as(answer.inWords()).isTrue();
    }

    private static void isCredited(Rykker rykker, String creditor, Xml xml, String number) {
        Heard credited = rykker.topics()
                .await(
                        "the credit of " + number,
                        heard -> heard.type().equals("InvoiceCredited")
                                && heard.topic().equals("rykker.invoices.v1")
                                && heard.text("invoiceId").equals(Rykker.invoiceId(creditor, number)));
        assertThat(credited.text("creditNoteNumber")).isEqualTo(xml.text("/CreditNote/ID"));
        assertThat(new BigDecimal(credited.json().path("amount").path("amount").asText()))
                .isEqualByComparingTo(xml.text("/CreditNote/LegalMonetaryTotal/PayableAmount"));
    }

    /** Booked credits are money unless they are marked as returned; nothing else is. */
    @ParameterizedTest
    @MethodSource("bankFiles")
    void the_money_of_a_bank_file_is_in_the_books_once(String name, Rykker rykker) throws IOException {
        byte[] bytes = Files.readAllBytes(SAMPLES.resolve(name));
        var xml = new Xml(bytes);
        String creditor = creditorOf(name);
        List<String> accounts = xml.texts(
                "//Stmt/Acct/Id/IBAN | //Stmt/Acct/Id/Othr/Id | //Ntfctn/Acct/Id/IBAN" + " | //Ntfctn/Acct/Id/Othr/Id");
        rykker.register(
                creditor,
                "DK",
                "nordic-friendly",
                "fjordinkasso",
                accounts.stream()
                        .distinct()
                        .map(account ->
                                Map.of("scheme", account.matches("[A-Z]{2}\\d.*") ? "IBAN" : "BBAN", "id", account))
                        .toList());
        Heard registered = rykker.topics()
                .await(
                        "creditor " + creditor,
                        heard -> heard.topic().equals("rykker.parties.v1")
                                && heard.text("creditorId").equals(creditor));
        assertThat(registered.type()).isEqualTo("CreditorChanged");
        rykker.quiet();
        Api ops = rykker.api(Service.PAYMENT, "ops");

        Api.Answer answer = ops.postXml("/bank-files", bytes);

        if (accounts.isEmpty()) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.json().path("detail").asText()).isNotBlank();
            return;
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<String, BigDecimal> expected = booked(xml);
        assertThat(received(rykker, creditor)).as(answer.body()).isEqualTo(expected);

        Api.Answer again = ops.postXml("/bank-files", bytes);
        assertThat(again.json().path("taken").asInt()).as(again.body()).isZero();
        assertThat(again.json().path("repeated").asInt())
                .isEqualTo(answer.json().path("taken").asInt()
                        + answer.json().path("repeated").asInt());
        assertThat(received(rykker, creditor)).isEqualTo(expected);
    }

    private static Map<String, BigDecimal> booked(Xml xml) {
        var sums = new java.util.TreeMap<String, BigDecimal>();
        String entries = "//Ntry[CdtDbtInd='CRDT'][Sts='BOOK' or Sts/Cd='BOOK']"
                + "[not(RvslInd='true') and not(RvslInd='1')][not(.//RtrInf)]";
        int count = xml.texts(entries + "/Amt").size();
        List<String> amounts = xml.texts(entries + "/Amt");
        List<String> currencies = xml.texts(entries + "/Amt/@Ccy");
        for (int i = 0; i < count; i++) {
            BigDecimal amount = new BigDecimal(amounts.get(i));
            if (amount.signum() > 0) {
                sums.merge(currencies.get(i), amount.setScale(2), BigDecimal::add);
            }
        }
        return sums;
    }

    private static Map<String, BigDecimal> received(Rykker rykker, String creditor) {
        var sums = new java.util.TreeMap<String, BigDecimal>();
        JsonNode books = rykker.get(Service.PAYMENT, "/books?creditorId=" + creditor);
        for (Map.Entry<String, JsonNode> book : books.properties()) {
            BigDecimal received =
                    new BigDecimal(book.getValue().path("received").asText());
            BigDecimal kept = new BigDecimal(book.getValue().path("reversed").asText())
                    .add(new BigDecimal(book.getValue().path("allocated").asText()))
                    .add(new BigDecimal(book.getValue().path("unallocated").asText()));
            assertThat(received).isEqualByComparingTo(kept);
            sums.put(book.getKey(), received);
        }
        return sums;
    }
}
