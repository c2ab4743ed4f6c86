package io.rykker.dunning.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A person hands a case over before the policy does: as early as it is lawful and fair, and no earlier. */
final class ByHand {

    private final Case c;
    private final Signal.ToBeHandedOver word;
    private final Rules rules;

    private ByHand(Case c, Signal.ToBeHandedOver word, Rules rules) {
        this.c = c;
        this.word = word;
        this.rules = rules;
    }

    static Heard handOver(Case c, Signal.ToBeHandedOver word, Rules rules) {
        return new ByHand(c, word, rules).handOver();
    }

    private Heard handOver() {
        try {
            String against = against();
            return against == null ? Heard.facts(handedOver(word.why())) : Heard.refuse(against);
        } catch (MissingLaw missing) {
            return Heard.refuse(missing.what());
        }
    }

    /** What stands against it, with the paragraph or the step that it comes from, or null. */
    private @Nullable String against() {
        Hold debtors = rules.debtor().holdOn(rules.today());
        if (debtors != null) {
            return "the debtor is held until " + debtors.until() + ": " + debtors.why();
        }
        String manager = rules.debtor().approver(StepKind.ESCALATION);
        if (manager != null && !manager.equals(word.by())) {
            return "the debtor is a key account of " + manager + ": only " + manager + " can hand the case over, or"
                    + " approve the step when it is due";
        }
        Letter pending = c.pendingLetter();
        if (pending != null) {
            return "step " + pending.step() + " is on its way, and it is not known yet whether it was sent";
        }
        String unlawful = mandate() == Mandate.COLLECTION ? unlawful() : null;
        if (unlawful != null) {
            return unlawful;
        }
        Letter last = c.lastLetter();
        LocalDate deadline = last == null ? Ahead.due(c, rules.book()) : last.standingDeadline();
        if (!rules.today().isAfter(deadline)) {
            return (last == null ? "the invoice gives until " : "step " + last.step() + " gives until ") + deadline
                    + ", which is not over";
        }
        if (c.issued().statements() && !rules.bankKnown(deadline)) {
            return "the bank is not known through " + deadline + " yet: it may have been paid";
        }
        return Limitation.of(c, rules.book())
                .filter(limitation -> rules.today().isAfter(limitation.on()))
                .map(limitation ->
                        "the claim was barred by limitation after " + limitation.on() + ", " + limitation.paragraph())
                .orElse(null);
    }

    private @Nullable String unlawful() {
        return switch (Judge.of(c, rules).handover()) {
            case Judge.Ruling.Lawful _ -> null;
            case Judge.Ruling.Unlawful(var from, var why) -> why + (from == null ? "" : "; lawful from " + from);
            case Judge.Ruling.Unknown(var missing) -> missing;
        };
    }

    /** An agency that is to remind may have the case as soon as it is overdue, without a notice of the creditor's. */
    private Mandate mandate() {
        Policy policy = Agreements.policyOrNull(c, rules);
        return policy == null
                ? Mandate.COLLECTION
                : Ahead.mandate(c, policy.steps().getLast());
    }

    /** Throws {@link MissingLaw} when a rate of interest is not known through today. */
    private Fact handedOver(String why) {
        Mandate mandate = mandate();
        boolean interest = mandate == Mandate.COLLECTION && Ahead.mayBearInterest(c);
        var fact = new Fact.HandedOver(
                Handover.of(c, rules.today(), interest, mandate), "Handed over by a person: " + why);
        Law law = rules.book().lawOf(c);
        Charges.requireRates(c.with(fact), law, Ahead.due(c, rules.book()), rules.today());
        return fact;
    }
}
