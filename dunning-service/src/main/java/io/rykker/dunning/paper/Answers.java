package io.rykker.dunning.paper;

import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Fact;
import io.rykker.dunning.domain.Interest;
import io.rykker.dunning.domain.Judge;
import io.rykker.dunning.domain.Judge.Ruling;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Limitation;
import io.rykker.dunning.domain.MissingLaw;
import io.rykker.dunning.domain.Plan;
import io.rykker.dunning.domain.Reckoning;
import io.rykker.dunning.domain.Standing;
import io.rykker.dunning.domain.StepKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers a question to a case. The names of the fields are stable: they are what {@code --json} prints. */
final class Answers {

    /** Days that are looked ahead. */
    private static final int AHEAD = 400;

    private static final String NEVER = "never";

    private Answers() {}

    static Map<String, Object> of(Question question, String invoice, Map<String, Life> lives, Described described) {
        Life life = Objects.requireNonNull(lives.get(invoice));
        Case c = life.now();
        if (question.ask() instanceof Question.Ask.PolicyLawful) {
            return policy(described);
        }
        if (c.receivable() == null) {
            return Map.of("state", c.standing().word());
        }
        return switch (question.ask()) {
            case Question.Ask.Account _ -> account(life, question.on());
            case Question.Ask.Lawful ask -> lawful(ask, Judge.of(c, life.rules()));
            case Question.Ask.HighestFee(var action) ->
                highest(Judge.of(c, life.rules()).fee(kind(action)));
            case Question.Ask.HighestCost(var rule) ->
                highest(Judge.of(c, life.rules()).cost(rule));
            case Question.Ask.LimitationDate _ -> limitation(life, question.on());
            case Question.Ask.NextSteps _ -> nextSteps(invoice, lives, described.walks());
            case Question.Ask.PolicyLawful _ -> policy(described);
        };
    }

    private static Map<String, Object> account(Life life, LocalDate on) {
        Map<String, Object> answer = new LinkedHashMap<>();
        Case c = life.now();
        answer.put("state", c.standing().word());
        if (c.standing() instanceof Standing.OnHold(var hold)) {
            answer.put("hold", hold.kind().word());
            answer.put("heldUntil", hold.until());
            Plan plan = hold.plan();
            if (plan != null) {
                answer.put("plan", instalments(plan, c));
            }
        }
        try {
            Reckoning reckoning = life.reckoning(on);
            answer.put("principal", reckoning.principal());
            answer.put("fees", reckoning.fees());
            answer.put("compensation", reckoning.compensation());
            answer.put("cost", reckoning.cost());
            answer.put("interest", reckoning.interest());
            answer.put("stretches", stretches(reckoning));
            answer.put("total", reckoning.total());
            answer.put("paid", reckoning.paid());
            answer.put("credited", reckoning.credited());
            answer.put("balance", reckoning.balance());
            if (c.disputed().isPositive()) {
                answer.put("disputed", c.disputed());
            }
        } catch (MissingLaw missing) {
            answer.put("missing", missing.what());
        }
        return answer;
    }

    private static List<Map<String, Object>> instalments(Plan plan, Case c) {
        int covered = plan.covered(c.account(), c.issued().total());
        List<Map<String, Object>> instalments = new ArrayList<>();
        for (Plan.Instalment instalment : plan.instalments()) {
            Map<String, Object> one = new LinkedHashMap<>();
            int number = instalments.size() + 1;
            one.put("on", instalment.on());
            one.put("amount", instalment.amount());
            one.put("state", number <= covered ? "covered" : number == plan.lateNumber() ? "late" : "open");
            instalments.add(one);
        }
        return instalments;
    }

    private static List<Map<String, Object>> stretches(Reckoning reckoning) {
        List<Map<String, Object>> stretches = new ArrayList<>();
        for (Interest.Stretch stretch : reckoning.stretches()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("from", stretch.from());
            one.put("through", stretch.through());
            one.put("days", stretch.days());
            one.put("principal", stretch.principal());
            one.put("rate", stretch.rate());
            one.put("amount", stretch.amount());
            stretches.add(one);
        }
        return stretches;
    }

