package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Policies by chance; what breaks the law is thrown away, as the service would refuse it. */
public final class RandomPolicies {

    private RandomPolicies() {}

    public static Policy lawful(Random random) {
        while (true) {
            Policy policy = any(random);
            if (PolicyCheck.of(policy, Life.BOOK).isLawful()) {
                return policy;
            }
        }
    }

    static Policy any(Random random) {
        List<Step> steps = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            steps.add(step(random, "nudge-" + i, StepKind.FRIENDLY, -1 - random.nextInt(10)));
        }
        boolean isToRemind = random.nextInt(6) == 0;
        int middle = random.nextInt(5);
        for (int i = 0; i < middle; i++) {
            StepKind kind = StepKind.values()[random.nextInt(isToRemind ? 2 : 3)];
            Step step = step(random, kind.word() + "-" + i, kind, 1 + random.nextInt(20));
            steps.add(random.nextInt(4) == 0 ? step.ownedBy("nordpartner") : step);
        }
        if (!isToRemind) {
            steps.add(step(random, "notice", StepKind.COLLECTION_NOTICE, 1 + random.nextInt(5)));
        }
        if (random.nextInt(4) == 0) {
            steps.add(step(random, "last-call", StepKind.CALL, 1 + random.nextInt(5)));
        }
        Step agency = step(random, "agency", StepKind.ESCALATION, 1 + random.nextInt(5));
        steps.add(isToRemind ? toRemind(agency) : agency);
        return new Policy(
                "random",
                1,
                random.nextInt(5),
                small(random),
                List.copyOf(steps),
                random.nextInt(5) == 0
                        ? Policy.Mode.OBSERVE
                        : random.nextInt(5) == 0 ? Policy.Mode.APPROVE : Policy.Mode.AUTOMATIC,
                quiet(random),
                shortcut(random),
                Set.of(),
                choices(random),
                new Terms(
                        random.nextInt(3),
                        Terms.AfterAgency.values()[random.nextInt(3)],
                        offer(random),
                        14 + random.nextInt(60),
                        random.nextInt(3) == 0,
                        random.nextBoolean() ? null : 60 + random.nextInt(200),
                        random.nextBoolean() ? null : "credit control"));
    }

    private static PlanOffer offer(Random random) {
        if (random.nextInt(3) == 0) {
            return null;
        }
        int acceptDays = 1 + random.nextInt(9);
        return new PlanOffer(
                2 + random.nextInt(5),
                Plan.Interval.values()[random.nextInt(3)],
                acceptDays + random.nextInt(20),
                acceptDays,
                random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(400)) : null,
                random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(1000)) : null,
                random.nextInt(4) == 0 ? BigDecimal.valueOf(2000L + random.nextInt(9000)) : null,
                random.nextBoolean() ? Fallback.NOTICE : Fallback.RESUME);
    }

    private static Step toRemind(Step agency) {
        return new Step(
                agency.name(),
                agency.kind(),
                agency.waitDays(),
                0,
                agency.tone(),
                agency.channels(),
                false,
                false,
                false,
                null,
                Mandate.REMINDERS,
                agency.when());
    }

    private static Amounts small(Random random) {
        BigDecimal kroner = BigDecimal.valueOf(random.nextInt(3) * 60L);
        return new Amounts(Map.of("DKK", kroner, "NOK", kroner, "SEK", kroner, "EUR", BigDecimal.valueOf(6)));
    }

    /** Every reading but the German flat fee, which {@link Invariants} counts as none. */
    private static Map<String, String> choices(Random random) {
        Map<String, String> choices = new TreeMap<>();
        for (Law law : Life.BOOK.laws()) {
            for (Choice choice : law.choices().values()) {
                List<String> options = choice.options().keySet().stream()
                        .filter(option -> !option.equals("customary") && !option.equals("none")
                                || option.equals(choice.byDefault()))
                        .toList();
                choices.put(choice.name(), options.get(random.nextInt(options.size())));
            }
        }
        return choices;
    }

    private static Step step(Random random, String name, StepKind kind, int wait) {
        boolean charges = kind == StepKind.FORMAL || kind == StepKind.COLLECTION_NOTICE;
        boolean fee = charges && random.nextBoolean();
        return new Step(
                name,
                kind,
                wait,
                kind == StepKind.ESCALATION || wait < 0 ? 0 : 3 + random.nextInt(20),
                kind.isContact() ? "friendly" : "formal",
                kind == StepKind.CALL
                        ? List.of("phone")
                        : kind == StepKind.ESCALATION ? List.of("agency") : List.of("email", "letter"),
                fee,
                charges && random.nextBoolean() || kind == StepKind.ESCALATION,
                charges && random.nextInt(3) == 0,
                fee && random.nextInt(4) == 0 ? new BigDecimal("30.00") : null,
                kind == StepKind.COLLECTION_NOTICE || random.nextInt(3) > 0 ? When.ALWAYS : when(random, kind));
    }

    private static When when(Random random, StepKind kind) {
        BigDecimal from = random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(10_000)) : null;
        return new When(
                from,
                from == null && kind != StepKind.ESCALATION ? BigDecimal.valueOf(random.nextInt(20_000)) : null,
                random.nextInt(4) == 0 ? DebtorKind.values()[random.nextInt(2)] : null,
                random.nextInt(8) == 0 ? "large" : null,
                random.nextInt(8) == 0);
    }

    private static Quiet quiet(Random random) {
        if (random.nextBoolean()) {
            return Quiet.NEVER;
        }
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        for (int i = random.nextInt(3); i > 0; i--) {
            weekdays.add(DayOfWeek.values()[random.nextInt(7)]);
        }
        return new Quiet(
                BigDecimal.valueOf(random.nextInt(3) * 50L),
                Set.copyOf(weekdays),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new Quiet.Stretch(
                                MonthDay.of(2, 1 + random.nextInt(10)), MonthDay.of(2, 11 + random.nextInt(15)))),
                random.nextInt(4) == 0);
    }

    private static Shortcut shortcut(Random random) {
        return random.nextBoolean()
                ? Shortcut.NONE
                : new Shortcut(
                        random.nextBoolean() ? null : 1 + random.nextInt(3),
                        random.nextBoolean() ? null : 1 + random.nextInt(2),
                        random.nextInt(3) > 0 ? null : BigDecimal.valueOf(random.nextInt(20_000)),
                        random.nextBoolean(),
                        random.nextBoolean() ? null : 1 + random.nextInt(60));
    }
}
