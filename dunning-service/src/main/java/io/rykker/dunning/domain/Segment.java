package io.rykker.dunning.domain;

import org.jspecify.annotations.Nullable;

/**
 * One of a creditor's rules that choose the policy of an invoice that names none: the first that holds does.
 *
 * @param country of the debtor, or null for any
 * @param when what else must hold, by the invoice's total
 * @param past how the debtor must have paid so far
 */
public record Segment(String name, @Nullable String country, When when, Past past, String policy) {

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

    /** A rule that asks nothing of the debtor's past. */
    public Segment(String name, @Nullable String country, When when, String policy) {
        this(name, country, when, Past.ANY, policy);
    }

    boolean asksForPast() {
        return !past.equals(Past.ANY);
    }

    boolean holds(Receivable issued, PaymentHistory history) {
        return (country == null || country.equals(issued.debtorCountry()))
                && when.holds(issued.total(), issued.debtorKind(), null)
                && past.holds(history);
    }
}
