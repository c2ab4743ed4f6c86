package io.rykker.payment.domain;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one invoice, whichever part of it came first.
 *
 * @param issued null until the invoice itself is known
 * @param claim null until dunning said what is owed
 */
public record Invoice(
        UUID id,
        String creditorId,
        @Nullable Issued issued,
        boolean cancelled,
        @Nullable Claim claim) {

    /** The invoice as issued; it never changes. */
    public record Issued(String number, @Nullable String paymentReference, Money total, LocalDate issuedOn) {}

    /** What is owed as dunning last said: a level; the highest version wins. Below zero is too much paid. */
    public record Claim(int version, Money balance) {}

    static Invoice unknown(UUID id, String creditorId) {
        return new Invoice(id, creditorId, null, false, null);
    }

    Invoice with(Issued known) {
        return new Invoice(id, creditorId, known, cancelled, claim);
    }

    Invoice withdrawn() {
        return new Invoice(id, creditorId, issued, true, claim);
    }

    Invoice with(Claim known) {
        return new Invoice(id, creditorId, issued, cancelled, known);
    }

    /** What was paid beyond what is owed, or null when nothing is known to be. */
    public @Nullable Money overpaid() {
        return claim != null && claim.balance().amount().signum() < 0
                ? claim.balance().negated()
                : null;
    }

    public @Nullable Key referenceKey() {
        return issued == null ? null : Key.reference(issued.paymentReference());
    }

    public @Nullable Key numberKey() {
        return issued == null ? null : Key.number(issued.number());
    }

    /** Every key by which a payment may mean this invoice. */
    public Set<Key> keys() {
        Set<Key> keys = new LinkedHashSet<>();
        add(referenceKey(), keys);
        add(numberKey(), keys);
        return keys;
    }

    private static void add(@Nullable Key key, Set<Key> keys) {
        if (key != null) {
            keys.add(key);
            keys.add(new Key(Key.Kind.WORD, key.value()));
        }
    }
}
