package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people decide about a case, cell by cell of where it stands; a refusal says what to do instead. */
final class People {

    private static final String AGENCYS =
            "the case is with the agency, which makes its own agreements: recall it first";

    private static final String NOTHING_PROPOSED = "no plan waits for acceptance: agree on one, or propose one anew";

    /** A case is read whole, so it cannot take a conversation without end. */
    private static final int MOST_ANSWERS = 100;

    private final Rules rules;

    People(Rules rules) {
        this.rules = rules;
    }

    private record On(Standing standing, Signal.FromPeople signal) {}

    Heard hear(Case c, Signal.FromPeople signal) {
        return switch (new On(c.standing(), signal)) {
            case On(Standing.Unknown _, Signal.FromPeople _) -> Heard.refuse("the invoice is not known yet");
            case On(Standing.Settled(var how), Signal.FromPeople _) -> Heard.refuse("the claim is settled: " + how);

            case On(Standing.OnHold(var hold), Signal.FromPeople s)
            when hold.kind() == Hold.Kind.FACTORED
                    && !(s instanceof Signal.Confirmed)
                    && !(s instanceof Signal.Answered)
                    && !(s instanceof Signal.EvidenceGiven)
                    && !(s instanceof Signal.OwnerNamed) -> factored(c, hold, s);

            case On(Standing _, Signal.Stopped s) -> stopped(c, s);
            case On(Standing _, Signal.WrittenOff w) ->
                Heard.facts(new Fact.GivenUp(new Account.WriteOff(rules.today(), w.why())));
            case On(Standing.OnHold(var hold), Signal.Released r) -> released(hold, r);
            case On(Standing _, Signal.Released _) -> Heard.refuse("the case is not on hold");
            case On(Standing _, Signal.DebtorHeld d) when d.hold().isStop() -> insolvent(c, d.hold());
            case On(Standing.OnHold(var hold), Signal.DebtorHeld d)
            when hold.kind() != Hold.Kind.DEBTOR || hold.equals(d.hold().over(hold)) -> Heard.known();
            case On(Standing _, Signal.DebtorHeld d) ->
                new Heard.Facts(Holds.held(c, d.hold().over(c.hold()), "held"));
            case On(Standing.OnHold(var hold), Signal.DebtorReleased r)
            when hold.isOfDebtor() -> new Heard.Facts(Holds.ended(hold, Holds.RELEASED + r.why()));
            case On(Standing _, Signal.DebtorReleased _) -> Heard.known();

            case On(Standing _, Signal.Confirmed s) -> confirmed(c, s);
            case On(Standing _, Signal.Answered a) -> answered(c, a.answer());
            case On(Standing _, Signal.EvidenceGiven e) -> Disputes.evidence(c, e, rules);
            case On(Standing _, Signal.OwnerNamed o) -> Owner.named(c, o);

            case On(Standing.OnHold(var hold), Signal.FromPeople _)
            when hold.isStop() ->
                Heard.refuse("the case is stopped (" + hold.kind().word() + " on " + hold.from()
                        + "): release it before anything else, or write it off");

            case On(Standing.Escalated _, Signal.Promised _) -> Heard.refuse(AGENCYS);
            case On(Standing _, Signal.Promised p) -> promised(c, p);
            case On(Standing.Escalated _, Signal.Extended _) -> Heard.refuse(AGENCYS);
            case On(Standing _, Signal.Extended e) -> extended(c, e);
            case On(Standing.Escalated _, Signal.Planned _) -> Heard.refuse(AGENCYS);
            case On(Standing _, Signal.Planned p) -> planned(c, p.instalments(), p.why(), p.fallback());
            case On(Standing.Escalated _, Signal.PlannedEvenly _) -> Heard.refuse(AGENCYS);
            case On(Standing _, Signal.PlannedEvenly p) -> plannedEvenly(c, p);
            case On(Standing.Escalated _, Signal.Proposed _) -> Heard.refuse(AGENCYS);
            case On(Standing _, Signal.Proposed p) -> proposed(c, p);
            case On(Standing.Escalated _, Signal.ProposedEvenly _) -> Heard.refuse(AGENCYS);
            case On(Standing _, Signal.ProposedEvenly p) -> proposedEvenly(c, p);
            case On(Standing.OnHold(var hold), Signal.PlanAccepted a) -> accepted(c, hold, a);
            case On(Standing _, Signal.PlanAccepted _) -> Heard.refuse(NOTHING_PROPOSED);

            case On(Standing _, Signal.Disputed d) -> Owner.with(c, Disputes.opened(c, d, rules), d.owner(), d.why());
            case On(Standing _, Signal.Resolved r) -> Disputes.resolved(c, r, rules);

            case On(Standing _, Signal.Held h) -> heldByHand(c, h);
            case On(Standing.Escalated _, Signal.TakenOver _) ->
                Heard.refuse("the case is with the agency: recall it before taking it over");
            case On(Standing _, Signal.TakenOver t) -> Owner.with(c, takenOver(c, t), t.owner(), t.why());
            case On(Standing.OnHold(var hold), Signal.GivenBack g)
            when hold.kind() == Hold.Kind.TAKEN_OVER -> new Heard.Facts(Holds.ended(hold, "given back: " + g.why()));
            case On(Standing _, Signal.GivenBack _) -> Heard.refuse("nobody has taken the case over");

            case On(Standing.OnHold(var hold), Signal.Approved _) ->
                Heard.refuse("the case is held until " + hold.until() + ": release it first");
            case On(Standing _, Signal.Approved a) -> approved(c, a);
            case On(Standing _, Signal.PolicyChosen p) -> policyChosen(c, p);

            case On(Standing.Escalated _, Signal.ToBeHandedOver _) -> Heard.refuse("an agency has the case already");
            case On(Standing.OnHold(var hold), Signal.ToBeHandedOver _) ->
                Heard.refuse("the case is held until " + hold.until() + " (" + hold.reason() + "): end that first");
            case On(Standing _, Signal.ToBeHandedOver h) -> ByHand.handOver(c, h, rules);

            case On(Standing.Escalated _, Signal.Recalled r) -> recalled(c, r);
            case On(Standing _, Signal.Recalled _) -> Heard.refuse("the case is not with an agency");

            case On(Standing _, Signal.Called called) -> called(c, called);
        };
    }

