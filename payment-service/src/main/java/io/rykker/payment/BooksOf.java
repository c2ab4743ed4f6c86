package io.rykker.payment;

import io.rykker.payment.PaymentDesk.Books;
import io.rykker.payment.persistence.Store.Overpaid;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the sums of the queries side by side. */
final class BooksOf {

    private BooksOf() {}

    static Map<String, Books> sums(List<Object[]> received, List<Object[]> allocated, List<Overpaid> overpaid) {
        Map<String, Books> books = new TreeMap<>();
        for (Object[] row : received) {
            String currency = (String) row[0];
            books.put(
                    currency,
                    new Books(
                            exact(row[1], currency),
                            exact(row[2], currency),
                            exact(BigDecimal.ZERO, currency),
                            exact(row[3], currency),
                            exact(BigDecimal.ZERO, currency),
                            ((Number) row[4]).longValue()));
        }
        for (Object[] row : allocated) {
            String currency = (String) row[0];
            books.computeIfPresent(currency, (_, sum) -> withAllocated(sum, exact(row[1], currency)));
        }
        for (Overpaid row : overpaid) {
            BigDecimal amount = exact(row.tooMuch(), row.currency());
            books.computeIfPresent(row.currency(), (_, sum) -> withOverpaid(sum, amount));
        }
        return books;
    }

    private static Books withAllocated(Books sum, BigDecimal allocated) {
        return new Books(sum.received(), sum.reversed(), allocated, sum.unallocated(), sum.overpaid(), sum.count());
    }

    private static Books withOverpaid(Books sum, BigDecimal more) {
        return new Books(
                sum.received(),
                sum.reversed(),
                sum.allocated(),
                sum.unallocated(),
                sum.overpaid().add(more),
                sum.count());
    }

    private static BigDecimal exact(Object number, String currency) {
        return ((BigDecimal) number).setScale(Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
