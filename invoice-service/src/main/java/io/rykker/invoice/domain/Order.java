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

    /** An invoice was issued, to a debtor described as the creditor knew them on that day. */
    record Issue(Invoice invoice, Debtor debtor) implements Order {

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
}
