package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comes next in a case, and when, if nothing happens: the date that the sweep looks for. Every case that is owed
 * has one.
 *
 * @param on the day on which the case is to be looked at again
 * @param bankThrough the day through which the creditor's bank must be known before that, or null
 */
public record Ahead(LocalDate on, @Nullable LocalDate bankThrough) {

    /** Days without news after which a person is asked to look at a case in which only others can act. */
    static final int ASK_DAYS = 30;

    /** Days after which a case that waits for somebody else is looked at again. */
    static final int WATCH_DAYS = 7;

    /**
     * The step that the policy comes to next.
     *
     * @param judged the due date or deadline that must have passed unpaid
     * @param fee the letter will carry a fee, as far as the law allows it
     * @param wanted the day on which the policy wants it; the law or the calendar may move it
     * @param lawful why the law moved it, or null
     * @param met the criterion that makes it come now and not the steps before it, or null
     */
    record Next(
            int index,
            Step step,
            LocalDate on,
            LocalDate judged,
            boolean fee,
            LocalDate wanted,
            @Nullable String lawful,
            @Nullable String met) {

        Next met(String criterion, LocalDate on) {
            return new Next(index, step, on, judged, fee, wanted, lawful, criterion);
        }
    }

    /** Null for a case that is settled or not known yet. */
    public static @Nullable Ahead of(Case c, Rules rules) {
        Ahead ahead = ofStanding(c, rules);
        if (ahead == null) {
            return null;
        }
        Contest contest = c.dealings().contest();
        Proof proof = c.dealings().dossier().proof();
        Ahead first = ahead;
        first = sooner(
                first, Limitation.toTell(c, rules).map(Limitation::alertOn).orElse(null));
        first = sooner(first, Silence.toTell(c, rules).map(Silence::alertOn).orElse(null));
        first = sooner(first, Overrun.toTell(c, rules).map(Overrun::alertOn).orElse(null));
        first = sooner(first, contest == null ? null : contest.until().plusDays(1));
        return sooner(
                first, proof == null || !proof.isAwaited() ? null : proof.by().plusDays(1));
    }

    private static Ahead sooner(Ahead one, @Nullable LocalDate on) {
        return on != null && on.isBefore(one.on()) ? new Ahead(on, null) : one;
    }

    private static @Nullable Ahead ofStanding(Case c, Rules rules) {
        return switch (c.standing()) {
            case Standing.Unknown _ -> null;
            case Standing.Settled _ -> null;
            case Standing.NotDue _ -> notDue(c, rules);
            case Standing.OnHold(var hold) -> held(c, hold, rules);
            case Standing.Escalated(var handover) -> new Ahead(after(handover.on(), rules.today()), null);
            case Standing.Overdue _ -> step(c, rules);
            case Standing.NoticeRunning _ -> step(c, rules);
        };
    }

    private static Ahead notDue(Case c, Rules rules) {
        LocalDate due = due(c, rules.book());
        Next nudge = c.pendingLetter() == null ? beforeDue(c, rules).orElse(null) : null;
        if (nudge == null || isWaiting(c, nudge, rules)) {
            return new Ahead(due.plusDays(1), bank(c, due));
        }
        LocalDate earliest =
                mayTake(nudge.step(), rules) ? rules.today() : rules.today().plusDays(1);
        LocalDate on = nudge.on().isAfter(earliest) ? nudge.on() : rules.book().roll(c, earliest);
        return on.isAfter(due) ? new Ahead(due.plusDays(1), bank(c, due)) : new Ahead(on, null);
    }

    private static Ahead held(Case c, Hold hold, Rules rules) {
        if (hold.kind() == Hold.Kind.FACTORED) {
            return new Ahead(after(hold.from(), rules.today()), null);
        }
        LocalDate until = Agreements.watchedUntil(c, hold);
        LocalDate on = until.plusDays(1);
        if (hold.kind() == Hold.Kind.CALL_BACK && !isTold(c, hold)) {
            return new Ahead(latest(hold.callBackOn(), rules.today()), null);
        }
        Letter pending = c.pendingLetter();
        if (hold.isProposal() && pending != null && rules.today().isAfter(until)) {
            // what nobody has read cannot be accepted, and does not lapse
            return new Ahead(after(pending.askedOn(), rules.today()), null);
        }
        if (hold.kind() == Hold.Kind.PLAN || hold.coversProposal() || Proposals.isOffered(c, hold, rules)) {
            LocalDate earliest = rules.debtor().mayBeWrittenTo()
                    ? rules.today()
                    : rules.today().plusDays(1);
            on = rules.book().roll(c, latest(on, earliest));
        }
        return new Ahead(on, hold.waitsForBank() ? bank(c, until) : null);
    }

