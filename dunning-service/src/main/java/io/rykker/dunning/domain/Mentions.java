package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a letter mentions of what went before: the instalments that it confirms or proposes, the letter and the call
 * before it, and agreements that were not kept.
 *
 * @param letterOn the day on which the step before it was sent, or null
 * @param callOn the day on which the debtor was last spoken to, when no step was sent since, or null
 * @param brokenAgreements how many were broken, when it is often enough to warn of what may follow, or null
 */
public record Mentions(
        List<Plan.Instalment> instalments,
        @Nullable LocalDate letterOn,
        @Nullable LocalDate callOn,
        @Nullable Integer brokenAgreements) {

    public static final Mentions NOTHING = new Mentions(List.of(), null, null, null);

    /** From so many broken agreements on the debtor is warned. */
    private static final int OFTEN = 2;

    /** What a letter about this case mentions, as the case is when it is decided. */
    public static Mentions of(Case c, Letter letter) {
        Hold hold = c.hold();
        Plan plan = hold == null ? null : hold.plan();
        if (!letter.isStep()) {
            return plan != null && !letter.kind().isOfPolicy()
                    ? new Mentions(plan.instalments(), null, null, null)
                    : NOTHING;
        }
        LocalDate letterOn = c.letters().stream()
                .filter(one -> one.isStep() && one.stands() && !one.isObserved() && one.kind() != StepKind.CALL)
                .map(Letter::sent)
                .filter(Objects::nonNull)
                .map(Letter.Sent::on)
                .max(Comparator.naturalOrder())
                .orElse(null);
        Optional<LocalDate> call = c.dealings().calls().stream()
                .filter(one -> one.outcome() != Call.Outcome.NO_ANSWER && one.outcome() != Call.Outcome.WRONG_PERSON)
                .map(Call::on)
                .max(Comparator.naturalOrder())
                .filter(on -> letterOn == null || !on.isBefore(letterOn));
        int broken = c.course().broken();
        return new Mentions(List.of(), letterOn, call.orElse(null), broken < OFTEN ? null : broken);
    }
}
