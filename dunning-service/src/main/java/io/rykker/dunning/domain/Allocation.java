package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the money that came in counts against, by value date: a payment goes over what had been claimed by its day, in
 * the order of the law, and what is left of it over the invoice and what is claimed later. Taken-back lines are as never
 * there, so the order in which things were heard does not matter.
 */
public final class Allocation {

    private final Money zero;
    private final Map<Key, Claim> claims = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();

    private record Key(ClaimLine.Kind kind, String key) {}

    /** What is open under one key, from when. */
    private static final class Claim {
        final Pot pot;
        final LocalDate on;
        Money open;

        Claim(Pot pot, LocalDate on, Money open) {
            this.pot = pot;
            this.on = on;
            this.open = open;
        }
    }

    /** What money may count against: fees, the flat sum and cost; interest; the invoice itself. */
    public enum Pot {
        COSTS("costs"),
        INTEREST("interest"),
        PRINCIPAL("principal");

        private final String word;

        Pot(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Pot of(ClaimLine.Kind kind) {
            return switch (kind) {
                case PRINCIPAL -> PRINCIPAL;
                case INTEREST -> INTEREST;
                case FEE, COMPENSATION, COST -> COSTS;
            };
        }

        /** Reads the order of a law, like {@code costs>interest>principal}. */
        static List<Pot> order(String words) {
            List<Pot> order = new ArrayList<>();
            for (String word : words.split(">", -1)) {
                for (Pot pot : values()) {
                    if (pot.word.equals(word)) {
                        order.add(pot);
                    }
                }
            }
            if (order.size() != values().length) {
                throw new IllegalArgumentException("no order of allocation is called " + words);
            }
            return List.copyOf(order);
        }
    }

    /**
     * One payment and what it counts against.
     *
     * @param left what nothing was owed for, or not yet
     */
    public record Part(Account.Payment payment, Map<Pot, Money> over, Money left) {

        public Money over(Pot pot) {
            return over.getOrDefault(pot, Money.zero(left.currency()));
        }
    }

    private Allocation(Money like) {
        this.zero = Money.zero(like.currency());
    }

    /**
     * What the payments counted against, part by part.
     *
     * @param credited what credit notes took off the invoice
     * @param payments those that count, by value date
     */
    public static List<Part> of(
            List<ClaimLine> lines, Money credited, List<Account.Payment> payments, List<Pot> order) {
        Allocation allocation = new Allocation(credited);
        lines.forEach(allocation::claim);
        allocation.credit(credited);
        payments.forEach(payment -> allocation.pay(payment, order));
        return List.copyOf(allocation.parts);
    }

    /** The payments, each with what of it reduced the invoice itself. */
    static List<Account.Payment> onPrincipal(List<Part> parts) {
        return parts.stream()
                .map(part -> new Account.Payment(
                        part.over(Pot.PRINCIPAL).plus(part.left()),
                        part.payment().valueDate(),
                        part.payment().source()))
                .toList();
    }

    private void claim(ClaimLine line) {
        Key key = new Key(line.kind(), line.key());
        Claim there = claims.get(key);
        if (there == null) {
            Pot pot = Pot.of(line.kind());
            // the invoice is owed from the beginning: money that comes before its line is for it
            LocalDate on = pot == Pot.PRINCIPAL ? LocalDate.MIN : line.on();
            claims.put(key, new Claim(pot, on, line.amount()));
        } else {
            there.open = there.open.plus(line.amount());
        }
    }

    private void credit(Money credited) {
        Money left = credited;
        for (Claim claim : claims.values()) {
            if (claim.pot == Pot.PRINCIPAL && claim.open.isPositive()) {
                Money off = claim.open.atMost(left);
                claim.open = claim.open.minus(off);
                left = left.minus(off);
            }
        }
    }

    private void pay(Account.Payment payment, List<Pot> order) {
        Map<Pot, Money> over = new EnumMap<>(Pot.class);
        Money left = payment.amount();
        for (Pot pot : order) {
            left = cover(pot, payment.valueDate(), left, over);
        }
        parts.add(new Part(payment, Map.copyOf(over), left));
    }

    private Money cover(Pot pot, LocalDate by, Money money, Map<Pot, Money> over) {
        Money left = money;
        for (Claim claim : claims.values()) {
            if (claim.pot == pot && !claim.on.isAfter(by) && claim.open.isPositive() && left.isPositive()) {
                Money taken = claim.open.atMost(left);
                claim.open = claim.open.minus(taken);
                left = left.minus(taken);
                over.put(pot, over.getOrDefault(pot, zero).plus(taken));
            }
        }
        return left;
    }
}
