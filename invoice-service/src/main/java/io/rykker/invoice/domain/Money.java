package io.rykker.invoice.domain;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount of one currency, always with the currency's own number of decimals. Refuses more decimals than the
 * currency has, and arithmetic over two currencies, with {@link IllegalArgumentException}.
 */
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        if (amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            throw new IllegalArgumentException(currency + " has " + currency.getDefaultFractionDigits()
                    + " decimals, not " + amount.toPlainString());
        }
        amount = amount.setScale(currency.getDefaultFractionDigits());
    }

    public Money minus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot take " + other.currency + " from " + currency);
        }
        return new Money(amount.subtract(other.amount), currency);
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
