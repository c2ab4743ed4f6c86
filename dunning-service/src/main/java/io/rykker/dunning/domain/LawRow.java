package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One effective-dated fact of the law, with its paragraph and where it was read. It applies when every window in it
 * contains its own date of the claim.
 *
 * @param debtor whom it is about, or null for everybody
 */
public record LawRow(
        String rule,
        @Nullable DebtorKind debtor,
        String value,
        Map<Selector, Window> when,
        String paragraph,
        String source) {

    /** The date that selects the row. */
    public enum Selector {
        LETTER_SENT,
        CLAIM_DUE,
        CLAIM_ARISES,
        EACH_DAY
    }

    /** From and to inclusive; null is open. */
    public record Window(@Nullable LocalDate from, @Nullable LocalDate to) {

        boolean contains(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }
    }

    boolean applies(DebtorKind kind, ClaimDates dates) {
        return (debtor == null || debtor == kind)
                && when.entrySet().stream().allMatch(entry -> entry.getValue().contains(dates.of(entry.getKey())));
    }

    public BigDecimal number() {
        return new BigDecimal(value);
    }

    public int whole() {
        return Integer.parseInt(value);
    }
}
