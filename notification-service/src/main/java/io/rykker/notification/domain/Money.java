package io.rykker.notification.domain;

import java.math.BigDecimal;
import java.util.Currency;

/** An exact amount of one currency. Refuses more decimals than the currency has. */
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        if (amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            throw new IllegalArgumentException(currency + " has " + currency.getDefaultFractionDigits()
                    + " decimals, not " + amount.toPlainString());
        }
        amount = amount.setScale(currency.getDefaultFractionDigits());
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** Refuses another currency with {@link IllegalArgumentException}. */
    public Money minus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot reckon " + other.currency + " with " + currency);
        }
        return new Money(amount.subtract(other.amount), currency);
    }

    /** Refuses another currency with {@link IllegalArgumentException}. */
    public Money plus(Money other) {
        return minus(other.negated());
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }
}
