package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the world is told; written to the outbox in the transaction that stores the facts. */
public sealed interface Effect {

    /**
     * Reach the debtor.
     *
     * @param claim the lines as they are when the letter is sent, its own included
     * @param amountDue all that is to be paid by the letter's deadline, for the other invoices too
     * @param alsoDue the other invoices in the same letter
     * @param nextStep what follows for all of them, or null when it is not the same
     * @param newDebtor it is the first reminder of a debtor who has not settled anything before
     */
    record AskReminder(
            Letter letter,
            List<ClaimLine> claim,
            Money amountDue,
            List<Companion> alsoDue,
            String because,
            @Nullable String nextStep,
            boolean newDebtor)
            implements Effect {}

    /** Another invoice in the same letter, as it is when the letter is sent. */
    record Companion(Case c, List<ClaimLine> claim, Money amountDue) {}

    record WithdrawReminder(UUID reminderId, String reason) implements Effect {}

    /**
     * Hand the case to the agency.
     *
     * @param interestFrom the first day of interest
     * @param annualRate the statutory rate on the day of the handover, percent
     * @param credit what sources outside say of the debtor
     */
    record HandOver(Handover handover, String because, LocalDate interestFrom, BigDecimal annualRate, Credit credit)
            implements Effect {}

    /** The case may have been forgotten: nothing was heard of it since that day. */
    record Silent(LocalDate since) implements Effect {}

    record Recall(UUID caseId, String reason) implements Effect {}

    /** The claim as it now is. */
    record ShowClaim() implements Effect {}

    /** The proof of delivery that the seller is asked for, as far as it has come: a level. */
    record ShowProof(Proof proof) implements Effect {}

    /** A partner has done a step. */
    record ShowStepDone(Letter letter) implements Effect {}

    /** What a partner says to have done does not count. */
    record ShowRefusal(Refusal refusal) implements Effect {}
}
