package io.rykker.invoice.ubl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.invoice.domain.Finding;
import io.rykker.invoice.messaging.OrderReader;
import io.rykker.invoice.messaging.Unreadable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a UBL 2.1 Invoice or CreditNote: Peppol BIS Billing 3, EHF 3, OIOUBL 2.1. Refuses with {@link Unreadable} what is
 * no such document, breaks the schema or asks for nothing that could be owed. It works for a while on a large document:
 * call it where that does not hold others up.
 */
public final class UblReader {

    private static final String PAYABLE = "cac:LegalMonetaryTotal/cbc:PayableAmount";
    private static final String REFERENCE = "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID";
    private static final Pattern CARD_TYPE = Pattern.compile("\\+?(01|04|15|71|73|75)[#<](.*?)(\\+.*)?");
    private static final Pattern CARD_TYPE_ALONE = Pattern.compile("01|04|15|71|73|75");
    private static final int LONG_REFERENCE = 35;
    private static final int LONG_NOTE = 1000;
    private static final int LONG_REASON = 500;

    private final Element document;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> sources = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private UblReader(Element document) {
        this.document = document;
    }

    public static Document read(byte[] xml) {
        Element document = Xml.read(xml, Kind::requireTaken);
        Kind.requireNoReminder(document);
        Kind kind = Kind.of(document);
        Xml.validate(xml, kind.schema());
        var reader = new UblReader(document);
        return switch (kind) {
            case INVOICE -> reader.invoice();
            case CREDIT_NOTE -> reader.creditNote();
        };
    }

    private Document invoice() {
        if ("325".equals(document.text("cbc:InvoiceTypeCode"))) {
            throw new Unreadable(
                    document.path("cbc:InvoiceTypeCode"), "is 325, a pro forma invoice, which nobody has to pay");
        }
        if (payable().signum() < 0) {
            return negativeInvoice();
        }
        copy("invoiceNumber", "cbc:ID");
        copy("issuedOn", "cbc:IssueDate");
        copyDueDate();
        money();
        copyReference();
        copyNote("note", LONG_NOTE);
        var debtor = new Buyer(document, findings).debtor();
        body.set("debtor", debtor);
        String customer = document.path("cac:AccountingCustomerParty/cac:Party");
        debtor.fieldNames().forEachRemaining(field -> sources.put("debtor." + field, customer));
        remarkOnPayee();
        return done(OrderReader.ISSUED);
    }

    private Document creditNote() {
        if (payable().signum() < 0) {
            throw new Unreadable(
                    document.path(PAYABLE),
                    "is " + payable().toPlainString() + ": a credit note states what it credits above zero; send what"
                            + " is to be paid as an invoice");
        }
        return credit();
    }

    /** Some senders have no credit notes and send an invoice below zero; it acts as one when it says of what. */
    private Document negativeInvoice() {
        if (document.text(REFERENCE) == null) {
            throw new Unreadable(
                    document.path(PAYABLE),
                    "is " + payable().toPlainString() + ": nothing is owed. Send a credit note, or name the invoice"
                            + " that it credits in cac:BillingReference");
        }
        remark(PAYABLE, "is below zero: taken as a credit note on the invoice that it names");
        return credit();
    }

    private Document credit() {
        copy("creditNoteNumber", "cbc:ID");
        copy("issuedOn", "cbc:IssueDate");
        body.put("invoiceNumber", creditedInvoice());
        sources.put("invoiceNumber", document.path(REFERENCE));
        amount("amount", payable().abs(), PAYABLE);
        copyNote("reason", LONG_REASON);
        return done(OrderReader.CREDITED);
    }

    private String creditedInvoice() {
        List<String> invoices =
                document.all(REFERENCE).stream().map(Element::text).distinct().toList();
        if (invoices.isEmpty()) {
            throw new Unreadable(
                    document.path(REFERENCE), "is missing: say which invoice is credited; one credit note per invoice");
        }
        if (invoices.size() > 1) {
            throw new Unreadable(
                    document.path(REFERENCE),
                    "names " + invoices.size() + " invoices: how much each is credited cannot be told; send one credit"
                            + " note per invoice");
        }
        return invoices.getFirst();
    }

    private Document done(String type) {
        sources.put("supplier", document.path("cac:AccountingSupplierParty/cac:Party"));
        return new Document(type, body, sources, new Seller(document, findings).numbers(), List.copyOf(findings));
    }

    private void copy(String field, String path) {
        String value = document.text(path);
        if (value != null) {
            body.put(field, value);
        }
        sources.put(field, document.path(path));
    }

