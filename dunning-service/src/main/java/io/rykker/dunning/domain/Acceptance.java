package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Locale;

/**
 * How the debtor accepted instalments that were proposed.
 *
 * @param on the day on which the debtor did, however much later it was recorded
 * @param evidence where the evidence is found: the reference of a letter, a message, a document or a payment
 */
public record Acceptance(How how, LocalDate on, String evidence) {

    /** By what the debtor accepted. */
    public enum How {
        /** A letter or a form that came back. */
        WRITTEN,
        /** An answer to the proposal, by e-mail or a message. */
        REPLY,
        SIGNATURE,
        /** A page of the creditor that was opened and confirmed. */
        LINK,
        /** The first instalment was paid in full and in time. */
        PAYMENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
