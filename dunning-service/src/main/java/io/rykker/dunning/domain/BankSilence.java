package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Optional;

/** Whether the statements of an account are older than they may be: counted in banking days of the creditor's country. */
public final class BankSilence {

    private BankSilence() {}

    /**
     * The first banking day of which nothing is known, when more whole ones than these are over since the last that is.
     *
     * @param knownThrough the last day of which the statement is known
     * @param days whole banking days that a statement may take
     */
    public static Optional<LocalDate> since(
            RuleBook book, String country, LocalDate knownThrough, LocalDate today, int days) {
        Closings closings = book.closings(country);
        return closings.after(knownThrough, days + 1).isBefore(today)
                ? Optional.of(closings.after(knownThrough, 1))
                : Optional.empty();
    }
}
