package io.rykker.invoice.ubl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rykker.invoice.Ubl;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.domain.Finding;
import io.rykker.invoice.domain.Order;
import io.rykker.invoice.messaging.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UblReaderTest {

    private static final String TOTAL = "<cac:LegalMonetaryTotal>";
    private static final String BUYER_ENTITY = "<cac:PartyLegalEntity>";

    @ParameterizedTest
    @CsvSource({
        // PaymentID, InstructionID, what is kept
        "71#123456789012345,, 123456789012345",
        "75#1234567890123456,, 1234567890123456",
        "73#,, null",
        "73,, null",
        "71, 123456789012345, 123456789012345",
        "+71<123456789012345+12345678<,, 123456789012345",
        "0003434323213231,, 0003434323213231",
        "RF18539007547034,, RF18539007547034",
        "Faktura 17,, Faktura 17",
    })
    void a_reference_is_kept_without_its_card_type(String id, String instruction, String expected) {
        String means = "<cac:PaymentMeans><cbc:PaymentMeansCode>93</cbc:PaymentMeansCode>"
                + (instruction == null ? "" : "<cbc:InstructionID>" + instruction + "</cbc:InstructionID>")
                + "<cbc:PaymentID>" + id.replace("<", "&lt;") + "</cbc:PaymentID></cac:PaymentMeans>";

        Order.Issue issue = issue(Ubl.invoiceText("1", "10").replace(TOTAL, means + TOTAL));

        assertThat(String.valueOf(issue.invoice().paymentReference())).isEqualTo(expected);
    }

    @Test
    void the_earliest_date_of_several_means_of_payment_is_when_it_falls_due() {
        String means = means("2026-02-20") + means("2026-02-10");
        String text = Ubl.invoiceText("1", "10")
                .replace("<cbc:DueDate>2026-01-19</cbc:DueDate>", "")
                .replace(TOTAL, means + TOTAL);

        assertThat(issue(text).invoice().statedDueOn()).isEqualTo(LocalDate.of(2026, 2, 10));
        assertThat(findings(text)).anyMatch(what -> what.contains("the earliest counts"));
    }

    private static String means(String due) {
        return "<cac:PaymentMeans><cbc:PaymentMeansCode>42</cbc:PaymentMeansCode><cbc:PaymentDueDate>" + due
                + "</cbc:PaymentDueDate></cac:PaymentMeans>";
    }

    @Test
    void what_is_owed_is_the_payable_amount_and_a_sum_that_differs_is_remarked() {
        String payable = "<cbc:PayableAmount";
        String text = Ubl.invoiceText("1", "802.00")
                .replace(
                        payable,
                        "<cbc:TaxInclusiveAmount currencyID=\"DKK\">1801.78</cbc:TaxInclusiveAmount>"
                                + "<cbc:PrepaidAmount currencyID=\"DKK\">1000</cbc:PrepaidAmount>"
                                + "<cbc:PayableRoundingAmount currencyID=\"DKK\">0.22</cbc:PayableRoundingAmount>"
                                + payable);

        assertThat(issue(text).invoice().receivable()).hasToString("802.00 DKK");
        assertThat(issue(text).invoice().total()).hasToString("1802.00 DKK");
        assertThat(findings(text)).isEmpty();
        assertThat(findings(text.replace("0.22", "0.32"))).anyMatch(what -> what.contains("the payable amount counts"));
    }

    @Test
    void an_invoice_below_zero_is_a_credit_note_when_it_says_of_what() {
        String text = Ubl.invoiceText("1", "-10");
        assertThat(refusal(text).why()).contains("Send a credit note");

        String reference = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>0</cbc:ID>"
                + "</cac:InvoiceDocumentReference></cac:BillingReference>";
        String named = text.replace("<cac:AccountingSupplierParty>", reference + "<cac:AccountingSupplierParty>");
        var credit = (Order.Credit) UblReader.read(Ubl.bytes(named)).order("dk-one");
        assertThat(credit.invoiceNumber()).isEqualTo("0");
        assertThat(credit.amount()).hasToString("10.00 DKK");
    }

    @Test
    void a_credit_note_names_one_invoice_and_an_amount_above_zero() {
        String note = new String(Ubl.creditNote("K", "1", "10"), StandardCharsets.UTF_8);
        String reference =
                note.substring(note.indexOf("<cac:BillingReference>"), note.indexOf("</cac:BillingReference>") + 23);
        assertThat(refusal(note.replace(reference, "")).why()).contains("say which invoice");
        assertThat(refusal(note.replace(reference, reference + reference.replace(">1<", ">2<")))
                        .why())
                .contains("one credit note per invoice");
        assertThat(refusal(note.replace(">10<", ">-10<")).why()).contains("above zero");
    }

    @ParameterizedTest
    @CsvSource({"325, pro forma", "reminder, EHF Reminder"})
    void what_is_no_claim_becomes_none(String what, String says) {
        String text = Ubl.invoiceText("1", "10");
        String no = what.equals("325")
                ? text.replace("</cbc:DueDate>", "</cbc:DueDate><cbc:InvoiceTypeCode>325</cbc:InvoiceTypeCode>")
                : text.replace("billing:3.0<", "billing:3.0#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0<");
        assertThat(refusal(no).why()).contains(says);
    }

    @Test
    void two_currencies_more_decimals_than_the_currency_has_and_a_date_before_the_issue_are_refused_with_the_place() {
        String text = Ubl.invoiceText("1", "10");
        assertThat(refusal(text.replace("currencyID=\"DKK\"", "currencyID=\"EUR\""))
                        .field())
                .isEqualTo("/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount/@currencyID");
        assertThat(refusal(text.replace(">10<", ">10.001<")).field())
                .isEqualTo("/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount");
        assertThat(refusal(text.replace("2026-01-19", "2026-01-04")).field()).isEqualTo("/Invoice/cbc:DueDate");
    }

    @Test
    void the_customer_number_is_the_creditors_own_or_one_that_only_this_buyer_has() {
        String text = Ubl.invoiceText("1", "10");
        assertThat(issue(text).debtor().number()).isEqualTo("DK13585628");

        String buyersReference = text.replace(
                "</cbc:DocumentCurrencyCode>",
                "</cbc:DocumentCurrencyCode><cbc:BuyerReference>n/a</cbc:BuyerReference>");
        assertThat(issue(buyersReference).debtor().number()).isEqualTo("DK13585628");

        String own = text.replace(
                "<cac:AccountingCustomerParty>",
                "<cac:AccountingCustomerParty><cbc:SupplierAssignedAccountID>C-7</cbc:SupplierAssignedAccountID>");
        assertThat(issue(own).debtor().number()).isEqualTo("C-7");
    }

    @Test
    void a_buyer_without_registration_is_a_consumer_and_a_personal_number_is_not_kept() {
        String anonymous = without(Ubl.invoiceText("1", "10"), "<cbc:CompanyID");
        Debtor debtor = issue(anonymous).debtor();
        assertThat(debtor.kind()).isEqualTo(Debtor.Kind.CONSUMER);
        assertThat(debtor.number())
                .startsWith("N-")
                .hasSize(14)
                .isEqualTo(issue(anonymous).debtor().number());
        assertThat(findings(anonymous)).anyMatch(what -> what.contains("taken as a consumer"));

        String personal =
                Ubl.invoiceText("1", "10").replace("schemeID=\"0184\">DK13585628", "schemeID=\"DK:CPR\">0101011234");
        assertThat(issue(personal).debtor().toString()).doesNotContain("0101011234");
    }

    @Test
    void a_way_to_reach_the_debtor_that_cannot_be_used_is_left_out_and_remarked() {
        String text = Ubl.invoiceText("1", "10")
                .replace(
                        "</cac:PartyLegalEntity>",
                        "</cac:PartyLegalEntity><cac:Contact><cbc:Telephone>n/a</cbc:Telephone>"
                                + "<cbc:ElectronicMail>a@b.example, c@d.example</cbc:ElectronicMail></cac:Contact>");
        assertThat(issue(text).debtor().email()).isNull();
        assertThat(issue(text).debtor().phone()).isNull();
        assertThat(findings(text)).filteredOn(what -> what.contains("left out")).hasSize(2);
    }

    @Test
    void a_doctype_is_seen_in_every_encoding() {
        String text = Ubl.invoiceText("1", "10")
                .replace("<Invoice", "<!DOCTYPE Invoice [<!ENTITY a \"b\">]>\n<Invoice")
                .replace("UTF-8", "UTF-16");
        byte[] xml = text.getBytes(StandardCharsets.UTF_16);
        Unreadable refusal = catchThrowableOfType(Unreadable.class, () -> UblReader.read(xml));
        assertThat(refusal.why()).contains("DOCTYPE");
    }

    @ParameterizedTest
    @CsvSource({"''", "'   '", "'no xml'", "'<a'", "'<a></b>'", "'<a>&#0;</a>'"})
    void what_is_no_xml_is_refused(String text) {
        assertThat(refusal(text).why()).containsAnyOf("not well-formed", "is empty", "is a a");
    }

    private static String without(String text, String element) {
        int start = text.indexOf(element, text.indexOf(BUYER_ENTITY));
        return text.substring(0, start)
                + text.substring(text.indexOf("</", start)).replaceFirst("</[^>]*>", "");
    }

    private static Order.Issue issue(String text) {
        return (Order.Issue) UblReader.read(Ubl.bytes(text)).order("dk-one");
    }

    private static java.util.List<String> findings(String text) {
        return UblReader.read(Ubl.bytes(text)).findings().stream()
                .map(Finding::what)
                .toList();
    }

    private static Unreadable refusal(String text) {
        Unreadable refusal = catchThrowableOfType(
                Unreadable.class, () -> UblReader.read(Ubl.bytes(text)).order("dk-one"));
        assertThat(refusal).as(text).isNotNull();
        return refusal;
    }
}
