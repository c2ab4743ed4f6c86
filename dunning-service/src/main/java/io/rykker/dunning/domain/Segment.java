package io.rykker.dunning.domain;

import org.jspecify.annotations.Nullable;

/**
 * One of a creditor's rules that choose the policy of an invoice that names none: the first that holds does.
 *
 * @param country of the debtor, or null for any
 * @param when what else must hold, by the invoice's total
 * @param past how the debtor must have paid so far
 * @param rating what sources outside must say of the debtor
 */
public record Segment(String name, @Nullable String country, When when, Past past, Rating rating, String policy) {

    /**
     * What is asked of a debtor's past; what is null asks nothing.
     *
     * @param minScore of the payment history, this score included
     * @param maxScore of the payment history, this score included
     * @param newDebtor no invoice of the debtor has fallen due before, or one has
     */
    public record Past(
            @Nullable Integer minScore,
            @Nullable Integer maxScore,
            @Nullable Boolean newDebtor) {

        public static final Past ANY = new Past(null, null, null);

        /** A score that is asked for is not that of a debtor who has none yet. */
        boolean holds(PaymentHistory history) {
            Integer score = history.score();
            return (minScore == null || (score != null && score >= minScore))
                    && (maxScore == null || (score != null && score <= maxScore))
                    && (newDebtor == null || newDebtor == (history.invoices() == 0));
        }
    }

    /**
     * What is asked of the newest facts of a debtor's credit; what is null asks nothing.
     *
     * @param minScore of a source outside, this score included
     * @param maxScore of a source outside, this score included
     * @param minRemarks payment remarks, so many included
     * @param maxRemarks payment remarks, so many included
     */
    public record Rating(
            @Nullable Integer minScore,
            @Nullable Integer maxScore,
            @Nullable Integer minRemarks,
            @Nullable Integer maxRemarks) {

        public static final Rating ANY = new Rating(null, null, null, null);

        /** Of what nobody has said anything, nothing that is asked for is true. */
        boolean holds(Credit credit) {
            return isBetween(credit.score(), minScore, maxScore)
                    && isBetween(credit.paymentRemarks(), minRemarks, maxRemarks);
        }

        private static boolean isBetween(@Nullable CreditFact fact, @Nullable Integer least, @Nullable Integer most) {
            Integer value = fact == null ? null : fact.value();
            return (least == null || (value != null && value >= least))
                    && (most == null || (value != null && value <= most));
        }
    }

    /** A rule that asks nothing of the debtor. */
    public Segment(String name, @Nullable String country, When when, String policy) {
        this(name, country, when, Past.ANY, policy);
    }

    /** A rule that asks nothing of sources outside. */
    public Segment(String name, @Nullable String country, When when, Past past, String policy) {
        this(name, country, when, past, Rating.ANY, policy);
    }

    boolean asksForPast() {
        return !past.equals(Past.ANY);
    }

    boolean holds(Receivable issued, PaymentHistory history, Credit credit) {
        return (country == null || country.equals(issued.debtorCountry()))
                && when.holds(issued.total(), issued.debtorKind(), null)
                && past.holds(history)
                && rating.holds(credit);
    }
}
