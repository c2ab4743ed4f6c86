package io.rykker.payment.domain;

import io.rykker.payment.domain.Allocation.By;
import io.rykker.payment.domain.Invoice.Issued;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which invoice a payment is for. A function of the payment and the <em>set</em> of invoices that are known, so that it
 * does not matter what came first: payment reference, then invoice number as the payer named it, then a word of the free
 * text that is one of the two, if the amount is the invoice's too. Always the same creditor and the same currency.
 */
public sealed interface Match {

    /** It is this one. */
    record Found(Invoice invoice, By by) implements Match {}

    /** It is none for certain; the reason is one of the contract's words, the detail is for a person. */
    record None(String reason, String detail) implements Match {}

    String UNKNOWN_REFERENCE = "unknown-reference";
    String AMBIGUOUS = "ambiguous";
    String WRONG_CURRENCY = "wrong-currency";

    static Match of(Receipt receipt, Collection<Invoice> known) {
        List<Invoice> own = known.stream()
                .filter(invoice -> invoice.issued() != null)
                .filter(invoice -> invoice.creditorId().equals(receipt.creditorId()))
                .toList();
        List<Invoice> byReference = only(own, invoice -> has(receipt, invoice.referenceKey()));
        List<Invoice> byNumber = only(own, invoice -> has(receipt, invoice.numberKey()));
        List<Invoice> byWord = only(own, invoice -> hasWord(receipt, invoice));

        List<Invoice> fit = only(byReference, invoice -> sameCurrency(receipt, invoice));
        if (!fit.isEmpty()) {
            return choose(receipt, preferred(fit, byNumber::contains), By.REFERENCE);
        }
        fit = only(byNumber, invoice -> sameCurrency(receipt, invoice));
        if (!fit.isEmpty()) {
            return choose(receipt, fit, By.INVOICE_NUMBER);
        }
        fit = only(byWord, invoice -> issued(invoice).total().equals(receipt.amount()));
        if (!fit.isEmpty()) {
            return choose(receipt, fit, By.INVOICE_NUMBER);
        }
        return none(receipt, byReference.isEmpty() ? byNumber : byReference, byWord);
    }

    /**
     * Among several: those not withdrawn before those that are, those issued when the money was booked before later
     * ones, and the one that asks for exactly this amount.
     */
    private static Match choose(Receipt receipt, List<Invoice> fit, By by) {
        List<Invoice> left = preferred(fit, invoice -> !invoice.cancelled());
        left = preferred(left, invoice -> !issued(invoice).issuedOn().isAfter(receipt.bookedOn()));
        left = preferred(left, invoice -> issued(invoice).total().equals(receipt.amount()));
        return left.size() == 1
                ? new Found(left.getFirst(), by)
                : new None(AMBIGUOUS, left.size() + " invoices fit what was written");
    }

    private static None none(Receipt receipt, List<Invoice> named, List<Invoice> mentioned) {
        if (!named.isEmpty()) {
            return new None(
                    WRONG_CURRENCY,
                    "invoice " + issued(named.getFirst()).number() + " is in "
                            + issued(named.getFirst()).total().currency() + ", the payment in "
                            + receipt.amount().currency());
        }
        if (!mentioned.isEmpty()) {
            return new None(
                    UNKNOWN_REFERENCE,
                    "the text mentions invoice " + issued(mentioned.getFirst()).number() + ", whose amount is another");
        }
        return new None(
                UNKNOWN_REFERENCE,
                receipt.keys().stream().allMatch(key -> key.kind() == Key.Kind.TRANSACTION)
                        ? "nothing was written that could name an invoice"
                        : "no invoice has the reference or the number that was written");
    }

    private static boolean has(Receipt receipt, @org.jspecify.annotations.Nullable Key key) {
        return key != null && receipt.keys().contains(key);
    }

    private static boolean hasWord(Receipt receipt, Invoice invoice) {
        return isWritten(receipt, invoice.referenceKey()) || isWritten(receipt, invoice.numberKey());
    }

    private static boolean isWritten(Receipt receipt, @org.jspecify.annotations.Nullable Key key) {
        return key != null && receipt.keys().contains(new Key(Key.Kind.WORD, key.value()));
    }

    private static boolean sameCurrency(Receipt receipt, Invoice invoice) {
        return issued(invoice).total().currency().equals(receipt.amount().currency());
    }

    private static Issued issued(Invoice invoice) {
        return Objects.requireNonNull(invoice.issued());
    }

    private static List<Invoice> only(List<Invoice> invoices, Predicate<Invoice> wanted) {
        return invoices.stream().filter(wanted).toList();
    }

    /** Those that are wanted, or all when none is. */
    private static List<Invoice> preferred(List<Invoice> invoices, Predicate<Invoice> wanted) {
        List<Invoice> some = only(invoices, wanted);
        return some.isEmpty() ? invoices : some;
    }
}
