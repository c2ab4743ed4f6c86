package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Instalments that are proposed to a debtor: how they are written of, accepted, and lapse. */
final class Proposals {

    /** The letter about instalments that a person proposes. */
    static final String STEP = "plan-proposal";

    /** The letter about instalments that a policy offers by itself, once in a case. */
    static final String OFFER = "plan-offer";

    /** How long a proposal can be accepted when no day is named. */
    static final int ACCEPT_DAYS = 5;

    private static final String LAPSED = "lapsed: not accepted by ";

    private Proposals() {}

    /** The last day on which a proposal of today can be accepted, when none was named: an open day. */
    static LocalDate acceptBy(Case c, int days, Rules rules) {
        return rules.book()
                .closings(c.issued().debtorCountry())
                .roll(rules.today().plusDays(days));
    }

    static Hold hold(
            Case c, List<Plan.Instalment> instalments, LocalDate acceptBy, String why, Fallback fallback, Rules rules) {
        return new Hold(
                        Hold.Kind.PLAN_PROPOSAL,
                        rules.today(),
                        acceptBy,
                        Hold.Then.RESUME,
                        "proposed " + Agreements.planOf(instalments),
                        why,
                        null,
                        c.account().paid(c.issued().total()))
                .falling(fallback)
                .planned(new Plan(List.copyOf(instalments), c.cameIn(), Agreements.graceDays(c, rules), 0, null, null));
    }

    /**
     * The policy offers a plan by itself when this agreement is broken. Where the policy acts by a person's word only, or
     * nothing may be sent, a person is to make it.
     */
    static boolean isOffered(Case c, Hold broken, Rules rules) {
        return offer(c, broken, rules) != null;
    }

    /** An offer is a letter: it waits for an open day on which the debtor has had no other. */
    static boolean mayBeOffered(Case c, Rules rules) {
        return rules.debtor().mayBeWrittenTo() && rules.book().isOpen(c, rules.today());
    }

    /** The policy's own proposal in the place of an agreement that was broken; nothing when it makes none. */
    static List<Fact> offered(Case c, Hold broken, Rules rules) {
        Hold offered = offer(c, broken, rules);
        return offered == null
                ? List.of()
                : List.of(new Fact.HeldBack(offered), new Fact.ReminderAsked(letter(c, OFFER, offered, rules)));
    }

    private static @Nullable Hold offer(Case c, Hold broken, Rules rules) {
        PlanOffer offer = broken.fallback() == Fallback.PLAN ? offerOf(c, rules) : null;
        // what is left may be disputed, all of it: there is nothing to pay in instalments then
        if (offer == null || !c.uncontested().isPositive()) {
            return null;
        }
        LocalDate acceptBy = acceptBy(c, offer.acceptDays(), rules);
        List<Plan.Instalment> instalments = offer.of(c.uncontested(), rules.today(), acceptBy);
        String why = "the " + broken.kind().word() + " until " + broken.until() + " was broken; policy "
                + c.issued().policyName() + " offers a plan";
        return instalments.isEmpty() ? null : hold(c, instalments, acceptBy, why, offer.then(), rules);
    }

    private static @Nullable PlanOffer offerOf(Case c, Rules rules) {
        Policy policy = Agreements.policyOrNull(c, rules);
        boolean isOfferedBefore =
                c.letters().stream().anyMatch(letter -> letter.step().equals(OFFER));
        boolean isToBeSent = policy != null
                && policy.mode() == Policy.Mode.AUTOMATIC
                && !Agreements.isSilent(c, rules)
                && rules.debtor().holdOn(rules.today()) == null;
        return policy == null || isOfferedBefore || !isToBeSent
                ? null
                : policy.terms().offer();
    }

    /** The proposal in writing, with the day by which it is to be accepted: no step of the policy, no fee. */
    static Letter letter(Case c, String step, Hold proposed, Rules rules) {
        int days = (int) ChronoUnit.DAYS.between(rules.today(), proposed.until());
        return Agreements.letter(c, step, StepKind.PLAN_PROPOSAL, "friendly", proposed.until(), days, rules);
    }

    /** It is agreed on from now on, acknowledges the debt, and is confirmed in writing. */
    static List<Fact> accepted(Case c, Acceptance acceptance, Rules rules) {
        List<Fact> facts = new ArrayList<>();
        Letter pending = c.pendingLetter();
        if (pending != null) {
            facts.add(new Fact.ReminderCalledOff(pending.id(), "accepted"));
        }
        facts.add(new Fact.PlanAccepted(acceptance));
        facts.add(new Fact.DebtAcknowledged(acceptance.on(), "instalment plan"));
        Case agreed = c.withAll(facts);
        Hold hold = agreed.hold();
        Plan plan = hold == null ? null : hold.plan();
        // what is late by now is asked for, which says it all
        boolean isOpen =
                plan != null && !plan.isPaid(c.cameIn()) && !rules.today().isAfter(plan.watchedUntil(c.cameIn()));
        if (hold != null && isOpen && !Agreements.isSilent(c, rules)) {
            facts.add(new Fact.ReminderAsked(Agreements.confirmation(agreed, hold, rules)));
        }
        return facts;
    }

    /** What money has made of the proposal, or nothing while that is open. */
    static List<Fact> answered(Case c, Hold proposed, Rules rules) {
        String settled = c.settled();
        if (settled != null) {
            return List.of(new Fact.HoldEnded(proposed.kind(), settled));
        }
        Acceptance payment = byPayment(c, proposed);
        return payment == null ? List.of() : accepted(c, payment, rules);
    }

    /**
     * The first instalment was paid in full, by what came after the proposal was made and was paid before its last day
     * was over; null while it was not.
     */
    private static @Nullable Acceptance byPayment(Case c, Hold proposed) {
        Plan plan = proposed.plan();
        Money before = proposed.paidBefore();
        if (plan == null || before == null) {
            return null;
        }
        Money first = plan.instalments().getFirst().amount();
        if (c.account().paid(before).minus(before).minus(first).isNegative()) {
            return null;
        }
        Money paid = Money.zero(before.currency());
        for (Map.Entry<UUID, Account.Payment> entry : c.account().standingById(before)) {
            Account.Payment payment = entry.getValue();
            boolean isAnswer = !payment.valueDate().isBefore(proposed.from())
                    && !payment.valueDate().isAfter(proposed.until());
            if (isAnswer) {
                paid = paid.plus(payment.amount());
                if (!paid.minus(first).isNegative()) {
                    return new Acceptance(Acceptance.How.PAYMENT, payment.valueDate(), "payment " + entry.getKey());
                }
            }
        }
        return null;
    }

    /**
     * Its last day is over and nobody accepted it. What was to follow follows; no agreement was broken, because none was
     * made.
     */
    static List<Fact> lapsed(Hold proposed) {
        List<Fact> facts = new ArrayList<>(Holds.ended(proposed, LAPSED + proposed.until()));
        Fallback fallback = proposed.fallback();
        Detour detour = fallback == null ? null : fallback.detour();
        if (detour != null) {
            facts.add(new Fact.DetourSet(detour, "the proposed plan was not accepted"));
        }
        return facts;
    }
}
