package io.rykker.invoice.ubl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rykker.invoice.domain.Finding;
import io.rykker.invoice.domain.Order;
import io.rykker.invoice.messaging.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that others wrote, held against what an independent XPath finds in them and what their index says. */
class SamplesTest {

    private static final Path SAMPLES = Path.of(System.getProperty("rykker.root", ".."))
            .resolve("../shared/samples")
            .normalize();
    private static final Set<String> FOLDERS = Set.of(
            "invoice-ehf", "invoice-peppol", "invoice-oioubl", "reminder", "invoice-finvoice", "invoice-svefaktura");
    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";

    /** One line of the index. */
    record Sample(String file, String validity) {

        byte[] bytes() throws IOException {
            return Files.readAllBytes(SAMPLES.resolve(file));
        }

        @Override
        public String toString() {
            return file;
        }
    }

    @BeforeAll
    static void samples_are_there() {
        assumeTrue(Files.isDirectory(SAMPLES), "skipped: there are no samples at " + SAMPLES);
    }

    static Stream<Sample> samples() throws IOException {
        if (!Files.isDirectory(SAMPLES)) {
            return Stream.of(new Sample("none", ""));
        }
        List<Sample> found = Files.readAllLines(SAMPLES.resolve("INDEX.tsv")).stream()
                .map(line -> line.split("\t"))
                .filter(cells -> FOLDERS.contains(cells[0].split("/")[0]))
                .map(cells -> new Sample(cells[0], cells[7]))
                .toList();
        assertThat(found).hasSizeGreaterThan(15);
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_taken_or_refused_as_it_says_of_itself(Sample sample) throws Exception {
        var dom = dom(sample.bytes());
        String root = dom.getDocumentElement().getLocalName();
        String namespace = String.valueOf(dom.getDocumentElement().getNamespaceURI());
        boolean isTakenKind = namespace.equals(UBL + "Invoice-2") || namespace.equals(UBL + "CreditNote-2");
        boolean isReminder = text(dom, "/*/*[local-name()='CustomizationID']").contains("reminder");
        BigDecimal payable = decimal(dom, "/*/*[local-name()='LegalMonetaryTotal']/*[local-name()='PayableAmount']");
        String credited = text(
                dom,
                "/*/*[local-name()='BillingReference'][1]/*[local-name()='InvoiceDocumentReference']/*[local-name()='ID']");

        if (!isTakenKind || isReminder || (payable.signum() <= 0 && credited.isEmpty())) {
            Unreadable refusal = catchThrowableOfType(Unreadable.class, () -> UblReader.read(sample.bytes()));
            assertThat(refusal).as("refused").isNotNull();
            assertThat(refusal.field()).startsWith("/" + root);
            assertThat(refusal.why()).contains(nameOf(sample.file()));
            return;
        }

        Document document = UblReader.read(sample.bytes());
        Order order = document.order("se-any");

        String number = text(dom, "/*/*[local-name()='ID']");
        if (root.equals("CreditNote")) {
            var credit = (Order.Credit) order;
            assertThat(credit.creditNoteNumber()).isEqualTo(number);
            assertThat(credit.invoiceNumber()).isEqualTo(credited);
            assertThat(credit.amount().amount()).isEqualByComparingTo(payable);
        } else {
            var issue = (Order.Issue) order;
            assertThat(issue.invoiceNumber()).isEqualTo(number);
            assertThat(issue.invoice().receivable().amount()).isEqualByComparingTo(payable);
            assertThat(issue.invoice().total().currency().getCurrencyCode())
                    .isEqualTo(text(dom, "/*/*[local-name()='DocumentCurrencyCode']"));
            assertThat(issue.invoice().statedDueOn()).isEqualTo(dueOn(dom));
            assertThat(issue.debtor().name()).isEqualTo(buyer(dom));
            String reference = text(dom, "//*[local-name()='PaymentMeans'][1]/*[local-name()='PaymentID']");
            assertThat(String.valueOf(issue.invoice().paymentReference()))
                    .isEqualTo(reference.isEmpty() ? "null" : reference);
        }
        if (sample.validity().contains("fails current Peppol rules")) {
            assertThat(document.findings()).extracting(Finding::what).anyMatch(what -> what.contains("check digit"));
        } else {
            assertThat(document.findings()).extracting(Finding::what).noneMatch(what -> what.contains("check digit"));
        }
    }

    private static String nameOf(String file) {
        return switch (file.split("/")[0]) {
            case "invoice-finvoice" -> "Finvoice";
            case "invoice-svefaktura" -> "Svefaktura";
            case "reminder" -> file.contains("ehf") ? "EHF Reminder" : "a reminder, not an invoice";
            default -> file.contains("vefa") ? "test cases" : "BillingReference";
        };
    }

    private static LocalDate dueOn(org.w3c.dom.Document dom) throws Exception {
        String stated = text(dom, "/*/*[local-name()='DueDate']");
        String due = stated.isEmpty()
                ? text(dom, "/*/*[local-name()='PaymentMeans'][1]/*[local-name()='PaymentDueDate']")
                : stated;
        return due.isEmpty() ? null : LocalDate.parse(due);
    }

    private static String buyer(org.w3c.dom.Document dom) throws Exception {
        String party = "/*/*[local-name()='AccountingCustomerParty']/*[local-name()='Party']";
        String legal = text(dom, party + "/*[local-name()='PartyLegalEntity']/*[local-name()='RegistrationName']");
        return legal.isEmpty() ? text(dom, party + "/*[local-name()='PartyName']/*[local-name()='Name']") : legal;
    }

    private static org.w3c.dom.Document dom(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static String text(org.w3c.dom.Document dom, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, dom).strip();
    }

    private static BigDecimal decimal(org.w3c.dom.Document dom, String path) throws Exception {
        String value = text(dom, path);
        return value.isEmpty() ? BigDecimal.ZERO : new BigDecimal(value);
    }
}
