package io.rykker.invoice.persistence;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * What a creditor has invoiced in one currency. Issued less credited less cancelled is what was ever left to be paid.
 *
 * @param issued the receivables: totals less prepayments
 * @param credited what credit notes took off
 * @param cancelled what cancellations took off besides
 */
public record Books(Currency currency, long count, BigDecimal issued, BigDecimal credited, BigDecimal cancelled) {

    static Books of(Object[] row) {
        Currency currency = Currency.getInstance((String) row[0]);
        return new Books(
                currency,
                ((Number) row[1]).longValue(),
                exact(row[2], currency),
                exact(row[3], currency),
                exact(row[4], currency));
    }

    private static BigDecimal exact(Object sum, Currency currency) {
        return new BigDecimal(sum.toString()).setScale(currency.getDefaultFractionDigits());
    }
}
