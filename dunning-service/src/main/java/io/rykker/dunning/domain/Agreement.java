package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was agreed on with the debtor, and what became of it: evidence for whoever collects after us. A plan
 * that was proposed and never accepted is none.
 *
 * @param agreedOn the day on which it was agreed on; of a proposed plan the day of its acceptance
 * @param amount what was promised, or null for all that was owed
 * @param instalments of a plan, none of another
 * @param acceptance how a proposed plan was accepted, or null when it was agreed on at once
 * @param outcome how it ended, or null when that is not known
 */
public record Agreement(
        Hold.Kind kind,
        LocalDate agreedOn,
        LocalDate until,
        @Nullable Money amount,
        List<Plan.Instalment> instalments,
        String why,
        @Nullable Acceptance acceptance,
        @Nullable String outcome) {

    private static final String REPLACED = "replaced";

    /** Every agreement that a journal tells of, in its order. */
    public static List<Agreement> of(List<Fact> journal) {
        List<Agreement> agreements = new ArrayList<>();
        Hold proposed = null;
        for (Fact fact : journal) {
            switch (fact) {
                case Fact.HeldBack(var hold) when hold.isProposal() -> proposed = hold;
                case Fact.HeldBack(var hold) when hold.isAgreement() -> add(agreements, of(hold));
                case Fact.PlanAccepted(var acceptance) -> {
                    if (proposed != null) {
                        add(agreements, of(proposed.accepted(acceptance)));
                    }
                }
                case Fact.HoldEnded(var kind, var outcome) -> end(agreements, kind, outcome);
                default -> {}
            }
        }
        return List.copyOf(agreements);
    }

    private static Agreement of(Hold hold) {
        Plan plan = hold.plan();
        Acceptance acceptance = plan == null ? null : plan.acceptance();
        return new Agreement(
                hold.kind(),
                acceptance == null ? hold.from() : acceptance.on(),
                hold.until(),
                hold.amount(),
                plan == null ? List.of() : plan.instalments(),
                hold.why(),
                acceptance,
                null);
    }

    /** A plan that holds the case again after an interruption is the same one. */
    private static void add(List<Agreement> agreements, Agreement next) {
        if (!agreements.isEmpty()) {
            Agreement last = agreements.getLast();
            if (last.equals(next)) {
                return;
            }
            if (last.outcome() == null) {
                agreements.set(agreements.size() - 1, last.ended(REPLACED));
            }
        }
        agreements.add(next);
    }

    private static void end(List<Agreement> agreements, Hold.Kind kind, String outcome) {
        if (!agreements.isEmpty()
                && agreements.getLast().kind() == kind
                && agreements.getLast().outcome() == null) {
            agreements.set(agreements.size() - 1, agreements.getLast().ended(outcome));
        }
    }

    private Agreement ended(String how) {
        return new Agreement(kind, agreedOn, until, amount, instalments, why, acceptance, how);
    }
}
