package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An exact amount of one currency, always with the currency's own number of decimals. May be below zero (a waiver, an
 * overpayment). Refuses more decimals than the currency has, and arithmetic over two currencies, with
 * {@link IllegalArgumentException}.
 */
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        int decimals = currency.getDefaultFractionDigits();
        if (amount.scale() != decimals) {
            if (amount.stripTrailingZeros().scale() > decimals) {
                throw new IllegalArgumentException(
                        currency + " has " + decimals + " decimals, not " + amount.toPlainString());
            }
            amount = amount.setScale(decimals);
        }
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.valueOf(0, currency.getDefaultFractionDigits()), currency);
    }

    /**
     * What those items come to that count, in the currency of {@code like}. A loop and not a stream: a decision asks for
     * dozens of sums, of an item or two each.
     */
    static <T> Money sum(Money like, Collection<T> items, Predicate<T> counts, Function<T, Money> amount) {
        Money sum = zero(like.currency);
        for (T item : items) {
            if (counts.test(item)) {
                sum = sum.plus(amount.apply(item));
            }
        }
        return sum;
    }

    public Money plus(Money other) {
        requireSame(other);
        return new Money(amount.add(other.amount), currency);
    }

    public Money minus(Money other) {
        requireSame(other);
        return new Money(amount.subtract(other.amount), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    public Money atLeastZero() {
        return amount.signum() < 0 ? zero(currency) : this;
    }

    public Money atMost(Money other) {
        requireSame(other);
        return amount.compareTo(other.amount) <= 0 ? this : other;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    private void requireSame(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot reckon " + other.currency + " with " + currency);
        }
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
