package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lives by chance. */
class RandomWalksTest {

    @Test
    void whatever_happens_the_account_adds_up_and_the_law_is_kept() {
        Walks.each(Walks.ALL, seed -> walk(new Random(seed)));
    }

    @Test
    void the_order_and_the_repetition_of_news_do_not_matter() {
        Walks.each(Walks.ALL, seed -> {
            var random = new Random(seed);
            Receivable invoice = invoice(random);
            List<Signal> news = news(random, invoice);
            String expected = outcome(invoice, news);
            for (int i = 0; i < 3; i++) {
                List<Signal> shuffled = new ArrayList<>(news);
                shuffled.addAll(news.subList(0, random.nextInt(news.size()) + 1));
                Collections.shuffle(shuffled, random);
                assertThat(outcome(invoice, shuffled)).as("walk.seed=%d", seed).isEqualTo(expected);
            }
        });
    }

    /** A case that was half-way, then hears everything on one day, in the order given. */
    private static String outcome(Receivable invoice, List<Signal> news) {
        var life = new Life();
        life.today = LocalDate.parse("2026-02-06");
        for (Signal signal : news) {
            life.hear(signal);
        }
        life.hear(new Signal.DayCame());
        Map<String, Money> sums = new TreeMap<>();
        Money like = invoice.total();
        for (ClaimLine line : life.c.account().lines()) {
            sums.put(line.kind() + " " + line.key(), life.c.account().claimed(line.kind(), line.key(), like));
        }
        sums.values().removeIf(Money::isZero);
        return life.state() + " " + life.c.settled() + " " + life.c.balance() + " " + sums + " "
                + Ahead.of(life.c, life.rules()) + " " + life.c.letters()
                + life.c.account().payments()
                + life.c.account().reversals() + life.c.account().credits();
    }

    private static List<Signal> news(Random random, Receivable invoice) {
        List<Signal> news = new ArrayList<>();
        news.add(new Signal.Issued("dk-nordlys", invoice));
        for (int i = 0; i < random.nextInt(4); i++) {
            UUID id = new UUID(7, i);
            Money amount = part(random, invoice);
            news.add(new Signal.Paid(
                    id,
                    new Account.Payment(
                            amount,
                            LocalDate.parse("2026-01-10").plusDays(random.nextInt(30)),
                            random.nextBoolean() ? "bank" : "agency")));
            if (random.nextInt(3) == 0) {
                news.add(new Signal.Reversed(
                        id,
                        new Account.Reversal(
                                amount, LocalDate.parse("2026-02-01").plusDays(random.nextInt(10)), "no funds")));
            }
        }
        if (random.nextInt(4) == 0) {
            news.add(new Signal.Credited(
                    new UUID(8, 1),
                    new Account.Credit("K", part(random, invoice), LocalDate.parse("2026-02-01"), "broken")));
        }
        if (random.nextInt(3) == 0) {
            boolean isSold = random.nextBoolean();
            LocalDate on = LocalDate.parse("2026-01-20").plusDays(random.nextInt(14));
            news.add(new Signal.Assigned(assignment(isSold, on, null, 2)));
            if (!isSold && random.nextBoolean()) {
                news.add(new Signal.Returned(assignment(false, on, on.plusDays(3), 3)));
            }
        }
        if (random.nextInt(8) == 0) {
            news.add(new Signal.Cancelled(new Account.Cancellation(LocalDate.parse("2026-02-02"), "wrong")));
        }
        return news;
    }

    private static Assignment assignment(boolean isSold, LocalDate on, LocalDate returnedOn, int sequence) {
        return new Assignment(
                new UUID(9, 1),
                isSold ? Assignment.Kind.SOLD : Assignment.Kind.FACTORED,
                "nordfactor",
                "Nordfactor A/S",
                on,
                null,
                returnedOn,
                "mette",
                "frame agreement",
                sequence);
    }

    private static Money part(Random random, Receivable invoice) {
        long total = invoice.total().amount().unscaledValue().longValue();
        long part = random.nextInt(3) == 0 ? total : 1 + random.nextLong(total);
        return new Money(java.math.BigDecimal.valueOf(part, 2), invoice.total().currency());
    }

