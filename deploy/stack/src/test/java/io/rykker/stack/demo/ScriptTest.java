package io.rykker.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ScriptTest {

    private static final Set<String> KNOWN = Set.of(
            "cancel",
            "credit",
            "pay",
            "pay-number",
            "pay-wrong",
            "pay-event",
            "reverse",
            "reverse-event",
            "unknown",
            "allocate",
            "dispute",
            "uphold",
            "promise",
            "agency-progress",
            "agency-pay",
            "agency-close");

    private final Script script = Script.read();

    @ParameterizedTest
    @CsvSource({"1,000000000000018", "2,000000000000026", "202600123,000002026001236"})
    void a_payment_slip_reference_has_fifteen_digits_and_the_right_last_one(String digits, String reference) {
        assertThat(References.fik(digits)).isEqualTo(reference);
    }

    @ParameterizedTest
    @CsvSource({"60224,602243", "1234567,12345674", "00100202600123,001002026001235"})
    void a_kid_ends_in_its_check_digit(String digits, String reference) {
        assertThat(References.kid(digits)).isEqualTo(reference);
    }

    @Test
    void a_reference_that_does_not_fit_a_payment_slip_is_refused() {
        assertThatThrownBy(() -> References.fik("123456789012345")).hasMessageContaining("14 digits");
    }

    @Test
    void there_are_forty_invoices_of_two_creditors_by_both_ways_to_both_kinds_of_debtors() {
        assertThat(script.invoices()).hasSize(40);
        assertThat(script.creditors()).hasSize(2);
        for (String creditor : script.creditors().keySet()) {
            for (String kind : Set.of("business", "consumer")) {
                assertThat(script.invoices())
                        .anyMatch(invoice -> invoice.creditor().id().equals(creditor)
                                && invoice.customer().kind().equals(kind));
            }
        }
        assertThat(script.invoices()).anyMatch(Script.Invoice::asUbl).anyMatch(invoice -> !invoice.asUbl());
    }

    @Test
    void no_two_invoices_share_an_id_or_a_reference_and_none_is_due_before_it_is_issued() {
        var ids = new HashSet<String>();
        for (Script.Invoice invoice : script.invoices()) {
            assertThat(ids.add(invoice.id())).isTrue();
            assertThat(ids.add(invoice.creditor().id() + invoice.reference())).isTrue();
            assertThat(invoice.due()).isAfterOrEqualTo(invoice.issued());
            assertThat(invoice.issued()).isBetween(Demo.FIRST, Demo.FIRST.plusDays(Demo.DAYS));
        }
    }

    @Test
    void everything_that_happens_is_known_and_concerns_an_invoice_that_was_issued_before() {
        for (Script.Happening h : script.happenings()) {
            assertThat(KNOWN).contains(h.what());
            if (!h.invoice().isEmpty()) {
                Script.Invoice invoice = script.invoice(h.creditor(), h.invoice());
                if (!h.day().startsWith("esc")) {
                    assertThat(LocalDate.parse(h.day())).as(h.toString()).isAfterOrEqualTo(invoice.issued());
                }
            }
        }
    }

    @Test
    void every_document_is_well_formed_and_asks_for_the_whole_amount() throws Exception {
        for (Script.Invoice invoice : script.invoices()) {
            if (invoice.asUbl()) {
                Document document = parse(UblDocument.invoice(invoice));
                assertThat(text(document, "PayableAmount"))
                        .isEqualTo(invoice.total().toPlainString());
                assertThat(text(document, "ID")).isEqualTo(invoice.number());
            }
        }
        Script.Invoice credited = script.invoice("dk-nordlys", "2026-1011");
        Document note = parse(UblDocument.creditNote(
                credited, "K-1", new BigDecimal("1999.95"), LocalDate.of(2026, 2, 17), "Two meters & a half"));
        assertThat(text(note, "PayableAmount")).isEqualTo("1999.95");
    }

    @Test
    void a_statement_closes_with_what_came_in_and_went_out() throws Exception {
        Script.Creditor creditor = script.creditor("dk-nordlys");
        var file = new BankFile(creditor, LocalDate.of(2026, 2, 5));
        var paid = BankFile.Entry.paid("P1", new BigDecimal("120.50"), "000000000000018", "", "Fyr & Søn");
        file.add(paid);
        file.add(BankFile.Entry.paid("P2", new BigDecimal("10.00"), "", "tak", "Ukendt"));
        file.add(BankFile.Entry.sentBack(paid, "AM04"));

        Document statement = parse(file.asStatement(new BigDecimal("1000.00")));

        assertThat(file.sum()).isEqualByComparingTo("10.00");
        assertThat(statement.getElementsByTagName("Bal").item(1).getTextContent())
                .contains("1010.00");
        assertThat(statement.getElementsByTagName("Ntry").getLength()).isEqualTo(3);
        assertThat(parse(file.asNotification()).getElementsByTagName("Bal").getLength())
                .isZero();
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Document document, String name) {
        return document.getElementsByTagName("cbc:" + name).item(0).getTextContent();
    }
}
