package io.rykker.payment.domain;

import io.rykker.payment.domain.Allocation.By;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One payment and where its money is: allocated to invoices, not allocated, or gone back.
 *
 * @param allocations in the order in which they were made, those that no longer hold included
 * @param replaced a line of a statement whose transactions came one by one later: they are the money, and this is none
 * @param reason why nothing of it is allocated automatically, or null when it is
 */
public record Payment(
        UUID id,
        Receipt receipt,
        List<Allocation> allocations,
        @Nullable LocalDate reversedOn,
        boolean replaced,
        @Nullable String reason) {

    public Payment {
        allocations = List.copyOf(allocations);
    }

    static Payment of(Receipt receipt) {
        return new Payment(receipt.paymentId(), receipt, List.of(), null, false, null);
    }

    public boolean isReversed() {
        return reversedOn != null;
    }

    public Money allocated() {
        return holding().stream()
                .map(Allocation::amount)
                .reduce(Money.zero(receipt.amount().currency()), Money::plus);
    }

    /** What no invoice has; nothing when the money went back or was counted elsewhere. */
    public Money unallocated() {
        return isReversed() || replaced
                ? Money.zero(receipt.amount().currency())
                : receipt.amount().minus(allocated());
    }

    public List<Allocation> holding() {
        return allocations.stream().filter(Allocation::holds).toList();
    }

    /** A person decided about this money, so nothing moves it automatically. */
    boolean isInHandsOfAPerson() {
        return holding().stream().anyMatch(allocation -> allocation.by() == By.MANUAL);
    }

    boolean isOpenToMatching() {
        return !isReversed() && !replaced && !isInHandsOfAPerson();
    }

    Payment allocate(UUID invoiceId, Money amount, By by, @Nullable String why) {
        List<Allocation> more = new ArrayList<>(allocations);
        more.add(new Allocation(Ids.allocation(id, invoiceId, allocations.size()), invoiceId, amount, by, true, why));
        return new Payment(id, receipt, more, reversedOn, replaced, null);
    }

    Payment withoutAllocations() {
        return new Payment(
                id, receipt, allocations.stream().map(Allocation::ended).toList(), reversedOn, replaced, reason);
    }

    Payment reversed(LocalDate on) {
        return new Payment(id, receipt, withoutAllocations().allocations, on, replaced, reason);
    }

    Payment replacedByItsParts() {
        return new Payment(id, receipt, withoutAllocations().allocations, reversedOn, true, reason);
    }

    Payment unmatched(String why) {
        return new Payment(id, receipt, allocations, reversedOn, replaced, why);
    }

    /** The same line of a statement told again, with more to find its invoice by. */
    Payment with(Receipt again) {
        Set<Key> all = new HashSet<>(receipt.keys());
        all.addAll(again.keys());
        Receipt both = new Receipt(
                receipt.creditorId(),
                receipt.source(),
                receipt.senderPaymentId(),
                receipt.amount(),
                earlier(receipt.bookedOn(), again.bookedOn()),
                earlier(receipt.valueDate(), again.valueDate()),
                all,
                receipt.entry(),
                receipt.wholeEntry(),
                receipt.said().or(again.said()));
        return new Payment(id, both, allocations, reversedOn, replaced, reason);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
