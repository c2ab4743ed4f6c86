package io.rykker.dunning.domain;

import org.jspecify.annotations.Nullable;

/**
 * One of a creditor's rules that choose the policy of an invoice that names none: the first that holds does.
 *
 * @param country of the debtor, or null for any
 * @param when what else must hold, by the invoice's total
 */
public record Segment(String name, @Nullable String country, When when, String policy) {

    boolean holds(Receivable issued) {
        return (country == null || country.equals(issued.debtorCountry()))
                && when.holds(issued.total(), issued.debtorKind(), null);
    }
}
