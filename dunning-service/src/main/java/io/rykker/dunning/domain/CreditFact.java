package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a source outside says of a debtor's credit: a score, or a fact of a public registry.
 *
 * @param value the score, or how many; null for what either is or is not
 * @param asOf the day of which it is true, by the word of the source
 * @param source who says so
 * @param sourceId what the source calls this word of its own, or null
 */
public record CreditFact(
        Kind kind,
        @Nullable Integer value,
        LocalDate asOf,
        String source,
        @Nullable String sourceId) {

    public CreditFact {
        if (kind.hasValue() != (value != null)) {
            throw new IllegalArgumentException(kind.word() + (kind.hasValue() ? " needs a value" : " has no value"));
        }
    }

    /** What is known of a debtor's credit. */
    public enum Kind {
        /** From 0 to 100, whatever the source makes it of: the more the better. */
        SCORE("score", 100),
        /** How many entries a registry of bad payers has. */
        PAYMENT_REMARKS("payment-remarks", 100_000),
        /** A court was asked to declare the debtor bankrupt. */
        BANKRUPTCY_FILED("bankruptcy-filed", -1);

        private final String word;
        private final int most;

        Kind(String word, int most) {
            this.word = word;
            this.most = most;
        }

        public String word() {
            return word;
        }

        public boolean hasValue() {
            return most >= 0;
        }

        /** The largest value; below zero where there is none. */
        public int most() {
            return most;
        }
    }

    /** The same said again, under whatever id. */
    public boolean saysTheSameAs(CreditFact other) {
        return kind == other.kind
                && Objects.equals(value, other.value)
                && asOf.equals(other.asOf)
                && source.equals(other.source);
    }

    /** In a line, for the journal of a case. */
    String words() {
        return kind.word() + (value == null ? "" : " " + value) + " as of " + asOf + ", by " + source;
    }
}
