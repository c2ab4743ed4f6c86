package io.rykker.invoice.ubl;

import com.helger.ubl21.UBL21Marshaller;
import io.rykker.invoice.messaging.Unreadable;
import java.util.Locale;
import java.util.Objects;
import javax.xml.validation.Schema;

/** The documents that are taken, and a name for those that are not: a sender who picked the wrong file is told which. */
enum Kind {
    INVOICE("Invoice"),
    CREDIT_NOTE("CreditNote");

    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final String EXPECTED = "; a UBL 2.1 Invoice or CreditNote is expected";

    private final String root;

    Kind(String root) {
        this.root = root;
    }

    /** The schema as the standard publishes it; it is made once and kept by the library. */
    Schema schema() {
        return Objects.requireNonNull(
                switch (this) {
                    case INVOICE -> UBL21Marshaller.invoice().getSchema();
                    case CREDIT_NOTE -> UBL21Marshaller.creditNote().getSchema();
                });
    }

    static Kind of(Element document) {
        return document.name().equals(INVOICE.root) ? INVOICE : CREDIT_NOTE;
    }

    static void requireTaken(String namespace, String root) {
        for (Kind kind : values()) {
            if (namespace.equals(UBL + kind.root + "-2") && root.equals(kind.root)) {
                return;
            }
        }
        throw new Unreadable("/" + root, "is " + nameOf(namespace, root) + EXPECTED);
    }

    /** A reminder in the dress of an invoice (EHF Reminder 3.0): the same root element, but no new receivable. */
    static void requireNoReminder(Element document) {
        String customization = document.text("cbc:CustomizationID");
        String profile = document.text("cbc:ProfileID");
        if ((customization != null && customization.toLowerCase(Locale.ROOT).contains(":reminder:"))
                || (profile != null && profile.startsWith("urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:06:"))) {
            throw new Unreadable(
                    document.path("cbc:CustomizationID"),
                    "says that this is an EHF Reminder: it reminds of an invoice and is none; send that invoice");
        }
    }

    private static String nameOf(String namespace, String root) {
        if (namespace.startsWith("urn:sfti:")) {
            return "a Svefaktura (UBL 1.0)";
        }
        if (namespace.startsWith("urn:oasis:names:tc:ubl:") || namespace.matches("urn:oasis:names:.*1:0")) {
            return "a document of UBL 1.0";
        }
        if (namespace.startsWith("http://rep.oio.dk/")) {
            return "an OIOXML document, the predecessor of OIOUBL";
        }
        return switch (root) {
            case "Finvoice" -> "a Finvoice";
            case "Reminder" -> "a reminder, not an invoice";
            case "Statement" -> "an account statement, not an invoice";
            case "ApplicationResponse" -> "a response to a document";
            case "StandardBusinessDocument" -> "an envelope (SBDH); send the document that is inside";
            case "CrossIndustryInvoice" -> "a UN/CEFACT invoice (CII)";
            case "SelfBilledInvoice", "SelfBilledCreditNote" -> "a self-billed document, issued by the buyer";
            case "testSet" -> "a set of test cases of a validator";
            case "Document" -> "an ISO 20022 message; bank files go to the payment-service";
            default ->
                "a " + root + (namespace.isEmpty() || namespace.equals("null") ? "" : " of the namespace " + namespace);
        };
    }
}
