package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time in which nothing was heard of an open case and nothing done about it. A case always has a next date; this
 * watches over what becomes of it: asking the same question again and again is silence too.
 *
 * @param since the last day on which anything was heard or done, or for which something was agreed
 * @param alertOn when a person is told, once for each silence
 */
public record Silence(LocalDate since, LocalDate alertOn) {

    /** What is long for a policy that says nothing of it. */
    public static final int USUAL_DAYS = 45;

    /** Every policy waits some days between two steps: an alert at each of them is none. */
    public static final int LEAST_DAYS = 14;

    public static final int MOST_DAYS = 180;

    /** What has no day of its own is noted with one when the days of everything else say less than this. */
    private static final int NOTED_AFTER_DAYS = 7;

    /** The silence that a person was told of, while it lasts. */
    public static Optional<LocalDate> told(Case c) {
        LocalDate told = c.course().silentSince();
        return told == null || isOutOfSight(c) || since(c).isAfter(told) ? Optional.empty() : Optional.of(told);
    }

    /** The silence that a person is still to be told of, when it lasts until then. */
    static Optional<Silence> toTell(Case c, Rules rules) {
        if (isOutOfSight(c) || told(c).isPresent()) {
            return Optional.empty();
        }
        Policy policy = Agreements.policyOrNull(c, rules);
        if (policy != null && policy.mode() == Policy.Mode.OBSERVE) {
            // it does nothing and tells nobody: whoever does the work is elsewhere
            return Optional.empty();
        }
        int days = policy == null ? USUAL_DAYS : policy.terms().silentDays();
        LocalDate since = since(c);
        return Optional.of(new Silence(since, since.plusDays(days)));
    }

    /** Something was heard of the case today that no date in it tells. */
    static boolean isBrokenUnseen(Case heard, LocalDate today) {
        return !isOutOfSight(heard)
                && heard.balance().isPositive()
                && since(heard).plusDays(NOTED_AFTER_DAYS).isBefore(today);
    }

    private static boolean isOutOfSight(Case c) {
        return c.receivable() == null || c.settled() != null;
    }

    private static LocalDate since(Case c) {
        LocalDate since = later(c.issued().dueOn(), c.course().signOfLifeOn());
        for (Letter letter : c.letters()) {
            since = later(later(since, letter.askedOn()), letter.sentOn());
        }
        for (Handover handover : c.handovers()) {
            since = later(since, handover.on());
        }
        Hold hold = c.hold();
        if (hold != null) {
            since = later(since, hold.from());
        }
        // nobody has forgotten what was agreed for a day to come
        return hold != null && (hold.isAgreement() || hold.isProposal() || hold.isSoft())
                ? later(since, Agreements.watchedUntil(c, hold))
                : since;
    }

    private static LocalDate later(LocalDate one, @Nullable LocalDate other) {
        return other != null && other.isAfter(one) ? other : one;
    }
}
