package io.rykker.collection;

import io.rykker.collection.domain.Money;
import io.rykker.collection.messaging.Incoming;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one record says. */
public sealed interface Heard {

    /** A case goes to an agency. */
    record Escalated(
            UUID caseId,
            UUID invoiceId,
            String creditorId,
            UUID debtorId,
            String invoiceNumber,
            LocalDate escalatedOn,
            Money paid,
            Money balance,
            @Nullable String agency,
            @Nullable String paymentReference,
            Incoming record)
            implements Heard {}

    /** A case is taken back. */
    record Recalled(UUID caseId, UUID invoiceId, String creditorId, String reason, Incoming record) implements Heard {}

    /** Money was allocated to an invoice, or, below zero, taken from it again. */
    record Paid(
            UUID invoiceId,
            UUID allocationId,
            boolean reversal,
            UUID paymentId,
            Money amount,
            LocalDate valueDate,
            String source,
            Incoming record)
            implements Heard {}

    /** A creditor or a debtor as they are since that version. */
    record Party(String id, int version, Incoming record) implements Heard {}

    /** It makes no sense, or could not be handled: it goes back with the reason. */
    record Unreadable(Incoming record, @Nullable String field, String why) implements Heard {}

    /** Another service's business, or our own words. */
    record NotForUs() implements Heard {}
}
