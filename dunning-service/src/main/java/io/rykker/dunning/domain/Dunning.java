package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    private final Rules rules;

    private Dunning(Rules rules) {
        this.rules = rules;
    }

    public static Decision decide(Case c, Signal signal, Rules rules) {
        return new Dunning(rules).decide(c, signal);
    }

    private Decision decide(Case c, Signal signal) {
        return switch (hear(c, signal)) {
            case Heard.Refused(var why) -> new Decision.Refuse(why);
            case Heard.Facts(var facts) when facts.isEmpty() -> new Decision.Stay();
            case Heard.Facts(var facts) -> noted(signal, move(c, facts));
        };
    }

    /** With a day for what has none, so that nobody takes it for silence. */
    private Decision noted(Signal signal, Decision.Move move) {
        boolean isNews = !(signal instanceof Signal.DayCame) || hasEnded(move.facts());
        if (!isNews || !Silence.isBrokenUnseen(move.next(), rules.today())) {
            return move;
        }
        Fact sign = new Fact.SignOfLife(rules.today());
        List<Fact> facts = new ArrayList<>(move.facts());
        facts.add(sign);
        return new Decision.Move(move.next().with(sign), List.copyOf(facts), move.effects());
    }

    /** A hold that has run out is something that happened, also when nothing else does on that day. */
    private static boolean hasEnded(List<Fact> facts) {
        return facts.stream().anyMatch(Fact.HoldEnded.class::isInstance);
    }

    private Heard hear(Case c, Signal signal) {
        return switch (signal) {
            case Signal.FromInvoices s -> onInvoice(c, s);
            case Signal.FromPayments s -> onPayment(c, s);
            case Signal.FromDeliveries s -> onDelivery(c, s);
            case Signal.FromAgency s -> onAgency(c, s);
            case Signal.ContactFound s -> Contacts.found(c, s);
            case Signal.FromPeople s -> new People(rules).hear(c, s);
            case Signal.StepDone s -> new Partners(c, rules).hear(s);
            case Signal.DayCame _ -> new Heard.Facts(day(c));
        };
    }

    private Heard onInvoice(Case c, Signal.FromInvoices signal) {
        return switch (signal) {
            case Signal.Issued s when c.receivable() != null -> Heard.known();
            case Signal.Issued(var creditor, var issued, var delivery) ->
                new Heard.Facts(taken(c, creditor, issued, delivery));
            case Signal.Delivered(var delivery) -> Deliveries.heard(c, delivery, rules.today());
            case Signal.Credited(var id, var credit) when c.account().credits().containsKey(id) -> Heard.known();
            case Signal.Credited(var id, var credit)
            when wrongCurrency(c, credit.amount()) ->
                wrongCurrency(c, "credit note " + credit.number(), credit.amount());
            case Signal.Credited(var id, var credit) -> Heard.facts(new Fact.CreditCounted(id, credit));
            case Signal.Cancelled s when c.account().cancelled() != null -> Heard.known();
            case Signal.Cancelled(var cancellation) -> Heard.facts(new Fact.InvoiceWithdrawn(cancellation));
            case Signal.Assigned(var assignment) when isNoNews(c, assignment) -> Heard.known();
            case Signal.Assigned _
            when c.account().sale() != null -> Heard.refuse("the claim was sold, which is for good");
            case Signal.Assigned(var assignment) -> assigned(c, assignment);
            case Signal.Returned(var assignment) when isNoNews(c, assignment) -> Heard.known();
            case Signal.Returned _
            when c.account().sale() != null -> Heard.refuse("the claim was sold, which is for good");
            case Signal.Returned(var assignment) -> Heard.facts(new Fact.ClaimReturned(assignment));
        };
    }

    private static boolean isNoNews(Case c, Assignment assignment) {
        Assignment known = c.account().assignment();
        return known != null && known.sequence() >= assignment.sequence();
    }

    /** With a factor nothing is on its way from here and no agency has it; what a sale does follows from it. */
    private static Heard assigned(Case c, Assignment assignment) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.ClaimAssigned(assignment));
        if (assignment.isWithFactor() && c.settled() == null) {
            facts.addAll(Holds.calledBack(c, assignment.kind().word()));
        }
        return new Heard.Facts(facts);
    }

    /** An invoice that names no policy walks the one that the creditor's rules choose. */
    private List<Fact> taken(Case c, String creditor, Receivable issued, @Nullable Delivery delivery) {
        RuleBook book = rules.book();
        Segment segment = book.segment(creditor, issued, rules.debtor()).orElse(null);
        String policy = issued.policy();
        if (policy.isEmpty()) {
            policy = segment == null ? RuleBook.DEFAULT_POLICY : segment.policy();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.InvoiceTaken(creditor, issued.walking(policy, book.newest(creditor, policy))));
        if (segment != null) {
            facts.add(new Fact.SegmentFound(segment.name()));
        }
        if (delivery != null && !c.dealings().dossier().deliveries().contains(delivery)) {
            facts.add(new Fact.InvoiceDelivered(delivery));
        }
        return facts;
    }

    private Heard onPayment(Case c, Signal.FromPayments signal) {
        return switch (signal) {
            case Signal.Paid(var id, var payment) when c.account().payments().containsKey(id) -> Heard.known();
            case Signal.Paid(var id, var payment)
            when !payment.amount().isPositive() -> Heard.refuse("a payment of " + payment.amount() + " is none");
            case Signal.Paid(var id, var payment)
            when wrongCurrency(c, payment.amount()) -> wrongCurrency(c, "the payment", payment.amount());
            case Signal.Paid(var id, var payment) -> Heard.facts(new Fact.PaymentCounted(id, payment));
            case Signal.Reversed(var id, var reversal)
            when c.account().reversals().containsKey(id) -> Heard.known();
            case Signal.Reversed(var id, var reversal) -> Heard.facts(new Fact.PaymentTakenBack(id, reversal));
        };
    }

    private Heard onDelivery(Case c, Signal.FromDeliveries signal) {
        Letter letter = c.letter(signal.reminderId()).orElse(null);
        if (letter == null) {
            return Heard.refuse("this case asked for no reminder " + signal.reminderId());
        }
        return switch (signal) {
            case Signal.Sent s when letter.sent() != null -> Heard.known();
            case Signal.Sent(var id, var sending) ->
                Heard.facts(new Fact.ReminderWentOut(id, sending.notBefore(letter.askedOn())));
            case Signal.Arrived s when letter.arrivedBy() != null -> Heard.known();
            case Signal.Arrived(var id, var channel) -> Heard.facts(new Fact.ReminderArrived(id, channel));
            case Signal.CalledOff s when !letter.isPending() -> Heard.known();
            case Signal.CalledOff(var id, var reason) -> Heard.facts(new Fact.ReminderCalledOff(id, reason));
            case Signal.Misdirected _ -> Contacts.misdirected(c, letter);
            case Signal.Undeliverable s when letter.failed() != null -> Heard.known();
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
                    signal.on().plusDays(Holds.REVIEW_DAYS),
                    Hold.Then.RESUME,
                    signal.reason(),
                    "the debtor was not reached by " + signal.channel(),
                    null,
                    null);
            facts.addAll(Holds.held(c.withAll(facts), hold, "held"));
        }
        return new Heard.Facts(facts);
    }

    private Heard onAgency(Case c, Signal.FromAgency signal) {
        Handover handover = c.handovers().stream()
                .filter(one -> one.caseId().equals(signal.caseId()))
                .findFirst()
                .orElse(null);
        if (handover == null) {
            return Heard.refuse("this invoice was never handed over as case " + signal.caseId());
        }
        String word = signal.on() + " " + said(signal);
        if (handover.words().contains(word)) {
            return Heard.known();
        }
        String over = switch (signal) {
            case Signal.Accepted _ -> null;
            case Signal.Progressed _ -> null;
            case Signal.Rejected s -> "rejected: " + s.reason();
            case Signal.Closed s -> "closed: " + s.closeCode();
        };
        Fact spoke = new Fact.AgencySpoke(signal.caseId(), signal.agency(), word, over);
        return over == null || !handover.isOpen() || c.hold() != null
                ? Heard.facts(spoke)
                : Heard.facts(spoke, afterAgency(c, signal, over));
    }

    /** What the policy says of a case that comes back unpaid; money that the agency has collected is waited for. */
    private Fact afterAgency(Case c, Signal.FromAgency signal, String over) {
        Policy policy = c.receivable() == null ? null : Agreements.policyOrNull(c, rules);
        Terms.AfterAgency after =
                policy == null ? Terms.USUAL.afterAgency() : policy.terms().afterAgency();
        boolean isUnpaid = signal instanceof Signal.Closed closed
                && (closed.closeCode().equals("returned") || closed.closeCode().equals("uncollectible"));
        boolean isContested = c.dealings().contest() != null;
        if (after == Terms.AfterAgency.RESUME_NOTICE
                && isUnpaid
                && c.handovers().size() == 1) {
            return new Fact.DetourSet(Detour.NOTICE_AGAIN, "the agency gave the case back, " + over);
        }
        if (after == Terms.AfterAgency.WRITE_OFF && isUnpaid && !isContested) {
            return new Fact.GivenUp(new Account.WriteOff(signal.on(), "the agency gave the case back, " + over));
        }
        return new Fact.HeldBack(new Hold(
                Hold.Kind.AGENCY,
                signal.on(),
                signal.on().plusDays(Holds.REVIEW_DAYS),
                Hold.Then.ASK_AGAIN,
                over,
                "the agency has ended its work: release, write off, or wait for its payment",
                null,
                null));
    }

    private static String said(Signal.FromAgency signal) {
        return switch (signal) {
            case Signal.Accepted s -> s.agencyCaseNumber() == null ? "accepted" : "accepted as " + s.agencyCaseNumber();
            case Signal.Rejected s -> "rejected: " + s.reason();
            case Signal.Progressed s -> s.status() + (s.text() == null ? "" : ": " + s.text());
            case Signal.Closed s -> "closed, " + s.closeCode() + (s.text() == null ? "" : ": " + s.text());
        };
    }

    private List<Fact> day(Case c) {
        Limitation near = c.settled() == null && c.receivable() != null
                ? Limitation.toTell(c, rules)
                        .filter(one -> !rules.today().isBefore(one.alertOn()))
                        .orElse(null)
                : null;
        List<Fact> facts =
                near == null ? onDay(c) : andThen(c, List.of(new Fact.LimitationNear(near.on(), near.paragraph())));
        return told(c, facts);
    }

    /**
     * What a person is told of as the day leaves the case. What is done today ends a silence, and what only asks again does
     * not; that the handover is late is told whatever else is done, unless that hands the case over or holds it lawfully.
     */
    private List<Fact> told(Case c, List<Fact> facts) {
        Case after = c.withAll(facts);
        List<Fact> told = new ArrayList<>(facts);
        if (!hasEnded(facts)) {
            Silence.toTell(after, rules)
                    .filter(one -> !rules.today().isBefore(one.alertOn()))
                    .ifPresent(one -> told.add(new Fact.FellSilent(one.since())));
        }
        Overrun.toTell(after, rules)
                .filter(one -> !rules.today().isBefore(one.alertOn()))
                .ifPresent(one -> told.add(new Fact.EscalationLate(one.limit())));
        return told;
    }

    private List<Fact> onDay(Case c) {
        Proof proof = c.dealings().dossier().proof();
        if (proof != null
                && proof.isAwaited()
                && c.settled() == null
                && rules.today().isAfter(proof.by())) {
            return andThen(c, List.of(new Fact.ProofMissed(rules.today())));
        }
        Contest contest = c.dealings().contest();
        if (contest != null && c.settled() == null && rules.today().isAfter(contest.until())) {
            LocalDate again = rules.today().plusDays(Holds.REVIEW_DAYS);
            return andThen(c, List.of(new Fact.Contested(contest.askedAgain(again))));
        }
        return switch (c.standing()) {
            case Standing.Unknown _ -> List.of();
            case Standing.Settled _ -> List.of();
            case Standing.Escalated(var handover) -> asked(c, handover.on(), "the agency has it and says nothing new");

            case Standing.NotDue _ -> {
                LocalDate due = Ahead.due(c, rules.book());
                yield rules.today().isAfter(due) && bankKnown(c, due)
                        ? andThen(c, List.of(new Fact.FellDue()))
                        : beforeDue(c);
            }
            case Standing.Overdue _ -> step(c);
            case Standing.NoticeRunning _ -> step(c);

            case Standing.OnHold(var hold)
            when hold.kind() == Hold.Kind.FACTORED -> asked(c, hold.from(), "the factor has it and says nothing new");
            case Standing.OnHold(var hold) -> onHold(c, hold, Agreements.watchedUntil(c, hold));
        };
    }

    private List<Fact> onHold(Case c, Hold hold, LocalDate until) {
        List<Fact> answered = answered(c);
        if (!answered.isEmpty()) {
            return andThen(c, answered);
        }
        if (hold.kind() == Hold.Kind.CALL_BACK && isToBeCalled(c, hold)) {
            return List.of(new Fact.Asked(rules.today(), hold.reason() + ": " + hold.why()));
        }
        if (c.hold() == null || !rules.today().isAfter(until) || (hold.waitsForBank() && !bankKnown(c, until))) {
            return List.of();
        }
        if (hold.then() == Hold.Then.ASK_AGAIN) {
            return List.of(new Fact.HeldBack(hold.askedAgain(rules.today(), Holds.REVIEW_DAYS)));
        }
        if (hold.isProposal()) {
            Letter unsent = c.pendingLetter();
            return unsent == null
                    ? andThen(c, Proposals.lapsed(hold))
                    : asked(c, unsent.askedOn(), "nothing is known of " + unsent.step());
        }
        Plan plan = hold.plan();
        Hold debtors = rules.debtor().holdOn(rules.today());
        if (plan != null && debtors != null) {
            return Holds.held(c, debtors.over(hold), "held");
        }
        if (plan != null) {
            List<Fact> facts = Agreements.onPlanDay(c, hold, plan, rules);
            return facts.isEmpty() || c.withAll(facts).hold() != null ? facts : andThen(c, facts);
        }
        if (hold.isAgreement()) {
            return Proposals.isOffered(c, hold, rules) && !Proposals.mayBeOffered(c, rules)
                    ? List.of()
                    : andThen(c, Agreements.broken(c, hold, rules));
        }
        if (hold.coversProposal() && !Proposals.mayBeOffered(c, rules)) {
            return List.of();
        }
        List<Fact> over = new ArrayList<>();
        Letter unsent = c.pendingLetter();
        if (unsent != null) {
            over.add(new Fact.ReminderCalledOff(unsent.id(), "held"));
        }
        over.addAll(Holds.ended(hold, "its time is over"));
        return andThen(c, over);
    }

    /** The day of the call has come, and nobody has been told yet. */
    private boolean isToBeCalled(Case c, Hold hold) {
        return !rules.today().isAfter(hold.until()) && Ahead.isCallDue(c, hold, rules.today());
    }

    /** Where only others can act, a person is asked to look now and then: nothing is forgotten. */
    private List<Fact> asked(Case c, LocalDate since, String what) {
        return asked(c, since, what, Ahead.ASK_DAYS);
    }

    private List<Fact> asked(Case c, LocalDate since, String what, int days) {
        LocalDate asked = c.dealings().askedOn();
        LocalDate last = asked != null && asked.isAfter(since) ? asked : since;
        return rules.today().isBefore(last.plusDays(days)) ? List.of() : List.of(new Fact.Asked(rules.today(), what));
    }

    private List<Fact> andThen(Case c, List<Fact> first) {
        List<Fact> facts = new ArrayList<>(first);
        facts.addAll(onDay(c.withAll(first)));
        return facts;
    }

    private List<Fact> beforeDue(Case c) {
        Ahead.Next nudge = c.pendingLetter() == null ? Ahead.beforeDue(c, rules).orElse(null) : null;
        if (nudge == null || rules.today().isBefore(nudge.on()) || !Ahead.mayTake(nudge.step(), rules)) {
            return List.of();
        }
        Hold debtors = rules.debtor().holdOn(rules.today());
        if (debtors != null) {
            return Holds.held(c, debtors, "held");
        }
        return stepOrAsk(c, nudge);
    }

    /** The step itself, or what stands for it: the question to a person, the record of what would have been done. */
    private List<Fact> stepOrAsk(Case c, Ahead.Next next) {
        String manager = rules.debtor().approver(next.step().kind());
        return switch (rules.book().policy(c).mode()) {
            case AUTOMATIC -> manager == null ? List.of(take(c, next)) : takeOrAsk(c, next, manager);
            case OBSERVE -> List.of(new Fact.StepObserved(observed(c, next)));
            case APPROVE -> approvedOrAsk(c, next, manager);
        };
    }

    /** Of a key account a person is asked before anything goes out of the house; what is written off or held does not. */
    private List<Fact> takeOrAsk(Case c, Ahead.Next next, String manager) {
        Fact taken = take(c, next);
        boolean isForOthers = taken instanceof Fact.HandedOver || taken instanceof Fact.ReminderAsked;
        return isForOthers ? approvedOrAsk(c, next, manager) : List.of(taken);
    }

    /** Who was not the one to be asked has approved nothing: a debtor's manager may be another by now. */
    private List<Fact> approvedOrAsk(Case c, Ahead.Next next, @Nullable String manager) {
        Course.Approval approval = c.course().approval();
        if (approval == null || !approval.isOf(next.index(), manager)) {
            return List.of(new Fact.ApprovalAsked(next.index(), next.step().name(), rules.today(), manager));
        }
        return approval.given() ? List.of(take(c, next)) : List.of();
    }

    private Letter observed(Case c, Ahead.Next next) {
        Letter letter = take(c, next) instanceof Fact.ReminderAsked(var asked) ? asked : letter(c, next, nothing(c));
        return letter.observed();
    }

    /** At most one step: the next one, on its day, when nothing is unanswered and everything it judges is known. */
    private List<Fact> step(Case c) {
        Letter pending = c.pendingLetter();
        if (pending != null) {
            return pending.partner() == null
                    ? asked(c, pending.askedOn(), "nothing is known of " + pending.step())
                    : asked(
                            c,
                            pending.askedOn(),
                            pending.partner() + " does not say that " + pending.step() + " was done",
                            Partners.ASK_DAYS);
        }
        if (Ahead.isObserved(c)) {
            return List.of();
        }
        Hold debtors = rules.debtor().holdOn(rules.today());
        if (debtors != null) {
            return Holds.held(c, debtors, "held");
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
            if (now && waitsForEvidence(c, next)) {
                facts.addAll(Holds.held(c, Deliveries.wait(c, next.step(), rules.today()), "held"));
            } else if (now) {
                for (Fact taken : stepOrAsk(c, next)) {
                    facts.add(taken);
                    requireLawOf(c.with(taken), taken);
                }
            }
            return facts;
        } catch (MissingLaw missing) {
            return missing.what().equals(c.missing())
                    ? asked(c, Ahead.due(c, rules.book()), missing.what())
                    : List.of(new Fact.Waiting(missing.what()));
        }
    }

    /** What would be written off, or asked of a person, needs no evidence. */
    private boolean waitsForEvidence(Case c, Ahead.Next next) {
        if (!Deliveries.areWaitedFor(c, next.step(), rules.book().policy(c))) {
            return false;
        }
        Fact taken = take(c, next);
        return taken instanceof Fact.ReminderAsked || taken instanceof Fact.HandedOver;
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
        if (isOver(step) && !step.holds(c, rules)) {
            return new Fact.HeldBack(notForAnAgency(c, step));
        }
        if (isOver(step)) {
            Mandate mandate = Ahead.mandate(c, step);
            boolean interest = step.interest() && Ahead.mayBearInterest(c);
            String passed = mandate == Mandate.REMINDERS
                    ? next.judged() + " passed unpaid, and the agency reminds from the first"
                    : "The collection notice's deadline " + next.judged() + " passed unpaid";
            return new Fact.HandedOver(
                    Handover.of(c, today, interest, mandate),
                    passed + "; policy " + issued.policyName() + (next.met() == null ? "" : ", because " + next.met())
                            + ".");
        }
        return new Fact.ReminderAsked(letter(c, next, charges(c, next, law)));
    }

    private static boolean isOver(Step step) {
        return step.kind() == StepKind.ESCALATION;
    }

    private boolean isUnderQuiet(Case c) {
        return c.uncontested().amount().compareTo(rules.book().policy(c).quiet().below()) < 0;
    }

    private Hold notForAnAgency(Case c, Step step) {
        return new Hold(
                Hold.Kind.MANUAL,
                rules.today(),
                rules.today().plusDays(Holds.REVIEW_DAYS),
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
                null,
                step.partner());
    }

    private static boolean claimsFlatSum(Case c, Letter letter) {
        return c.account()
                .claimed(ClaimLine.Kind.COMPENSATION, letter.id().toString(), letter.fee())
                .isPositive();
    }

    /** The facts with what follows from them, and what the world is to be told. */
    private Decision.Move move(Case before, List<Fact> heard) {
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
        return agreements(next, facts);
    }

    /** What came in may have kept an agreement, or have answered a dispute. */
    private Case agreements(Case settled, List<Fact> facts) {
        Case next = settled;
        for (Fact fact : answered(next)) {
            next = add(next, facts, fact);
        }
        Contest contest = next.dealings().contest();
        if (contest != null && contest.upheld() && Disputes.isCredited(next, contest.from())) {
            next = add(next, facts, new Fact.ContestEnded("credited"));
        }
        return quiet(next, facts);
    }

    /** The end of a hold that waited for what has come. */
    private List<Fact> answered(Case c) {
        Hold hold = c.hold();
        // what was agreed waits until the claim is back, and is judged then
        if (hold == null || c.account().factor() != null) {
            return List.of();
        }
        if (hold.kind() == Hold.Kind.UPHELD && Disputes.isCredited(c, hold.from())) {
            return Holds.ended(hold, "credited");
        }
        if (hold.kind() == Hold.Kind.DELIVERY && Deliveries.isKnown(c)) {
            return Holds.ended(hold, "the evidence of delivery came");
        }
        if (hold.isProposal()) {
            return Proposals.answered(c, hold, rules);
        }
        String outcome = hold.isAgreement() ? Agreements.ended(c, hold) : null;
        return outcome == null ? List.of() : List.of(new Fact.HoldEnded(hold.kind(), outcome));
    }

    /** Nothing is on its way in a case that is held, but the confirmation of what it is held for. */
    private static Case quiet(Case settled, List<Fact> facts) {
        Case next = settled;
        boolean isHeld = next.standing() instanceof Standing.OnHold;
        boolean isFactored = next.account().factor() != null;
        Hold hold = next.hold();
        Letter pending = next.pendingLetter();
        String heldBy = isFactored ? Assignment.Kind.FACTORED.word() : "disputed";
        if (pending != null && ((pending.isStep() || isFactored) ? isHeld : hold == null || !hold.isWritten())) {
            next = add(next, facts, new Fact.ReminderCalledOff(pending.id(), isHeld ? heldBy : "held"));
        }
        Handover handover = next.openHandover();
        if (isHeld && handover != null) {
            next = add(next, facts, new Fact.TakenBack(handover.caseId(), heldBy));
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
        if (isSold(c)) {
            return "sold";
        }
        if (c.account().writtenOff() != null) {
            return "written-off";
        }
        if (c.balance().isPositive()) {
            return null;
        }
        return c.account().paid(c.issued().total()).isPositive() ? "paid" : "credited";
    }

    /** There was something left to sell; what had been paid before is not sold, though its buyer may think so. */
    private static boolean isSold(Case c) {
        return c.account().sale() != null
                && (c.balance().isPositive()
                        || c.account().lines().stream()
                                .filter(line -> line.key().equals(Charges.SOLD))
                                .anyMatch(line -> c.account()
                                        .claimed(line.kind(), Charges.SOLD, line.amount())
                                        .isNegative()));
    }

    /** The agency knows of the money that it collected itself, and closes the case. */
    private static boolean collectedByAgency(Case c, String how) {
        return how.equals("paid")
                && "agency".equals(c.account().filledBy(c.issued().total()));
    }

    private List<Effect> effects(Case before, Case next, List<Fact> facts) {
        List<Effect> effects = new ArrayList<>();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.ReminderAsked(var letter) -> effects.add(ask(next, letter));
                case Fact.ReminderCalledOff(var id, var reason)
                when isToldOf(next, id) -> effects.add(new Effect.WithdrawReminder(id, reason));
                case Fact.HandedOver(var handover, var because) -> effects.add(handOver(next, handover, because));
                case Fact.FellSilent(var since) when next.settled() == null -> effects.add(new Effect.Silent(since));
                case Fact.TakenBack(var id, var reason) -> effects.add(new Effect.Recall(id, reason));
                case Fact.ReminderWentOut(var id, var _)
                when Partners.isOf(next, id) ->
                    effects.add(new Effect.ShowStepDone(next.letter(id).orElseThrow()));
                case Fact.PartnerRefused(var refusal) -> effects.add(new Effect.ShowRefusal(refusal));
                case Fact.ProofAsked _, Fact.ProofCame _, Fact.ProofMissed _ -> {
                    Proof proof = next.dealings().dossier().proof();
                    if (proof != null) {
                        effects.add(new Effect.ShowProof(proof));
                    }
                }
                case Fact.InvoiceTaken _,
                        Fact.ReminderCalledOff _,
                        Fact.InvoiceDelivered _,
                        Fact.InvoiceWithdrawn _,
                        Fact.CreditCounted _,
                        Fact.PaymentCounted _,
                        Fact.PaymentTakenBack _,
                        Fact.LineCharged _,
                        Fact.FellDue _,
                        Fact.ReminderWentOut _,
                        Fact.ReminderArrived _,
                        Fact.ReminderFailed _,
                        Fact.ContactFound _,
                        Fact.HeldBack _,
                        Fact.HoldEnded _,
                        Fact.ExtensionGranted _,
                        Fact.InstalmentLate _,
                        Fact.PlanAccepted _,
                        Fact.DebtAcknowledged _,
                        Fact.ClaimConfirmed _,
                        Fact.Contested _,
                        Fact.ContestEnded _,
                        Fact.EvidenceAdded _,
                        Fact.ChargesLost _,
                        Fact.CallMade _,
                        Fact.DebtorAnswered _,
                        Fact.DetourSet _,
                        Fact.Asked _,
                        Fact.GivenUp _,
                        Fact.ClaimAssigned _,
                        Fact.ClaimReturned _,
                        Fact.AgencySpoke _,
                        Fact.ClaimSettled _,
                        Fact.ClaimReopened _,
                        Fact.LimitationNear _,
                        Fact.SignOfLife _,
                        Fact.FellSilent _,
                        Fact.EscalationLate _,
                        Fact.Waiting _,
                        Fact.SegmentFound _,
                        Fact.ApprovalAsked _,
                        Fact.ApprovalGiven _,
                        Fact.StepObserved _,
                        Fact.OwnerNamed _,
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
        if (!letter.isStep()) {
            return new Effect.AskReminder(
                    letter,
                    c.account().lines(),
                    Agreements.amountDue(c, letter),
                    List.of(),
                    Agreements.because(c, letter),
                    Agreements.nextStep(c, rules),
                    false);
        }
        Case sent = c.with(new Fact.ReminderWentOut(
                letter.id(), new Letter.Sent(letter.channels().getFirst(), letter.askedOn(), letter.deadline())));
        for (ClaimLine line : Charges.corrections(sent, rules.book(), rules.today())) {
            sent = sent.with(new Fact.LineCharged(line));
        }
        Receivable issued = c.issued();
        List<Step> steps = rules.book().policy(c).steps();
        String following = steps.stream()
                .skip(letter.index() + 1L)
                .filter(step -> step.isFor(c, rules))
                .map(Step::name)
                .findFirst()
                .orElse(letter.step());
        return new Effect.AskReminder(
                letter,
                sent.account().lines(),
                sent.uncontested(),
                List.of(),
                late(issued) + "; policy " + issued.policyName() + ", step " + letter.step() + "."
                        + (asksWhy(steps, letter) ? " It is the first that this debtor is late with: ask why." : ""),
                following,
                rules.debtor().isNew(c.invoiceId()) && isFirstReminder(c, letter, steps));
    }

    /** A call and what was sent before the due date are none. */
    private static boolean isFirstReminder(Case c, Letter letter, List<Step> steps) {
        return isReminder(letter, steps)
                && letter.kind() != StepKind.COLLECTION_NOTICE
                && c.letters().stream().noneMatch(one -> one.stands() && isReminder(one, steps));
    }

    private static boolean isReminder(Letter letter, List<Step> steps) {
        return letter.isStep()
                && letter.kind() != StepKind.CALL
                && !(isPlaced(letter, steps) && steps.get(letter.index()).isBeforeDue());
    }

    /** A step that was walked in another policy may have no place in this one. */
    private static boolean isPlaced(Letter letter, List<Step> steps) {
        return letter.index() >= 0 && letter.index() < steps.size();
    }

    private static boolean asksWhy(List<Step> steps, Letter letter) {
        return steps.get(letter.index()).when().firstTimeLate();
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
                rules.debtor().credit());
    }

    private static boolean sameClaim(Case before, Case next) {
        Money like = next.issued().total();
        return before.receivable() != null
                && before.account().lines().equals(next.account().lines())
                && before.account().paid(like).equals(next.account().paid(like))
                && before.account().credited(like).equals(next.account().credited(like))
                && before.standing().word().equals(next.standing().word())
                && Objects.equals(before.settled(), next.settled())
                && Objects.equals(before.account().factor(), next.account().factor());
    }

    private boolean bankKnown(Case c, LocalDate through) {
        return !c.issued().statements() || rules.bankKnown(through);
    }

    private static boolean wrongCurrency(Case c, Money amount) {
        return c.receivable() != null && !c.receivable().total().currency().equals(amount.currency());
    }

    private static Heard wrongCurrency(Case c, String what, Money amount) {
        return Heard.refuse(what + " is in " + amount.currency() + ", the invoice in "
                + c.issued().total().currency());
    }
}
