package io.rykker.invoice.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a careful reader would remark on an order that can be obeyed. Of what is known it asks only when the invoice is due. */
public final class Review {

    private static final Pattern FIK = Pattern.compile("[0-9]{15,16}");
    private static final Pattern KID = Pattern.compile("[0-9]{1,24}[0-9-]");

    /** The term is longer than the law gives a business without an express agreement. */
    public static final String TERM_OVER_LIMIT = "TERM_OVER_LIMIT";

    private Review() {}

    /**
     * Of an order.
     *
     * @param dueOn when the invoice turned out to be due, by its own word or the creditor's terms; null when only its own
     *     word is known
     */
    public static List<Finding> of(Order order, @Nullable LocalDate dueOn, TermLimits limits) {
        return switch (order) {
            case Order.Issue(var invoice, var debtor, var _) -> of(invoice, debtor, dueOn, limits);
            case Order.Credit _, Order.Cancel _, Order.Deliver _, Order.Assigning _ -> List.of();
        };
    }

    public static List<Finding> of(Invoice invoice, Debtor debtor, @Nullable LocalDate dueOn, TermLimits limits) {
        List<Finding> findings = new ArrayList<>();
        String reference = invoice.paymentReference();
        if (reference == null) {
            findings.add(new Finding(
                    "paymentReference", "is missing: payments can be matched by invoice number and amount alone"));
        } else if (looksMistyped(reference, invoice.total().currency().getCurrencyCode())) {
            findings.add(new Finding("paymentReference", reference + " has a check digit that does not fit"));
        }
        LocalDate stated = invoice.statedDueOn();
        if (stated == null) {
            findings.add(new Finding("dueOn", "is missing: the creditor's payment terms count"));
        }
        LocalDate due = dueOn == null ? stated : dueOn;
        if (due != null) {
            term(invoice, debtor, due, limits).ifPresent(findings::add);
        }
        return List.copyOf(findings);
    }

    /** A term that a business may only have when it was agreed expressly; whether it was, no invoice says. */
    public static Optional<Finding> term(Invoice invoice, Debtor debtor, LocalDate dueOn, TermLimits limits) {
        long days = ChronoUnit.DAYS.between(invoice.issuedOn(), dueOn);
        return limits.of(debtor.country(), invoice.issuedOn())
                .filter(limit -> debtor.kind() == Debtor.Kind.BUSINESS && days > limit.days())
                .map(limit -> new Finding(
                        "dueOn",
                        "is " + days + " days after the issue date; between businesses more than " + limit.days()
                                + " must be agreed expressly in " + debtor.country() + ", " + limit.paragraph(),
                        TERM_OVER_LIMIT,
                        limit.paragraph()));
    }

    /** The currency tells the country's kind of reference; a reference of no known kind has no check digit. */
    private static boolean looksMistyped(String reference, String currency) {
        if (reference.startsWith("RF")) {
            return !CheckDigits.rf(reference);
        }
        return switch (currency) {
            case "DKK" -> FIK.matcher(reference).matches() && !CheckDigits.luhn(reference);
            case "NOK" -> KID.matcher(reference).matches() && !CheckDigits.kid(reference);
            default -> false;
        };
    }
}
