package io.rykker.dunning.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How the original invoice reached the debtor, by the word of whoever sent it.
 *
 * @param on the day of the receipt, or on which the letter was posted
 * @param channel a word of the contract's open vocabulary, like {@code peppol}
 * @param receiptId what the access point, the mail server or the carrier calls its receipt
 */
public record Delivery(
        LocalDate on, String channel, @Nullable String receiptId) {

    /** In plain words, as a debtor is told who says that nothing came. */
    public String words() {
        return "delivered " + on + " via " + way() + (receiptId == null ? "" : ", receipt id " + receiptId);
    }

    private String way() {
        return switch (channel) {
            case "peppol" -> "Peppol";
            case "email" -> "e-mail";
            case "letter" -> "letter post";
            case "portal" -> "a portal";
            case "edi" -> "EDI";
            case "other" -> "another channel";
            default -> channel;
        };
    }
}
