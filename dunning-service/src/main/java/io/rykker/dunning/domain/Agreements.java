package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Promises, extensions and plans: how they are made, confirmed in writing, watched, kept and broken. */
final class Agreements {

    static final String KEPT = "kept";
    static final String BROKEN = "broken";

    /** A debtor who names no day gets a week. */
    static final int VAGUE_DAYS = 7;

    /** Who had forgotten the invoice gets a week to see to it. */
    static final int FORGOTTEN_DAYS = 7;

    /** What a clerk may grant without anybody's approval. */
    static final int CLERKS_DAYS = 7;

    /** How long a person has to make the plan that a broken agreement is followed by. */
    static final int OFFER_DAYS = 7;

    /** The days that the letter about a late instalment gives. */
    static final int LATE_DAYS = 7;

    private static final int GRACE_DAYS = 3;
    private static final List<String> CHANNELS = List.of("email", "letter");

    private Agreements() {}

    static Hold promise(Case c, Signal.Promised promised, LocalDate until, LocalDate from) {
        return new Hold(
                        Hold.Kind.PROMISE,
                        from,
                        until,
                        Hold.Then.RESUME,
                        "promise",
                        promised.why(),
                        promised.amount(),
                        c.account().paid(c.issued().total()))
                .falling(promised.fallback());
    }

    static Hold vague(String why, LocalDate today) {
        return new Hold(
                Hold.Kind.VAGUE_PROMISE,
                today,
                today.plusDays(VAGUE_DAYS),
                Hold.Then.RESUME,
                "a promise without a day",
                why,
                null,
                null);
    }

    static Hold extension(Case c, Signal.Extended extended, LocalDate from) {
        return new Hold(
                        Hold.Kind.EXTENSION,
                        from,
                        extended.until(),
                        Hold.Then.RESUME,
                        "extension",
                        extended.why(),
                        null,
                        c.account().paid(c.issued().total()))
                .falling(extended.fallback());
    }

    static Hold plan(Case c, List<Plan.Instalment> instalments, String why, Fallback fallback, Rules rules) {
        return new Hold(
                        Hold.Kind.PLAN,
                        rules.today(),
                        instalments.getLast().on(),
                        Hold.Then.RESUME,
                        planOf(instalments),
                        why,
                        null,
                        null)
                .falling(fallback)
                .planned(new Plan(List.copyOf(instalments), c.cameIn(), graceDays(c, rules), 0, null, null));
    }

    static String planOf(List<Plan.Instalment> instalments) {
        return "plan of " + instalments.size() + " instalments";
    }

    /** The agreement in writing: no step of the policy, no fee, no reminder. */
    static Letter confirmation(Case c, Hold agreed, Rules rules) {
        Plan plan = agreed.plan();
        LocalDate until = plan == null ? agreed.until() : firstDay(plan, c, rules);
        String name = agreed.kind().word() + "-confirmation";
        return letter(c, name, StepKind.PROMISE_CONFIRMATION, "friendly", until, 0, rules);
    }

    /** The day of the first instalment; it may be over when its payment is what accepted the plan. */
    private static LocalDate firstDay(Plan plan, Case c, Rules rules) {
        LocalDate first = plan.instalments()
                .get(Math.min(plan.next(c.cameIn()), plan.instalments().size() - 1))
                .on();
        return first.isBefore(rules.today()) ? rules.today() : first;
    }

    /** The offer of another way to pay: no step of the policy, no fee. */
    static Letter otherWay(Case c, Hold hold, Rules rules) {
        return letter(c, Hold.Kind.PAYMENT_METHOD.word(), StepKind.FRIENDLY, "friendly", hold.until(), 0, rules);
    }

    /** A policy that only observes says nothing to a debtor, and what is barred is not asked for. */
    static boolean isSilent(Case c, Rules rules) {
        Policy policy = policyOrNull(c, rules);
        boolean isBarred = Limitation.of(c, rules.book())
                .filter(limitation -> rules.today().isAfter(limitation.on()))
                .isPresent();
        return isBarred || (policy != null && policy.mode() == Policy.Mode.OBSERVE);
    }

    static Letter letter(Case c, String name, StepKind kind, String tone, LocalDate deadline, int days, Rules rules) {
        Money none = Money.zero(c.issued().total().currency());
        long rounds =
                c.letters().stream().filter(one -> one.step().equals(name)).count();
        return new Letter(
                Letter.id(c.invoiceId(), (int) rounds + 1, name),
                Letter.NO_STEP,
                name,
                kind,
                tone,
                channels(c, rules),
                rules.today(),
                deadline,
                days,
                none,
                none,
                false,
                null,
                null,
                null,
                null,
                null);
    }

    /** The debtor is written to as in the first step of the policy, and not called. */
    private static List<String> channels(Case c, Rules rules) {
        Policy policy = policyOrNull(c, rules);
        if (policy == null || policy.steps().isEmpty()) {
            return CHANNELS;
        }
        List<String> written = policy.steps().getFirst().channels().stream()
                .filter(channel -> !channel.equals("phone") && !channel.equals("agency"))
                .toList();
        return written.isEmpty() ? CHANNELS : written;
    }

    static int graceDays(Case c, Rules rules) {
        Policy policy = policyOrNull(c, rules);
        return policy == null ? GRACE_DAYS : policy.graceDays();
    }

    static int extensions(Case c, Rules rules) {
        Policy policy = policyOrNull(c, rules);
        return policy == null ? Terms.USUAL.extensions() : policy.terms().extensions();
    }

