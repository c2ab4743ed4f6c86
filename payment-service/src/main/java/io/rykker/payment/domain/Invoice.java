package io.rykker.payment.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one invoice, whichever part of it came first.
 *
 * @param issued null until the invoice itself is known
 * @param assignments whose the claim was, one after the other
 */
public record Invoice(
        UUID id, String creditorId, @Nullable Issued issued, boolean cancelled, List<Assignment> assignments) {

    public Invoice {
        assignments = List.copyOf(assignments);
    }

    /**
     * The invoice as issued; it never changes.
     *
     * @param referenceKey of the payment reference
     * @param numberKey of the number
     */
    public record Issued(
            String number,
            @Nullable String paymentReference,
            Money total,
            LocalDate issuedOn,
            @Nullable Key referenceKey,
            @Nullable Key numberKey) {

        public Issued(String number, @Nullable String paymentReference, Money total, LocalDate issuedOn) {
            this(number, paymentReference, total, issuedOn, Key.reference(paymentReference), Key.number(number));
        }

        /** Every key by which a payment may mean this invoice. */
        public Set<Key> keys() {
            Set<Key> keys = new LinkedHashSet<>();
            add(referenceKey, keys);
            add(numberKey, keys);
            return keys;
        }

        private static void add(@Nullable Key key, Set<Key> keys) {
            if (key != null) {
                keys.add(key);
                keys.add(new Key(Key.Kind.WORD, key.value()));
            }
        }
    }

    /** What is owed as dunning last said: a level; the highest version wins. Below zero is too much paid. */
    public record Claim(int version, Money balance) {

        public boolean isOverpaid() {
            return balance.amount().signum() < 0;
        }

        /** What was paid beyond what is owed, or null when nothing is known to be. */
        public @Nullable Money overpaid() {
            return isOverpaid() ? balance.negated() : null;
        }
    }

    static Invoice unknown(UUID id, String creditorId) {
        return new Invoice(id, creditorId, null, false, List.of());
    }

    Invoice with(Issued known) {
        return new Invoice(id, creditorId, known, cancelled, assignments);
    }

    Invoice withdrawn() {
        return new Invoice(id, creditorId, issued, true, assignments);
    }

    /** One that came back stays so, whichever word of it came first. */
    Invoice with(Assignment told) {
        Map<UUID, Assignment> all = new LinkedHashMap<>();
        assignments.forEach(one -> all.put(one.id(), one));
        all.merge(told.id(), told, (known, news) -> known.until() == null ? news : known);
        return new Invoice(
                id,
                creditorId,
                issued,
                cancelled,
                all.values().stream()
                        .sorted(Comparator.comparing(Assignment::on).thenComparing(Assignment::id))
                        .toList());
    }

    /** Whose the claim was on a day, when it was not the creditor's. */
    public @Nullable Assignment assignmentOn(LocalDate valueDate) {
        return Assignment.covering(valueDate, assignments);
    }

    public @Nullable Key referenceKey() {
        return issued == null ? null : issued.referenceKey();
    }

    public @Nullable Key numberKey() {
        return issued == null ? null : issued.numberKey();
    }

    /** Every key by which a payment may mean this invoice; none before it is known. */
    public Set<Key> keys() {
        return issued == null ? Set.of() : issued.keys();
    }
}
