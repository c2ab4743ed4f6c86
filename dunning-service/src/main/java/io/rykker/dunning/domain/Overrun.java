package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The days that a policy gives a case from the due date to the handover, when they are over and no agency had it: a
 * person is told once. A policy that names no days is never late.
 *
 * @param limit the last day of them
 * @param alertOn when a person is told
 */
public record Overrun(LocalDate limit, LocalDate alertOn) {

    public static final int MOST_DAYS = 3_650;

    /** The last day by which the case was to be handed over, when a person was told that it is over, while that holds. */
    public static Optional<LocalDate> told(Case c) {
        LocalDate limit = c.course().lateSince();
        return limit == null || !mayBeLate(c) ? Optional.empty() : Optional.of(limit);
    }

    /** What a person is still to be told of, when it lasts until then. */
    static Optional<Overrun> toTell(Case c, Rules rules) {
        if (c.receivable() == null || c.course().lateSince() != null) {
            return Optional.empty();
        }
        Policy policy = Agreements.policyOrNull(c, rules);
        Integer days = policy == null ? null : policy.terms().escalateWithinDays();
        if (policy == null || days == null || policy.mode() == Policy.Mode.OBSERVE || !mayBeLate(c)) {
            return Optional.empty();
        }
        LocalDate limit = rules.book().dueOf(c).plusDays(days);
        LocalDate after = limit.plusDays(1);
        return Optional.of(new Overrun(limit, after.isAfter(rules.today()) ? after : rules.today()));
    }

    /** Once handed over it was in time, whatever became of it; what is lawfully held is not the creditor's delay. */
    private static boolean mayBeLate(Case c) {
        return c.settled() == null && c.handovers().isEmpty() && !isExcused(c.standing());
    }

    private static boolean isExcused(Standing standing) {
        return switch (standing) {
            case Standing.OnHold(var hold) ->
                switch (hold.kind()) {
                    case PROMISE,
                            EXTENSION,
                            PLAN,
                            PLAN_PROPOSAL,
                            DISPUTE,
                            UPHELD,
                            BANKRUPTCY,
                            INSOLVENCY,
                            DEATH,
                            FACTORED -> true;
                    case VAGUE_PROMISE,
                            PLAN_OFFER,
                            MANUAL,
                            UNDELIVERABLE,
                            DELIVERY,
                            CONTACT,
                            CALL_BACK,
                            PAYMENT_METHOD,
                            MISSING_INFO,
                            AGENCY,
                            TAKEN_OVER,
                            DEBTOR -> false;
                };
            case Standing.Unknown _,
                    Standing.NotDue _,
                    Standing.Overdue _,
                    Standing.NoticeRunning _,
                    Standing.Escalated _,
                    Standing.Settled _ -> false;
        };
    }

    /** The days within which a policy hands over a case that walks all its steps, or null when it has shortcuts. */
    static @Nullable Integer leastDays(Policy policy) {
        if (!policy.shortcut().equals(Shortcut.NONE)) {
            return null;
        }
        int days = 0;
        for (Step step : policy.steps()) {
            if (!step.isBeforeDue() && step.when().isAlways()) {
                days += step.waitDays() + (step.kind() == StepKind.ESCALATION ? 0 : step.deadlineDays());
            }
        }
        return days;
    }
}
