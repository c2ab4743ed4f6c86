package io.rykker.invoice.domain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Name-based ids as the contract fixes them: the same thing has the same id however often, in whatever order and by
 * whichever way it arrives, so a repeat is recognised by its key.
 */
public final class Ids {

    private Ids() {}

    public static UUID invoice(String creditorId, String invoiceNumber) {
        return named(creditorId, invoiceNumber);
    }

    public static UUID debtor(String creditorId, String customerNumber) {
        return named(creditorId, customerNumber);
    }

    public static UUID creditNote(String creditorId, String creditNoteNumber) {
        return named(creditorId, creditNoteNumber);
    }

    /** Of the n-th assignment of an invoice: one that is assigned, returned and assigned again has two. */
    static UUID assignment(UUID invoiceId, int number) {
        return named(invoiceId + "|assignment", String.valueOf(number));
    }

    static UUID factorPayment(UUID invoiceId, String assigneeId, String reference) {
        return named(invoiceId + "|" + assigneeId, reference);
    }

    private static UUID named(String creditorId, String name) {
        return UUID.nameUUIDFromBytes((creditorId + "|" + name).getBytes(StandardCharsets.UTF_8));
    }
}
