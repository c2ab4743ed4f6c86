package io.rykker.payment.messaging;

import io.rykker.payment.domain.Money;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Reads what a person wants to be done with a payment. Refuses with {@link Unreadable}. */
public final class AllocationReader {

    /** Allocate to this invoice; without an amount, all that is left. */
    public record Wish(String invoiceNumber, @Nullable Money amount, String why) {}

    private AllocationReader() {}

    /**
     * Reads the wish.
     *
     * @param currency the payment's; an amount may be a decimal string in it, or money with a currency
     */
    public static Wish read(byte[] body, Currency currency) {
        Fields fields = Json.fields(body);
        return new Wish(fields.text("invoiceNumber", 64), amount(fields, currency), fields.text("why", 500));
    }

    private static @Nullable Money amount(Fields fields, Currency currency) {
        if (!fields.raw("amount").isTextual()) {
            return fields.raw("amount").isMissingNode() ? null : fields.positiveMoney("amount");
        }
        String text = fields.text("amount", 20);
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,4})?")) {
            throw fields.refuse("amount", "is not a decimal string like \"1234.50\"");
        }
        try {
            return new Money(new BigDecimal(text), currency);
        } catch (IllegalArgumentException e) {
            throw fields.refuse("amount", String.valueOf(e.getMessage()));
        }
    }
}
