package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Debtors with several invoices, by chance. */
class DebtorWalksTest {

    private static final String MANAGER = "anna";

    @Test
    void whatever_happens_nobody_gets_two_letters_a_day_and_fees_are_lawful() {
        int leftOut = Walks.sum(Walks.ALL, seed -> walk(new Random(seed)));
        if (!Walks.isOne()) {
            assertThat(leftOut).as("days that met what does not count").isPositive();
        }
    }

    @Test
    void the_order_in_which_news_of_several_invoices_comes_does_not_matter() {
        Walks.each(Walks.ALL / 10, seed -> {
            List<Runnable> none = List.of();
            String expected = outcome(seed, none, new Random(0), false);
            for (int i = 0; i < 3; i++) {
                assertThat(outcome(seed, none, new Random(i), true))
                        .as("walk.seed=%d", seed)
                        .isEqualTo(expected);
            }
        });
    }

    /** A letter about all invoices is on its way when money comes for some of them. */
    private static String outcome(long seed, List<Runnable> before, Random order, boolean isShuffled) {
        var random = new Random(seed);
        var home = new Household();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(home.issue("n" + i, "1000.00", "2026-01-19"));
        }
        home.until("2026-02-03").on("2026-02-04");
        List<Runnable> news = new ArrayList<>(before);
        for (UUID id : ids) {
            for (int i = 0; i < random.nextInt(3); i++) {
                String amount = random.nextBoolean() ? "1000.00" : "400.00";
                String on = LocalDate.parse("2026-01-28")
                        .plusDays(random.nextInt(8))
                        .toString();
                String payment = id + "|" + i;
                news.add(() -> home.pay(id, payment, amount, on));
            }
        }
        if (isShuffled) {
            Collections.shuffle(news, order);
            news.addAll(List.copyOf(news));
        }
        news.forEach(Runnable::run);
        home.sweep();
        home.send();
        var outcome = new TreeMap<String, String>();
        home.cases.forEach((id, c) -> outcome.put(
                c.issued().number() + id,
                home.state(id) + " " + c.settled() + " " + c.balance() + " " + home.fees(id) + " " + c.stepsWalked()
                        + " " + c.letters().stream().filter(Letter::stands).count()));
        return outcome + " " + home.letters().size();
    }

    /** How many of the days could have been decided otherwise. */
    private static int walk(Random random) {
        int leftOut = 0;
        var home = new Household();
        boolean danish = random.nextBoolean();
        DebtorKind kind = DebtorKind.values()[random.nextInt(2)];
        int invoices = 2 + random.nextInt(3);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < invoices; i++) {
            ids.add(issue(random, home, danish, kind, i));
        }
        int steps = 25 + random.nextInt(15);
        for (int step = 0; step < steps; step++) {
            happen(random, home, ids.get(random.nextInt(ids.size())));
            if (random.nextInt(15) == 0) {
                ids.add(issue(random, home, danish, kind, ids.size()));
            }
            home.today = home.today.plusDays(random.nextInt(8) == 0 ? 30 : 1 + random.nextInt(4));
            leftOut += decidesAsWithoutWhatDoesNotCount(home);
            int told = home.told.size();
            int allowed = feesLeft(home, danish);
            home.sweep();
            lettersAreLawful(home, home.told.subList(told, home.told.size()), allowed);
            Rules rules = home.rules();
            for (Case c : home.cases.values()) {
                assertThat(home.isDue(c, rules)).as("a sweep comes to an end").isFalse();
                holds(home, c);
            }
            if (random.nextInt(4) > 0) {
                assertThat(home.send()).as("letters on one day").isLessThanOrEqualTo(1);
            }
        }
        home.cases.forEach((id, c) -> assertThat(Case.of(id).withAll(home.facts.get(id)))
                .as("replaying the journal gives the case")
                .isEqualTo(c));
        return leftOut;
    }

    /** As the sweep does it, which reads what counts and one of what counts no more. */
    private static int decidesAsWithoutWhatDoesNotCount(Household home) {
        Rules rules = home.rules();
        List<Case> due =
                home.cases.values().stream().filter(c -> home.isDue(c, rules)).toList();
        List<Past> read = new ArrayList<>();
        boolean isOneThere = false;
        for (Past past : home.past()) {
            LocalDate from = past.countsFrom();
            boolean isDue = due.stream().anyMatch(c -> c.invoiceId().equals(past.invoiceId()));
            if (from == null ? !isOneThere : isDue || !from.isAfter(home.today)) {
                read.add(past);
            }
            isOneThere |= from == null;
        }
        if (due.isEmpty() || read.size() == home.cases.size()) {
            return 0;
        }
        Debtor known = rules.debtor();
        assertThat(Bundle.day(due, rules.about(Debtor.of(known.profile(), read, home.today)))
                        .decisions())
                .as("what does not count on %s", home.today)
                .isEqualTo(Bundle.day(due, rules).decisions());
        return 1;
    }

    private static UUID issue(Random random, Household home, boolean danish, DebtorKind kind, int number) {
        String[] policies = {
            "nordic-friendly", "strict", "one-reminder", "collection-notice-first", "agency-from-reminder"
        };
        LocalDate due = home.today.plusDays(14 + (random.nextBoolean() ? 0 : random.nextInt(20)));
        String amount = (1 + random.nextInt(5000)) + ".00";
        String policy = policies[random.nextInt(3) == 0 ? random.nextInt(policies.length) : 0];
        return home.issue("n" + number, Life.invoice(danish ? "DK" : "NO", kind, amount, due, policy));
    }

    /** Fees that the law leaves for the arrears of today. */
    private static int feesLeft(Household home, boolean danish) {
        return danish ? 3 - home.rules().debtor().feesBeside(new UUID(0, 0)) : Integer.MAX_VALUE;
    }

    private static void lettersAreLawful(Household home, List<Effect> told, int allowed) {
        int asked = 0;
        Hold hold = home.hold;
        if (hold != null && hold.on(home.today) != null) {
            assertThat(told).as("a held debtor hears nothing").noneMatch(Effect.AskReminder.class::isInstance);
        }
        if (home.keyAccount != null) {
            home.cases.values().stream()
                    .filter(c ->
                            c.openHandover() != null && c.openHandover().on().equals(home.today))
                    .forEach(c -> assertThat(isApproved(home.facts.get(c.invoiceId())))
                            .as("a key account goes to no agency without its manager")
                            .isTrue());
        }
        for (Effect effect : told) {
            if (effect instanceof Effect.AskReminder letter) {
                asked++;
                List<Letter> parts = home.cases.values().stream()
                        .flatMap(c -> c.letters().stream())
                        .filter(one -> one.id().equals(letter.letter().id()))
                        .toList();
                assertThat(parts).hasSize(1 + letter.alsoDue().size());
                long fees =
                        parts.stream().filter(part -> part.fee().isPositive()).count();
                assertThat(fees).as("fees in one letter").isLessThanOrEqualTo(Math.min(1, Math.max(0, allowed)));
                assertThat(parts.stream().map(Letter::deadline).distinct()).hasSize(1);
                assertThat(parts.stream().map(Letter::kind).distinct()).hasSize(1);
                Money sum = letter.alsoDue().stream()
                        .map(Effect.Companion::amountDue)
                        .reduce(Money.zero(letter.amountDue().currency()), Money::plus);
                assertThat(letter.amountDue().minus(sum).isPositive()).isTrue();
                assertThat(Life.BOOK
                                .closings(letter.amountDue()
                                        .currency()
                                        .getCurrencyCode()
                                        .substring(0, 2))
                                .isOpen(home.today))
                        .as("nothing is done on %s", home.today)
                        .isTrue();
            }
        }
        assertThat(asked).as("letters asked for on %s", home.today).isLessThanOrEqualTo(1);
    }

    /** Of what came before the last handover: the manager was asked last, and said yes. */
    private static boolean isApproved(List<Fact> facts) {
        boolean isAsked = false;
        boolean isApproved = false;
        boolean wasApproved = false;
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.ApprovalAsked asked -> {
                    isAsked = MANAGER.equals(asked.manager());
                    isApproved = false;
                }
                case Fact.ApprovalGiven _ -> isApproved = isAsked;
                case Fact.HandedOver _ -> {
                    wasApproved = isApproved;
                    isApproved = false;
                }
                default -> {}
            }
        }
        return wasApproved;
    }

    private static void holds(Household home, Case c) {
        Money total = c.issued().total();
        assertThat(c.balance())
                .isEqualTo(c.account()
                        .claimed(total)
                        .minus(c.account().paid(total))
                        .minus(c.account().credited(total)));
        Letter pending = c.pendingLetter();
        if (pending != null && pending.bundle() != null) {
            Set<UUID> waiting = new HashSet<>();
            home.cases.values().stream()
                    .filter(other -> other.pendingLetter() != null
                            && other.pendingLetter().id().equals(pending.id()))
                    .forEach(other -> waiting.add(other.invoiceId()));
            assertThat(waiting)
                    .as("all of a letter are on their way, or none")
                    .isEqualTo(Set.copyOf(pending.bundle().invoices()));
        }
    }

    private static void happen(Random random, Household home, UUID id) {
        Case c = home.cases.get(id);
        Money total = c.issued().total();
        LocalDate some = home.today.minusDays(random.nextInt(10));
        switch (random.nextInt(21)) {
            case 0, 1, 2 ->
                home.hear(
                        id,
                        new Signal.Paid(
                                new UUID(1, random.nextInt(50)),
                                new Account.Payment(
                                        random.nextBoolean() ? total : new Money(BigDecimal.ONE, total.currency()),
                                        some,
                                        "bank")));
            case 3 -> home.hear(id, new Signal.Disputed("goods", "broken"));
            case 4, 5 -> home.hear(id, new Signal.Resolved(false, "looked into"));
            case 6 -> home.hear(id, new Signal.Held(home.today.plusDays(random.nextInt(15)), "ill"));
            case 7, 8 -> home.hear(id, new Signal.Released("well"));
            case 9 -> home.hear(id, new Signal.Promised(home.today.plusDays(random.nextInt(15)), null, "called"));
            case 10 -> {
                Letter last = c.letters().isEmpty() ? null : c.letters().getLast();
                if (last != null) {
                    UUID lead = last.bundle() == null ? id : last.bundle().lead();
                    home.hearOfLetter(
                            lead, new Signal.Undeliverable(last.id(), "email", home.today, "no such mailbox"));
                }
            }
            case 11 -> {
                LocalDate until = home.today.plusDays(random.nextInt(20));
                home.hold = random.nextInt(3) > 0
                        ? Hold.ofDebtor(home.today, until, "moving")
                        : Hold.insolvency(some, until, "filed");
                for (UUID one : List.copyOf(home.cases.keySet())) {
                    home.hear(one, new Signal.DebtorHeld(home.hold, "moving"));
                }
            }
            case 12 -> {
                home.hold = null;
                for (UUID one : List.copyOf(home.cases.keySet())) {
                    home.hear(one, new Signal.DebtorReleased("moved"));
                }
            }
            case 13 -> home.keyAccount = random.nextBoolean() ? null : new KeyAccount(MANAGER, random.nextBoolean());
            case 14, 15 -> home.hear(id, new Signal.Approved("go ahead", MANAGER));
            default -> {}
        }
    }
}
