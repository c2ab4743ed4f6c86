package io.rykker.payment.domain;

import io.rykker.payment.domain.Invoice.Claim;
import io.rykker.payment.domain.Invoice.Issued;
import java.util.UUID;

/** What the ledger is told: complete and valid in itself, not yet held against what is known. */
public sealed interface News {

    String creditorId();

    /** Money came. */
    record Received(Receipt receipt) implements News {

        @Override
        public String creditorId() {
            return receipt.creditorId();
        }
    }

    /** Money went back. */
    record Reversed(Reversal reversal) implements News {

        @Override
        public String creditorId() {
            return reversal.creditorId();
        }
    }

    /** There is an invoice. */
    record InvoiceIssued(UUID invoiceId, String creditorId, Issued issued) implements News {}

    /** An invoice is withdrawn. */
    record InvoiceCancelled(UUID invoiceId, String creditorId) implements News {}

    /** The claim is somebody else's, or was until a day. */
    record InvoiceAssigned(UUID invoiceId, String creditorId, Assignment assignment) implements News {}

    /** What is owed of an invoice is this much now. */
    record ClaimIs(UUID invoiceId, String creditorId, Claim claim) implements News {}
}
