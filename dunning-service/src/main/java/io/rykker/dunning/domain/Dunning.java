package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The whole table: what a case does about what it hears. Pure: the same case, signal and rules give the same decision.
 *
 * <p>News of money, letters and agencies is counted whatever the standing; what follows from it (charges, settling,
 * reopening, recalling) is worked out from the case, so the order of the news does not matter. What a person decides and
 * what a day brings depend on the standing, cell by cell.
 */
public final class Dunning {

    /** Days after which a hold that waits for an answer asks again. */
    static final int REVIEW_DAYS = 14;

    private final Rules rules;

    private Dunning(Rules rules) {
        this.rules = rules;
    }

    public static Decision decide(Case c, Signal signal, Rules rules) {
        return new Dunning(rules).decide(c, signal);
    }

    /** What a signal means before its consequences: facts (none: it is known already), or why it is refused. */
    private sealed interface Heard {
        record Facts(List<Fact> facts) implements Heard {}

        record Refused(String why) implements Heard {}
    }

    private Decision decide(Case c, Signal signal) {
        return switch (hear(c, signal)) {
            case Heard.Refused(var why) -> new Decision.Refuse(why);
            case Heard.Facts(var facts) when facts.isEmpty() -> new Decision.Stay();
            case Heard.Facts(var facts) -> move(c, facts);
        };
    }

    private Heard hear(Case c, Signal signal) {
        return switch (signal) {
            case Signal.FromInvoices s -> onInvoice(c, s);
            case Signal.FromPayments s -> onPayment(c, s);
            case Signal.FromDeliveries s -> onDelivery(c, s);
            case Signal.FromAgency s -> onAgency(c, s);
            case Signal.FromPeople s -> onPerson(c, s);
            case Signal.DayCame _ -> new Heard.Facts(day(c));
        };
    }

    private Heard onInvoice(Case c, Signal.FromInvoices signal) {
        return switch (signal) {
            case Signal.Issued s when c.receivable() != null -> known();
            case Signal.Issued(var creditor, var issued) -> new Heard.Facts(taken(creditor, issued));
            case Signal.Credited(var id, var credit) when c.account().credits().containsKey(id) -> known();
            case Signal.Credited(var id, var credit)
            when wrongCurrency(c, credit.amount()) ->
                wrongCurrency(c, "credit note " + credit.number(), credit.amount());
            case Signal.Credited(var id, var credit) -> facts(new Fact.CreditCounted(id, credit));
            case Signal.Cancelled s when c.account().cancelled() != null -> known();
            case Signal.Cancelled(var cancellation) -> facts(new Fact.InvoiceWithdrawn(cancellation));
        };
    }

    /** An invoice that names no policy walks the one that the creditor's rules choose. */
    private List<Fact> taken(String creditor, Receivable issued) {
        RuleBook book = rules.book();
        Segment segment =
                book.segment(creditor, issued, rules.debtor().history()).orElse(null);
        String policy = issued.policy();
        if (policy.isEmpty()) {
            policy = segment == null ? RuleBook.DEFAULT_POLICY : segment.policy();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.InvoiceTaken(creditor, issued.walking(policy, book.newest(creditor, policy))));
        if (segment != null) {
            facts.add(new Fact.SegmentFound(segment.name()));
        }
        return facts;
    }

    private Heard onPayment(Case c, Signal.FromPayments signal) {
        return switch (signal) {
            case Signal.Paid(var id, var payment) when c.account().payments().containsKey(id) -> known();
            case Signal.Paid(var id, var payment)
            when !payment.amount().isPositive() -> refuse("a payment of " + payment.amount() + " is none");
            case Signal.Paid(var id, var payment)
            when wrongCurrency(c, payment.amount()) -> wrongCurrency(c, "the payment", payment.amount());
            case Signal.Paid(var id, var payment) -> facts(new Fact.PaymentCounted(id, payment));
            case Signal.Reversed(var id, var reversal)
            when c.account().reversals().containsKey(id) -> known();
            case Signal.Reversed(var id, var reversal) -> facts(new Fact.PaymentTakenBack(id, reversal));
        };
    }

