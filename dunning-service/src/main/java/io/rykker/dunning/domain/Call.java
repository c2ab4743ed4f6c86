package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A telephone call with the debtor, or the attempt.
 *
 * @param with who was spoken to, or null
 * @param said what was said, in the caller's words
 */
public record Call(Outcome outcome, LocalDate on, @Nullable String with, String said) {

    /** How it ended; each has its consequence. */
    public enum Outcome {
        REACHED_PROMISED,
        VAGUE_PROMISE,
        NOT_RECEIVED,
        WRONG_PERSON,
        DISPUTES,
        NO_ANSWER,
        REFUSES,
        /** To be called again on a day. */
        CALL_BACK,
        /** The debtor cannot pay in the way that was asked for. */
        PAYMENT_METHOD,
        /** Something is missing without which the debtor cannot pay, like an order number. */
        MISSING_INFO,
        /** The debtor has not the money: a plan is to be offered. */
        HARDSHIP,
        /** Something is wrong with the invoice itself: it waits until it is corrected. */
        INVOICE_ERROR,
        /** It had slipped the debtor's mind: confirmed kindly, with a short week. */
        FORGOTTEN,
        /** The debtor will pay and needs time until a day. */
        NEEDS_TIME;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