    /** Peppol states one date for the document, OIOUBL one per means of payment: the earliest is when it falls due. */
    private void copyDueDate() {
        copy("dueOn", "cbc:DueDate");
        if (!body.has("dueOn")) {
            List<String> dates = document.all("cac:PaymentMeans/cbc:PaymentDueDate").stream()
                    .map(Element::text)
                    .distinct()
                    .sorted()
                    .toList();
            if (!dates.isEmpty()) {
                body.put("dueOn", dates.getFirst());
                sources.put("dueOn", document.path("cac:PaymentMeans/cbc:PaymentDueDate"));
            }
            if (dates.size() > 1) {
                remark("cac:PaymentMeans/cbc:PaymentDueDate", "has several dates: the earliest counts");
            }
        }
    }

    /** What is to be paid is the payable amount, as rounded by the sender; the total is that and what was prepaid. */
    private void money() {
        BigDecimal payable = payable();
        BigDecimal prepaid = number("cac:LegalMonetaryTotal/cbc:PrepaidAmount");
        amount("total", payable.add(prepaid), PAYABLE);
        if (prepaid.signum() != 0) {
            amount("prepaid", prepaid, "cac:LegalMonetaryTotal/cbc:PrepaidAmount");
        }
        if (payable.signum() == 0) {
            throw new Unreadable(document.path(PAYABLE), "is zero: nothing is left to be paid");
        }
        if (document.text("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount") != null) {
            BigDecimal sum = number("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount")
                    .subtract(prepaid)
                    .add(number("cac:LegalMonetaryTotal/cbc:PayableRoundingAmount"));
            if (sum.compareTo(payable) != 0) {
                remark(
                        PAYABLE,
                        "is " + payable.toPlainString() + ", but total, prepayment and rounding make "
                                + sum.toPlainString() + "; the payable amount counts");
            }
        }
    }

    private BigDecimal payable() {
        return number(PAYABLE);
    }

    private BigDecimal number(String path) {
        String value = document.text(path);
        if (value == null) {
            return BigDecimal.ZERO;
        }
        if (value.length() > 40) {
            throw new Unreadable(document.path(path), "has " + value.length() + " digits, which cannot be meant");
        }
        return new BigDecimal(value);
    }

    private void amount(String field, BigDecimal amount, String path) {
        Element payable = document.first(PAYABLE);
        String currency = payable == null ? null : payable.attribute("currencyID");
        String stated = document.text("cbc:DocumentCurrencyCode");
        if (stated != null && !stated.equals(currency)) {
            throw new Unreadable(
                    document.path(PAYABLE) + "/@currencyID", "is " + currency + ", but the document is in " + stated);
        }
        BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        body.putObject(field).put("amount", plain.toPlainString()).put("currency", currency);
        sources.put(field, document.path(path));
        sources.put(field + ".amount", document.path(path));
        sources.put(field + ".currency", document.path(path) + "/@currencyID");
    }

    /** Peppol has the whole reference in PaymentID, OIOUBL the card type there and the reference in InstructionID. */
    private void copyReference() {
        for (Element means : document.all("cac:PaymentMeans")) {
            String instruction = means.text("cbc:InstructionID");
            String id = means.text("cbc:PaymentID");
            String reference = bare(instruction == null ? id : instruction);
            if (reference != null && reference.length() > LONG_REFERENCE) {
                remark("cac:PaymentMeans/cbc:PaymentID", "is too long for a payment reference: not used");
            } else if (reference != null) {
                body.put("paymentReference", reference);
                sources.put("paymentReference", document.path("cac:PaymentMeans/cbc:PaymentID"));
                return;
            }
        }
    }

    /** A Danish payment slip without its card type; a card type alone is no reference, and the type 73 has none. */
    private static @Nullable String bare(@Nullable String reference) {
        if (reference == null || CARD_TYPE_ALONE.matcher(reference).matches()) {
            return null;
        }
        var slip = CARD_TYPE.matcher(reference);
        String bare = slip.matches() ? slip.group(2) : reference;
        return bare.isBlank() ? null : bare.strip();
    }

    private void copyNote(String field, int longest) {
        String note = document.text("cbc:Note");
        if (note == null) {
            return;
        }
        String clean = note.codePoints()
                .filter(c -> !Character.isISOControl(c) || c == '\n' || c == '\t')
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String kept = clean.substring(0, Math.min(clean.length(), longest)).strip();
        if (!kept.isEmpty()) {
            body.put(field, kept);
        }
    }

    private void remarkOnPayee() {
        if (document.first("cac:PayeeParty") != null) {
            remark("cac:PayeeParty", "is somebody else than the seller: the claim may have been assigned");
        }
    }

    private void remark(String path, String what) {
        findings.add(new Finding(document.path(path), what));
    }
}
