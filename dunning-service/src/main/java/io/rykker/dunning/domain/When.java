package io.rykker.dunning.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * For which cases something is meant. What is null asks nothing; all that is asked must hold.
 *
 * @param minAmount in the claim's currency, this amount included
 * @param maxAmount in the claim's currency, this amount included
 * @param segment the creditor's segment that the case was put into when its invoice came
 * @param firstTimeLate only the first invoice that a good payer is late with, see {@link Debtor#isFirstTimeLate}
 */
public record When(
        @Nullable BigDecimal minAmount,
        @Nullable BigDecimal maxAmount,
        @Nullable DebtorKind debtorKind,
        @Nullable String segment,
        boolean firstTimeLate) {

    public static final When ALWAYS = new When(null, null, null, null);

    /** What asks nothing of how the debtor has paid before. */
    public When(
            @Nullable BigDecimal minAmount,
            @Nullable BigDecimal maxAmount,
            @Nullable DebtorKind debtorKind,
            @Nullable String segment) {
        this(minAmount, maxAmount, debtorKind, segment, false);
    }

    /** Of the case itself; of its debtor's past nothing is asked here. */
    boolean holds(Money amount, DebtorKind kind, @Nullable String in) {
        return (minAmount == null || amount.amount().compareTo(minAmount) >= 0)
                && (maxAmount == null || amount.amount().compareTo(maxAmount) <= 0)
                && (debtorKind == null || debtorKind == kind)
                && (segment == null || segment.equals(in));
    }

    boolean isAlways() {
        return equals(ALWAYS);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (minAmount != null) {
            text.append(" from ").append(minAmount.toPlainString());
        }
        if (maxAmount != null) {
            text.append(" up to ").append(maxAmount.toPlainString());
        }
        if (debtorKind != null) {
            text.append(" for a ").append(debtorKind.word());
        }
        if (segment != null) {
            text.append(" in segment ").append(segment);
        }
        if (firstTimeLate) {
            text.append(" for the first late invoice of a good payer");
        }
        return text.isEmpty() ? "always" : text.toString().strip();
    }
}
