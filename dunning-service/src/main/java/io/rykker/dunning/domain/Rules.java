package io.rykker.dunning.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may look at beside the case: law and policy, the day in the creditor's time zone, and through which
 * day the creditor's bank is known (null when no statement was ever read).
 */
public record Rules(
        RuleBook book, LocalDate today, @Nullable LocalDate bankKnownThrough) {

    boolean bankKnown(@Nullable LocalDate through) {
        return through == null || (bankKnownThrough != null && !bankKnownThrough.isBefore(through));
    }
}
