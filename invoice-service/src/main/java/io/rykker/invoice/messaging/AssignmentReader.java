package io.rykker.invoice.messaging;

import io.rykker.invoice.domain.Assignment;
import io.rykker.invoice.domain.CheckDigits;
import io.rykker.invoice.domain.Order;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads to whom a claim is assigned, that it came back, and what a factor was paid. Refuses with {@link Unreadable}. */
final class AssignmentReader {

    private static final int LONGEST_ID = 64;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_WHY = 500;

    private AssignmentReader() {}

    /** {@code by} is whose word it is when the body names nobody. */
    static Order assigned(Fields fields, String by) {
        return new Order.Assign(
                OrderReader.creditorId(fields),
                fields.text("invoiceNumber", LONGEST_ID),
                fields.word("kind", Assignment.Kind.class),
                assignee(fields.object("assignee")),
                fields.date("assignedOn"),
                fields.isThere("price") ? fields.positiveMoney("price") : null,
                by(fields, by),
                fields.text("why", LONGEST_WHY));
    }

    static Order returned(Fields fields, String by) {
        return new Order.Return(
                OrderReader.creditorId(fields),
                fields.text("invoiceNumber", LONGEST_ID),
                fields.text("assigneeId", LONGEST_ID),
                fields.date("returnedOn"),
                by(fields, by),
                fields.text("why", LONGEST_WHY));
    }

    static Order paidToFactor(Fields fields) {
        return new Order.FactorPaid(
                OrderReader.creditorId(fields),
                fields.text("invoiceNumber", LONGEST_ID),
                new Assignment.FactorPayment(
                        fields.text("assigneeId", LONGEST_ID),
                        fields.text("reference", LONGEST_ID),
                        fields.date("paidOn"),
                        fields.positiveMoney("amount")));
    }

    private static Assignment.Assignee assignee(Fields fields) {
        return new Assignment.Assignee(fields.text("id", LONGEST_ID), fields.text("name", LONGEST_NAME), iban(fields));
    }

    private static @Nullable String iban(Fields fields) {
        String written = fields.optionalText("iban", 42);
        if (written == null) {
            return null;
        }
        String iban = written.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!CheckDigits.iban(iban)) {
            throw fields.refuse("iban", "is no IBAN, or has a check digit that does not fit");
        }
        return iban;
    }

    private static String by(Fields fields, String otherwise) {
        String by = fields.optionalText("by", LONGEST_NAME);
        return by == null ? otherwise : by;
    }
}
