package io.rykker.invoice.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The creditor has assigned the claim to somebody else (DK transport, NO overdragelse, SE överlåtelse, DE Abtretung, BGB
 * § 398).
 *
 * <p>A debtor who pays the old creditor in good faith is free until told of it (denuntiation: DK gældsbrevsloven §§ 29
 * and 31, NO gjeldsbrevlova §§ 27 and 29, SE skuldebrevslagen §§ 29 and 31, DE BGB § 407). Whether a debtor was told
 * is nothing that is known here: what is paid to the creditor counts for the debtor, and is forwarded.
 *
 * @param number the how-manieth assignment of the invoice it is, from 1
 * @param on from this day on the claim is the assignee's, and so is what is paid for it
 * @param price what a buyer pays for it
 * @param by whose word it is
 * @param back when it came back, or null while it has not
 */
public record Assignment(
        int number,
        Kind kind,
        Assignee assignee,
        LocalDate on,
        @Nullable Money price,
        String by,
        String why,
        @Nullable Back back) {

    /** What the claim was assigned for. */
    public enum Kind {
        /** A factor administers the claim, or has recourse: it can come back. */
        FACTORED,
        /** For good. */
        SOLD
    }

    /**
     * Whose the claim is.
     *
     * @param id the creditor's own id of it
     * @param iban where what is paid for the claim belongs, when it is known
     */
    public record Assignee(String id, String name, @Nullable String iban) {}

    /** The day from which the claim was the creditor's again, whose word that is, and why. */
    public record Back(LocalDate on, String by, String why) {}

    /** The debtor paid the factor, by the factor's own name of the payment. */
    public record FactorPayment(String assigneeId, String reference, LocalDate on, Money amount) {

        public UUID id(UUID invoiceId) {
            return Ids.factorPayment(invoiceId, assigneeId, reference);
        }
    }

    static Assignment of(int number, Order.Assign order) {
        return new Assignment(
                number, order.kind(), order.assignee(), order.on(), order.price(), order.by(), order.why(), null);
    }

    public UUID id(UUID invoiceId) {
        return Ids.assignment(invoiceId, number);
    }

    public boolean isOver() {
        return back != null;
    }

    Assignment over(Back back) {
        return new Assignment(number, kind, assignee, on, price, by, why, back);
    }

    /** The same was said, whoever says it again and in whichever words. */
    boolean isOf(Order.Assign order) {
        return kind == order.kind()
                && assignee.equals(order.assignee())
                && on.equals(order.on())
                && java.util.Objects.equals(price, order.price());
    }

    /** For a person: what it is, to whom and since when. */
    String told() {
        return (kind == Kind.SOLD ? "sold to " : "factored to ") + assignee.id() + " since " + on;
    }
}
