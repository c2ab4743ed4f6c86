package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.util.Map;

/** A limit in money, currency by currency: a hundred kroner and a hundred euros are not the same little. */
public record Amounts(Map<String, BigDecimal> byCurrency) {

    public static final Amounts NONE = new Amounts(Map.of());

    public Amounts {
        byCurrency = Map.copyOf(byCurrency);
    }

    /** No more than the limit of its own currency; where there is none, nothing is but zero. */
    boolean reach(Money money) {
        return money.amount().compareTo(byCurrency.getOrDefault(money.currency().getCurrencyCode(), BigDecimal.ZERO))
                <= 0;
    }
}
