package io.rykker.dunning.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing is sent, until when, and what follows: no hold is without an end.
 *
 * @param until the last day on which the case is held
 * @param amount what was promised by then, or null for all that is owed
 * @param paidBefore what had been paid when it was promised
 */
public record Hold(
        Kind kind,
        LocalDate from,
        LocalDate until,
        Then then,
        String reason,
        String why,
        @Nullable Money amount,
        @Nullable Money paidBefore) {

    /** Who or what holds the case. */
    public enum Kind {
        PROMISE("promise"),
        DISPUTE("dispute"),
        /** A dispute that was right: it waits for the credit note. */
        UPHELD("dispute"),
        MANUAL("manual"),
        UNDELIVERABLE("undeliverable"),
        AGENCY("agency"),
        /** The debtor is held, and so each of the debtor's cases. */
        DEBTOR("debtor");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What happens when the last day is over. */
    public enum Then {
        /** Dunning goes on with the step that is due. */
        RESUME,
        /** Somebody must answer: the case stays held, and says so again. */
        ASK_AGAIN
    }

    /** All cases of the debtor are held. */
    public static Hold ofDebtor(LocalDate from, LocalDate until, String why) {
        return new Hold(Kind.DEBTOR, from, until, Then.RESUME, "debtor", why, null, null);
    }

    boolean isDispute() {
        return kind == Kind.DISPUTE || kind == Kind.UPHELD;
    }

    /** The debtor said something. */
    boolean isWordOfDebtor() {
        return kind == Kind.PROMISE || isDispute();
    }

    Hold askedAgain(LocalDate today, int days) {
        return new Hold(kind, from, today.plusDays(days), then, reason, why, amount, paidBefore);
    }
}