    /** The debtor is to be called back now, and no person was told of it yet. */
    static boolean isCallDue(Case c, Hold hold, LocalDate today) {
        return !today.isBefore(hold.callBackOn()) && !isTold(c, hold);
    }

    private static boolean isTold(Case c, Hold hold) {
        LocalDate asked = c.dealings().askedOn();
        return asked != null && !asked.isBefore(hold.callBackOn());
    }

    private static Ahead step(Case c, Rules rules) {
        Letter pending = c.pendingLetter();
        if (pending != null) {
            return new Ahead(after(pending.askedOn(), rules.today()), null);
        }
        try {
            Next next = next(c, rules);
            LocalDate today = rules.today();
            if (isWatched(c, next, rules)) {
                return new Ahead(after(latest(next.on(), today), today), null);
            }
            // a step that was missed is taken on the next open day, which may be today; one that was tried today and
            // found no law is tried again tomorrow
            LocalDate earliest = c.missing() == null && mayTake(next.step(), rules) ? today : today.plusDays(1);
            LocalDate on =
                    next.on().isAfter(earliest) ? next.on() : rules.book().roll(c, earliest);
            return new Ahead(on, bank(c, next.judged()));
        } catch (MissingLaw missing) {
            // looked at again every day, so that it goes on by itself when the row is there
            return new Ahead(rules.today().plusDays(1), null);
        }
    }

    /** The step's day has come, and it is somebody else's turn or not worth it: looked at again, not taken. */
    private static boolean isWatched(Case c, Next next, Rules rules) {
        boolean isThere = !next.on().isAfter(rules.today());
        return isObserved(c) || (isThere && (isWaiting(c, next, rules) || isNotWorthIt(c, next, rules)));
    }

    /** The whole policy was observed to its end: nothing follows. */
    static boolean isObserved(Case c) {
        Letter last = c.lastLetter();
        return last != null && last.isObserved() && last.kind() == StepKind.ESCALATION;
    }

    /** The person who can approve this step was asked about it, and has not answered. */
    static boolean isWaiting(Case c, Next next, Rules rules) {
        Course.Approval approval = c.course().approval();
        String approver = rules.debtor().approver(next.step().kind());
        boolean isToApprove = approver != null || rules.book().policy(c).mode() == Policy.Mode.APPROVE;
        return isToApprove && approval != null && approval.isOf(next.index(), approver) && !approval.given();
    }

    /** Less is owed than the policy reminds of, and it is more than what is written off. */
    static boolean isNotWorthIt(Case c, Next next, Rules rules) {
        Policy policy = rules.book().policy(c);
        return (next.step().kind() != StepKind.ESCALATION || next.step().isToRemind())
                && c.uncontested().amount().compareTo(policy.quiet().below()) < 0
                && !isSmall(c, policy);
    }

    /** The invoice itself is paid, and what is left of fees and the like is not worth more work. */
    static boolean isSmall(Case c, Policy policy) {
        return c.dealings().contest() == null
                && !c.principalLeft(LocalDate.MAX).isPositive()
                && policy.smallBalance().reach(c.balance());
    }

