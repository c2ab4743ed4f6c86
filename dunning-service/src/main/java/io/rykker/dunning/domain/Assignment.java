package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The claim was assigned to somebody else (DK transport, NO overdragelse, SE överlåtelse, DE Abtretung, BGB § 398): a
 * level of which the highest sequence is known.
 *
 * <p>While a factor has it nothing is asked for here, and it goes on where it stood when it comes back. What is sold is
 * closed for good. A debtor who pays the old creditor before being told is free (DK gældsbrevsloven § 29, NO
 * gjeldsbrevlova § 27, SE skuldebrevslagen § 29, DE BGB § 407): what a debtor pays here counts, whoever is to have it.
 *
 * @param on from this day on what is paid for the claim belongs to the assignee
 * @param price what a buyer pays, or null
 * @param returnedOn the day from which the claim is the creditor's again, or null
 * @param by whose word it is
 * @param sequence of what invoice-service has said of the invoice
 */
public record Assignment(
        UUID id,
        Kind kind,
        String assigneeId,
        String assigneeName,
        LocalDate on,
        @Nullable Money price,
        @Nullable LocalDate returnedOn,
        String by,
        String why,
        int sequence) {

    /** What it was assigned for, as the contract words it. */
    public enum Kind {
        FACTORED("factored"),
        SOLD("sold");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Of the contract's word, which the contract has no other of yet. */
        public static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("a claim cannot be " + word);
        }
    }

    boolean isSold() {
        return kind == Kind.SOLD;
    }

    /** A factor has it now. */
    public boolean isWithFactor() {
        return kind == Kind.FACTORED && returnedOn == null;
    }

    /** For a person: what it is, to whom and since when. */
    public String told() {
        return kind.word + " to " + assigneeName + " since " + on;
    }

    /** What holds the case while a factor has it; a person looks at it now and then. */
    Hold asHold() {
        return new Hold(
                Hold.Kind.FACTORED, on, on.plusDays(Ahead.ASK_DAYS), Hold.Then.ASK_AGAIN, told(), why, null, null);
    }
}