    /** What is true of the debtor is kept for when the claim comes back; what is to be decided is the factor's. */
    private Heard factored(Case c, Hold factored, Signal.FromPeople signal) {
        Hold below = c.hold();
        return switch (signal) {
            case Signal.Stopped s -> stopped(c, s);
            case Signal.DebtorHeld d when d.hold().isStop() -> insolvent(c, d.hold());
            case Signal.DebtorHeld _ -> Heard.known();
            case Signal.DebtorReleased r
            when below != null && below.isOfDebtor() -> new Heard.Facts(Holds.ended(below, Holds.RELEASED + r.why()));
            case Signal.DebtorReleased _ -> Heard.known();
            default ->
                Heard.refuse("the claim is " + factored.reason()
                        + ", who decides about it: say at invoice-service that it came back, then it goes on here");
        };
    }

    private Heard promised(Case c, Signal.Promised promised) {
        LocalDate until = promised.until();
        if (until == null) {
            return vague(c, promised.why());
        }
        String wrong = wrongAgreement(c, "promise", until);
        if (wrong != null) {
            return Heard.refuse(wrong);
        }
        Money amount = promised.amount();
        if (amount != null
                && (!amount.currency().equals(c.balance().currency())
                        || !amount.isPositive()
                        || c.uncontested().minus(amount).isNegative())) {
            return Heard.refuse("the promise must be of a part of " + c.uncontested());
        }
        Hold hold = c.hold();
        if (hold != null && hold.equals(Agreements.promise(c, promised, until, hold.from()))) {
            return Heard.known();
        }
        return agreed(c, Agreements.promise(c, promised, until, rules.today()));
    }

