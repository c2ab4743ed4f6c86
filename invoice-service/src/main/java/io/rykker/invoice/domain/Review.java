package io.rykker.invoice.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a careful reader would remark on an order that can be obeyed. Says nothing that depends on what is known. */
public final class Review {

    private static final Pattern FIK = Pattern.compile("[0-9]{15,16}");
    private static final Pattern KID = Pattern.compile("[0-9]{1,24}[0-9-]");
    /** Directive 2011/7/EU, article 3(5): longer only if expressly agreed and not grossly unfair. */
    private static final int LONGEST_TERM_DAYS = 60;

    private Review() {}

    public static List<Finding> of(Order order) {
        return switch (order) {
            case Order.Issue(var invoice, var debtor) -> of(invoice, debtor.kind());
            case Order.Credit _, Order.Cancel _ -> List.of();
        };
    }

    public static List<Finding> of(Invoice invoice, Debtor.Kind kind) {
        List<Finding> findings = new ArrayList<>();
        String reference = invoice.paymentReference();
        if (reference == null) {
            findings.add(new Finding(
                    "paymentReference", "is missing: payments can be matched by invoice number and amount alone"));
        } else if (looksMistyped(reference, invoice.total().currency().getCurrencyCode())) {
            findings.add(new Finding("paymentReference", reference + " has a check digit that does not fit"));
        }
        LocalDate due = invoice.statedDueOn();
        if (due == null) {
            findings.add(new Finding("dueOn", "is missing: the creditor's payment terms count"));
        } else if (kind == Debtor.Kind.BUSINESS
                && ChronoUnit.DAYS.between(invoice.issuedOn(), due) > LONGEST_TERM_DAYS) {
            findings.add(new Finding(
                    "dueOn",
                    "is " + ChronoUnit.DAYS.between(invoice.issuedOn(), due) + " days after the issue date; between"
                            + " businesses more than " + LONGEST_TERM_DAYS + " must be agreed expressly"));
        }
        return List.copyOf(findings);
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
