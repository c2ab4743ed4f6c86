package io.rykker.dunning.domain;

import java.util.ArrayList;
import java.util.List;

/** How any hold begins and ends. */
final class Holds {

    /** Days after which a hold that waits for an answer asks again. */
    static final int REVIEW_DAYS = 14;

    /** How the outcome begins of a hold that a person ended. */
    static final String RELEASED = "released: ";

    private Holds() {}

    /** Holds the case: what is on its way is called off, and an agency gives it back. */
    static List<Fact> held(Case c, Hold hold, String reason) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.HeldBack(hold));
        facts.addAll(calledBack(c, hold.isDispute() || hold.isStop() ? reason : "manual", reason));
        return facts;
    }

    static List<Fact> calledBack(Case c, String reason) {
        return calledBack(c, reason, reason);
    }

    private static List<Fact> calledBack(Case c, String fromAgency, String fromPost) {
        List<Fact> facts = new ArrayList<>();
        Letter pending = c.pendingLetter();
        if (pending != null) {
            facts.add(new Fact.ReminderCalledOff(pending.id(), fromPost));
        }
        Handover handover = c.openHandover();
        if (handover != null) {
            facts.add(new Fact.TakenBack(handover.caseId(), fromAgency));
        }
        return facts;
    }

    /** Ends the hold; what it had interrupted holds the case again. */
    static List<Fact> ended(Hold hold, String outcome) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.HoldEnded(hold.kind(), outcome));
        Hold before = hold.before();
        if (before != null) {
            facts.add(new Fact.HeldBack(before));
        }
        return facts;
    }
}
