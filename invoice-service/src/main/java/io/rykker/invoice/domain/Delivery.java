package io.rykker.invoice.domain;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How the invoice reached the debtor, by the word of whoever sent it: what the creditor shows to a debtor who says that
 * nothing came.
 *
 * @param on the day of the receipt, or on which the letter was posted, in the creditor's time zone
 * @param receiptId what the access point, the mail server or the carrier calls its receipt
 */
public record Delivery(
        LocalDate on, Channel channel, @Nullable String receiptId) {

    /** An invoice is sent again now and then, not without end. */
    public static final int MOST = 10;

    /** The oldest first, and always in the same order, whichever was told first. */
    static final Comparator<Delivery> ORDER = Comparator.comparing(Delivery::on)
            .thenComparing(Delivery::channel)
            .thenComparing(Delivery::receiptId, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Which way it went. */
    public enum Channel {
        PEPPOL,
        EMAIL,
        LETTER,
        PORTAL,
        EDI,
        OTHER
    }
}