    static Receivable invoice(Random random) {
        String[] policies = {
            "nordic-friendly", "strict", "one-reminder", "collection-notice-first", "agency-from-reminder"
        };
        String[] countries = {"DK", "NO", "SE", "FI", "DE", "FR"};
        Receivable invoice = Life.invoice(
                countries[random.nextInt(countries.length)],
                DebtorKind.values()[random.nextInt(2)],
                (1 + random.nextInt(20_000)) + "." + random.nextInt(10) + random.nextInt(10),
                LocalDate.parse("2026-01-05").plusDays(random.nextInt(28)),
                policies[random.nextInt(policies.length)]);
        return random.nextBoolean() ? Life.agreed(invoice) : invoice;
    }

    @Test
    void interest_by_stretches_is_interest_day_by_day() {
        Walks.each(Walks.ALL, seed -> {
            var random = new Random(seed);
            Receivable invoice = invoice(random);
            Law law = Life.BOOK.law(invoice.debtorCountry());
            if (law.country().equals("EU") && invoice.debtorKind() == DebtorKind.CONSUMER) {
                return;
            }
            LocalDate due = LocalDate.of(2019, 6, 1).plusDays(random.nextInt(2_500));
            LocalDate through = due.plusDays(random.nextInt(200));
            List<Account.Payment> payments = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                payments.add(
                        new Account.Payment(part(random, invoice), due.plusDays(random.nextInt(200) - 20), "bank"));
            }
            List<Interest.Stretch> stretches =
                    Interest.on(invoice.total(), payments, due.minusDays(14), due, through, invoice.debtorKind(), law);
            BigDecimal exact = BigDecimal.ZERO;
            for (LocalDate day = due.plusDays(1); !day.isAfter(through); day = day.plusDays(1)) {
                BigDecimal left = invoice.total().amount();
                for (Account.Payment payment : payments) {
                    left = payment.valueDate().isBefore(day)
                            ? left.subtract(payment.amount().amount())
                            : left;
                }
                BigDecimal rate = law.rate(invoice.debtorKind(), new ClaimDates(due.minusDays(14), due, day));
                exact = exact.add(left.max(BigDecimal.ZERO).multiply(rate));
            }
            BigDecimal rounding = new BigDecimal("0.005").multiply(BigDecimal.valueOf(stretches.size()));
            assertThat(Interest.sum(stretches, invoice.total()).amount())
                    .as("walk.seed=%d", seed)
                    .isCloseTo(
                            exact.divide(BigDecimal.valueOf(36_500), 10, RoundingMode.HALF_UP),
                            within(rounding.add(new BigDecimal("0.0000001"))));
        });
    }

    private static void walk(Random random) {
        Receivable invoice = invoice(random);
        boolean statements = random.nextInt(4) == 0;
        walk(random, invoice, statements, Life.of(statements ? Life.withStatements(invoice) : invoice));
    }

    @Test
    void old_claims_are_brought_to_a_person_before_they_are_barred_and_left_alone_after() {
        Walks.each(Walks.ALL / 10, seed -> {
            var random = new Random(seed);
            LocalDate due = LocalDate.of(2023, 1, 10).plusDays(random.nextInt(150));
            Receivable fresh = invoice(random);
            Receivable old = Life.invoice(
                    fresh.debtorCountry(),
                    fresh.debtorKind(),
                    fresh.total().amount().toPlainString(),
                    due,
                    fresh.policy());
            Life life = Life.of(old);
            life.today = LocalDate.of(2025, 10, 1).plusDays(random.nextInt(60));
            for (int step = 0; step < 30; step++) {
                happen(random, life, old);
                life.today = life.today.plusDays(1 + random.nextInt(14));
                Limitation before = Limitation.of(life.c, Life.BOOK).orElse(null);
                int told = life.told.size();
                life.hear(new Signal.DayCame());
                Invariants.isNotDueAgain(life);
                Invariants.replays(life);
                boolean isOpen = life.c.receivable() != null && life.c.settled() == null;
                if (before != null && isOpen && !life.today.isBefore(before.alertOn())) {
                    assertThat(life.c.course().limitationTold()).isEqualTo(before.on());
                }
                if (before != null && life.today.isAfter(before.on())) {
                    assertThat(life.told.subList(told, life.told.size()))
                            .noneMatch(effect ->
                                    effect instanceof Effect.AskReminder || effect instanceof Effect.HandOver);
                }
            }
        });
    }

    @Test
    void whatever_the_creditor_plans_the_account_adds_up_and_the_law_is_kept() {
        Walks.each(Walks.ALL, seed -> {
            var random = new Random(seed);
            Policy policy = RandomPolicies.lawful(random);
            Receivable invoice = invoice(random).walking(policy.name(), 0);
            walk(random, invoice, false, Life.of(invoice, policy));
        });
    }

    private static void walk(Random random, Receivable invoice, boolean statements, Life life) {
        Map<LocalDate, Integer> letters = new TreeMap<>();
        int steps = 30 + random.nextInt(30);
        for (int step = 0; step < steps; step++) {
            happen(random, life, invoice);
            int told = life.told.size();
            boolean quiet = !(life.c.standing() instanceof Standing.Overdue
                    || life.c.standing() instanceof Standing.NoticeRunning
                    || life.c.standing() instanceof Standing.NotDue
                    || life.c.standing() instanceof Standing.OnHold);
            life.today = life.today.plusDays(random.nextInt(6) == 0 ? 40 : 1 + random.nextInt(5));
            if (statements && random.nextInt(3) > 0) {
                life.bank = life.today.minusDays(random.nextInt(3));
            }
            life.hear(new Signal.DayCame());
            Invariants.isNotDueAgain(life);
            Invariants.hold(life);
            List<Effect> news = life.told.subList(told, life.told.size());
            assertThat(news.stream()
                                    .filter(effect -> effect instanceof Effect.AskReminder)
                                    .count()
                            + news.stream()
                                    .filter(effect -> effect instanceof Effect.HandOver)
                                    .count())
                    .as("what is sent on %s: %s", life.today, news)
                    .isLessThanOrEqualTo(quiet ? 0 : 1);
            if (!news.isEmpty()
                    && news.stream()
                            .anyMatch(effect ->
                                    effect instanceof Effect.AskReminder || effect instanceof Effect.HandOver)) {
                assertThat(life.book.isOpen(life.c, life.today))
                        .as("nothing is done on %s: %s", life.today, news)
                        .isTrue();
                letters.merge(life.today, 1, Integer::sum);
            }
        }
        assertThat(letters.values()).allMatch(count -> count == 1);
    }

    private static Fallback fallback(Random random) {
        return Fallback.values()[random.nextInt(Fallback.values().length)];
    }

    private static String quarter(Receivable invoice) {
        return invoice.total()
                .amount()
                .divide(java.math.BigDecimal.valueOf(4), 2, java.math.RoundingMode.UP)
                .toPlainString();
    }

    static void happen(Random random, Life life, Receivable invoice) {
        Letter pending = life.c.pendingLetter();
        if (pending != null && random.nextInt(5) > 0) {
            life.sendWhatIsAsked();
        }
        UUID letter = life.letters().isEmpty()
                ? UUID.randomUUID()
                : life.letters().get(random.nextInt(life.letters().size())).id();
        UUID handover = life.c.handovers().isEmpty()
                ? UUID.randomUUID()
                : life.c.handovers().getLast().caseId();
        LocalDate some = life.today.minusDays(random.nextInt(10));
        switch (random.nextInt(79)) {
            case 0 ->
                life.hear(new Signal.Paid(
                        new UUID(1, random.nextInt(4)), new Account.Payment(part(random, invoice), some, "bank")));
            case 1 ->
                life.hear(new Signal.Reversed(
                        new UUID(1, random.nextInt(4)), new Account.Reversal(invoice.total(), some, "no funds")));
            case 2 ->
                life.hear(new Signal.Credited(
                        new UUID(2, random.nextInt(2)), new Account.Credit("K", part(random, invoice), some, "x")));
            case 3 -> life.hear(new Signal.Undeliverable(letter, "email", life.today, "no such mailbox"));
            case 4 -> life.hear(new Signal.Promised(life.today.plusDays(random.nextInt(20)), null, "called"));
            case 5 ->
                life.hear(new Signal.Promised(
                        life.today.plusDays(random.nextInt(20)), Money.of("1.00", life.currency()), "called"));
            case 6 -> life.hear(new Signal.Disputed("goods", "broken"));
            case 7, 8 -> life.hear(new Signal.Resolved(random.nextInt(4) == 0, "looked into"));
            case 9 -> life.hear(new Signal.Held(life.today.plusDays(random.nextInt(20)), "ill"));
            case 10, 11 -> life.hear(new Signal.Released("well"));
            case 12 -> {
                if (random.nextInt(6) == 0) {
                    life.hear(new Signal.WrittenOff("bankrupt"));
                }
            }
            case 13 -> {
                if (random.nextInt(6) == 0) {
                    life.hear(new Signal.Cancelled(new Account.Cancellation(some, "wrong")));
                }
            }
            case 14 -> life.hear(new Signal.Accepted(handover, "fjord", life.today, null));
            case 15 -> life.hear(new Signal.Rejected(handover, "fjord", life.today, "no address"));
            case 16 -> life.hear(new Signal.Closed(handover, "fjord", life.today, "returned", null));
            case 17 ->
                life.hear(new Signal.Paid(
                        new UUID(3, random.nextInt(3)), new Account.Payment(part(random, invoice), some, "agency")));
            case 19 -> life.hear(new Signal.Approved("go ahead"));
            case 20 ->
                life.hear(new Signal.PolicyChosen(
                        List.of("strict", "one-reminder", "agency-from-reminder")
                                .get(random.nextInt(3)),
                        "hard"));
            case 18 ->
                life.hear(new Signal.Sent(letter, new Letter.Sent("email", life.today, life.today.plusDays(20))));
            case 26 -> life.hear(new Signal.Promised(null, null, "soon", Fallback.RESUME));
            case 27 ->
                life.hear(
                        new Signal.Promised(life.today.plusDays(random.nextInt(9)), null, "called", fallback(random)));
            case 28 ->
                life.hear(new Signal.Extended(
                        life.today.plusDays(random.nextInt(14)), "wages", fallback(random), random.nextBoolean()));
            case 29, 30, 31 ->
                life.hear(new Signal.PlannedEvenly(
                        2 + random.nextInt(4), life.today.plusDays(random.nextInt(30)), "poor", fallback(random)));
            case 32 -> {
                if (life.c.balance().isPositive()) {
                    life.hear(new Signal.Planned(
                            Plan.schedule(life.c.uncontested(), 2, life.today), "poor", Fallback.NOTICE));
                }
            }
            case 33, 34 -> life.hear(new Signal.Disputed("goods", "some are broken", part(random, invoice)));
            case 35 -> life.hear(new Signal.Disputed("not-received", "never came"));
            case 36 -> life.hear(new Signal.Disputed("already-paid", "long ago", part(random, invoice)));
            case 37 ->
                life.hear(new Signal.Stopped(
                        random.nextBoolean() ? Hold.Kind.BANKRUPTCY : Hold.Kind.DEATH, some, "they wrote", null));
            case 38 -> life.hear(new Signal.Recalled("they called"));
            case 39, 40 ->
                life.hear(new Signal.TakenOver("bodil", life.today.plusDays(random.nextInt(20)), "an old customer"));
            case 41 -> life.hear(new Signal.GivenBack("done"));
            case 42, 43, 44 -> {
                Call.Outcome outcome = Call.Outcome.values()[random.nextInt(Call.Outcome.values().length)];
                life.hear(new Signal.Called(
                        new Call(outcome, life.today, null, "as they said"),
                        random.nextBoolean() ? life.today.plusDays(random.nextInt(9)) : null,
                        random.nextBoolean() ? part(random, invoice) : null,
                        random.nextBoolean() ? "wrong-amount" : null));
            }
            case 45, 46 -> life.pay("instalment" + random.nextInt(6), quarter(invoice), life.today.toString(), "bank");
            case 47 -> life.hear(new Signal.Resolved(random.nextBoolean(), "looked into"));
            case 48 ->
                life.hear(new Signal.Confirmed(
                        random.nextBoolean() ? Limitation.Cause.ACKNOWLEDGEMENT : Limitation.Cause.JUDGMENT,
                        some,
                        "as they wrote"));
            case 49 -> life.hear(new Signal.ToBeHandedOver("a new owner"));
            case 50, 51, 52 ->
                life.hear(new Signal.ProposedEvenly(
                        2 + random.nextInt(4),
                        life.today.plusDays(5 + random.nextInt(20)),
                        random.nextBoolean() ? life.today.plusDays(random.nextInt(9)) : null,
                        "poor",
                        fallback(random)));
            case 53, 54 ->
                life.hear(new Signal.PlanAccepted(
                        new Acceptance(
                                Acceptance.How.values()[random.nextInt(Acceptance.How.values().length)],
                                random.nextBoolean() ? life.today : some,
                                "mail 4711"),
                        "as they wrote"));
            case 55 -> {
                if (life.c.balance().isPositive()) {
                    life.hear(new Signal.Proposed(
                            Plan.schedule(life.c.uncontested(), 2, life.today), life.today, "poor", Fallback.NOTICE));
                }
            }
            case 56, 57 ->
                life.hear(new Signal.ContactFound(1 + life.facts.size(), some, "mette", "as they said on the phone"));
            case 58 -> life.hear(new Signal.Misdirected(letter));
            case 59 ->
                life.hear(new Signal.Answered(new Answer(
                        Answer.Channel.values()[random.nextInt(Answer.Channel.values().length)],
                        some,
                        "will look into it",
                        null)));
            case 60, 61 ->
                life.hear(TableTest.evidence(
                        String.valueOf((char) ('a' + random.nextInt(20))), Evidence.Kind.values()[random.nextInt(2)]));
            case 62, 63, 64 ->
                life.hear(new Signal.StepDone(
                        "nordpartner",
                        life.c.receivable() == null
                                ? "random/1"
                                : life.c.issued().policyName(),
                        pending == null ? "formal-1" : pending.step(),
                        random.nextBoolean() ? life.today : some,
                        random.nextInt(4) == 0 ? "sms" : "email",
                        random.nextBoolean() ? life.today.plusDays(random.nextInt(40)) : null,
                        pending == null || random.nextBoolean() ? null : pending.fee()));
            case 67 -> life.hear(TableTest.assignment(life, Assignment.Kind.FACTORED, some));
            case 68, 69 -> life.hear(TableTest.returned(life));
            case 70 -> {
                if (random.nextInt(6) == 0) {
                    life.hear(TableTest.assignment(life, Assignment.Kind.SOLD, some));
                }
            }
            case 71 ->
                life.hear(new Signal.Paid(
                        new UUID(4, random.nextInt(2)), new Account.Payment(part(random, invoice), some, "factor")));
            case 72 -> life.hear(DeliveriesTest.receipt("r-" + random.nextInt(12)));
            case 73 ->
                life.hear(new Signal.DebtorHeld(
                        random.nextBoolean()
                                ? Hold.ofDebtor(life.today, life.today.plusDays(random.nextInt(20)), "moving")
                                : Hold.insolvency(some, life.today.plusDays(random.nextInt(20)), "filed"),
                        "held"));
            case 74 -> life.hear(new Signal.DebtorReleased("moved"));
            case 75, 76, 77 ->
                life.hear(new Signal.OwnerNamed(
                        random.nextInt(3) == 0 ? null : random.nextBoolean() ? "karl" : "bodil", "on holiday"));
            case 78 ->
                life.hear(new Signal.Disputed(
                        "goods", "broken", random.nextBoolean() ? part(random, invoice) : null, "anna"));
            default -> {}
        }
        Invariants.hold(life);
    }
}
