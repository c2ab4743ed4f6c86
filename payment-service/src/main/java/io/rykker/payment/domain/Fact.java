package io.rykker.payment.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to money, for the world to hear. */
public sealed interface Fact {

    Payment payment();

    /** Money of the payment counts towards an invoice from now on. */
    record Allocated(Payment payment, Allocation allocation) implements Fact {}

    /**
     * It no longer does.
     *
     * @param on the day of the reversal, or the booking day of a payment that was moved
     */
    record Ended(
            Payment payment,
            Allocation allocation,
            LocalDate on,
            @Nullable String reason) implements Fact {}

    /** What is left of the payment belongs to no invoice, for now. */
    record Unmatched(Payment payment, String reason, String detail) implements Fact {}

    /** The money is the assignee's of the claim that it was allocated to. */
    record ForwardDue(Payment payment, Allocation allocation, Assignment assignment) implements Fact {}

    /**
     * It is not, after all.
     *
     * @param on the day of the reversal, the booking day of a payment that was moved, or the day of the claim's return
     */
    record ForwardWithdrawn(
            Payment payment,
            Allocation allocation,
            Assignment assignment,
            LocalDate on,
            @Nullable String reason) implements Fact {}

    /** More was paid than is owed, and this payment is the one that came last. */
    record Overpaid(Payment payment, UUID invoiceId, Money amount) implements Fact {}
}
