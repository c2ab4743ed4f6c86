package io.rykker.payment.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money of one payment that counts, or counted, towards one invoice. It is never edited: what no longer holds is marked
 * so, and what replaces it is a new one.
 *
 * @param holds false once the payment was reversed or moved
 * @param why of a person who allocated by hand
 */
public record Allocation(
        UUID id,
        UUID invoiceId,
        Money amount,
        By by,
        boolean holds,
        @Nullable String why) {

    /** How the invoice was found; the word is the contract's. */
    public enum By {
        REFERENCE("reference"),
        INVOICE_NUMBER("invoice-number"),
        MANUAL("manual");

        private final String word;

        By(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static By of(String word) {
            for (By by : values()) {
                if (by.word.equals(word)) {
                    return by;
                }
            }
            throw new IllegalArgumentException("nothing is matched by " + word);
        }
    }

    Allocation ended() {
        return new Allocation(id, invoiceId, amount, by, false, why);
    }
}
