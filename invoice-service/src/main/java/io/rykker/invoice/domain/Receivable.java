package io.rykker.invoice.domain;

import io.rykker.invoice.domain.Order.Cancel;
import io.rykker.invoice.domain.Order.Credit;
import io.rykker.invoice.domain.Order.Deliver;
import io.rykker.invoice.domain.Order.Issue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one invoice number: the invoice, its credit notes, its cancellation, whichever came first.
 * Nothing is said of it before the invoice itself is known; then everything is, in an order that does not depend on the
 * order of arrival.
 *
 * @param deliveries how the invoice reached the debtor, the oldest first
 * @param sequence how many facts have been said so far
 * @param assignments whose the claim was and is, if not the creditor's own
 */
public record Receivable(
        UUID invoiceId,
        @Nullable Invoice invoice,
        @Nullable LocalDate dueOn,
        Map<UUID, Credit> credits,
        @Nullable Cancel cancellation,
        List<Delivery> deliveries,
        int sequence,
        Assignments assignments) {

    /** What the world is told, once and in this order. */
    public sealed interface Fact {

        int sequence();

        /** The receivable exists. */
        record Issued(
                Invoice invoice,
                Debtor debtor,
                LocalDate dueOn,
                @Nullable Delivery delivery,
                int sequence) implements Fact {}

        /** A credit note counts against it. */
        record Credited(Credit credit, int sequence) implements Fact {}

        /** It is withdrawn. */
        record Cancelled(Cancel cancellation, int sequence) implements Fact {}

        /** It reached the debtor. */
        record Delivered(String creditorId, Delivery delivery, int sequence) implements Fact {}

        /** It is a factor's or a buyer's. */
        record Assigned(Assignment assignment, int sequence) implements Fact {}

        /** It is the creditor's again. */
        record Returned(Assignment assignment, Assignment.Back back, int sequence) implements Fact {}

        /** The debtor has paid the factor. */
        record FactorWasPaid(Assignment.FactorPayment payment, int sequence) implements Fact {}
    }

    /** The answer to an order. */
    public sealed interface Answer {

        /** It is new and it counts. */
        record Taken(Receivable next, List<Fact> facts) implements Answer {}

        /** It is known already, word for word. */
        record Repeated() implements Answer {}

        /** The number is taken by something else; nothing was changed. */
        record Conflicting(String field, String why) implements Answer {}

        /** It can never be obeyed. */
        record Refused(String field, String why) implements Answer {}
    }

    public static Receivable unknown(UUID invoiceId) {
        return new Receivable(invoiceId, null, null, Map.of(), null, List.of(), 0, Assignments.NONE);
    }

    public Answer hear(Order order, Creditor creditor) {
        return switch (order) {
            case Issue issue -> issue(issue, creditor);
            case Credit credit -> credit(credit);
            case Cancel cancel -> cancel(cancel);
            case Deliver deliver -> deliver(deliver.creditorId(), deliver.delivery());
            case Order.Assigning about -> assign(about);
        };
    }

    private Answer issue(Issue order, Creditor creditor) {
        Invoice sent = order.invoice();
        Delivery delivery = order.delivery();
        if (invoice != null && invoice.equals(sent) && delivery != null) {
            return deliver(sent.creditorId(), delivery);
        }
        if (invoice != null) {
            return invoice.equals(sent) ? new Answer.Repeated() : changed(invoice, sent);
        }
        LocalDate due =
                sent.statedDueOn() == null ? sent.issuedOn().plusDays(creditor.paymentTermDays()) : sent.statedDueOn();
        if (due.isBefore(sent.issuedOn())) {
            return new Answer.Refused("dueOn", "the due date " + due + " is before the issue date " + sent.issuedOn());
        }
        if (!sent.receivable().isPositive()) {
            return new Answer.Refused(
                    "total", "nothing is left to be paid of " + sent.total() + "; send a credit as a credit note");
        }
        if (delivery != null && delivery.on().isBefore(sent.issuedOn())) {
            return tooEarly(delivery, sent);
        }
        return tell(sent, order.debtor(), due, delivery);
    }

    private static Answer tooEarly(Delivery delivery, Invoice invoice) {
        return new Answer.Refused(
                "delivery.on",
                "is " + delivery.on() + ", before the issue date " + invoice.issuedOn()
                        + ": give the day of the receipt");
    }

    /**
     * What came before its invoice follows it now, credit notes in the order of their numbers. A credit note in another
     * currency than the invoice turned out to have can not count, nor can a delivery before its issue date; it stays
     * where it waited, for a person to see.
     */
    private Answer tell(Invoice sent, Debtor debtor, LocalDate due, @Nullable Delivery delivery) {
        List<Fact> facts = new ArrayList<>(List.of(new Fact.Issued(sent, debtor, due, delivery, 1)));
        credits.values().stream()
                .filter(credit -> credit.amount().currency().equals(sent.total().currency()))
                .sorted(Comparator.comparing(Credit::creditNoteNumber))
                .forEach(credit -> facts.add(new Fact.Credited(credit, facts.size() + 1)));
        deliveries.stream()
                .filter(known -> !known.equals(delivery) && !known.on().isBefore(sent.issuedOn()))
                .forEach(known -> facts.add(new Fact.Delivered(sent.creditorId(), known, facts.size() + 1)));
        if (cancellation != null) {
            facts.add(new Fact.Cancelled(cancellation, facts.size() + 1));
        }
        return new Answer.Taken(
                new Receivable(invoiceId, sent, due, credits, cancellation, and(delivery), facts.size(), assignments),
                List.copyOf(facts));
    }

    /** Each receipt is evidence of its own: the same again is a repeat, another one is kept beside it. */
    private Answer deliver(String creditorId, Delivery delivery) {
        if (deliveries.contains(delivery)) {
            return new Answer.Repeated();
        }
        if (invoice != null && delivery.on().isBefore(invoice.issuedOn())) {
            return tooEarly(delivery, invoice);
        }
        if (deliveries.size() >= Delivery.MOST) {
            return new Answer.Refused(
                    "delivery",
                    "is one more than the " + Delivery.MOST + " that are kept of an invoice: the first ones prove it");
        }
        int said = invoice == null ? 0 : sequence + 1;
        return new Answer.Taken(
                new Receivable(invoiceId, invoice, dueOn, credits, cancellation, and(delivery), said, assignments),
                invoice == null ? List.of() : List.of(new Fact.Delivered(creditorId, delivery, said)));
    }

    private List<Delivery> and(@Nullable Delivery more) {
        return more == null
                ? deliveries
                : Stream.concat(deliveries.stream(), Stream.of(more))
                        .distinct()
                        .sorted(Delivery.ORDER)
                        .toList();
    }

    private Answer credit(Credit credit) {
        Credit known = credits.get(credit.creditNoteId());
        if (known != null) {
            return known.equals(credit)
                    ? new Answer.Repeated()
                    : new Answer.Conflicting(
                            "creditNoteNumber",
                            "credit note " + credit.creditNoteNumber() + " is known with other contents; give a"
                                    + " correction a number of its own");
        }
        if (invoice != null
                && !invoice.total().currency().equals(credit.amount().currency())) {
            return new Answer.Refused(
                    "amount",
                    "the invoice is in " + invoice.total().currency() + ", the credit note in "
                            + credit.amount().currency());
        }
        Map<UUID, Credit> more = new LinkedHashMap<>(credits);
        more.put(credit.creditNoteId(), credit);
        if (invoice == null) {
            return new Answer.Taken(
                    new Receivable(invoiceId, null, null, more, cancellation, deliveries, 0, assignments), List.of());
        }
        return new Answer.Taken(
                new Receivable(invoiceId, invoice, dueOn, more, cancellation, deliveries, sequence + 1, assignments),
                List.of(new Fact.Credited(credit, sequence + 1)));
    }

    private Answer cancel(Cancel cancel) {
        if (cancellation != null) {
            return new Answer.Repeated();
        }
        if (invoice == null) {
            return new Answer.Taken(
                    new Receivable(invoiceId, null, null, credits, cancel, deliveries, 0, assignments), List.of());
        }
        return new Answer.Taken(
                new Receivable(invoiceId, invoice, dueOn, credits, cancel, deliveries, sequence + 1, assignments),
                List.of(new Fact.Cancelled(cancel, sequence + 1)));
    }

    /** Unlike a credit note it does not wait for its invoice: whoever assigns a claim has issued it. */
    private Answer assign(Order.Assigning order) {
        if (invoice == null) {
            return new Answer.Refused("invoiceNumber", "is not known; issue the invoice first");
        }
        Answer objection = assignments.objection(order, invoice);
        if (objection != null) {
            return objection;
        }
        if (cancellation != null && order instanceof Order.Assign) {
            return new Answer.Conflicting(
                    "invoiceNumber",
                    "invoice " + invoice.invoiceNumber() + " was cancelled on " + cancellation.cancelledOn()
                            + ": there is no claim to assign");
        }
        Assignments next = assignments.with(order);
        int number = sequence + 1;
        Assignment last = next.all().getLast();
        Fact fact = switch (order) {
            case Order.Assign _ -> new Fact.Assigned(last, number);
            case Order.Return _ -> new Fact.Returned(last, Objects.requireNonNull(last.back()), number);
            case Order.FactorPaid paid -> new Fact.FactorWasPaid(paid.payment(), number);
        };
        return new Answer.Taken(
                new Receivable(invoiceId, invoice, dueOn, credits, cancellation, deliveries, number, next),
                List.of(fact));
    }

    private static Answer changed(Invoice known, Invoice sent) {
        String field = "invoiceNumber";
        String detail = "other contents";
        if (!known.total().equals(sent.total())) {
            field = "total";
            detail = known.total() + ", not " + sent.total();
        } else if (!Objects.equals(known.statedDueOn(), sent.statedDueOn())) {
            field = "dueOn";
            detail = "due date " + known.statedDueOn() + ", not " + sent.statedDueOn();
        } else if (!known.issuedOn().equals(sent.issuedOn())) {
            field = "issuedOn";
            detail = "issue date " + known.issuedOn() + ", not " + sent.issuedOn();
        }
        return new Answer.Conflicting(
                field,
                "invoice " + known.invoiceNumber() + " is known with " + detail
                        + "; an issued invoice does not change: credit it and issue a new number");
    }
}