    /** The nudge that is to be sent before the due date, while there is time; the last of several that were missed. */
    static Optional<Next> beforeDue(Case c, Rules rules) {
        Policy policy = rules.book()
                .find(c.creditorId(), c.issued().policy(), c.issued().policyVersion())
                .orElse(null);
        if (policy == null || rules.book().findLaw(c.issued().debtorCountry()).isEmpty()) {
            return Optional.empty();
        }
        LocalDate due = due(c, rules.book());
        Next next = null;
        for (int i = c.stepsWalked(); i < policy.steps().size(); i++) {
            Step step = policy.steps().get(i);
            if (!step.isBeforeDue()) {
                break;
            }
            LocalDate wanted = due.plusDays(step.waitDays());
            LocalDate on = rules.book().roll(c, latest(wanted, rules.today()));
            boolean isFirst = next == null || !wanted.isAfter(rules.today());
            if (isFirst && on.isBefore(due) && step.isFor(c, rules)) {
                next = new Next(i, step, on, due, false, wanted, null, null);
            }
        }
        return Optional.ofNullable(next).filter(one -> !isNotWorthIt(c, one, rules));
    }

    /** A letter is not taken for a debtor who has had one today, or to whom one is on its way. */
    static boolean mayTake(Step step, Rules rules) {
        return step.kind() == StepKind.ESCALATION || rules.debtor().mayBeWrittenTo();
    }

    /** The next step and its first lawful day; throws {@link MissingLaw}. */
    static Next next(Case c, Rules rules) {
        Policy policy = rules.book().policy(c);
        requireEnforceable(c, rules);
        int index = index(c, policy, rules);
        Next planned = at(index, c, policy, rules);
        Shortcut.Met met = policy.shortcut().met(c, due(c, rules.book()));
        int target = c.isNoticed() ? policy.steps().size() - 1 : policy.notice();
        if (met == null || target <= index || c.dealings().detour() == Detour.NOTICE_AGAIN) {
            return planned;
        }
        Next straight = at(target, c, policy, rules);
        LocalDate from = met.from();
        LocalDate on =
                from != null && from.isAfter(straight.on()) ? rules.book().roll(c, from) : straight.on();
        return from != null && on.isAfter(planned.on()) ? planned : straight.met(met.why(), on);
    }

    /** What is barred is not asked for: a person writes it off. */
    private static void requireEnforceable(Case c, Rules rules) {
        Limitation.of(c, rules.book())
                .filter(limitation -> rules.today().isAfter(limitation.on()))
                .ifPresent(limitation -> {
                    throw new MissingLaw("the claim was barred by limitation after " + limitation.on() + " ("
                            + limitation.because() + ", " + limitation.paragraph()
                            + "): nothing more is asked for, write it off");
                });
    }

    /** The first step that is still to be walked and is meant for this case; never the agency before the notice. */
    private static int index(Case c, Policy policy, Rules rules) {
        List<Step> steps = policy.steps();
        int walked = Math.clamp(c.stepsWalked(), 0, steps.size() - 1);
        Detour detour = c.dealings().detour();
        int index = detour == null ? walked : detour.step(steps, walked, c.isNoticed());
        while (index < steps.size() - 1
                && (steps.get(index).isBeforeDue() || !steps.get(index).isFor(c, rules))) {
            index++;
        }
        return steps.get(index).kind() == StepKind.ESCALATION && !c.isNoticed() ? policy.notice() : index;
    }

    private static Next at(int index, Case c, Policy policy, Rules rules) {
        Receivable issued = c.issued();
        RuleBook book = rules.book();
        Law law = book.lawOf(c);
        Step step = policy.steps().get(index);
        LocalDate judged = judged(c, book);
        LocalDate reversed = c.account().lastReversal();
        // a detour leads on at once: the day after what was judged
        int waitDays = c.dealings().detour() == null ? step.waitDays() : 1;
        LocalDate wanted = judged.plusDays(Math.max(1, waitDays));
        if (reversed != null && reversed.plusDays(policy.graceDays()).isAfter(wanted)) {
            wanted = reversed.plusDays(policy.graceDays());
        }
        LocalDate on = book.roll(c, wanted);
        if (step.kind() == StepKind.ESCALATION) {
            if (policy.mode() != Policy.Mode.OBSERVE && mandate(c, step) == Mandate.COLLECTION) {
                requireNotice(c, book);
            }
            return new Next(index, step, on, judged, false, wanted, null, null);
        }
        boolean isPlanBroken =
                c.dealings().plansBroken() > 0 && !law.feeAfterBrokenPlan(issued.debtorKind(), dates(c, book, on));
        if (!step.fee() || isPlanBroken || !mayCharge(c, law)) {
            return new Next(index, step, on, judged, false, wanted, null, null);
        }
        return switch (law.fee(
                issued.debtorKind(), dates(c, book, on), feeFor(c, step.kind(), rules.debtor()), feeLetters(c))) {
            case Law.FeeRuling.Allowed _ -> new Next(index, step, on, judged, true, wanted, null, null);
            case Law.FeeRuling.NotBefore(var earliest, var why) ->
                new Next(index, step, book.roll(c, earliest), judged, true, wanted, why, null);
            case Law.FeeRuling.Never(var why) -> new Next(index, step, on, judged, false, wanted, why, null);
        };
    }

