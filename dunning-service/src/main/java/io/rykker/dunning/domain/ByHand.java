package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person hands a case over before the policy does: as early as it is lawful and fair, and no earlier. */
final class ByHand {

    private final Case c;
    private final Rules rules;

    private ByHand(Case c, Rules rules) {
        this.c = c;
        this.rules = rules;
    }

    static Heard handOver(Case c, String why, Rules rules) {
        return new ByHand(c, rules).handOver(why);
    }

    private Heard handOver(String why) {
        try {
            String against = against();
            return against == null ? Heard.facts(handedOver(why)) : Heard.refuse(against);
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
        Letter pending = c.pendingLetter();
        if (pending != null) {
            return "step " + pending.step() + " is on its way, and it is not known yet whether it was sent";
        }
        switch (Judge.of(c, rules).handover()) {
            case Judge.Ruling.Lawful _ -> {}
            case Judge.Ruling.Unlawful(var from, var why) -> {
                return why + (from == null ? "" : "; lawful from " + from);
            }
            case Judge.Ruling.Unknown(var missing) -> {
                return missing;
            }
        }
        Letter last = c.lastLetter();
        LocalDate deadline = last == null ? Ahead.due(c, rules.book()) : last.standingDeadline();
        if (last != null && !rules.today().isAfter(deadline)) {
            return "step " + last.step() + " gives until " + deadline + ", which is not over";
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

    /** Throws {@link MissingLaw} when a rate of interest is not known through today. */
    private Fact handedOver(String why) {
        boolean interest = Ahead.mayBearInterest(c);
        UUID id = Handover.id(c.invoiceId(), c.handovers().size() + 1);
        var fact = new Fact.HandedOver(
                new Handover(id, rules.today(), interest, null, List.of()), "Handed over by a person: " + why);
        Law law = rules.book().lawOf(c);
        Charges.requireRates(c.with(fact), law, Ahead.due(c, rules.book()), rules.today());
        return fact;
    }
}