    private Heard onDelivery(Case c, Signal.FromDeliveries signal) {
        Letter letter = c.letter(signal.reminderId()).orElse(null);
        if (letter == null) {
            return refuse("this case asked for no reminder " + signal.reminderId());
        }
        return switch (signal) {
            case Signal.Sent s when letter.sent() != null -> known();
            case Signal.Sent(var id, var sending) ->
                facts(new Fact.ReminderWentOut(id, sending.notBefore(letter.askedOn())));
            case Signal.Arrived s when letter.arrivedBy() != null -> known();
            case Signal.Arrived(var id, var channel) -> facts(new Fact.ReminderArrived(id, channel));
            case Signal.CalledOff s when !letter.isPending() -> known();
            case Signal.CalledOff(var id, var reason) -> facts(new Fact.ReminderCalledOff(id, reason));
            case Signal.Undeliverable s when letter.failed() != null -> known();
            case Signal.Undeliverable s -> undeliverable(c, letter, s);
        };
    }

    /**
     * The letter is as never sent: its step is still to be walked, after a person has looked at the address. An agency
     * keeps the case, unless it is the collection notice that came back: without it there was no handover to make.
     */
    private Heard undeliverable(Case c, Letter letter, Signal.Undeliverable signal) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.ReminderFailed(signal.reminderId(), signal.channel(), signal.reason()));
        boolean staysWithAgency = c.openHandover() != null && letter.kind() != StepKind.COLLECTION_NOTICE;
        if (c.hold() == null && c.settled() == null && !staysWithAgency) {
            Hold hold = new Hold(
                    Hold.Kind.UNDELIVERABLE,
                    signal.on(),
                    signal.on().plusDays(REVIEW_DAYS),
                    Hold.Then.RESUME,
                    signal.reason(),
                    "the debtor was not reached by " + signal.channel(),
                    null,
                    null);
            facts.addAll(held(c.withAll(facts), hold, "held"));
        }
        return new Heard.Facts(facts);
    }

    private Heard onAgency(Case c, Signal.FromAgency signal) {
        Handover handover = c.handovers().stream()
                .filter(one -> one.caseId().equals(signal.caseId()))
                .findFirst()
                .orElse(null);
        if (handover == null) {
            return refuse("this invoice was never handed over as case " + signal.caseId());
        }
        String word = signal.on() + " " + said(signal);
        if (handover.words().contains(word)) {
            return known();
        }
        String over = switch (signal) {
            case Signal.Accepted _ -> null;
            case Signal.Progressed _ -> null;
            case Signal.Rejected s -> "rejected: " + s.reason();
            case Signal.Closed s -> "closed: " + s.closeCode();
        };
        Fact spoke = new Fact.AgencySpoke(signal.caseId(), signal.agency(), word, over);
        if (over == null || !handover.isOpen() || c.hold() != null) {
            return facts(spoke);
        }
        Hold hold = new Hold(
                Hold.Kind.AGENCY,
                signal.on(),
                signal.on().plusDays(REVIEW_DAYS),
                Hold.Then.ASK_AGAIN,
                over,
                "the agency has ended its work: release, write off, or wait for its payment",
                null,
                null);
        return facts(spoke, new Fact.HeldBack(hold));
    }

    private static String said(Signal.FromAgency signal) {
        return switch (signal) {
            case Signal.Accepted s -> s.agencyCaseNumber() == null ? "accepted" : "accepted as " + s.agencyCaseNumber();
            case Signal.Rejected s -> "rejected: " + s.reason();
            case Signal.Progressed s -> s.status() + (s.text() == null ? "" : ": " + s.text());
            case Signal.Closed s -> "closed, " + s.closeCode() + (s.text() == null ? "" : ": " + s.text());
        };
    }

    private record On(Standing standing, Signal.FromPeople signal) {}

    private Heard onPerson(Case c, Signal.FromPeople signal) {
        return switch (new On(c.standing(), signal)) {
            case On(Standing.Unknown _, Signal.FromPeople s) -> refuse("the invoice is not known yet");
            case On(Standing.Settled(var how), Signal.FromPeople s) -> refuse("the claim is settled: " + how);

            case On(Standing _, Signal.Promised p)
            when p.until().isBefore(rules.today()) -> refuse("the promise ends on " + p.until() + ", which is over");
            case On(Standing _, Signal.Promised p)
            when wrongPromise(c, p) -> refuse("the promise must be of a part of " + c.balance());
            case On(Standing.OnHold(var hold), Signal.Promised p)
            when hold.equals(promise(c, p, hold.from())) -> known();
            case On(Standing.OnHold(var hold), Signal.Promised p)
            when hold.isDispute() -> refuse("a dispute is open: answer it first");
            case On(Standing.Escalated _, Signal.Promised _) ->
                refuse("the case is with the agency, which makes its own agreements");
            case On(Standing _, Signal.Promised p) -> hold(c, promise(c, p, rules.today()), "held");

            case On(Standing.OnHold(var hold), Signal.Disputed d)
            when hold.isDispute() ->
                hold.reason().equals(d.reason()) ? known() : refuse("a dispute is open already: " + hold.reason());
            case On(Standing _, Signal.Disputed d) ->
                hold(c, dispute(Hold.Kind.DISPUTE, rules.today(), d.reason(), d.why()), "disputed");

            case On(Standing.OnHold(var hold), Signal.Resolved r) when hold.isDispute() -> resolved(c, hold, r);
            case On(Standing _, Signal.Resolved _) -> refuse("no dispute is open");

            case On(Standing _, Signal.Held h)
            when h.until().isBefore(rules.today()) -> refuse("the hold ends on " + h.until() + ", which is over");
            case On(Standing.OnHold(var hold), Signal.Held h)
            when hold.isDispute() -> refuse("a dispute is open and holds the case already");
            case On(Standing.OnHold(var hold), Signal.Held h)
            when hold.kind() == Hold.Kind.MANUAL && hold.until().equals(h.until()) -> known();
            case On(Standing _, Signal.Held h) -> hold(c, manual(h), "held");

            case On(Standing.OnHold(var hold), Signal.Released r)
            when hold.isDispute() -> refuse("a dispute is ended by its resolution");
            case On(Standing.OnHold(var hold), Signal.Released r) ->
                facts(new Fact.HoldEnded(hold.kind(), "released: " + r.why()));
            case On(Standing _, Signal.Released _) -> refuse("the case is not on hold");

            case On(Standing.OnHold(var hold), Signal.Approved a) ->
                refuse("the case is held until " + hold.until() + ": release it first");
            case On(Standing _, Signal.Approved a) -> approved(c, a);
            case On(Standing _, Signal.PolicyChosen p) -> policyChosen(c, p);

            case On(Standing.OnHold(var hold), Signal.DebtorHeld d)
            when hold.kind() != Hold.Kind.DEBTOR || hold.equals(d.hold()) -> known();
            case On(Standing _, Signal.DebtorHeld d) -> hold(c, d.hold(), "held");

            case On(Standing.OnHold(var hold), Signal.DebtorReleased r)
            when hold.kind() == Hold.Kind.DEBTOR -> facts(new Fact.HoldEnded(hold.kind(), "released: " + r.why()));
            case On(Standing _, Signal.DebtorReleased _) -> known();

            case On(Standing _, Signal.WrittenOff w) ->
                facts(new Fact.GivenUp(new Account.WriteOff(rules.today(), w.why())));
        };
    }

    private static Heard approved(Case c, Signal.Approved word) {
        Course.Approval approval = c.course().approval();
        if (approval == null) {
            return refuse("no step of this case waits for approval");
        }
        return approval.given() ? known() : facts(new Fact.ApprovalGiven(approval.step(), word.why()));
    }

    private Heard policyChosen(Case c, Signal.PolicyChosen chosen) {
        Policy to = rules.book()
                .find(c.creditorId(), chosen.policy(), RuleBook.NEWEST)
                .orElse(null);
        Receivable issued = c.issued();
        if (to == null) {
            return refuse("the creditor has no policy " + chosen.policy() + ": choose one of GET /policies");
        }
        if (to.name().equals(issued.policy()) && to.version() == issued.policyVersion()) {
            return known();
        }
        if (!to.isFor(issued.debtorCountry())) {
            return refuse("policy " + to.label() + " is not meant for debtors in " + issued.debtorCountry());
        }
        if (c.pendingLetter() != null) {
            return refuse("a letter is on its way: choose again when it was sent, or hold the case to call it off");
        }
        return facts(new Fact.PolicyMoved(to.name(), to.version(), goesOnAt(c, to), chosen.why()));
    }

    /** The place in another policy that stands for what was sent: nothing is said twice, and no notice is skipped. */
    private static int goesOnAt(Case c, Policy to) {
        if (c.standingNotice() != null) {
            return to.notice() + 1;
        }
        long formal = c.lettersThatStand(StepKind.FORMAL);
        boolean isContacted =
                formal > 0 || c.lettersThatStand(StepKind.FRIENDLY) + c.lettersThatStand(StepKind.CALL) > 0;
        int place = 0;
        for (Step step : to.steps()) {
            boolean isDone = switch (step.kind()) {
                case FRIENDLY, CALL -> isContacted;
                case FORMAL -> formal-- > 0;
                case COLLECTION_NOTICE, ESCALATION -> false;
            };
            if (!isDone) {
                return place;
            }
            place++;
        }
        return place;
    }

    private static boolean wrongPromise(Case c, Signal.Promised promised) {
        Money amount = promised.amount();
        return amount != null
                && (!amount.currency().equals(c.balance().currency())
                        || !amount.isPositive()
                        || c.balance().minus(amount).isNegative());
    }

    private Hold promise(Case c, Signal.Promised promised, LocalDate from) {
        Money total = c.issued().total();
        return new Hold(
                Hold.Kind.PROMISE,
                from,
                promised.until(),
                Hold.Then.RESUME,
                "promise",
                promised.why(),
                promised.amount(),
                c.account().paid(total));
    }

    private Hold dispute(Hold.Kind kind, LocalDate from, String reason, String why) {
        LocalDate until = rules.today().plusDays(REVIEW_DAYS);
        return new Hold(kind, from, until, Hold.Then.ASK_AGAIN, reason, why, null, null);
    }

    private Hold manual(Signal.Held held) {
        return new Hold(
                Hold.Kind.MANUAL, rules.today(), held.until(), Hold.Then.RESUME, "manual", held.why(), null, null);
    }

    /** A dispute that was right keeps the case held until the credit note or the cancellation comes. */
    private Heard resolved(Case c, Hold hold, Signal.Resolved resolved) {
        if (!resolved.upheld()) {
            return facts(new Fact.HoldEnded(hold.kind(), "rejected: " + resolved.why()));
        }
        if (hold.kind() == Hold.Kind.UPHELD) {
            return known();
        }
        Hold upheld = dispute(Hold.Kind.UPHELD, hold.from(), hold.reason(), resolved.why());
        return isCredited(c, upheld)
                ? facts(new Fact.HoldEnded(Hold.Kind.DISPUTE, "upheld and credited: " + resolved.why()))
                : facts(new Fact.HeldBack(upheld));
    }

    private static boolean isCredited(Case c, Hold upheld) {
        return c.account().credits().values().stream()
                .anyMatch(credit -> !credit.on().isBefore(upheld.from()));
    }

    private Heard hold(Case c, Hold hold, String reason) {
        return new Heard.Facts(held(c, hold, reason));
    }

    /** Holds the case: what is on its way is called off, and an agency gives it back. */
    private static List<Fact> held(Case c, Hold hold, String reason) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.HeldBack(hold));
        Letter pending = c.pendingLetter();
        if (pending != null) {
            facts.add(new Fact.ReminderCalledOff(pending.id(), reason));
        }
        Handover handover = c.openHandover();
        if (handover != null) {
            facts.add(new Fact.TakenBack(handover.caseId(), hold.isDispute() ? "disputed" : "manual"));
        }
        return facts;
    }

    private List<Fact> day(Case c) {
        Limitation near = c.settled() == null && c.receivable() != null
                ? Limitation.toTell(c, rules)
                        .filter(one -> !rules.today().isBefore(one.alertOn()))
                        .orElse(null)
                : null;
        return near == null ? onDay(c) : andThen(c, new Fact.LimitationNear(near.on(), near.paragraph()));
    }

    private List<Fact> onDay(Case c) {
        return switch (c.standing()) {
            case Standing.Unknown _ -> List.of();
            case Standing.Settled _ -> List.of();
            case Standing.Escalated _ -> List.of();

            case Standing.NotDue _ -> {
                LocalDate due = Ahead.due(c, rules.book());
                yield rules.today().isAfter(due) && bankKnown(c, due) ? andThen(c, new Fact.FellDue()) : beforeDue(c);
            }
            case Standing.Overdue _ -> step(c);
            case Standing.NoticeRunning _ -> step(c);

            case Standing.OnHold(var hold) when !rules.today().isAfter(hold.until()) -> List.of();
            case Standing.OnHold(var hold)
            when hold.kind() == Hold.Kind.PROMISE && !bankKnown(c, hold.until()) -> List.of();
            case Standing.OnHold(var hold)
            when hold.then() == Hold.Then.ASK_AGAIN ->
                List.of(new Fact.HeldBack(hold.askedAgain(rules.today(), REVIEW_DAYS)));
            case Standing.OnHold(var hold) ->
                andThen(
                        c,
                        new Fact.HoldEnded(
                                hold.kind(), hold.kind() == Hold.Kind.PROMISE ? "broken" : "its time is over"));
        };
    }

    private List<Fact> andThen(Case c, Fact first) {
        List<Fact> facts = new ArrayList<>();
        facts.add(first);
        facts.addAll(onDay(c.with(first)));
        return facts;
    }

    private List<Fact> beforeDue(Case c) {
        Ahead.Next nudge = c.pendingLetter() == null ? Ahead.beforeDue(c, rules).orElse(null) : null;
        if (nudge == null || rules.today().isBefore(nudge.on()) || !Ahead.mayTake(nudge.step(), rules)) {
            return List.of();
        }
        Hold debtors = rules.debtor().holdOn(rules.today());
        if (debtors != null) {
            return held(c, debtors, "held");
        }
        return stepOrAsk(c, nudge);
    }

    /** The step itself, or what stands for it: the question to a person, the record of what would have been done. */
    private List<Fact> stepOrAsk(Case c, Ahead.Next next) {
        Course.Approval approval = c.course().approval();
        return switch (rules.book().policy(c).mode()) {
            case AUTOMATIC -> List.of(take(c, next));
            case OBSERVE -> List.of(new Fact.StepObserved(observed(c, next)));
            case APPROVE -> {
                if (approval == null || approval.index() != next.index()) {
                    yield List.of(
                            new Fact.ApprovalAsked(next.index(), next.step().name(), rules.today()));
                }
                yield approval.given() ? List.of(take(c, next)) : List.of();
            }
        };
    }

    private Letter observed(Case c, Ahead.Next next) {
        Letter letter = take(c, next) instanceof Fact.ReminderAsked(var asked) ? asked : letter(c, next, nothing(c));
        return letter.observed();
    }

    /** At most one step: the next one, on its day, when nothing is unanswered and everything it judges is known. */
    private List<Fact> step(Case c) {
        if (c.pendingLetter() != null || Ahead.isObserved(c)) {
            return List.of();
        }
        Hold debtors = rules.debtor().holdOn(rules.today());
        if (debtors != null) {
            return held(c, debtors, "held");
        }
        try {
            Ahead.Next next = Ahead.next(c, rules);
            List<Fact> facts = new ArrayList<>();
            if (c.missing() != null) {
                facts.add(new Fact.Waiting(null));
            }
            boolean now = !rules.today().isBefore(next.on())
                    && Ahead.mayTake(next.step(), rules)
                    && rules.book().isOpen(c, rules.today())
                    && bankKnown(c, next.judged())
                    && !Ahead.isNotWorthIt(c, next, rules);
            if (now) {
                for (Fact taken : stepOrAsk(c, next)) {
                    facts.add(taken);
                    requireLawOf(c.with(taken), taken);
                }
            }
            return facts;
        } catch (MissingLaw missing) {
            return missing.what().equals(c.missing()) ? List.of() : List.of(new Fact.Waiting(missing.what()));
        }
    }

    /** A step is not taken when the law is missing for what it charges or tells: it waits for the row instead. */
    private void requireLawOf(Case taken, Fact fact) {
        Law law = rules.book().lawOf(taken);
        boolean interest = fact instanceof Fact.ReminderAsked(var letter) && letter.interest();
        if (interest || fact instanceof Fact.HandedOver) {
            Charges.requireRates(taken, law, Ahead.due(taken, rules.book()), rules.today());
        }
    }

    private Fact take(Case c, Ahead.Next next) {
        Receivable issued = c.issued();
        Law law = rules.book().lawOf(c);
        Step step = next.step();
        LocalDate today = rules.today();
        if (Ahead.isSmall(c, rules.book().policy(c)) && (isOver(step) || isUnderQuiet(c))) {
            return new Fact.GivenUp(new Account.WriteOff(
                    today,
                    "only " + c.balance() + " on top of the paid invoice is left; policy " + issued.policyName()));
        }
        if (isOver(step) && !step.holds(c)) {
            return new Fact.HeldBack(notForAnAgency(c, step));
        }
        if (isOver(step)) {
            boolean interest = step.interest() && Ahead.mayBearInterest(c);
            UUID id = Handover.id(c.invoiceId(), c.handovers().size() + 1);
            return new Fact.HandedOver(
                    new Handover(id, today, interest, null, List.of()),
                    "The collection notice's deadline " + next.judged() + " passed unpaid; policy "
                            + issued.policyName() + (next.met() == null ? "" : ", because " + next.met()) + ".");
        }
        return new Fact.ReminderAsked(letter(c, next, charges(c, next, law)));
    }

    private static boolean isOver(Step step) {
        return step.kind() == StepKind.ESCALATION;
    }

    private boolean isUnderQuiet(Case c) {
        return c.balance().amount().compareTo(rules.book().policy(c).quiet().below()) < 0;
    }

    private Hold notForAnAgency(Case c, Step step) {
        return new Hold(
                Hold.Kind.MANUAL,
                rules.today(),
                rules.today().plusDays(REVIEW_DAYS),
                Hold.Then.ASK_AGAIN,
                "not for an agency",
                "policy " + c.issued().policyName() + " hands over " + step.when() + " only: write off, or decide",
                null,
                null);
    }

    /** What a letter adds beside interest. */
    private record Added(Money fee, Money compensation, boolean interest) {}

    private static Added nothing(Case c) {
        Money none = Money.zero(c.issued().total().currency());
        return new Added(none, none, false);
    }

    private Added charges(Case c, Ahead.Next next, Law law) {
        Receivable issued = c.issued();
        Step step = next.step();
        boolean charged = Ahead.mayCharge(c, law);
        ClaimDates dates = Ahead.dates(c, rules.book(), rules.today());
        Money none = Money.zero(issued.total().currency());
        Money compensation = none;
        boolean isClaimedBeside = law.compensatesOnceInArrears(issued.debtorKind(), dates)
                && rules.debtor().hasFlatSumBeside(c.invoiceId());
        if (step.compensation()
                && charged
                && !isClaimedBeside
                && c.letters().stream().noneMatch(one -> claimsFlatSum(c, one))) {
            compensation = law.compensation(issued.debtorKind(), dates);
        }
        Money fee = none;
        if (next.fee()
                && law.fee(
                                issued.debtorKind(),
                                dates,
                                Ahead.feeFor(c, step.kind(), rules.debtor()),
                                Ahead.feeLetters(c))
                        instanceof Law.FeeRuling.Allowed(var most, var _)) {
            fee = step.feeAmount() == null ? most : most.atMost(new Money(step.feeAmount(), most.currency()));
        }
        if (law.compensationHoldsFees(issued.debtorKind(), dates)) {
            Money fees = c.account().claimed(ClaimLine.Kind.FEE, issued.total());
            Money flat = compensation.plus(c.account().claimed(ClaimLine.Kind.COMPENSATION, issued.total()));
            if (flat.isPositive()) {
                fee = none;
                compensation = compensation.minus(fees).atLeastZero().atMost(compensation);
            }
        }
        return new Added(fee, compensation, step.interest() && Ahead.mayBearInterest(c));
    }

    private Letter letter(Case c, Ahead.Next next, Added added) {
        Step step = next.step();
        LocalDate today = rules.today();
        Closings closings = rules.book().closings(c.issued().debtorCountry());
        long rounds = c.letters().stream()
                .filter(one -> one.step().equals(step.name()))
                .count();
        return new Letter(
                Letter.id(c.invoiceId(), (int) rounds + 1, step.name()),
                next.index(),
                step.name(),
                step.kind(),
                step.tone(),
                step.channels(),
                today,
                step.isBeforeDue() ? next.judged() : closings.roll(today.plusDays(step.deadlineDays())),
                step.isBeforeDue() ? 0 : step.deadlineDays(),
                added.fee(),
                added.compensation(),
                added.interest(),
                null,
                null,
                null,
                null,
                null);
    }

    private static boolean claimsFlatSum(Case c, Letter letter) {
        return c.account()
                .claimed(ClaimLine.Kind.COMPENSATION, letter.id().toString(), letter.fee())
                .isPositive();
    }

    /** The facts with what follows from them, and what the world is to be told. */
    private Decision move(Case before, List<Fact> heard) {
        List<Fact> facts = new ArrayList<>(heard);
        Case next = before.withAll(heard);
        if (next.receivable() != null) {
            next = settle(next, facts);
        }
        return new Decision.Move(next, List.copyOf(facts), effects(before, next, facts));
    }

    private Case settle(Case heard, List<Fact> facts) {
        Case next = charge(heard, facts);
        String how = howSettled(next);
        if (how != null && !how.equals(next.settled())) {
            next = add(next, facts, new Fact.ClaimSettled(how));
        }
        if (how == null && next.settled() != null) {
            next = add(next, facts, new Fact.ClaimReopened("owed again: " + next.balance()));
        }
        Letter pending = next.pendingLetter();
        if (how != null && pending != null) {
            next = add(next, facts, new Fact.ReminderCalledOff(pending.id(), how));
        }
        Handover handover = next.openHandover();
        if (how != null && handover != null && !collectedByAgency(next, how)) {
            next = add(next, facts, new Fact.TakenBack(handover.caseId(), how));
        }
        Hold hold = next.hold();
        if (hold != null && hold.kind() == Hold.Kind.PROMISE && isKept(next, hold)) {
            next = add(next, facts, new Fact.HoldEnded(Hold.Kind.PROMISE, "kept"));
        }
        if (hold != null && hold.kind() == Hold.Kind.UPHELD && isCredited(next, hold)) {
            next = add(next, facts, new Fact.HoldEnded(Hold.Kind.UPHELD, "credited"));
        }
        return next;
    }

    private Case charge(Case heard, List<Fact> facts) {
        Case next = heard;
        try {
            for (ClaimLine line : Charges.corrections(heard, rules.book(), rules.today())) {
                next = add(next, facts, new Fact.LineCharged(line));
            }
        } catch (MissingLaw missing) {
            // what was heard is counted all the same; the charges follow when the row is there
            next = add(next, facts, new Fact.Waiting(missing.what()));
        }
        return next;
    }

    private static Case add(Case c, List<Fact> facts, Fact fact) {
        facts.add(fact);
        return c.with(fact);
    }

    private static @Nullable String howSettled(Case c) {
        if (c.account().cancelled() != null) {
            return "cancelled";
        }
        if (c.account().writtenOff() != null) {
            return "written-off";
        }
        if (c.balance().isPositive()) {
            return null;
        }
        return c.account().paid(c.issued().total()).isPositive() ? "paid" : "credited";
    }

    /** The agency knows of the money that it collected itself, and closes the case. */
    private static boolean collectedByAgency(Case c, String how) {
        return how.equals("paid")
                && "agency".equals(c.account().filledBy(c.issued().total()));
    }

    private static boolean isKept(Case c, Hold hold) {
        Money amount = hold.amount();
        Money before = hold.paidBefore();
        if (c.settled() != null) {
            return true;
        }
        return amount != null
                && before != null
                && !c.account()
                        .paid(c.issued().total())
                        .minus(before)
                        .minus(amount)
                        .isNegative();
    }

    private List<Effect> effects(Case before, Case next, List<Fact> facts) {
        List<Effect> effects = new ArrayList<>();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.ReminderAsked(var letter) -> effects.add(ask(next, letter));
                case Fact.ReminderCalledOff(var id, var reason)
                when isToldOf(next, id) -> effects.add(new Effect.WithdrawReminder(id, reason));
                case Fact.HandedOver(var handover, var because) -> effects.add(handOver(next, handover, because));
                case Fact.TakenBack(var id, var reason) -> effects.add(new Effect.Recall(id, reason));
                case Fact.InvoiceTaken _,
                        Fact.ReminderCalledOff _,
                        Fact.InvoiceWithdrawn _,
                        Fact.CreditCounted _,
                        Fact.PaymentCounted _,
                        Fact.PaymentTakenBack _,
                        Fact.LineCharged _,
                        Fact.FellDue _,
                        Fact.ReminderWentOut _,
                        Fact.ReminderArrived _,
                        Fact.ReminderFailed _,
                        Fact.HeldBack _,
                        Fact.HoldEnded _,
                        Fact.GivenUp _,
                        Fact.AgencySpoke _,
                        Fact.ClaimSettled _,
                        Fact.ClaimReopened _,
                        Fact.LimitationNear _,
                        Fact.Waiting _,
                        Fact.SegmentFound _,
                        Fact.ApprovalAsked _,
                        Fact.ApprovalGiven _,
                        Fact.StepObserved _,
                        Fact.PolicyMoved _ -> {}
            }
        }
        if (next.receivable() != null && !sameClaim(before, next)) {
            effects.add(new Effect.ShowClaim());
        }
        return List.copyOf(effects);
    }

    private static boolean isToldOf(Case c, UUID reminderId) {
        return c.letter(reminderId)
                .map(letter -> letter.isToldOf(c.invoiceId()))
                .orElse(true);
    }

    /** The decision with other facts in it, of which nothing further follows; the effects are those of these facts. */
    static Decision.Move again(Case before, List<Fact> facts, Rules rules) {
        Case next = before.withAll(facts);
        return new Decision.Move(next, List.copyOf(facts), new Dunning(rules).effects(before, next, facts));
    }

    private Effect ask(Case c, Letter letter) {
        Case sent = c.with(new Fact.ReminderWentOut(
                letter.id(), new Letter.Sent(letter.channels().getFirst(), letter.askedOn(), letter.deadline())));
        for (ClaimLine line : Charges.corrections(sent, rules.book(), rules.today())) {
            sent = sent.with(new Fact.LineCharged(line));
        }
        Receivable issued = c.issued();
        List<Step> steps = rules.book().policy(c).steps();
        String following = steps.stream()
                .skip(letter.index() + 1L)
                .filter(step -> step.isFor(c))
                .map(Step::name)
                .findFirst()
                .orElse(letter.step());
        return new Effect.AskReminder(
                letter,
                sent.account().lines(),
                sent.balance(),
                List.of(),
                late(issued) + "; policy " + issued.policyName() + ", step " + letter.step() + ".",
                following);
    }

    private String late(Receivable issued) {
        long late = ChronoUnit.DAYS.between(issued.dueOn(), rules.today());
        return late > 0
                ? "The invoice is " + late + " days past its due date"
                : "The invoice falls due on " + issued.dueOn();
    }

    private Effect handOver(Case c, Handover handover, String because) {
        Receivable issued = c.issued();
        Law law = rules.book().lawOf(c);
        LocalDate due = Ahead.due(c, rules.book());
        return new Effect.HandOver(
                handover,
                because,
                due.plusDays(1),
                law.rate(issued.debtorKind(), new ClaimDates(issued.issuedOn(), due, handover.on())),
                rules.debtor().history());
    }

    private static boolean sameClaim(Case before, Case next) {
        Money like = next.issued().total();
        return before.receivable() != null
                && before.account().lines().equals(next.account().lines())
                && before.account().paid(like).equals(next.account().paid(like))
                && before.account().credited(like).equals(next.account().credited(like))
                && before.standing().word().equals(next.standing().word());
    }

    private boolean bankKnown(Case c, LocalDate through) {
        return !c.issued().statements() || rules.bankKnown(through);
    }

    private static boolean wrongCurrency(Case c, Money amount) {
        return c.receivable() != null && !c.receivable().total().currency().equals(amount.currency());
    }

    private static Heard wrongCurrency(Case c, String what, Money amount) {
        return refuse(what + " is in " + amount.currency() + ", the invoice in "
                + c.issued().total().currency());
    }

    private static Heard facts(Fact... facts) {
        return new Heard.Facts(List.of(facts));
    }

    private static Heard known() {
        return new Heard.Facts(List.of());
    }

    private static Heard refuse(String why) {
        return new Heard.Refused(why);
    }
}