    /** An agency is asked to remind only where the creditor has not: what was sent formally leaves it to collect. */
    static Mandate mandate(Case c, Step step) {
        boolean isReminded = c.lettersThatStand(StepKind.FORMAL) + c.lettersThatStand(StepKind.COLLECTION_NOTICE) > 0;
        return step.isToRemind() && !isReminded ? Mandate.REMINDERS : Mandate.COLLECTION;
    }

    /** What must have passed unpaid before anything else is done: the due date, and every printed deadline. */
    private static LocalDate judged(Case c, RuleBook book) {
        LocalDate judged = due(c, book);
        for (Letter letter : c.letters()) {
            if (letter.isStep() && letter.stands()) {
                judged = latest(judged, letter.standingDeadline());
            }
        }
        return judged;
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** The law's sums are in its own currency, and nothing is added when only what was added before is left. */
    static boolean mayCharge(Case c, Law law) {
        return law.currency().equals(c.issued().total().currency()) && mayBearInterest(c);
    }

    /** A percentage is one in any currency. */
    static boolean mayBearInterest(Case c) {
        return c.principalLeft(LocalDate.MAX).minus(c.disputed()).isPositive();
    }

    static Law.FeeFor feeFor(Case c, StepKind letter, Debtor debtor) {
        return new Law.FeeFor(letter, c.issued().feesAgreed(), debtor.feesBeside(c.invoiceId()));
    }

    static List<Law.FeeLetter> feeLetters(Case c) {
        return c.letters().stream()
                .filter(letter -> letter.stands()
                        && c.account()
                                .claimed(ClaimLine.Kind.FEE, letter.id().toString(), letter.fee())
                                .isPositive())
                .map(Ahead::feeLetter)
                .toList();
    }

    static ClaimDates dates(Case c, RuleBook book, LocalDate on) {
        return new ClaimDates(c.issued().issuedOn(), due(c, book), on);
    }

    /** The due date, moved to the next open day where the law of the debtor's country moves it. */
    static LocalDate due(Case c, RuleBook book) {
        return book.dueOf(c);
    }

    private static Law.FeeLetter feeLetter(Letter letter) {
        Letter.Sent sent = letter.sent();
        return new Law.FeeLetter(sent == null ? letter.askedOn() : sent.on(), letter.standingDeadline(), letter.kind());
    }

    private static void requireNotice(Case c, RuleBook book) {
        Letter notice = c.standingNotice();
        if (notice == null || notice.sent() == null) {
            throw new MissingLaw("no collection notice was sent, the case cannot go to an agency");
        }
        Letter.Sent sent = notice.sent();
        Law.Notice must = book.lawOf(c).notice(c.issued().debtorKind(), dates(c, book, sent.on()));
        LocalDate shortest = must.shortestDeadline();
        if (sent.deadline().isBefore(shortest)) {
            throw new MissingLaw("the collection notice of " + sent.on() + " gave until " + sent.deadline() + " only; "
                    + shortest + " would be lawful: it does not count");
        }
    }

    private static @Nullable LocalDate bank(Case c, LocalDate judged) {
        return c.issued().statements() ? judged : null;
    }

    private static LocalDate after(LocalDate from, LocalDate today) {
        LocalDate next = from.plusDays(WATCH_DAYS);
        while (!next.isAfter(today)) {
            next = next.plusDays(WATCH_DAYS);
        }
        return next;
    }
}
