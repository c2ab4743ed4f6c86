package io.rykker.invoice.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an ERP asks for: complete and valid in itself, not yet held against what is known. */
public sealed interface Order {

    String creditorId();

    String invoiceNumber();

    default UUID invoiceId() {
        return Ids.invoice(creditorId(), invoiceNumber());
    }

    /** How the invoice reached the debtor, when the order says so. */
    default @Nullable Delivery delivery() {
        return null;
    }

    /**
     * An invoice was issued, to a debtor described as the creditor knew them on that day.
     *
     * @param delivery how it reached the debtor, which is no part of the invoice; null when nobody said yet
     */
    record Issue(Invoice invoice, Debtor debtor, @Nullable Delivery delivery) implements Order {

        public Issue(Invoice invoice, Debtor debtor) {
            this(invoice, debtor, null);
        }

        @Override
        public String creditorId() {
            return invoice.creditorId();
        }

        @Override
        public String invoiceNumber() {
            return invoice.invoiceNumber();
        }
    }

    /** A credit note takes an amount off one invoice. */
    record Credit(
            String creditorId,
            String creditNoteNumber,
            String invoiceNumber,
            LocalDate issuedOn,
            Money amount,
            @Nullable String reason)
            implements Order {

        public UUID creditNoteId() {
            return Ids.creditNote(creditorId, creditNoteNumber);
        }
    }

    /** The whole invoice is withdrawn. */
    record Cancel(
            String creditorId,
            String invoiceNumber,
            LocalDate cancelledOn,
            @Nullable String reason) implements Order {}

    /** The invoice reached the debtor: most receipts come after it. */
    record Deliver(String creditorId, String invoiceNumber, Delivery delivery) implements Order {}

    /** Whose the claim is, and what somebody else has had for it; nothing of it is about a day that is to come. */
    sealed interface Assigning extends Order {

        LocalDate on();

        /** The field that the day came in. */
        String dayField();
    }

    /** The claim is assigned to a factor, or sold. */
    record Assign(
            String creditorId,
            String invoiceNumber,
            Assignment.Kind kind,
            Assignment.Assignee assignee,
            LocalDate on,
            @Nullable Money price,
            String by,
            String why)
            implements Assigning {

        @Override
        public String dayField() {
            return "assignedOn";
        }
    }

    /** It came back from the factor. */
    record Return(String creditorId, String invoiceNumber, String assigneeId, LocalDate on, String by, String why)
            implements Assigning {

        @Override
        public String dayField() {
            return "returnedOn";
        }
    }

    /** The factor reports that the debtor has paid it. */
    record FactorPaid(String creditorId, String invoiceNumber, Assignment.FactorPayment payment) implements Assigning {

        @Override
        public LocalDate on() {
            return payment.on();
        }

        @Override
        public String dayField() {
            return "paidOn";
        }
    }
}
