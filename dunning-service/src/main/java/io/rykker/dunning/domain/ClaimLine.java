package io.rykker.dunning.domain;

import java.time.LocalDate;

/**
 * One append-only line of the claim. What is taken back is a line of the same kind and key with a negative amount.
 *
 * @param key what the line is for (a letter's id, a handover's id, "invoice", "cancelled", "written-off", "sold",
 *     "for-buyer"): all lines of one key and kind together are what is claimed for it
 */
public record ClaimLine(Kind kind, String key, Money amount, LocalDate on, String text) {

    /** The kinds of a claim, as the contract words them. */
    public enum Kind {
        PRINCIPAL("principal"),
        FEE("fee"),
        INTEREST("interest"),
        COMPENSATION("compensation"),
        COST("cost");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