    private Heard vague(Case c, String why) {
        String wrong = wrongAgreement(c, "promise", rules.today());
        if (wrong != null) {
            return Heard.refuse(wrong);
        }
        Hold hold = c.hold();
        if (hold != null && hold.isProposal()) {
            // the proposal gives a day already, and is still to be answered
            return Heard.known();
        }
        Hold vague = Agreements.vague(why, rules.today());
        return vague.equals(c.hold()) ? Heard.known() : new Heard.Facts(Holds.held(c, vague, "held"));
    }

    /** It changes until when the claim can be enforced, and nothing else: what is disputed stays so until it is answered. */
    private Heard confirmed(Case c, Signal.Confirmed confirmed) {
        LocalDate issued = c.issued().issuedOn();
        if (confirmed.on().isAfter(rules.today())) {
            return Heard.refuse("what is to happen on " + confirmed.on() + " is still to come: record it then");
        }
        if (confirmed.on().isBefore(issued)) {
            return Heard.refuse("the debt was not yet invoiced on " + confirmed.on() + ", but on " + issued);
        }
        var event = new Limitation.Event(confirmed.how(), confirmed.on());
        return c.dealings().confirmations().contains(event)
                ? Heard.known()
                : Heard.facts(new Fact.ClaimConfirmed(event, confirmed.why()));
    }

    /** It is a sign of life wherever the case stands, and no decision: nothing else changes with it. */
    private Heard answered(Case c, Answer answer) {
        List<Answer> answers = c.dealings().reach().answers();
        if (answers.contains(answer)) {
            return Heard.known();
        }
        if (answer.on().isAfter(rules.today())) {
            return Heard.refuse("an answer of " + answer.on() + " is still to come");
        }
        if (answer.on().isBefore(c.issued().issuedOn())) {
            return Heard.refuse("the debt was not yet invoiced on " + answer.on() + ", but on "
                    + c.issued().issuedOn());
        }
        return answers.size() >= MOST_ANSWERS
                ? Heard.refuse("this case has " + MOST_ANSWERS + " answers, and takes no more")
                : Heard.facts(new Fact.DebtorAnswered(answer));
    }

    private Heard extended(Case c, Signal.Extended extended) {
        String wrong = wrongAgreement(c, "extension", extended.until());
        if (wrong != null) {
            return Heard.refuse(wrong);
        }
        Hold hold = c.hold();
        if (hold != null && hold.equals(Agreements.extension(c, extended, hold.from()))) {
            return Heard.known();
        }
        if (!extended.approved()) {
            LocalDate furthest = rules.today().plusDays(Agreements.CLERKS_DAYS);
            int most = Agreements.extensions(c, rules);
            if (extended.until().isAfter(furthest)) {
                return Heard.refuse("more than " + Agreements.CLERKS_DAYS
                        + " days of extension need the role admin; without it " + furthest + " is the latest day");
            }
            if (c.dealings().extensions() >= most) {
                return Heard.refuse("this case was extended " + c.dealings().extensions() + " times, policy "
                        + c.issued().policyName() + " allows " + most + ": one more needs the role admin");
            }
        }
        return agreed(
                c,
                Agreements.extension(c, extended, rules.today()),
                new Fact.ExtensionGranted(extended.until(), extended.approved()));
    }

    private Heard plannedEvenly(Case c, Signal.PlannedEvenly planned) {
        return evenly(
                c,
                planned.count(),
                planned.first(),
                schedule -> planned(c, schedule, planned.why(), planned.fallback()));
    }

    private static Heard evenly(Case c, int count, LocalDate first, Function<List<Plan.Instalment>, Heard> agreement) {
        return count < 2 || count > Plan.MOST
                ? Heard.refuse("a plan has 2 to " + Plan.MOST + " instalments; a single payment is a promise")
                : agreement.apply(Plan.schedule(c.uncontested(), count, first));
    }

