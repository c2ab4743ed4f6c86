package io.rykker.dunning.paper;

import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.RuleBook;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case as it was described.
 *
 * @param origins the origin of a claim, by the number of its invoice, where it is not the invoice's date
 * @param policy the policy's name, {@link #NO_POLICY} when only what is described happens
 * @param breaches what in an inline policy the law forbids; such a policy is not walked
 */
record Described(
        String title,
        @Nullable String note,
        List<Receivable> invoices,
        Map<String, LocalDate> origins,
        String policy,
        List<String> breaches,
        RuleBook book,
        List<Dated> happenings,
        List<Question> questions) {

    static final String NO_POLICY = "none";

    /** A happening, its day, and the invoice that it is about. */
    record Dated(LocalDate on, String word, String invoice, Happening happening) {

        /** It is about all invoices of the debtor. */
        boolean isOfDebtor() {
            return happening instanceof Happening.DebtorHeld || happening instanceof Happening.DebtorReleased;
        }
    }

    boolean walks() {
        return !policy.equals(NO_POLICY) && breaches.isEmpty();
    }
}
