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

    private static UUID named(String creditorId, String name) {
        return UUID.nameUUIDFromBytes((creditorId + "|" + name).getBytes(StandardCharsets.UTF_8));
    }
}