    private Heard planned(Case c, List<Plan.Instalment> instalments, String why, Fallback fallback) {
        Hold hold = c.hold();
        if (hold != null && hold.kind() == Hold.Kind.PLAN && isOf(hold, instalments)) {
            return Heard.known();
        }
        String wrong = wrongPlan(c, instalments, fallback);
        return wrong != null
                ? Heard.refuse(wrong)
                : agreed(
                        c,
                        Agreements.plan(c, instalments, why, fallback, rules),
                        new Fact.DebtAcknowledged(rules.today(), "instalment plan"));
    }

    private static boolean isOf(Hold hold, List<Plan.Instalment> instalments) {
        Plan plan = hold.plan();
        return plan != null && plan.instalments().equals(instalments);
    }

    /** What stands against a plan, agreed on or proposed, or null. */
    private @Nullable String wrongPlan(Case c, List<Plan.Instalment> instalments, Fallback fallback) {
        if (isHeldByDispute(c)) {
            return "a dispute is open: answer it first";
        }
        return fallback == Fallback.PLAN
                ? "a plan cannot be what follows a broken plan"
                : Plan.wrong(instalments, c.uncontested(), rules.today());
    }

    private Heard proposedEvenly(Case c, Signal.ProposedEvenly proposed) {
        return evenly(
                c,
                proposed.count(),
                proposed.first(),
                schedule -> proposed(
                        c, new Signal.Proposed(schedule, proposed.acceptBy(), proposed.why(), proposed.fallback())));
    }

    /** The debtor is written to, and the steps wait until the debtor accepts or the day for it is over. */
    private Heard proposed(Case c, Signal.Proposed proposed) {
        Hold hold = c.hold();
        List<Plan.Instalment> instalments = proposed.instalments();
        if (hold != null && hold.isProposal() && isOf(hold, instalments)) {
            return Heard.known();
        }
        if (hold != null && hold.isAgreement()) {
            return Heard.refuse("the " + hold.kind().word() + " until " + hold.until()
                    + " runs: release it before another is proposed, or agree on a plan");
        }
        String wrong = wrongPlan(c, instalments, proposed.fallback());
        if (wrong != null) {
            return Heard.refuse(wrong);
        }
        LocalDate acceptBy =
                proposed.acceptBy() == null ? Proposals.acceptBy(c, Proposals.ACCEPT_DAYS, rules) : proposed.acceptBy();
        LocalDate first = instalments.getFirst().on();
        if (acceptBy.isBefore(rules.today())) {
            return Heard.refuse("the proposal could be accepted until " + acceptBy + ", which is over");
        }
        if (first.isBefore(acceptBy)) {
            return Heard.refuse("the first instalment is of " + first + ", and the debtor may accept until " + acceptBy
                    + ": let it be that day or later, or name an earlier day to accept by");
        }
        if (Agreements.isSilent(c, rules)) {
            return Heard.refuse("nothing is sent to this debtor, so no proposal can be: agree on the plan instead");
        }
        Hold proposal = Proposals.hold(c, instalments, acceptBy, proposed.why(), proposed.fallback(), rules);
        List<Fact> facts = new ArrayList<>(Holds.held(c, proposal, "held"));
        facts.add(new Fact.ReminderAsked(Proposals.letter(c, Proposals.STEP, proposal, rules)));
        return new Heard.Facts(facts);
    }

    private Heard accepted(Case c, Hold hold, Signal.PlanAccepted accepted) {
        Acceptance acceptance = accepted.acceptance();
        Plan plan = hold.plan();
        if (plan != null && acceptance.equals(plan.acceptance())) {
            return Heard.known();
        }
        if (hold.kind() == Hold.Kind.PLAN) {
            return Heard.refuse("the plan is agreed on already, until " + hold.until());
        }
        Hold below = hold.before();
        if (below != null && below.isProposal()) {
            return Heard.refuse("the case is held until " + hold.until() + " (" + hold.reason()
                    + "): end that first, then the acceptance can be recorded");
        }
        if (!hold.isProposal()) {
            return Heard.refuse(NOTHING_PROPOSED);
        }
        if (acceptance.on().isAfter(rules.today())) {
            return Heard.refuse("an acceptance of " + acceptance.on() + " is still to come");
        }
        if (acceptance.on().isBefore(hold.from())) {
            return Heard.refuse("the plan was not yet proposed on " + acceptance.on() + ", but on " + hold.from());
        }
        return acceptance.on().isAfter(hold.until())
                ? Heard.refuse("the plan was to be accepted by " + hold.until() + ", and " + acceptance.on()
                        + " is too late: agree on one, or propose one anew")
                : new Heard.Facts(Proposals.accepted(c, acceptance, rules));
    }

