package io.rykker.dunning.domain;

import java.util.List;

/** What a case's journal says of how the debtor keeps their word; the counts of its facts. */
public record Tally(int promisesKept, int promisesBroken, int disputes) {

    public static final Tally NONE = new Tally(0, 0, 0);

    /** The count after some more facts. */
    public Tally and(List<Fact> facts) {
        int kept = promisesKept;
        int broken = promisesBroken;
        int raised = disputes;
        for (Fact fact : facts) {
            if (fact instanceof Fact.HoldEnded(var _, var outcome)) {
                kept += outcome.equals(Agreements.KEPT) ? 1 : 0;
                broken += outcome.startsWith(Agreements.BROKEN) ? 1 : 0;
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
        return new Tally(kept, broken, raised);
    }

    Tally and(Tally other) {
        return new Tally(
                promisesKept + other.promisesKept, promisesBroken + other.promisesBroken, disputes + other.disputes);
    }
}
