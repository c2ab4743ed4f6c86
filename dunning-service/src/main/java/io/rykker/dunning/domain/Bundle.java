package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A day that came for one debtor of one creditor: all cases whose day it is are decided together, so that the debtor gets
 * one letter at the most. Invoices at the same kind of step go into one letter with one fee, on the invoice whose fee is
 * the highest; every case keeps its own level, interest and flat sum. What cannot be in it waits for another day's
 * letter; the one about the oldest debt goes first.
 */
public final class Bundle {

    /** More invoices than these wait for the next day's letter: a letter is to be read. */
    static final int MOST = 100;

    private final Rules rules;
    private final Map<UUID, Case> cases = new LinkedHashMap<>();
    private final Map<UUID, Decision> decisions = new LinkedHashMap<>();

    /**
     * What was decided.
     *
     * @param decisions one a case, by the id of its invoice
     * @param after the rules when this is done: who has got a letter gets no other one today
     */
    public record Day(Map<UUID, Decision> decisions, Rules after) {}

    /** A nudge before the due date names its day, so only those of one day are together; a partner's letter is alone. */
    private record Key(
            StepKind kind,
            Currency currency,
            String language,
            String country,
            DebtorKind debtor,
            @Nullable LocalDate dueOn,
            @Nullable UUID alone) {}

    private record Proposal(Case before, Decision.Move move, Letter letter) {}

    private Bundle(List<Case> cases, Rules rules) {
        this.rules = rules;
        cases.forEach(c -> this.cases.put(c.invoiceId(), c));
    }

    /** A day came for these cases, which are all of one debtor at one creditor. */
    public static Day day(List<Case> cases, Rules rules) {
        return new Bundle(cases, rules).day();
    }

    private Day day() {
        List<Proposal> letters = new ArrayList<>();
        for (Case c : cases.values()) {
            Decision decision = Dunning.decide(c, new Signal.DayCame(), rules);
            decisions.put(c.invoiceId(), decision);
            if (decision instanceof Decision.Move move) {
                asked(move).ifPresent(letter -> letters.add(new Proposal(c, move, letter)));
            }
        }
        if (letters.isEmpty()) {
            return new Day(decisions, rules);
        }
        Rules after = rules.about(rules.debtor().left());
        List<Proposal> go = chosen(letters);
        letters.stream()
                .filter(one -> !go.contains(one))
                .forEach(one -> decisions.put(one.before().invoiceId(), decideWithoutLetter(one, after)));
        if (go.size() > 1) {
            decisions.putAll(together(go));
        }
        return new Day(decisions, after);
    }

    private static Decision decideWithoutLetter(Proposal one, Rules after) {
        return Dunning.decide(one.before(), new Signal.DayCame(), after);
    }

    private static Optional<Letter> asked(Decision.Move move) {
        return move.facts().stream()
                .filter(Fact.ReminderAsked.class::isInstance)
                .map(fact -> ((Fact.ReminderAsked) fact).letter())
                .findFirst();
    }

    /** Of all that would go out today those that can be one letter with the oldest debt. */
    private static List<Proposal> chosen(List<Proposal> letters) {
        Map<Key, List<Proposal>> byKey = new HashMap<>();
        List<Proposal> oldestFirst = letters.stream()
                .sorted(Comparator.comparing(
                                (Proposal one) -> one.before().issued().dueOn())
                        .thenComparing(one -> one.before().invoiceId()))
                .toList();
        for (Proposal one : oldestFirst) {
            byKey.computeIfAbsent(key(one), _ -> new ArrayList<>()).add(one);
        }
        List<Proposal> first = byKey.getOrDefault(key(oldestFirst.getFirst()), List.of());
        return first.subList(0, Math.min(MOST, first.size()));
    }

    private static Key key(Proposal one) {
        Receivable issued = one.before().issued();
        return new Key(
                one.letter().kind(),
                issued.total().currency(),
                issued.language(),
                issued.debtorCountry(),
                issued.debtorKind(),
                one.move().next().fellDue() ? null : one.letter().deadline(),
                one.letter().isStep() && one.letter().partner() == null
                        ? null
                        : one.before().invoiceId());
    }

    private Map<UUID, Decision> together(List<Proposal> all) {
        Proposal lead = all.stream()
                .reduce((a, b) -> b.letter().fee().minus(a.letter().fee()).isPositive() ? b : a)
                .orElseThrow();
        UUID leadId = lead.before().invoiceId();
        var bundled = new Letter.Bundled(
                leadId, all.stream().map(one -> one.before().invoiceId()).toList());
        LocalDate latest = all.stream()
                .map(one -> one.letter().deadline())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        int days =
                all.stream().mapToInt(one -> one.letter().deadlineDays()).max().orElseThrow();
        Map<UUID, Decision.Move> parts = new LinkedHashMap<>();
        boolean isFlatSumClaimed = false;
        for (Proposal one : all) {
            boolean withFlatSum = !isFlatSumClaimed || !isFlatSumOnce(one);
            isFlatSumClaimed |= one.letter().compensation().isPositive();
            Letter part = one.letter().in(lead.letter(), bundled, latest, days, withFlatSum);
            List<Fact> facts = one.move().facts().stream()
                    .map(fact -> fact instanceof Fact.ReminderAsked ? new Fact.ReminderAsked(part) : fact)
                    .toList();
            parts.put(one.before().invoiceId(), Dunning.again(one.before(), facts, rules));
        }
        return oneVoice(parts, leadId);
    }

    private boolean isFlatSumOnce(Proposal one) {
        Case c = one.before();
        return rules.book()
                .lawOf(c)
                .compensatesOnceInArrears(c.issued().debtorKind(), Ahead.dates(c, rules.book(), rules.today()));
    }

    /** The lead asks for the letter and names the others; the others are silent. */
    private static Map<UUID, Decision> oneVoice(Map<UUID, Decision.Move> parts, UUID leadId) {
        List<Effect.Companion> alsoDue = new ArrayList<>();
        List<String> following = new ArrayList<>();
        parts.forEach((id, move) -> {
            Effect.AskReminder asked = asking(move);
            following.add(asked.nextStep());
            if (!id.equals(leadId)) {
                alsoDue.add(new Effect.Companion(move.next(), asked.claim(), asked.amountDue()));
            }
        });
        boolean isSame = following.stream().distinct().count() == 1;
        Map<UUID, Decision> told = new LinkedHashMap<>();
        parts.forEach((id, move) -> {
            List<Effect> effects = new ArrayList<>();
            for (Effect effect : move.effects()) {
                if (!(effect instanceof Effect.AskReminder asked)) {
                    effects.add(effect);
                } else if (id.equals(leadId)) {
                    effects.add(withOthers(asked, alsoDue, isSame));
                }
            }
            told.put(id, new Decision.Move(move.next(), move.facts(), List.copyOf(effects)));
        });
        return told;
    }

    private static Effect withOthers(Effect.AskReminder asked, List<Effect.Companion> alsoDue, boolean sameFollows) {
        Money all = asked.amountDue();
        for (Effect.Companion other : alsoDue) {
            all = all.plus(other.amountDue());
        }
        return new Effect.AskReminder(
                asked.letter(),
                asked.claim(),
                all,
                List.copyOf(alsoDue),
                asked.because() + " In one letter with " + alsoDue.size() + " more that are due for the same step.",
                sameFollows ? asked.nextStep() : null,
                asked.newDebtor());
    }

    private static Effect.AskReminder asking(Decision.Move move) {
        return (Effect.AskReminder) move.effects().stream()
                .filter(Effect.AskReminder.class::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