    /** What stands against a promise or an extension until a day, or null. */
    private @Nullable String wrongAgreement(Case c, String what, LocalDate until) {
        Hold hold = c.hold();
        if (until.isBefore(rules.today())) {
            return "the " + what + " ends on " + until + ", which is over";
        }
        if (isHeldByDispute(c)) {
            return "a dispute is open: answer it first";
        }
        return hold != null && hold.kind() == Hold.Kind.PLAN
                ? "a plan is agreed on until " + hold.until() + ": release it, or agree on another plan"
                : null;
    }

    /** Of the whole invoice, or of all that is left of it. */
    private static boolean isHeldByDispute(Case c) {
        Hold hold = c.hold();
        return c.isAllContested() || (hold != null && hold.dispute() != null);
    }

    /** An agreement holds the case and is confirmed in writing at once. */
    private Heard agreed(Case c, Hold agreed, Fact... more) {
        List<Fact> facts = new ArrayList<>(Holds.held(c, agreed, "held"));
        facts.addAll(List.of(more));
        if (!Agreements.isSilent(c, rules)) {
            facts.add(new Fact.ReminderAsked(Agreements.confirmation(c, agreed, rules)));
        }
        return new Heard.Facts(facts);
    }

    private Heard heldByHand(Case c, Signal.Held held) {
        Hold hold = c.hold();
        if (held.until().isBefore(rules.today())) {
            return Heard.refuse("the hold ends on " + held.until() + ", which is over");
        }
        if (hold != null && hold.dispute() != null) {
            return Heard.refuse("a dispute is open and holds the case already");
        }
        if (hold != null && hold.kind() == Hold.Kind.MANUAL && hold.until().equals(held.until())) {
            return Heard.known();
        }
        var manual = new Hold(
                Hold.Kind.MANUAL, rules.today(), held.until(), Hold.Then.RESUME, "manual", held.why(), null, null);
        return new Heard.Facts(Holds.held(c, manual.over(hold), "held"));
    }

    private static Heard released(Hold hold, Signal.Released released) {
        if (hold.isDispute()) {
            return Heard.refuse("a dispute is ended by its resolution");
        }
        if (hold.kind() == Hold.Kind.TAKEN_OVER) {
            return Heard.refuse(hold.reason() + ": it is to be given back, not released");
        }
        return new Heard.Facts(Holds.ended(hold, Holds.RELEASED + released.why()));
    }

    private Heard stopped(Case c, Signal.Stopped stopped) {
        LocalDate review = stopped.reviewOn() == null ? rules.today().plusDays(Holds.REVIEW_DAYS) : stopped.reviewOn();
        Hold hold = c.hold();
        if (stopped.on().isAfter(rules.today())) {
            return Heard.refuse("the " + stopped.kind().word() + " of " + stopped.on() + " is still to come");
        }
        if (review.isBefore(rules.today())) {
            return Heard.refuse("it is to be looked at again on " + review + ", which is over");
        }
        if (hold != null && hold.kind() == stopped.kind() && hold.until().equals(review)) {
            return Heard.known();
        }
        var stop = new Hold(
                stopped.kind(),
                stopped.on(),
                review,
                Hold.Then.ASK_AGAIN,
                stopped.kind().word(),
                stopped.why(),
                null,
                null);
        return new Heard.Facts(Holds.held(c, stop.over(hold), stop.kind().word()));
    }

