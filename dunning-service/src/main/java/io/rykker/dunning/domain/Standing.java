package io.rykker.dunning.domain;

import java.time.LocalDate;

/** Where a case stands; each standing carries what is true in it only. It follows from the case and is not kept beside it. */
public sealed interface Standing {

    /** Money or credits are known, the invoice is not yet. */
    record Unknown() implements Standing {}

    record NotDue(LocalDate dueOn) implements Standing {}

    /** Past due. */
    record Overdue(int stepsTaken) implements Standing {}

    /** The collection notice was sent; its deadline runs or has run out. */
    record NoticeRunning(LocalDate deadline) implements Standing {}

    record OnHold(Hold hold) implements Standing {}

    /** With the agency. */
    record Escalated(Handover handover) implements Standing {}

    /**
     * Nothing is owed to the creditor any more: paid, credited, cancelled, written-off or sold. Money that is taken back
     * reopens it.
     */
    record Settled(String how) implements Standing {}

    static Standing of(Case c) {
        Receivable receivable = c.receivable();
        if (receivable == null) {
            return new Unknown();
        }
        String settled = c.settled();
        if (settled != null) {
            return new Settled(settled);
        }
        Assignment factor = c.account().factor();
        if (factor != null) {
            return new OnHold(factor.asHold());
        }
        Hold hold = c.hold();
        if (hold != null) {
            return new OnHold(hold);
        }
        Contest contest = c.dealings().contest();
        if (contest != null && c.isAllContested()) {
            return new OnHold(contest.asHold());
        }
        Handover handover = c.openHandover();
        if (handover != null) {
            return new Escalated(handover);
        }
        Letter notice = c.standingNotice();
        if (notice != null) {
            return new NoticeRunning(notice.standingDeadline());
        }
        if (c.fellDue()) {
            return new Overdue(c.stepsWalked());
        }
        return new NotDue(receivable.dueOn());
    }

    /** The word of the contract. */
    default String word() {
        return switch (this) {
            case Unknown _ -> "unknown";
            case NotDue _ -> "not-due";
            case Overdue _ -> "overdue";
            case NoticeRunning _ -> "notice-running";
            case OnHold _ -> "on-hold";
            case Escalated _ -> "escalated";
            case Settled _ -> "settled";
        };
    }
}
