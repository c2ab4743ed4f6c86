package io.rykker.payment.domain;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount of one currency, always with the currency's own number of decimals. Refuses more decimals than the
 * currency has, and arithmetic over two currencies, with {@link IllegalArgumentException}.
 */
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(currency + " is not a currency that is paid in");
        }
        if (amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            throw new IllegalArgumentException(currency + " has " + currency.getDefaultFractionDigits()
                    + " decimals, not " + amount.toPlainString());
        }
        amount = amount.setScale(currency.getDefaultFractionDigits());
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other)), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other)), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isMoreThan(Money other) {
        return amount.compareTo(sameCurrency(other)) > 0;
    }

    private BigDecimal sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot reckon " + other.currency + " with " + currency);
        }
        return other.amount;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
