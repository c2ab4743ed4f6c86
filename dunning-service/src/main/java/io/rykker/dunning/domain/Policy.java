package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A creditor's own plan: which steps, when, with what. Versioned; a case walks the version that it started with.
 *
 * @param smallBalance what is not worth an agency: when the invoice itself is paid and no more than
 *     this is left of fees and the like, it is written off instead
 * @param graceDays days in which nothing is sent after money was taken back by the bank
 * @param countries the debtors' countries that it may be used for; empty for all
 * @param choices what is chosen where the law leaves a choice, by the name of the rule
 * @param terms what people may agree on, and what follows when an agency gives a case back
 */
public record Policy(
        String name,
        int version,
        int graceDays,
        Amounts smallBalance,
        List<Step> steps,
        Mode mode,
        Quiet quiet,
        Shortcut shortcut,
        Set<String> countries,
        Map<String, String> choices,
        Terms terms) {

    /** The longest time in which a policy may keep still: what is longer is forgotten. */
    private static final int LONGEST_SILENCE = 62;

    /** Reminders without a fee or another consequence that a debtor gets used to. */
    private static final int EMPTY_WORDS = 3;

    private static final int LATE_FIRST_CONTACT = 14;

    /** Who takes the steps. */
    public enum Mode {
        AUTOMATIC("automatic"),
        /** Each step waits for a person's word. */
        APPROVE("approve"),
        /** What would be done is written down and nothing is sent. */
        OBSERVE("observe");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** A policy that takes its steps by itself, everywhere, with nothing special. */
    public Policy(String name, int version, int graceDays, Amounts smallBalance, List<Step> steps) {
        this(
                name,
                version,
                graceDays,
                smallBalance,
                steps,
                Mode.AUTOMATIC,
                Quiet.NEVER,
                Shortcut.NONE,
                Set.of(),
                Map.of(),
                Terms.USUAL);
    }

    public Policy(
            String name,
            int version,
            int graceDays,
            Amounts smallBalance,
            List<Step> steps,
            Mode mode,
            Quiet quiet,
            Shortcut shortcut,
            Set<String> countries,
            Map<String, String> choices) {
        this(name, version, graceDays, smallBalance, steps, mode, quiet, shortcut, countries, choices, Terms.USUAL);
    }

    public String label() {
        return name + "/" + version;
    }

    public Policy as(String name, int version) {
        return new Policy(
                name, version, graceDays, smallBalance, steps, mode, quiet, shortcut, countries, choices, terms);
    }

    public Policy with(Terms terms) {
        return new Policy(
                name, version, graceDays, smallBalance, steps, mode, quiet, shortcut, countries, choices, terms);
    }

    /** The same policy with other choices where the law leaves them; its own hold for the rest. */
    public Policy choosing(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(choices);
        all.putAll(more);
        return new Policy(
                name,
                version,
                graceDays,
                smallBalance,
                steps,
                mode,
                quiet,
                shortcut,
                countries,
                Map.copyOf(all),
                terms);
    }

    public boolean isFor(String country) {
        return countries.isEmpty() || countries.contains(country);
    }

    /** The place of the collection notice, or of the last step when there is none. */
    int notice() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).kind() == StepKind.COLLECTION_NOTICE) {
                return i;
            }
        }
        return steps.size() - 1;
    }

    /** What is wrong with this policy in any country. */
    public List<String> flaws() {
        List<String> flaws = new ArrayList<>();
        if (steps.isEmpty() || steps.getLast().kind() != StepKind.ESCALATION) {
            flaws.add(label() + ": the last step is no escalation, so a case could be forgotten");
        }
        if (quiet.longestSilence(2027) > LONGEST_SILENCE) {
            flaws.add(label() + ": in a year it keeps still for more than " + LONGEST_SILENCE
                    + " days on end, so a case could be forgotten");
        }
        PlanOffer offer = terms.offer();
        if (offer != null) {
            flaws.addAll(offer.flaws(label()));
        }
        Integer within = terms.escalateWithinDays();
        Integer least = Overrun.leastDays(this);
        if (within != null && least != null && within < least) {
            flaws.add(label() + ": escalateWithinDays is " + within + ", and its own steps take " + least
                    + " days to the handover: every case would be late");
        }
        Set<String> names = new HashSet<>();
        boolean isDue = false;
        boolean isNoticed = false;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String name = name(step);
            if (!names.add(step.name())) {
                flaws.add(name + "another step has this name");
            }
            if (step.isBeforeDue() && step.kind() != StepKind.FRIENDLY) {
                flaws.add(name + "only a friendly reminder may come before the due date; the earliest lawful day is the"
                        + " day after it, with waitDays 1");
            } else if (step.isBeforeDue() && isDue) {
                flaws.add(name + "it is before the due date and follows a step that comes after it");
            } else if (!step.isBeforeDue() && step.waitDays() < 1) {
                flaws.add(name + "a step comes at the earliest the day after the due date or deadline before it");
            }
            if (step.isBeforeDue()
                    && i > 0
                    && step.waitDays() <= steps.get(i - 1).waitDays()
                    && !isDue) {
                flaws.add(name + "it comes before the step that it follows");
            }
            isDue |= !step.isBeforeDue();
            if (step.kind().isContact() && step.fee()) {
                flaws.add(name + "a " + step.kind().word() + " reminder carries no fee; the highest lawful fee is 0");
            }
            if (step.kind().isContact() && (step.interest() || step.compensation())) {
                flaws.add(name + "a " + step.kind().word() + " reminder claims neither interest nor compensation");
            }
            if (step.kind() == StepKind.COLLECTION_NOTICE && !step.when().isAlways()) {
                flaws.add(name + "it cannot be for some cases only: without it no case goes to an agency");
            }
            if (step.isBeforeDue() && step.when().firstTimeLate()) {
                flaws.add(name + "nobody is late before the due date: firstTimeLate is for a step after it");
            }
            if (step.kind() == StepKind.COLLECTION_NOTICE && isNoticed) {
                flaws.add(name + "one collection notice is enough");
            }
            isNoticed |= step.kind() == StepKind.COLLECTION_NOTICE;
            if (step.mandate() == Mandate.REMINDERS) {
                flaws.addAll(flawsOfMandate(step, steps.subList(0, i)));
            }
            if (step.kind() == StepKind.ESCALATION && step.partner() != null) {
                flaws.add(name
                        + "it is taken by the agency, and what that is to do is its mandate: it has no other owner");
            }
            if (step.kind() == StepKind.ESCALATION && i != steps.size() - 1) {
                flaws.add(name + "nothing can follow the escalation");
            }
        }
        return List.copyOf(flaws);
    }

    /** One of the steps asks how the debtor has paid before. */
    boolean asksForPast() {
        return steps.stream().anyMatch(step -> step.when().firstTimeLate());
    }

    /** What is wrong with an agency that is to remind from the first. */
    private List<String> flawsOfMandate(Step step, List<Step> before) {
        List<String> flaws = new ArrayList<>();
        String name = name(step);
        if (step.kind() != StepKind.ESCALATION) {
            flaws.add(name + "only an escalation has the mandate " + Mandate.REMINDERS.word());
        }
        before.stream()
                .filter(one -> !one.kind().isContact())
                .findFirst()
                .ifPresent(one -> flaws.add(name + "an agency that is to remind says that nothing formal was sent, and "
                        + one.name() + " was: leave that step out, or hand over for collection"));
        if (step.fee() || step.interest() || step.compensation()) {
            flaws.add(name + "an agency that is to remind is handed the bare invoice: no fee, interest or compensation"
                    + " is claimed with it");
        }
        if (terms.afterAgency() == Terms.AfterAgency.RESUME_NOTICE) {
            flaws.add(name + "what an agency that reminded gives back cannot resume with a collection notice, as the"
                    + " policy has none");
        }
        return flaws;
    }

    /**
     * What in this policy the law forbids for this kind of debtor: the step, the paragraph and what would be lawful.
     * Empty when it is lawful. What depends on the day (a fee's amount, its spacing) the law is asked again for when the
     * letter is decided.
     */
    public List<String> breaches(Law read, DebtorKind kind, ClaimDates newest) {
        Law law = read.choosing(choices);
        List<String> breaches = new ArrayList<>(flaws());
        boolean noticed = false;
        int fees = 0;
        for (Step step : steps) {
            String name = name(step);
            if (step.kind() == StepKind.COLLECTION_NOTICE) {
                noticed = true;
                law.find(Law.NOTICE_DAYS, kind, newest)
                        .filter(least -> step.deadlineDays() < least.whole())
                        .ifPresent(least -> breaches.add(name + "a deadline of " + step.deadlineDays()
                                + " days is shorter than the " + least.whole() + " of " + least.paragraph()));
            }
            if (step.kind() == StepKind.COLLECTION_NOTICE && step.partner() != null) {
                law.find(Law.NOTICE_SENDER, kind, newest)
                        .filter(sender -> sender.value().equals("creditor"))
                        .ifPresent(sender -> breaches.add(name + "the creditor alone may send it, " + sender.paragraph()
                                + ": it cannot be left to " + step.partner()));
            }
            if (step.kind() == StepKind.ESCALATION && !step.isToRemind() && !noticed) {
                law.find(Law.NOTICE_DAYS, kind, newest)
                        .ifPresent(least -> breaches.add(
                                name + "no collection notice comes before it, as " + least.paragraph() + " demands"));
            }
            BigDecimal amount = step.feeAmount();
            boolean ownFee = step.kind() == StepKind.COLLECTION_NOTICE && law.hasNoticeFee(kind, newest);
            if (step.fee() && amount != null) {
                law.find(ownFee ? Law.NOTICE_FEE : Law.FEE_AMOUNT, kind, newest)
                        .filter(most -> amount.compareTo(most.number()) > 0)
                        .ifPresent(most -> breaches.add(name + "a fee of " + amount.toPlainString()
                                + " is higher than the " + most.value() + " " + law.currency() + " of "
                                + most.paragraph()));
            }
            if (step.fee() && step.when().isAlways() && !ownFee) {
                fees++;
            }
        }
        // where no fee is lawful at all, a step that takes the highest lawful one takes none, however many there are
        LawRow most = law.find(Law.FEE_AMOUNT, kind, newest)
                .filter(row -> row.number().signum() > 0)
                .flatMap(_ -> law.find(Law.FEE_COUNT, kind, newest))
                .orElse(null);
        for (Map.Entry<String, String> choice : choices.entrySet()) {
            Choice known = law.choices().get(choice.getKey());
            if (known != null && !known.options().containsKey(choice.getValue())) {
                breaches.add(label() + ": " + choice.getKey() + " cannot be " + choice.getValue() + " in "
                        + law.country() + ", only "
                        + String.join(" or ", known.options().keySet()));
            }
        }
        if (most != null && fees > most.whole()) {
            breaches.add(label() + ": " + fees + " letters with a fee are more than the " + most.whole() + " of "
                    + most.paragraph());
        }
        return List.copyOf(breaches);
    }

    /** What is lawful and still not wise, with the reason. */
    public List<String> warnings(Law law, DebtorKind kind, ClaimDates newest) {
        List<String> warnings = new ArrayList<>();
        int day = 0;
        for (Step step : steps) {
            day = step.isBeforeDue() ? 0 : day + step.waitDays();
            int planned = day;
            if (step.fee()) {
                law.find(Law.FEE_EARLIEST, kind, newest)
                        .filter(least -> planned < least.whole())
                        .ifPresent(least -> warnings.add(name(step) + "planned for day " + planned
                                + " after the due date; in " + law.country() + " a fee is lawful from day "
                                + least.whole() + " on, " + least.paragraph() + ": the letter waits until then"));
            }
            if (step.kind() == StepKind.COLLECTION_NOTICE && step.partner() != null) {
                law.find(Law.NOTICE_SENDER, kind, newest)
                        .filter(sender -> !sender.value().equals("creditor"))
                        .ifPresent(sender -> warnings.add(name + "in " + law.country() + " it may be sent by: "
                                + sender.value().replace('-', ' ') + ", " + sender.paragraph() + "; "
                                + step.partner() + " must be one"));
            }
            day += step.isBeforeDue() ? 0 : step.deadlineDays();
        }
        return List.copyOf(warnings);
    }

    /** What is lawful everywhere and still not wise. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        List<Step> contacts = steps.stream()
                .filter(step -> step.kind() != StepKind.ESCALATION)
                .toList();
        long empty = contacts.stream()
                .filter(step -> !step.isBeforeDue() && step.kind() != StepKind.COLLECTION_NOTICE)
                .filter(step -> !step.fee() && !step.interest() && !step.compensation())
                .count();
        if (empty > EMPTY_WORDS) {
            warnings.add(label() + ": " + empty + " reminders come without any consequence; debtors get used to them");
        }
        if (contacts.isEmpty()) {
            return List.copyOf(warnings);
        }
        Step first = contacts.getFirst();
        if (!first.kind().isContact() && first.waitDays() > LATE_FIRST_CONTACT) {
            warnings.add(name(first) + "the debtor hears nothing for " + first.waitDays()
                    + " days, and then gets a formal letter");
        }
        if (contacts.stream().noneMatch(step -> step.kind().isContact())) {
            warnings.add(label() + ": no friendly reminder or call comes before the formal letters");
        }
        int hardness = 0;
        for (Step step : contacts) {
            if (hardness(step) < hardness) {
                warnings.add(name(step) + "its tone is friendlier than that of the letter before");
            }
            hardness = Math.max(hardness, hardness(step));
        }
        return List.copyOf(warnings);
    }

    private static int hardness(Step step) {
        return switch (step.tone()) {
            case "friendly" -> 0;
            case "firm" -> 1;
            default -> 2;
        };
    }

    private String name(Step step) {
        return label() + ", step " + step.name() + ": ";
    }
}
