package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a debtor owes a creditor in all, beside the limit that the creditor has set.
 *
 * @param open all that is owed, also what is not due yet or with an agency; one amount a currency
 * @param overdue of that what is past its due date
 * @param limit how much the debtor may owe, or null when none was set; above zero
 */
public record Exposure(
        List<Money> open, List<Money> overdue, @Nullable Money limit) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Exposure {
        if (limit != null && !limit.isPositive()) {
            throw new IllegalArgumentException("a limit is above zero, and " + limit + " is not");
        }
    }

    /** What is owed in the limit's currency, as whole percents of it: 100 when the limit is reached and not before. */
    public @Nullable Integer openPercent() {
        return limit == null ? null : percent(open, limit);
    }

    /** The same of what is overdue. */
    public @Nullable Integer overduePercent() {
        return limit == null ? null : percent(overdue, limit);
    }

    /** What the debtor may still come to owe in the limit's currency; below zero it is too much already. */
    public @Nullable Money left() {
        return limit == null ? null : limit.minus(in(open, limit));
    }

    private static int percent(List<Money> amounts, Money limit) {
        return in(amounts, limit)
                .amount()
                .multiply(HUNDRED)
                .divide(limit.amount(), 0, RoundingMode.DOWN)
                .intValue();
    }

    private static Money in(List<Money> amounts, Money limit) {
        return Money.sum(limit, amounts, amount -> amount.currency().equals(limit.currency()), amount -> amount);
    }
}
