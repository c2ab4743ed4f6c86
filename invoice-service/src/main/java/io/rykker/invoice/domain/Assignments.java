package io.rykker.invoice.domain;

import io.rykker.invoice.domain.Assignment.Back;
import io.rykker.invoice.domain.Assignment.FactorPayment;
import io.rykker.invoice.domain.Assignment.Kind;
import io.rykker.invoice.domain.Receivable.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose the claim of one invoice was, one assignment after the other and never two at a time, and what a factor has
 * reported as paid to it.
 */
public record Assignments(List<Assignment> all, List<FactorPayment> payments) {

    static final Assignments NONE = new Assignments(List.of(), List.of());

    /** They are read whole with their invoice. */
    private static final int MOST = 20;

    private static final int MOST_PAYMENTS = 200;

    public Assignments {
        all = List.copyOf(all);
        payments = List.copyOf(payments);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The assignment that holds, or null while the claim is the creditor's own. */
    public @Nullable Assignment current() {
        return all.isEmpty() || all.getLast().isOver() ? null : all.getLast();
    }

    /** What is said to an order about the invoice; null when it can be obeyed. */
    @Nullable
    Answer objection(Order.Assigning order, Invoice invoice) {
        return switch (order) {
            case Order.Assign assign -> objection(assign, invoice);
            case Order.Return back -> objection(back);
            case Order.FactorPaid paid -> objection(paid, invoice);
        };
    }

    private @Nullable Answer objection(Order.Assign order, Invoice invoice) {
        Assignment current = current();
        if (all.stream().anyMatch(one -> one.isOf(order))) {
            return new Answer.Repeated();
        }
        if (current != null) {
            return new Answer.Conflicting(
                    "assignee",
                    "invoice " + invoice.invoiceNumber() + " is " + current.told()
                            + (current.kind() == Kind.SOLD ? ", which is for good" : "; say first that it came back"));
        }
        if (order.on().isBefore(invoice.issuedOn())) {
            return new Answer.Refused(
                    "assignedOn", "is " + order.on() + ", and the invoice was issued on " + invoice.issuedOn());
        }
        Back back = all.isEmpty() ? null : all.getLast().back();
        if (back != null && order.on().isBefore(back.on())) {
            return new Answer.Conflicting(
                    "assignedOn", "is " + order.on() + ", and the claim came back on " + back.on() + " only");
        }
        if (order.price() != null && order.kind() != Kind.SOLD) {
            return new Answer.Refused("price", "is of a sale only");
        }
        if (order.price() != null
                && !order.price().currency().equals(invoice.total().currency())) {
            return new Answer.Refused(
                    "price.currency",
                    "the invoice is in " + invoice.total().currency() + ", the price in "
                            + order.price().currency());
        }
        return all.size() < MOST
                ? null
                : new Answer.Refused("assignee", "the invoice was assigned " + MOST + " times, and is no more");
    }

    private @Nullable Answer objection(Order.Return order) {
        if (all.isEmpty()) {
            return new Answer.Refused("invoiceNumber", "the invoice is not assigned, so it cannot come back");
        }
        Assignment last = all.getLast();
        Back back = last.back();
        if (last.kind() == Kind.SOLD) {
            return new Answer.Conflicting("assigneeId", "the invoice is " + last.told() + ", which is for good");
        }
        boolean isRepeated = all.stream()
                .anyMatch(one -> one.assignee().id().equals(order.assigneeId())
                        && one.back() != null
                        && one.back().on().equals(order.on()));
        if (isRepeated) {
            return new Answer.Repeated();
        }
        if (back != null) {
            return new Answer.Conflicting("returnedOn", "the claim came back on " + back.on() + " already");
        }
        if (!last.assignee().id().equals(order.assigneeId())) {
            return new Answer.Conflicting("assigneeId", "the invoice is " + last.told());
        }
        return order.on().isBefore(last.on())
                ? new Answer.Refused("returnedOn", "is " + order.on() + ", and it is " + last.told())
                : null;
    }

    private @Nullable Answer objection(Order.FactorPaid order, Invoice invoice) {
        FactorPayment paid = order.payment();
        for (FactorPayment known : payments) {
            if (known.assigneeId().equals(paid.assigneeId())
                    && known.reference().equals(paid.reference())) {
                return known.equals(paid)
                        ? new Answer.Repeated()
                        : new Answer.Conflicting(
                                "reference",
                                "payment " + paid.reference() + " is known with " + known.amount() + " of " + known.on()
                                        + "; give another payment a reference of its own");
            }
        }
        boolean isFactors = all.stream()
                .anyMatch(one -> one.kind() == Kind.FACTORED
                        && one.assignee().id().equals(paid.assigneeId())
                        && !paid.on().isBefore(one.on()));
        if (!isFactors) {
            return new Answer.Refused(
                    "assigneeId", "the invoice was not factored to " + paid.assigneeId() + " on " + paid.on());
        }
        if (!paid.amount().currency().equals(invoice.total().currency())) {
            return new Answer.Refused(
                    "amount.currency",
                    "the invoice is in " + invoice.total().currency() + ", the payment in "
                            + paid.amount().currency());
        }
        return payments.size() < MOST_PAYMENTS
                ? null
                : new Answer.Refused("reference", "the invoice has " + MOST_PAYMENTS + " payments to a factor");
    }

    /** What is known after an order that nothing stands against. */
    Assignments with(Order.Assigning order) {
        return switch (order) {
            case Order.Assign assign -> new Assignments(and(all, Assignment.of(all.size() + 1, assign)), payments);
            case Order.Return(var _, var _, var _, LocalDate on, String by, String why) -> {
                List<Assignment> next = new ArrayList<>(all);
                next.set(next.size() - 1, next.getLast().over(new Back(on, by, why)));
                yield new Assignments(next, payments);
            }
            case Order.FactorPaid paid -> new Assignments(all, and(payments, paid.payment()));
        };
    }

    private static <T> List<T> and(List<T> list, T more) {
        List<T> next = new ArrayList<>(list);
        next.add(more);
        return next;
    }
}
