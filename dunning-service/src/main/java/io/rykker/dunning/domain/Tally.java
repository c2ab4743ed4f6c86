package io.rykker.dunning.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a case's journal says of how the debtor keeps their word; the counts of its facts. */
public record Tally(int promisesKept, int promisesBroken, int disputes, Set<Excuse> excuses) {

    public Tally {
        excuses = Set.copyOf(excuses);
    }

    public static final Tally NONE = new Tally(0, 0, 0, Set.of());

    /** The count after some more facts. */
    public Tally and(List<Fact> facts) {
        int kept = promisesKept;
        int broken = promisesBroken;
        int raised = disputes;
        Set<Excuse> given = EnumSet.noneOf(Excuse.class);
        given.addAll(excuses);
        for (Fact fact : facts) {
            if (fact instanceof Fact.HoldEnded(var _, var outcome)) {
                kept += outcome.equals(Agreements.KEPT) ? 1 : 0;
                broken += outcome.startsWith(Agreements.BROKEN) ? 1 : 0;
            }
            if (fact instanceof Fact.HeldBack(var hold)) {
                Excuse.of(hold).ifPresent(given::add);
            }
            if (fact instanceof Fact.Contested(var contest)
                    && !contest.upheld()
                    && contest.until().equals(contest.from().plusDays(Holds.REVIEW_DAYS))) {
                raised++;
            }
            // a hold that asks again is the same dispute: it keeps the day on which it was raised
            if (fact instanceof Fact.HeldBack(var hold)
                    && hold.kind() == Hold.Kind.DISPUTE
                    && hold.until().equals(hold.from().plusDays(Holds.REVIEW_DAYS))) {
                raised++;
            }
        }
        return new Tally(kept, broken, raised, given);
    }

    Tally and(Tally other) {
        Set<Excuse> either = EnumSet.noneOf(Excuse.class);
        either.addAll(excuses);
        either.addAll(other.excuses);
        return new Tally(
                promisesKept + other.promisesKept,
                promisesBroken + other.promisesBroken,
                disputes + other.disputes,
                either);
    }
}
