package io.rykker.invoice.messaging;

import io.rykker.invoice.domain.Delivery;
import org.jspecify.annotations.Nullable;

/** Reads how an invoice reached the debtor. Refuses with {@link Unreadable}. */
final class DeliveryReader {

    private static final int LONGEST_RECEIPT = 200;

    private DeliveryReader() {}

    static Delivery read(Fields fields) {
        return new Delivery(
                fields.date("on"),
                fields.word("channel", Delivery.Channel.class),
                fields.optionalText("receiptId", LONGEST_RECEIPT));
    }

    static @Nullable Delivery optional(@Nullable Fields fields) {
        return fields == null ? null : read(fields);
    }
}
