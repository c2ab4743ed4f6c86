package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One effective-dated fact of the law, with its paragraph and where it was read. It applies when every window in it
 * contains its own date of the claim, and when what it depends on was chosen.
 *
 * @param debtor whom it is about, or null for everybody
 * @param choice the choice that the row is for, by name, or empty
 * @param band the principals that it is for, or null for all
 * @param confidence how sure the source is: high, medium or low
 */
public record LawRow(
        String rule,
        @Nullable DebtorKind debtor,
        String value,
        Map<Selector, Window> when,
        Map<String, String> choice,
        @Nullable Band band,
        String paragraph,
        String source,
        String confidence) {

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

    /** Principals above one amount and up to another, in the law's currency; null is open. */
    public record Band(BigDecimal over, @Nullable BigDecimal upTo) {

        boolean contains(BigDecimal principal) {
            return principal.compareTo(over) > 0 && (upTo == null || principal.compareTo(upTo) <= 0);
        }
    }

    boolean applies(DebtorKind kind, ClaimDates dates) {
        if (debtor != null && debtor != kind) {
            return false;
        }
        for (Map.Entry<Selector, Window> entry : when.entrySet()) {
            if (!entry.getValue().contains(dates.of(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    boolean isFor(Money principal) {
        return band == null || band.contains(principal.amount());
    }

    public BigDecimal number() {
        return new BigDecimal(value);
    }

    public int whole() {
        return Integer.parseInt(value);
    }
}
