package io.rykker.payment.messaging;

import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.News;
import io.rykker.payment.domain.Receipt;
import io.rykker.payment.domain.Receipt.Said;
import io.rykker.payment.domain.Reversal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what ERPs send of payments, on the topic and over HTTP alike. Refuses with {@link Unreadable}. */
public final class PaymentReader {

    public static final String RECEIVED = "rykker.inbound.PaymentReceived.v1";
    public static final String REVERSED = "rykker.inbound.PaymentReversed.v1";

    private static final Pattern CREDITOR = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");
    private static final Pattern SOURCE = Pattern.compile("erp|bank|agency");

    private PaymentReader() {}

    /** The news in a record of this type; null for types that are none of this service's business. */
    static @Nullable News read(String type, byte[] body) {
        return switch (type) {
            case RECEIVED -> received(body);
            case REVERSED -> reversed(body);
            default -> null;
        };
    }

    public static News.Received received(byte[] body) {
        Fields fields = Json.fields(body);
        String creditorId = fields.matching("creditorId", CREDITOR, "a creditor id like dk-nordlys");
        String senderPaymentId = fields.text("paymentId", 128);
        LocalDate bookedOn = fields.date("bookedOn");
        LocalDate valueDate = fields.optionalDate("valueDate");
        String reference = fields.optionalText("paymentReference", 35);
        String invoiceNumber = fields.optionalText("invoiceNumber", 64);
        return new News.Received(new Receipt(
                creditorId,
                source(fields),
                senderPaymentId,
                fields.positiveMoney("amount"),
                bookedOn,
                valueDate == null ? bookedOn : valueDate,
                Key.of(listOf(reference), listOf(invoiceNumber), List.of()),
                null,
                true,
                new Said(reference, invoiceNumber, null, fields.optionalText("payerName", 200))));
    }

    public static News.Reversed reversed(byte[] body) {
        Fields fields = Json.fields(body);
        return new News.Reversed(Reversal.of(
                fields.matching("creditorId", CREDITOR, "a creditor id like dk-nordlys"),
                source(fields),
                fields.text("paymentId", 128),
                fields.date("reversedOn"),
                fields.optionalText("reason", 500)));
    }

    private static String source(Fields fields) {
        String source = fields.optionalMatching("source", SOURCE, "erp, bank or agency");
        return source == null ? "erp" : source;
    }

    private static List<String> listOf(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }
}
