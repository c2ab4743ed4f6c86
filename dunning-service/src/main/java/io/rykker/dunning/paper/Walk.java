package io.rykker.dunning.paper;

import io.rykker.dunning.domain.Bundle;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Debtor;
import io.rykker.dunning.domain.Decision;
import io.rykker.dunning.domain.Fact;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.Telling;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks a described case day by day through the core, and answers its questions on the way. */
final class Walk {

    private final Described described;
    private final Map<String, Life> lives = new LinkedHashMap<>();
    private final List<Sheet.Entry> timeline = new ArrayList<>();
    private final Map<Question, Map<String, Object>> answers = new LinkedHashMap<>();

    private Walk(Described described) {
        this.described = described;
    }

    static Sheet of(Described described) {
        return new Walk(described).walk();
    }

    private Sheet walk() {
        LocalDate day = first();
        LocalDate last = last();
        for (Receivable invoice : described.invoices()) {
            lives.put(
                    invoice.number(),
                    Life.of(
                            invoice,
                            described.origins().getOrDefault(invoice.number(), invoice.issuedOn()),
                            day,
                            described.book(),
                            described.walks()));
        }
        while (!day.isAfter(last)) {
            live(day);
            day = day.plusDays(1);
        }
        List<Sheet.Answered> answered = new ArrayList<>();
        for (Question question : described.questions()) {
            Map<String, Object> answer = answers.getOrDefault(question, Map.of());
            answered.add(new Sheet.Answered(question, answer, Expectation.differences(question, answer)));
        }
        return new Sheet(described, List.copyOf(timeline), List.copyOf(answered));
    }

    private void live(LocalDate day) {
        for (Receivable invoice : described.invoices()) {
            Life life = life(invoice.number());
            life.day(day);
            if (invoice.issuedOn().equals(day)) {
                life.issued(invoice);
                note(day, invoice.number(), null, life);
            }
        }
        lives.values().forEach(life -> life.about(debtor(lives, day)));
        answerBefore(day);
        for (Described.Dated dated : described.happenings()) {
            if (dated.on().equals(day)) {
                for (String invoice : about(dated)) {
                    Life life = life(invoice);
                    life.about(debtor(lives, day));
                    life.happens(dated.happening());
                    note(day, invoice, dated, life);
                }
            }
        }
        dayCame(lives);
        lives.forEach((invoice, life) -> note(day, invoice, null, life));
        for (Question question : described.questions()) {
            if (question.on().equals(day) && !isAskedBefore(question)) {
                answers.put(question, Answers.of(question, question.invoice(), lives, described));
            }
        }
    }

    private List<String> about(Described.Dated dated) {
        return dated.isOfDebtor() ? List.copyOf(lives.keySet()) : List.of(dated.invoice());
    }

    /** The day comes for all cases of the debtor together: who is due for the same step gets one letter. */
    static void dayCame(Map<String, Life> lives) {
        LocalDate day = lives.values().iterator().next().today();
        Debtor debtor = debtor(lives, day);
        lives.values().forEach(life -> life.about(debtor));
        List<Case> cases = lives.values().stream()
                .map(Life::now)
                .filter(c -> c.receivable() != null)
                .toList();
        if (cases.isEmpty()) {
            return;
        }
        Map<UUID, Decision> decisions =
                Bundle.day(cases, lives.values().iterator().next().rules()).decisions();
        for (Life life : lives.values()) {
            Decision decision = decisions.get(life.now().invoiceId());
            if (decision != null) {
                life.dayCame(decision);
                life.sendWhatIsAsked();
            }
        }
    }

    private static Debtor debtor(Map<String, Life> lives, LocalDate day) {
        return Debtor.of(
                lives.values().stream().map(Life::past).filter(Objects::nonNull).toList(),
                lives.values().iterator().next().debtorHold(),
                day);
    }

    /** Whether a letter may be sent on a day is asked with all that is known on it, but before a letter of that day. */
    private void answerBefore(LocalDate day) {
        for (Question question : described.questions()) {
            if (!question.on().equals(day) || !isAskedBefore(question)) {
                continue;
            }
            Life life = life(question.invoice()).copy();
            for (Described.Dated dated : described.happenings()) {
                boolean isNews = !(dated.happening() instanceof Happening.LetterSent)
                        && !(dated.happening() instanceof Happening.HandedOver);
                if (dated.on().equals(day) && about(dated).contains(question.invoice()) && isNews) {
                    life.happens(dated.happening());
                }
            }
            answers.put(
                    question, Answers.of(question, question.invoice(), Map.of(question.invoice(), life), described));
        }
    }

    private static boolean isAskedBefore(Question question) {
        return question.ask() instanceof Question.Ask.Lawful || question.ask() instanceof Question.Ask.HighestFee;
    }

    private void note(LocalDate day, String invoice, Described.@Nullable Dated dated, Life life) {
        List<String> refused = life.refused();
        List<Telling> tellings = new ArrayList<>();
        for (Fact fact : life.follows()) {
            boolean isOfPolicy = fact instanceof Fact.Waiting
                    || (fact instanceof Fact.Asked && life.now().hold() == null);
            if (described.walks() || !isOfPolicy) {
                tellings.add(Telling.of(fact));
            }
        }
        if (dated != null || !tellings.isEmpty()) {
            timeline.add(
                    new Sheet.Entry(day, invoice, dated == null ? null : dated.word(), refused, List.copyOf(tellings)));
        }
    }

    private Life life(String invoice) {
        Life life = lives.get(invoice);
        if (life == null) {
            throw new IllegalArgumentException(invoice);
        }
        return life;
    }

    private LocalDate first() {
        return days().min(Comparator.naturalOrder()).orElseThrow();
    }

    private LocalDate last() {
        return days().max(Comparator.naturalOrder()).orElseThrow();
    }

    private java.util.stream.Stream<LocalDate> days() {
        return java.util.stream.Stream.of(
                        described.invoices().stream().map(Receivable::issuedOn),
                        described.happenings().stream().map(Described.Dated::on),
                        described.questions().stream().map(Question::on))
                .flatMap(days -> days);
    }
}
