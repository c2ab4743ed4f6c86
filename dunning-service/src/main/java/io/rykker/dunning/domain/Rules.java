package io.rykker.dunning.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may look at beside the case: law and policy, the day in the creditor's time zone, through which day
 * the creditor's bank is known (null when no statement was ever read), and what is known of the debtor.
 */
public record Rules(
        RuleBook book, LocalDate today, @Nullable LocalDate bankKnownThrough, Debtor debtor) {

    public Rules about(Debtor debtor) {
        return new Rules(book, today, bankKnownThrough, debtor);
    }

    boolean bankKnown(@Nullable LocalDate through) {
        return through == null || (bankKnownThrough != null && !bankKnownThrough.isBefore(through));
    }
}