    static @Nullable Policy policyOrNull(Case c, Rules rules) {
        return rules.book()
                .find(c.creditorId(), c.issued().policy(), c.issued().policyVersion())
                .orElse(null);
    }

    /** What a letter of no step asks for: what was promised, or the instalments that are due. */
    static Money amountDue(Case c, Letter letter) {
        Hold hold = c.hold();
        if (hold == null) {
            return c.uncontested();
        }
        Plan plan = hold.plan();
        if (plan != null) {
            boolean isLate = letter.kind() == StepKind.FRIENDLY;
            int next = Math.min(plan.next(c.cameIn()) + 1, plan.instalments().size());
            return plan.missing(isLate ? plan.lateNumber() : next, c.cameIn());
        }
        Money amount = hold.amount();
        return amount == null ? c.uncontested() : amount;
    }

    static String because(Case c, Letter letter) {
        Hold hold = c.hold();
        if (letter.kind() == StepKind.PLAN_PROPOSAL) {
            return "Instalments are proposed to the debtor, who is to accept them by the deadline.";
        }
        if (hold == null || letter.kind() == StepKind.PROMISE_CONFIRMATION) {
            return "It was agreed on with the debtor, and is confirmed in writing.";
        }
        if (hold.kind() == Hold.Kind.PAYMENT_METHOD) {
            return "The debtor cannot pay as it was asked: the other ways are told.";
        }
        Plan plan = hold.plan();
        return "Instalment " + (plan == null ? 0 : plan.lateNumber()) + " of the plan of " + hold.from()
                + " was not paid in time.";
    }

    /** The step that a broken agreement leads to, in the policy's words. */
    static String nextStep(Case c, Rules rules) {
        Policy policy = policyOrNull(c, rules);
        Hold hold = c.hold();
        Detour detour =
                hold == null || hold.fallback() == null ? null : hold.fallback().detour();
        if (policy == null) {
            return "reminder";
        }
        int index = (detour == null ? Detour.NEXT_STEP : detour).step(policy.steps(), c.stepsWalked(), c.isNoticed());
        return policy.steps().get(index).name();
    }

    /** How an agreement ended by what came in or was settled, or null while it is open. */
    static @Nullable String ended(Case c, Hold hold) {
        String settled = c.settled();
        if (settled != null) {
            return settled.equals("paid") ? KEPT : settled;
        }
        Plan plan = hold.plan();
        if (plan != null) {
            return plan.isPaid(c.cameIn()) ? KEPT : null;
        }
        Money amount = hold.amount();
        Money before = hold.paidBefore();
        if (amount == null || before == null) {
            return null;
        }
        Money paid = c.account().paid(c.issued().total()).minus(before);
        return paid.minus(amount).isNegative() ? null : KEPT;
    }

    /** The last day on which the agreement is not broken yet, or the proposal can be accepted. */
    static LocalDate watchedUntil(Case c, Hold hold) {
        Plan plan = hold.plan();
        return plan == null || hold.isProposal() ? hold.until() : plan.watchedUntil(c.cameIn());
    }

    /** One instalment may be late and is asked for; a second one, or the same again, breaks the plan. */
    static List<Fact> onPlanDay(Case c, Hold hold, Plan plan, Rules rules) {
        if (!rules.book().isOpen(c, rules.today())) {
            return List.of();
        }
        if (plan.lateNumber() > 0) {
            return broken(c, hold, rules);
        }
        if (!rules.debtor().mayBeWrittenTo()) {
            return List.of();
        }
        int number = plan.next(c.cameIn()) + 1;
        LocalDate until = rules.book()
                .closings(c.issued().debtorCountry())
                .roll(rules.today().plusDays(LATE_DAYS));
        List<Fact> facts = new ArrayList<>();
        Letter pending = c.pendingLetter();
        if (pending != null) {
            facts.add(new Fact.ReminderCalledOff(pending.id(), "held"));
        }
        facts.add(new Fact.InstalmentLate(number, until));
        if (isSilent(c, rules)) {
            return facts;
        }
        facts.add(new Fact.ReminderAsked(
                letter(c, "instalment-late", StepKind.FRIENDLY, "firm", until, LATE_DAYS, rules)));
        return facts;
    }

    /** The agreement was not kept: what was said to follow follows. */
    static List<Fact> broken(Case c, Hold hold, Rules rules) {
        List<Fact> facts = new ArrayList<>();
        Letter confirmation = c.pendingLetter();
        if (confirmation != null) {
            facts.add(new Fact.ReminderCalledOff(confirmation.id(), BROKEN));
        }
        facts.add(new Fact.HoldEnded(hold.kind(), BROKEN));
        Fallback fallback = hold.fallback();
        List<Fact> offered = Proposals.offered(c, hold, rules);
        if (!offered.isEmpty()) {
            facts.addAll(offered);
            return facts;
        }
        LocalDate today = rules.today();
        if (fallback == Fallback.PLAN) {
            facts.add(new Fact.HeldBack(new Hold(
                    Hold.Kind.PLAN_OFFER,
                    today,
                    today.plusDays(OFFER_DAYS),
                    Hold.Then.RESUME,
                    "a plan is to be offered",
                    "the " + hold.kind().word() + " until " + hold.until() + " was broken",
                    null,
                    null)));
            return facts;
        }
        Detour detour = fallback == null ? null : fallback.detour();
        if (detour != null) {
            facts.add(new Fact.DetourSet(detour, "the " + hold.kind().word() + " was broken, as agreed"));
        }
        return facts;
    }
}
