package io.rykker.payment.domain;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that reached a creditor, as a bank, an ERP or an agency tells it. Refuses an amount of zero or less with
 * {@link IllegalArgumentException}.
 *
 * @param senderPaymentId the sender's own id, unique per creditor and source
 * @param keys everything by which its invoice, or its reversal, can be found
 * @param entry of a bank: the line of the statement that it is, or is a part of
 * @param wholeEntry it is the whole line and not one of several transactions in it
 */
public record Receipt(
        String creditorId,
        String source,
        String senderPaymentId,
        Money amount,
        LocalDate bookedOn,
        LocalDate valueDate,
        Set<Key> keys,
        @Nullable UUID entry,
        boolean wholeEntry,
        Said said) {

    public static final String BANK = "bank";

    /** What the sender wrote, for a person to read. */
    public record Said(
            @Nullable String paymentReference,
            @Nullable String invoiceNumber,
            @Nullable String text,
            @Nullable String payerName) {

        public static final Said NOTHING = new Said(null, null, null, null);

        Said or(Said other) {
            return new Said(
                    paymentReference == null ? other.paymentReference : paymentReference,
                    invoiceNumber == null ? other.invoiceNumber : invoiceNumber,
                    text == null ? other.text : text,
                    payerName == null ? other.payerName : payerName);
        }
    }

    public Receipt {
        keys = Set.copyOf(keys);
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a payment is above zero, not " + amount);
        }
    }

    public UUID paymentId() {
        return Ids.payment(creditorId, source, senderPaymentId);
    }

    boolean isFromBank() {
        return source.equals(BANK);
    }
}