    /** Whatever was agreed on, an insolvent debtor cannot keep it; a stop that a person has set stays. */
    private static Heard insolvent(Case c, Hold review) {
        Hold hold = c.hold();
        return hold != null && hold.isStop()
                ? Heard.known()
                : new Heard.Facts(Holds.held(c, review.over(hold), Hold.Kind.BANKRUPTCY.word()));
    }

    private Heard takenOver(Case c, Signal.TakenOver taken) {
        Hold hold = c.hold();
        String reason = taken.owner() + " has taken the case over";
        if (taken.until().isBefore(rules.today())) {
            return Heard.refuse("it would come back on " + taken.until() + ", which is over");
        }
        if (hold != null
                && hold.kind() == Hold.Kind.TAKEN_OVER
                && hold.reason().equals(reason)
                && hold.until().equals(taken.until())) {
            return Heard.known();
        }
        var mine = new Hold(
                Hold.Kind.TAKEN_OVER, rules.today(), taken.until(), Hold.Then.RESUME, reason, taken.why(), null, null);
        return new Heard.Facts(Holds.held(c, mine.over(hold), "held"));
    }

    private Heard recalled(Case c, Signal.Recalled recalled) {
        var hold = new Hold(
                Hold.Kind.MANUAL,
                rules.today(),
                rules.today().plusDays(Holds.REVIEW_DAYS),
                Hold.Then.ASK_AGAIN,
                "recalled from the agency",
                recalled.why(),
                null,
                null);
        return new Heard.Facts(Holds.held(c, hold, "manual"));
    }

    /** A call is on record, with its consequence; one that can have none where the case stands is refused. */
    private Heard called(Case c, Signal.Called called) {
        Call call = called.call();
        if (c.dealings().calls().contains(call)) {
            return Heard.known();
        }
        if (call.on().isAfter(rules.today())) {
            return Heard.refuse("the call of " + call.on() + " is still to come");
        }
        List<Fact> before = new ArrayList<>();
        before.add(new Fact.CallMade(call));
        Hold hold = c.hold();
        if (hold != null && hold.kind() == Hold.Kind.CALL_BACK && call.outcome() != Call.Outcome.NO_ANSWER) {
            before.addAll(Holds.ended(hold, "called back"));
        }
        Case spokenTo = c.withAll(before);
        return switch (consequence(c, spokenTo, called)) {
            case Heard.Refused refused -> refused;
            case Heard.Facts(var facts) -> {
                before.addAll(facts);
                yield new Heard.Facts(before);
            }
        };
    }

    /** What follows from a call to a case in which it is on record already. */
    private Heard consequence(Case before, Case c, Signal.Called called) {
        Call call = called.call();
        Standing standing = c.standing();
        return switch (call.outcome()) {
            case NO_ANSWER -> Heard.known();
            case REACHED_PROMISED ->
                called.until() == null
                        ? Heard.refuse("until when was it promised? Without a day it is a vague promise")
                        : hear(c, new Signal.Promised(called.until(), called.amount(), call.said()));
            case VAGUE_PROMISE -> hear(c, new Signal.Promised(null, null, call.said(), Fallback.RESUME));
            case NOT_RECEIVED, PAYMENT_METHOD, MISSING_INFO -> excused(before, c, call);
            case DISPUTES -> {
                String reason = called.reason() == null ? DisputeReason.OTHER.word() : called.reason();
                yield hear(c, new Signal.Disputed(reason, call.said(), called.amount()));
            }
            case INVOICE_ERROR ->
                hear(c, new Signal.Disputed(DisputeReason.INVOICE_ERROR.word(), call.said(), called.amount()));
            case FORGOTTEN -> forgotten(before, c, called);
            case NEEDS_TIME ->
                called.until() == null
                        ? Heard.refuse("until when does the debtor need time? Without a day it is a vague promise")
                        : hear(c, new Signal.Extended(called.until(), call.said(), Fallback.RESUME, false));
            case WRONG_PERSON -> wrongPerson(c, standing, call);
            case REFUSES -> refuses(c, standing, call);
            case CALL_BACK ->
                called.until() == null || called.until().isBefore(rules.today())
                        ? Heard.refuse("on which day, from today on, is the debtor to be called back?")
                        : soft(
                                c,
                                Hold.Kind.CALL_BACK,
                                called.until().plusDays(Hold.LATE_CALL_DAYS),
                                "to be called back on " + called.until(),
                                call);
            case HARDSHIP ->
                soft(
                        c,
                        Hold.Kind.PLAN_OFFER,
                        rules.today().plusDays(Agreements.OFFER_DAYS),
                        "a plan is to be offered",
                        call);
        };
    }