    private static Map<String, Object> limitation(Life life, LocalDate on) {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            Limitation limitation = life.limitation();
            answer.put("limitationOn", limitation.on());
            answer.put("barred", on.isAfter(limitation.on()));
            answer.put("alertOn", limitation.alertOn());
            answer.put("why", limitation.because() + ", " + limitation.paragraph());
        } catch (MissingLaw missing) {
            answer.put("missing", missing.what());
        }
        return answer;
    }

    private static StepKind kind(String action) {
        return switch (action) {
            case "friendly-reminder" -> StepKind.FRIENDLY;
            case "collection-notice" -> StepKind.COLLECTION_NOTICE;
            default -> StepKind.FORMAL;
        };
    }

    private static Map<String, Object> lawful(Question.Ask.Lawful ask, Judge judge) {
        List<Ruling> rulings = new ArrayList<>();
        Map<String, Object> more = new LinkedHashMap<>();
        switch (ask.action()) {
            case "handover" -> rulings.add(judge.handover());
            case "agency-demand" -> rulings.add(judge.demand());
            case "compensation" -> rulings.add(new Asked(ask.compensation().amount(), judge.flatSum()).ruling());
            default -> {
                StepKind kind = kind(ask.action());
                rulings.add(judge.letter(kind));
                if (kind == StepKind.COLLECTION_NOTICE) {
                    try {
                        more.put("shortestDeadline", judge.shortestDeadline());
                    } catch (MissingLaw missing) {
                        rulings.add(new Ruling.Unknown(missing.what()));
                    }
                }
                LocalDate deadline = ask.deadline();
                if (deadline != null) {
                    rulings.add(judge.deadline(deadline));
                }
                if (ask.compensation().asked()) {
                    rulings.add(new Asked(ask.compensation().amount(), judge.flatSum()).ruling());
                }
                if (ask.fee().asked()) {
                    rulings.add(new Asked(ask.fee().amount(), judge.fee(kind)).ruling());
                }
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        switch (Judge.all(rulings)) {
            case Ruling.Lawful(var earliest, var most, var why) -> {
                answer.put("lawful", true);
                answer.put("from", earliest);
                if (most != null) {
                    answer.put("most", most);
                }
                answer.put("why", why);
            }
            case Ruling.Unlawful(var from, var why) -> {
                answer.put("lawful", false);
                answer.put("from", from == null ? NEVER : from);
                answer.put("why", why);
            }
            case Ruling.Unknown(var missing) -> answer.put("missing", missing);
        }
        answer.putAll(more);
        return answer;
    }

    private static Map<String, Object> highest(Ruling ruling) {
        Map<String, Object> answer = new LinkedHashMap<>();
        switch (ruling) {
            case Ruling.Lawful(var earliest, var most, var why) -> {
                answer.put("amount", most == null ? "0" : most);
                answer.put("from", earliest);
                answer.put("why", why);
            }
            case Ruling.Unlawful(var from, var why) -> {
                answer.put("amount", "0");
                answer.put("from", from == null ? NEVER : from);
                answer.put("why", why);
            }
            case Ruling.Unknown(var missing) -> answer.put("missing", missing);
        }
        return answer;
    }

    /** What the policy does if nothing else happens; letters are sent on the day they are decided. */
    private static Map<String, Object> nextSteps(String invoice, Map<String, Life> lives, boolean walks) {
        Map<String, Life> ahead = new LinkedHashMap<>();
        lives.forEach((number, one) -> ahead.put(number, one.copy()));
        Life life = Objects.requireNonNull(ahead.get(invoice));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("state", life.now().standing().word());
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i < AHEAD && life.now().settled() == null && life.now().openHandover() == null; i++) {
            ahead.values().forEach(one -> one.day(one.today().plusDays(1)));
            Walk.dayCame(ahead);
            for (Fact fact : life.follows()) {
                step(fact, life, ahead, steps);
            }
        }
        answer.put("steps", steps);
        String missing = life.now().missing();
        if (missing != null && walks) {
            answer.put("missing", missing);
        }
        return answer;
    }

    private static void step(Fact fact, Life life, Map<String, Life> lives, List<Map<String, Object>> steps) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("on", life.today());
        switch (fact) {
            case Fact.ReminderAsked(var letter) -> {
                step.put("step", letter.step());
                step.put("kind", letter.kind().word());
                step.put("fee", letter.fee());
                step.put("compensation", letter.compensation());
                step.put("deadline", deadline(letter, life));
                step.put("amountDue", life.now().balance());
                List<String> alsoIn = alsoIn(letter, life, lives);
                if (!alsoIn.isEmpty()) {
                    step.put("alsoIn", alsoIn);
                }
            }
            case Fact.HandedOver _ -> {
                step.put("step", "escalation");
                step.put("kind", "escalation");
                step.put("amountDue", life.now().balance());
            }
            case Fact.HoldEnded(var kind, var outcome) -> {
                step.put("step", kind.word() + " ends: " + outcome);
                step.put("kind", "hold-ended");
            }
            case Fact.GivenUp _ -> {
                step.put("step", "write-off");
                step.put("kind", "write-off");
            }
            default -> {
                return;
            }
        }
        steps.add(step);
    }

    /** The numbers of the other invoices in the same letter; the first is the one that the fee stands on, if it is another. */
    private static List<String> alsoIn(Letter letter, Life life, Map<String, Life> lives) {
        Letter.Bundled bundle = letter.bundle();
        if (bundle == null) {
            return List.of();
        }
        return lives.values().stream()
                .map(Life::now)
                .filter(other -> bundle.invoices().contains(other.invoiceId())
                        && !other.invoiceId().equals(life.now().invoiceId()))
                .sorted(Comparator.comparing((Case other) -> !other.invoiceId().equals(bundle.lead())))
                .map(other -> other.issued().number())
                .toList();
    }

    private static LocalDate deadline(Letter letter, Life life) {
        return life.now().letters().stream()
                .filter(one -> one.id().equals(letter.id()) && one.sent() != null)
                .map(one -> Objects.requireNonNull(one.sent()).deadline())
                .findFirst()
                .orElse(letter.deadline());
    }

    private static Map<String, Object> policy(Described described) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("lawful", described.breaches().isEmpty());
        answer.put("breaches", described.breaches());
        return answer;
    }
}
