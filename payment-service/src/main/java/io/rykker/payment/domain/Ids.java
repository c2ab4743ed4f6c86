package io.rykker.payment.domain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Name-based ids as the contract fixes them: the same thing has the same id however often, in whatever order and by
 * whichever way it arrives, so a repeat is recognised by its key.
 */
public final class Ids {

    private Ids() {}

    public static UUID payment(String creditorId, String source, String senderPaymentId) {
        return named(creditorId + "|" + source + "|" + senderPaymentId);
    }

    public static UUID invoice(String creditorId, String invoiceNumber) {
        return named(creditorId + "|" + invoiceNumber);
    }

    /** Of the n-th allocation that a payment ever had: one that was moved away and back is a new one. */
    static UUID allocation(UUID paymentId, UUID invoiceId, int ordinal) {
        return named(paymentId + "|" + invoiceId + "|" + ordinal);
    }

    /** Of one line of a bank statement, which may be one payment or several. */
    public static UUID entry(String creditorId, String accountAndReference) {
        return named(creditorId + "|bank-entry|" + accountAndReference);
    }

    public static UUID bankReversal(String creditorId, String accountAndReference) {
        return named(creditorId + "|bank-reversal|" + accountAndReference);
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