    /** An excuse holds the case once; heard again, of any of the debtor's invoices, it is for a person to judge. */
    private Heard excused(Case before, Case c, Call call) {
        Excuse excuse = Objects.requireNonNull(Excuse.of(call.outcome()));
        boolean isRepeated = rules.debtor().excuses().contains(excuse)
                || before.dealings().calls().stream().anyMatch(one -> one.outcome() == call.outcome());
        Hold hold = c.hold();
        if (isRepeated && (hold == null || hold.kind() != excuse.kind())) {
            return c.standing() instanceof Standing.Escalated
                    ? Heard.refuse(AGENCYS)
                    : Heard.facts(new Fact.Asked(
                            rules.today(),
                            "the debtor gave the reason " + excuse.word()
                                    + " before: it holds nothing this time, unless a person does"));
        }
        if (excuse == Excuse.NOT_RECEIVED) {
            return hear(c, new Signal.Disputed(DisputeReason.NOT_RECEIVED.word(), call.said(), null));
        }
        return soft(c, excuse.kind(), rules.today().plusDays(excuse.days()), excuse.word(), call);
    }

    /** Whoever forgot it promises to see to it within the week; one invoice is forgotten once. */
    private Heard forgotten(Case before, Case c, Signal.Called called) {
        boolean isRepeated =
                before.dealings().calls().stream().anyMatch(one -> one.outcome() == Call.Outcome.FORGOTTEN);
        if (isRepeated && !(c.standing() instanceof Standing.Escalated)) {
            return Heard.facts(new Fact.Asked(
                    rules.today(),
                    "the debtor says again that it was forgotten: it holds nothing this time, unless a person does"));
        }
        LocalDate week = rules.today().plusDays(Agreements.FORGOTTEN_DAYS);
        LocalDate until = called.until() == null || called.until().isAfter(week) ? week : called.until();
        return hear(c, new Signal.Promised(until, null, called.call().said()));
    }

    /** Holds the case for what was said, unless something weightier holds it. */
    private Heard soft(Case c, Hold.Kind kind, LocalDate until, String reason, Call call) {
        if (c.standing() instanceof Standing.Escalated) {
            return Heard.refuse(AGENCYS);
        }
        Hold hold = c.hold();
        boolean isFree = !isHeldByDispute(c) && (hold == null || gives(hold));
        if (!isFree) {
            return Heard.known();
        }
        var soft = new Hold(kind, rules.today(), until, Hold.Then.RESUME, reason, call.said(), null, null);
        List<Fact> facts = new ArrayList<>(Holds.held(c, soft, "held"));
        if (soft.isWritten() && !Agreements.isSilent(c, rules)) {
            facts.add(new Fact.ReminderAsked(Agreements.otherWay(c, soft, rules)));
        }
        return new Heard.Facts(facts);
    }

    /** A hold that the next word of the debtor takes the place of. */
    private static boolean gives(Hold hold) {
        return hold.isSoft()
                || hold.kind() == Hold.Kind.UNDELIVERABLE
                || hold.kind() == Hold.Kind.CONTACT
                || hold.kind() == Hold.Kind.DELIVERY;
    }

