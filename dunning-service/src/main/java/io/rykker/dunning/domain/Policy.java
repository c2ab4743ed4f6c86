package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A creditor's own plan: which steps, when, with what. Versioned; a case walks the version that it started with.
 *
 * @param smallBalance what is not worth an agency, in the claim's currency: when the invoice itself is paid and no more than
 *     this is left of fees and the like, it is written off instead
 * @param graceDays days in which nothing is sent after money was taken back by the bank
 */
public record Policy(String name, int version, int graceDays, BigDecimal smallBalance, List<Step> steps) {

    public String label() {
        return name + "/" + version;
    }

    /**
     * What in this policy the law forbids for this kind of debtor: the step, the paragraph and what would be lawful.
     * Empty when it is lawful. What depends on the day (a fee's amount, its spacing) the law is asked again for when the
     * letter is decided.
     */
    public List<String> breaches(Law law, DebtorKind kind, ClaimDates newest) {
        List<String> breaches = new ArrayList<>();
        boolean noticed = false;
        int fees = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String name = label() + ", step " + step.name() + ": ";
            switch (step.kind()) {
                case COLLECTION_NOTICE -> {
                    noticed = true;
                    LawRow least = law.require(Law.NOTICE_DAYS, kind, newest);
                    if (step.deadlineDays() < least.whole()) {
                        breaches.add(name + "a deadline of " + step.deadlineDays() + " days is shorter than the "
                                + least.whole() + " of " + least.paragraph());
                    }
                }
                case ESCALATION -> {
                    if (!noticed) {
                        breaches.add(name + "no collection notice comes before it, as "
                                + law.require(Law.NOTICE_DAYS, kind, newest).paragraph() + " demands");
                    }
                    if (i != steps.size() - 1) {
                        breaches.add(name + "nothing can follow the escalation");
                    }
                }
                case FRIENDLY -> {
                    if (step.fee()) {
                        breaches.add(name + "a friendly reminder carries no fee");
                    }
                }
                case FORMAL -> {}
            }
            if (step.waitDays() < 1) {
                breaches.add(name + "a step comes at the earliest the day after the due date or deadline before it");
            }
            if (step.fee()) {
                fees++;
            }
        }
        LawRow most = law.require(Law.FEE_COUNT, kind, newest);
        if (fees > most.whole()) {
            breaches.add(label() + ": " + fees + " letters with a fee are more than the " + most.whole() + " of "
                    + most.paragraph());
        }
        if (steps.isEmpty() || steps.getLast().kind() != StepKind.ESCALATION) {
            breaches.add(label() + ": the last step is no escalation, so a case could be forgotten");
        }
        return List.copyOf(breaches);
    }
}
