package io.rykker.payment.domain;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Word that a payment went back. An ERP names the payment; a bank names transaction ids and an amount, and the payment is
 * the one that carries one of them.
 *
 * @param id the same word has the same id however often it comes
 * @param paymentId the payment that it names, or null
 * @param keys the transaction ids that it names where it names no payment
 * @param amount what went back, where no payment is named
 */
public record Reversal(
        UUID id,
        String creditorId,
        @Nullable UUID paymentId,
        Set<Key> keys,
        @Nullable Money amount,
        LocalDate reversedOn,
        @Nullable String reason,
        String source) {

    public Reversal {
        keys = Set.copyOf(keys);
    }

    /** Of a payment that is named. */
    public static Reversal of(
            String creditorId, String source, String senderPaymentId, LocalDate on, @Nullable String reason) {
        UUID payment = Ids.payment(creditorId, source, senderPaymentId);
        return new Reversal(payment, creditorId, payment, Set.of(), null, on, reason, source);
    }

    boolean means(Payment payment) {
        Receipt receipt = payment.receipt();
        if (!receipt.creditorId().equals(creditorId)) {
            return false;
        }
        if (paymentId != null) {
            return paymentId.equals(payment.id());
        }
        return receipt.isFromBank()
                && receipt.amount().equals(amount)
                && keys.stream().anyMatch(receipt.keys()::contains);
    }
}