    private Heard wrongPerson(Case c, Standing standing, Call call) {
        if (standing instanceof Standing.Escalated) {
            return Heard.refuse(AGENCYS);
        }
        Hold hold = c.hold();
        if (hold != null && (!gives(hold) || hold.kind() == Hold.Kind.CONTACT)) {
            return Heard.known();
        }
        var contact = new Hold(
                Hold.Kind.CONTACT,
                rules.today(),
                rules.today().plusDays(Holds.REVIEW_DAYS),
                Hold.Then.ASK_AGAIN,
                "the right contact is to be found",
                call.said(),
                null,
                null);
        return new Heard.Facts(Holds.held(c, contact, "held"));
    }

    /** Who refuses takes back what was promised; friendly steps are over. */
    private Heard refuses(Case c, Standing standing, Call call) {
        if (standing instanceof Standing.Escalated) {
            return Heard.refuse(AGENCYS);
        }
        Hold hold = c.hold();
        var formal = new Fact.DetourSet(Detour.FORMAL_STEP, "the debtor refuses to pay: " + call.said());
        if (hold == null && standing instanceof Standing.OnHold) {
            return Heard.refuse("a dispute holds the case: answer it first");
        }
        if (hold == null) {
            return Heard.facts(formal);
        }
        return switch (hold.kind()) {
            case PROMISE, EXTENSION, PLAN ->
                Heard.facts(new Fact.HoldEnded(hold.kind(), Agreements.BROKEN + ": the debtor refuses"), formal);
            case VAGUE_PROMISE,
                    PLAN_PROPOSAL,
                    PLAN_OFFER,
                    CONTACT,
                    CALL_BACK,
                    PAYMENT_METHOD,
                    MISSING_INFO,
                    UNDELIVERABLE,
                    DELIVERY -> Heard.facts(new Fact.HoldEnded(hold.kind(), "the debtor refuses"), formal);
            case DISPUTE, UPHELD, MANUAL, AGENCY, TAKEN_OVER, BANKRUPTCY, INSOLVENCY, DEATH, DEBTOR, FACTORED ->
                Heard.refuse("the case is held (" + hold.reason() + "): end that first, then dunning goes on");
        };
    }

    private static Heard approved(Case c, Signal.Approved word) {
        Course.Approval approval = c.course().approval();
        if (approval == null) {
            return Heard.refuse("no step of this case waits for approval");
        }
        if (approval.given()) {
            return Heard.known();
        }
        String manager = approval.manager();
        return manager != null && word.by() != null && !manager.equals(word.by())
                ? Heard.refuse("step " + approval.step() + " waits for the approval of " + manager
                        + ", whose key account the debtor is: " + word.by() + " cannot give it")
                : Heard.facts(new Fact.ApprovalGiven(approval.step(), word.why()));
    }

    private Heard policyChosen(Case c, Signal.PolicyChosen chosen) {
        Policy to = rules.book()
                .find(c.creditorId(), chosen.policy(), RuleBook.NEWEST)
                .orElse(null);
        Receivable issued = c.issued();
        if (to == null) {
            return Heard.refuse("the creditor has no policy " + chosen.policy() + ": choose one of GET /policies");
        }
        if (to.name().equals(issued.policy()) && to.version() == issued.policyVersion()) {
            return Heard.known();
        }
        if (!to.isFor(issued.debtorCountry())) {
            return Heard.refuse("policy " + to.label() + " is not meant for debtors in " + issued.debtorCountry());
        }
        if (to.steps().getLast().isToRemind() && Ahead.mandate(c, to.steps().getLast()) == Mandate.COLLECTION) {
            return Heard.refuse(
                    "policy " + to.label() + " leaves the reminders to an agency, and this case was reminded"
                            + " already: choose one with a collection notice");
        }
        if (c.pendingLetter() != null) {
            return Heard.refuse(
                    "a letter is on its way: choose again when it was sent, or hold the case to call it off");
        }
        return Heard.facts(new Fact.PolicyMoved(to.name(), to.version(), goesOnAt(c, to), chosen.why()));
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
                case FRIENDLY, CALL, PROMISE_CONFIRMATION, PLAN_PROPOSAL -> isContacted;
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
}
