package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes next in a case, and when, if nothing happens: the date that the sweep looks for. Every case that is owed
 * has one.
 *
 * @param on the day on which the case is to be looked at again
 * @param bankThrough the day through which the creditor's bank must be known before that, or null
 */
public record Ahead(LocalDate on, @Nullable LocalDate bankThrough) {

    /** Days after which a case that waits for somebody else is looked at again. */
    static final int WATCH_DAYS = 7;

    /**
     * The step that the policy comes to next.
     *
     * @param judged the due date or deadline that must have passed unpaid
     * @param fee the letter will carry a fee, as far as the law allows it
     */
    record Next(int index, Step step, LocalDate on, LocalDate judged, boolean fee) {}

    /** Null for a case that is settled or not known yet. */
    public static @Nullable Ahead of(Case c, Rules rules) {
        return switch (c.standing()) {
            case Standing.Unknown _ -> null;
            case Standing.Settled _ -> null;
            case Standing.NotDue _ -> {
                LocalDate due = due(c, rules.book());
                yield new Ahead(due.plusDays(1), bank(c, due));
            }
            case Standing.OnHold(var hold) ->
                new Ahead(hold.until().plusDays(1), hold.kind() == Hold.Kind.PROMISE ? bank(c, hold.until()) : null);
            case Standing.Escalated(var handover) -> new Ahead(after(handover.on(), rules.today()), null);
            case Standing.Overdue _ -> step(c, rules);
            case Standing.NoticeRunning _ -> step(c, rules);
        };
    }

    private static Ahead step(Case c, Rules rules) {
        Letter pending = c.pendingLetter();
        if (pending != null) {
            return new Ahead(after(pending.askedOn(), rules.today()), null);
        }
        try {
            Next next = next(c, rules);
            LocalDate today = rules.today();
            // a step that was missed is taken on the next open day, which may be today; one that was tried today and
            // found no law is tried again tomorrow
            LocalDate earliest = c.missing() == null ? today : today.plusDays(1);
            LocalDate on = next.on().isAfter(earliest)
                    ? next.on()
                    : rules.book().closings(c.issued().debtorCountry()).roll(earliest);
            return new Ahead(on, bank(c, next.judged()));
        } catch (MissingLaw missing) {
            // looked at again every day, so that it goes on by itself when the row is there
            return new Ahead(rules.today().plusDays(1), null);
        }
    }

    /** The next step and its first lawful day; throws {@link MissingLaw}. */
    static Next next(Case c, Rules rules) {
        Receivable issued = c.issued();
        Law law = rules.book().law(issued.debtorCountry());
        Policy policy = rules.book().policy(issued.policy(), issued.policyVersion());
        Letter last = c.lastLetter();
        int index = Math.min(c.stepsWalked(), policy.steps().size() - 1);
        Step step = policy.steps().get(index);
        LocalDate judged = last == null ? due(c, rules.book()) : last.standingDeadline();
        LocalDate reversed = c.account().lastReversal();
        LocalDate on = judged.plusDays(step.waitDays());
        if (reversed != null && reversed.plusDays(policy.graceDays()).isAfter(on)) {
            on = reversed.plusDays(policy.graceDays());
        }
        on = law.closings().roll(on);
        if (step.kind() == StepKind.ESCALATION) {
            requireNotice(c, law);
            return new Next(index, step, on, judged, false);
        }
        if (!step.fee() || !mayCharge(c, law)) {
            return new Next(index, step, on, judged, false);
        }
        return switch (law.fee(issued.debtorKind(), dates(c, rules.book(), on), feeLetters(c))) {
            case Law.FeeRuling.Allowed _ -> new Next(index, step, on, judged, true);
            case Law.FeeRuling.NotBefore(var earliest, var _) ->
                new Next(index, step, law.closings().roll(earliest), judged, true);
            case Law.FeeRuling.Never _ -> new Next(index, step, on, judged, false);
        };
    }

    /** Nothing is added to a claim in a foreign currency, or of which only what was added before is left. */
    static boolean mayCharge(Case c, Law law) {
        return law.currency().equals(c.issued().total().currency())
                && c.principalLeft(LocalDate.MAX).isPositive();
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

    /** The due date, moved to the next banking day of the debtor's country. */
    static LocalDate due(Case c, RuleBook book) {
        Receivable issued = c.issued();
        return book.closings(issued.debtorCountry()).roll(issued.dueOn());
    }

    private static Law.FeeLetter feeLetter(Letter letter) {
        Letter.Sent sent = letter.sent();
        return new Law.FeeLetter(sent == null ? letter.askedOn() : sent.on(), letter.standingDeadline());
    }

    private static void requireNotice(Case c, Law law) {
        Letter notice = c.standingNotice();
        if (notice == null || notice.sent() == null) {
            throw new MissingLaw("no collection notice was sent, the case cannot go to an agency");
        }
        Letter.Sent sent = notice.sent();
        Receivable issued = c.issued();
        ClaimDates dates = new ClaimDates(issued.issuedOn(), law.closings().roll(issued.dueOn()), sent.on());
        LocalDate shortest = sent.on().plusDays(law.noticeDays(issued.debtorKind(), dates));
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
