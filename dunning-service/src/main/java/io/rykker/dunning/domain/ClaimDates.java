package io.rykker.dunning.domain;

import java.time.LocalDate;

/**
 * The dates of a claim that may select a row of law.
 *
 * @param arises when the invoice was issued
 * @param due when it fell due, moved to a banking day
 * @param on the day that is asked about: a letter's sending, or each day of interest
 */
public record ClaimDates(LocalDate arises, LocalDate due, LocalDate on) {

    LocalDate of(LawRow.Selector selector) {
        return switch (selector) {
            case CLAIM_ARISES -> arises;
            case CLAIM_DUE -> due;
            case LETTER_SENT, EACH_DAY -> on;
        };
    }
}
