package io.rykker.payment.domain;

import static io.rykker.payment.domain.Told.MONDAY;
import static io.rykker.payment.domain.Told.dkk;
import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.payment.domain.Invoice.Claim;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever comes first and however often: the money ends in the same place, and none of it is lost on the way. */
class AnyOrderTest {

    private static final int WORLDS = 400;
    private static final int ORDERS = 6;

    @Test
    void any_order_with_duplicates_ends_in_the_same_allocations_and_books() {
        for (int seed = 0; seed < WORLDS; seed++) {
            List<News> world = world(new Random(seed));
            String first = null;
            for (int order = 0; order < ORDERS; order++) {
                String end = walk(world, new Random(seed * 1000L + order), seed);
                first = first == null ? end : first;
                assertThat(end).as("world %d, order %d", seed, order).isEqualTo(first);
            }
        }
    }

    /** Few references and amounts, so that they meet often. */
    private static List<News> world(Random dice) {
        List<News> world = new ArrayList<>();
        for (int i = 0; i < 2 + dice.nextInt(6); i++) {
            String reference = dice.nextInt(5) == 0 ? null : "00" + (100 + dice.nextInt(4));
            world.add(Told.invoice(
                    "F-" + (10 + i), reference, amount(dice), MONDAY.plusDays(dice.nextInt(5) == 0 ? 9 : -9)));
            if (dice.nextInt(3) == 0) {
                String number = "F-" + (10 + i);
                boolean isBack = dice.nextBoolean();
                world.add(Told.assigned(number, MONDAY.minusDays(dice.nextInt(4) - 1), null));
                if (isBack) {
                    world.add(Told.assigned(number, MONDAY.minusDays(3), MONDAY.plusDays(dice.nextInt(3) - 1)));
                }
            }
            if (dice.nextInt(6) == 0) {
                world.add(new News.InvoiceCancelled(Ids.invoice("c", "F-" + (10 + i)), "c"));
            }
            for (int version = 1; version <= dice.nextInt(3); version++) {
                world.add(new News.ClaimIs(
                        Ids.invoice("c", "F-" + (10 + i)), "c", new Claim(version, dkk("-" + version + ".00"))));
            }
        }
        for (int i = 0; i < 1 + dice.nextInt(8); i++) {
            String id = "P" + i;
            world.add(
                    switch (dice.nextInt(5)) {
                        case 0 -> Told.paid(id, amount(dice), null, "F-" + (10 + dice.nextInt(8)));
                        case 1 -> Told.wrote(id, amount(dice), "invoice F-" + (10 + dice.nextInt(8)) + " thanks");
                        case 2 -> Told.paidIn("EUR", id, "10.00", "" + (100 + dice.nextInt(4)));
                        default -> Told.paid(id, amount(dice), "" + (100 + dice.nextInt(4)), null);
                    });
            if (dice.nextInt(3) == 0) {
                world.add(Told.reversed(id));
            }
        }
        for (int i = 0; i < dice.nextInt(3); i++) {
            Set<Key> keys = Key.of(List.of("" + (100 + dice.nextInt(4))), List.of(), List.of());
            world.add(Told.line("E" + i, "E" + i, true, "30.00", Set.of()));
            world.add(Told.line("E" + i + "/1", "E" + i, false, "10.00", keys));
            world.add(Told.line("E" + i + "/2", "E" + i, false, "20.00", Set.of(Key.transaction("e2e:" + i))));
            if (dice.nextBoolean()) {
                world.add(Told.back("R" + i, "20.00", "e2e:" + i));
            }
        }
        return world;
    }

    private static String amount(Random dice) {
        return List.of("10.00", "20.00", "30.00").get(dice.nextInt(3));
    }

    private static String walk(List<News> world, Random dice, int seed) {
        List<News> told = new ArrayList<>(world);
        for (News news : world) {
            for (int again = dice.nextInt(3); again > 0; again--) {
                told.add(news);
            }
        }
        Collections.shuffle(told, dice);
        var ledger = new Ledger(List.of(), List.of(), List.of(), List.of());
        BigDecimal[] toldOf = {BigDecimal.ZERO};
        BigDecimal[] toldToForward = {BigDecimal.ZERO};
        for (News news : told) {
            Answer answer = ledger.hear(news);
            assertThat(answer).as("world %d", seed).isNotInstanceOfAny(Answer.Conflicting.class, Answer.Refused.class);
            if (answer instanceof Answer.Taken(var facts)) {
                facts.forEach(fact -> toldOf[0] = toldOf[0].add(moved(fact)));
                facts.forEach(fact -> toldToForward[0] = toldToForward[0].add(forwarded(fact)));
            }
            ledger.payments().forEach(AnyOrderTest::booksBalance);
        }
        BigDecimal allocated = ledger.payments().stream()
                .map(payment -> payment.allocated().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(toldOf[0]).as("what the world was told, world %d", seed).isEqualByComparingTo(allocated);
        assertThat(toldToForward[0])
                .as("what is to be forwarded, world %d", seed)
                .isEqualByComparingTo(toForward(ledger));
        return describe(ledger) + toForward(ledger);
    }

    private static BigDecimal moved(Fact fact) {
        return switch (fact) {
            case Fact.Allocated allocated -> allocated.allocation().amount().amount();
            case Fact.Ended ended -> ended.allocation().amount().amount().negate();
            case Fact.Unmatched _, Fact.Overpaid _, Fact.ForwardDue _, Fact.ForwardWithdrawn _ -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal forwarded(Fact fact) {
        return switch (fact) {
            case Fact.ForwardDue due -> due.allocation().amount().amount();
            case Fact.ForwardWithdrawn withdrawn ->
                withdrawn.allocation().amount().amount().negate();
            case Fact.Allocated _, Fact.Ended _, Fact.Unmatched _, Fact.Overpaid _ -> BigDecimal.ZERO;
        };
    }

    /** What holds on an invoice that was somebody else's on the value date. */
    private static BigDecimal toForward(Ledger ledger) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Payment payment : ledger.payments()) {
            for (Allocation allocation : payment.holding()) {
                Invoice invoice = ledger.invoice(allocation.invoiceId());
                if (invoice != null && invoice.assignmentOn(payment.receipt().valueDate()) != null) {
                    sum = sum.add(allocation.amount().amount());
                }
            }
        }
        return sum;
    }

    private static void booksBalance(Payment payment) {
        Money back = payment.isReversed() || payment.replaced()
                ? payment.receipt().amount()
                : Money.zero(payment.receipt().amount().currency());
        assertThat(payment.allocated().plus(payment.unallocated()).plus(back))
                .isEqualTo(payment.receipt().amount());
    }

    /** Where the money is and why the rest is nowhere. A sum that its parts replaced is no money, known or not. */
    private static String describe(Ledger ledger) {
        var lines = new TreeMap<String, String>();
        for (Payment payment : ledger.payments()) {
            if (!payment.replaced()) {
                var allocations = new TreeSet<String>();
                payment.holding()
                        .forEach(allocation ->
                                allocations.add(allocation.invoiceId() + "=" + allocation.amount() + allocation.by()));
                lines.put(
                        payment.receipt().senderPaymentId(),
                        payment.isReversed() ? "reversed" : allocations + " " + payment.reason());
            }
        }
        return lines.toString();
    }
}
