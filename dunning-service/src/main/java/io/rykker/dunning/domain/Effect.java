package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What the world is told; written to the outbox in the transaction that stores the facts. */
public sealed interface Effect {

    /**
     * Reach the debtor.
     *
     * @param claim the lines as they are when the letter is sent, its own included
     * @param amountDue all that is to be paid by the letter's deadline
     */
    record AskReminder(Letter letter, List<ClaimLine> claim, Money amountDue, String because, String nextStep)
            implements Effect {}

    record WithdrawReminder(UUID reminderId, String reason) implements Effect {}

    /**
     * Hand the case to the agency.
     *
     * @param interestFrom the first day of interest
     * @param annualRate the statutory rate on the day of the handover, percent
     */
    record HandOver(Handover handover, String because, LocalDate interestFrom, BigDecimal annualRate)
            implements Effect {}

    record Recall(UUID caseId, String reason) implements Effect {}

    /** The claim as it now is. */
    record ShowClaim() implements Effect {}
}
