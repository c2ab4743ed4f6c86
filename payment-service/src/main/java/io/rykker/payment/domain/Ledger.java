package io.rykker.payment.domain;

import io.rykker.payment.domain.Allocation.By;
import io.rykker.payment.domain.Invoice.Claim;
import io.rykker.payment.domain.Invoice.Issued;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pages of the ledger that a batch touches, open on the table. It hears one thing after another and says what
 * follows. Payments, reversals, invoices and claims may come in any order and any number of times: the allocations end
 * the same.
 *
 * <p>A payment is matched again whenever an invoice comes that shares a key with it; if another one fits better now, the
 * money moves. What a person allocated never moves by itself.
 */
public final class Ledger {

    private final Map<UUID, Payment> payments = new LinkedHashMap<>();
    private final Map<UUID, Invoice> invoices = new LinkedHashMap<>();
    private final Map<UUID, News.ClaimIs> claims = new LinkedHashMap<>();
    private final Map<UUID, Reversal> waiting = new LinkedHashMap<>();
    private final Map<Key, Set<UUID>> paymentsByKey = new HashMap<>();
    private final Map<Key, Set<UUID>> invoicesByKey = new HashMap<>();
    private final Map<UUID, Set<UUID>> paymentsByEntry = new HashMap<>();
    private final Map<UUID, UUID> applied = new HashMap<>();

    private final Set<UUID> changedPayments = new LinkedHashSet<>();
    private final Set<UUID> changedInvoices = new LinkedHashSet<>();
    private final Set<UUID> changedClaims = new LinkedHashSet<>();
    private final Set<UUID> changedReversals = new LinkedHashSet<>();

    /** Opens at these pages. A reversal that was applied already is given so that a repeat is seen. */
    public Ledger(
            Collection<Payment> payments,
            Collection<Invoice> invoices,
            Collection<News.ClaimIs> claims,
            Collection<Waiting> reversals) {
        payments.forEach(this::index);
        invoices.forEach(this::index);
        claims.forEach(claim -> this.claims.put(claim.invoiceId(), claim));
        reversals.forEach(kept -> {
            waiting.put(kept.reversal().id(), kept.reversal());
            if (kept.appliedTo() != null) {
                applied.put(kept.reversal().id(), kept.appliedTo());
            }
        });
    }

    /** A reversal that is kept, and the payment that it was applied to, when that has come. */
    public record Waiting(Reversal reversal, @Nullable UUID appliedTo) {}

    public Answer hear(News news) {
        return switch (news) {
            case News.Received(var receipt) -> hear(receipt);
            case News.Reversed(var reversal) -> hear(reversal);
            case News.InvoiceIssued(var id, var creditorId, var issued) -> issued(id, creditorId, issued);
            case News.InvoiceCancelled(var id, var creditorId) -> cancelled(id, creditorId);
            case News.InvoiceAssigned(var id, var creditorId, var assignment) -> assigned(id, creditorId, assignment);
            case News.ClaimIs told -> claimed(told);
        };
    }

    private Answer hear(Receipt receipt) {
        Payment known = payments.get(receipt.paymentId());
        if (known != null) {
            return receipt.isFromBank() ? again(known, receipt) : repeated(known.receipt(), receipt);
        }
        UUID entry = receipt.entry();
        if (entry != null && receipt.wholeEntry() && partsOf(entry).findAny().isPresent()) {
            return new Answer.Repeated();
        }
        List<Fact> facts = new ArrayList<>();
        if (entry != null && !receipt.wholeEntry()) {
            Payment whole = wholeOf(entry);
            if (whole != null && (whole.isInHandsOfAPerson() || whole.isReversed())) {
                return new Answer.Repeated();
            }
            if (whole != null && !whole.replaced()) {
                Payment _ = keep(endAll(whole, receipt.bookedOn(), "replaced by its single transactions", facts)
                        .replacedByItsParts());
            }
        }
        Payment payment = keep(Payment.of(receipt));
        Reversal reversal = reversalFor(payment);
        if (reversal == null) {
            match(payment, facts);
        } else {
            apply(reversal, payment, facts);
        }
        return new Answer.Taken(facts);
    }

    private Answer hear(Reversal reversal) {
        Reversal known = waiting.get(reversal.id());
        if (known != null) {
            return new Answer.Repeated();
        }
        waiting.put(reversal.id(), reversal);
        changedReversals.add(reversal.id());
        List<Fact> facts = new ArrayList<>();
        Payment payment = paymentOf(reversal);
        if (payment != null) {
            apply(reversal, payment, facts);
        }
        return new Answer.Taken(facts);
    }

    /** An invoice exists. One that is known already does not change. */
    private Answer issued(UUID id, String creditorId, Issued issued) {
        Invoice invoice = invoices.getOrDefault(id, Invoice.unknown(id, creditorId));
        if (invoice.issued() != null) {
            return new Answer.Repeated();
        }
        return matchAllThatMean(keep(invoice.with(issued)));
    }

    /** An invoice is withdrawn: of two with the same reference it is now the one that is not meant. */
    private Answer cancelled(UUID id, String creditorId) {
        Invoice invoice = invoices.getOrDefault(id, Invoice.unknown(id, creditorId));
        if (invoice.cancelled()) {
            return new Answer.Repeated();
        }
        return matchAllThatMean(keep(invoice.withdrawn()));
    }

    /** Whose the claim is: what was paid for it already may be somebody else's by that. */
    private Answer assigned(UUID id, String creditorId, Assignment assignment) {
        Invoice before = invoices.getOrDefault(id, Invoice.unknown(id, creditorId));
        Invoice after = before.with(assignment);
        if (after.equals(before)) {
            return new Answer.Repeated();
        }
        Invoice _ = keep(after);
        List<Fact> facts = new ArrayList<>();
        for (Payment payment : payments.values()) {
            LocalDate valueDate = payment.receipt().valueDate();
            Assignment was = before.assignmentOn(valueDate);
            Assignment is = after.assignmentOn(valueDate);
            for (Allocation allocation : payment.holding()) {
                if (allocation.invoiceId().equals(id) && !isSame(was, is)) {
                    if (was != null) {
                        LocalDate on = assignment.until() == null ? assignment.on() : assignment.until();
                        facts.add(new Fact.ForwardWithdrawn(payment, allocation, was, on, "the claim was returned"));
                    }
                    if (is != null) {
                        facts.add(new Fact.ForwardDue(payment, allocation, is));
                    }
                }
            }
        }
        return new Answer.Taken(facts);
    }

    private static boolean isSame(@Nullable Assignment one, @Nullable Assignment other) {
        return one == null ? other == null : other != null && one.id().equals(other.id());
    }

    private @Nullable Assignment assignmentOf(Payment payment, Allocation allocation) {
        Invoice invoice = invoices.get(allocation.invoiceId());
        return invoice == null ? null : invoice.assignmentOn(payment.receipt().valueDate());
    }

    private void allocated(Payment after, List<Fact> facts) {
        Allocation allocation = after.allocations().getLast();
        facts.add(new Fact.Allocated(after, allocation));
        Assignment assignment = assignmentOf(after, allocation);
        if (assignment != null) {
            facts.add(new Fact.ForwardDue(after, allocation, assignment));
        }
    }

    /** What is somebody else's is not the debtor's to have back: the assignee settles it. */
    private Money toForward(UUID invoiceId, Money like) {
        Money sum = Money.zero(like.currency());
        for (Payment payment : payments.values()) {
            for (Allocation allocation : payment.holding()) {
                if (allocation.invoiceId().equals(invoiceId) && assignmentOf(payment, allocation) != null) {
                    sum = sum.plus(allocation.amount());
                }
            }
        }
        return sum;
    }

    /** What is owed now. An older version than the known one is a repeat. */
    private Answer claimed(News.ClaimIs told) {
        News.ClaimIs known = claims.get(told.invoiceId());
        if (known != null && known.claim().version() >= told.claim().version()) {
            return new Answer.Repeated();
        }
        claims.put(told.invoiceId(), told);
        changedClaims.add(told.invoiceId());
        Money before = known == null ? null : known.claim().overpaid();
        Money overpaid = told.claim().overpaid();
        Payment last = overpaid == null || overpaid.equals(before) ? null : lastOn(told.invoiceId());
        if (overpaid == null || last == null) {
            return new Answer.Taken(List.of());
        }
        Money own = overpaid.minus(toForward(told.invoiceId(), overpaid));
        return own.isPositive()
                ? new Answer.Taken(List.of(new Fact.Overpaid(last, told.invoiceId(), own)))
                : new Answer.Taken(List.of());
    }

    /** A person says which invoice it is for. What was allocated automatically to another one moves. */
    public Answer allocate(UUID paymentId, UUID invoiceId, @Nullable Money amount, String why) {
        Payment payment = known(paymentId);
        Invoice invoice = invoices.get(invoiceId);
        if (invoice == null || invoice.issued() == null) {
            return new Answer.Refused("invoiceNumber", "no such invoice of this creditor is known");
        }
        if (payment.isReversed() || payment.replaced()) {
            return new Answer.Refused(
                    "paymentId", payment.isReversed() ? "the payment was reversed" : "its single transactions count");
        }
        if (!invoice.issued()
                .total()
                .currency()
                .equals(payment.receipt().amount().currency())) {
            return new Answer.Refused(
                    "invoiceNumber",
                    "the invoice is in " + invoice.issued().total().currency() + ", the payment in "
                            + payment.receipt().amount().currency());
        }
        List<Fact> facts = new ArrayList<>();
        if (!payment.isInHandsOfAPerson()) {
            payment = endAll(payment, payment.receipt().bookedOn(), "moved by hand", facts);
        }
        Money rest = payment.unallocated();
        Money wanted = amount == null ? rest : amount;
        if (!wanted.isPositive() || wanted.isMoreThan(rest)) {
            return new Answer.Refused("amount", "of this payment " + rest + " is left to allocate, not " + wanted);
        }
        Payment after = keep(payment.allocate(invoiceId, wanted, By.MANUAL, why));
        allocated(after, facts);
        return new Answer.Taken(facts);
    }

    private Answer repeated(Receipt known, Receipt told) {
        if (!known.amount().equals(told.amount())) {
            return new Answer.Conflicting(
                    "amount",
                    "payment " + told.senderPaymentId() + " is known with " + known.amount() + "; give another payment"
                            + " an id of its own");
        }
        boolean same = known.bookedOn().equals(told.bookedOn())
                && known.valueDate().equals(told.valueDate())
                && known.keys().equals(told.keys());
        return same
                ? new Answer.Repeated()
                : new Answer.Conflicting(
                        "paymentId",
                        "payment " + told.senderPaymentId() + " is known with other dates or references; give another"
                                + " payment an id of its own");
    }

    /** Statement and notification tell the same line, one of them often with more to match by. */
    private Answer again(Payment known, Receipt told) {
        if (!known.receipt().amount().equals(told.amount())) {
            return new Answer.Conflicting(
                    "amount",
                    "the bank's " + told.senderPaymentId() + " is known with "
                            + known.receipt().amount());
        }
        Payment both = known.with(told);
        if (both.receipt().equals(known.receipt())) {
            return new Answer.Repeated();
        }
        Payment _ = keep(both);
        List<Fact> facts = new ArrayList<>();
        Reversal reversal = both.isReversed() ? null : reversalFor(both);
        if (reversal == null) {
            match(both, facts);
        } else {
            apply(reversal, both, facts);
        }
        return facts.isEmpty() ? new Answer.Repeated() : new Answer.Taken(facts);
    }

    private Answer matchAllThatMean(Invoice invoice) {
        List<Fact> facts = new ArrayList<>();
        Set<UUID> candidates = new LinkedHashSet<>();
        invoice.keys().forEach(key -> candidates.addAll(paymentsByKey.getOrDefault(key, Set.of())));
        candidates.forEach(payment -> match(known(payment), facts));
        return new Answer.Taken(facts);
    }

    private void match(Payment payment, List<Fact> facts) {
        if (!payment.isOpenToMatching()) {
            return;
        }
        switch (Match.of(payment.receipt(), candidatesFor(payment.receipt()))) {
            case Match.Found(var invoice, var by) -> moveTo(payment, invoice, by, facts);
            case Match.None(var reason, var detail) -> leave(payment, reason, detail, facts);
        }
    }

    private void moveTo(Payment payment, Invoice invoice, By by, List<Fact> facts) {
        if (payment.holding().stream()
                .anyMatch(allocation -> allocation.invoiceId().equals(invoice.id()))) {
            return;
        }
        Money amount = payment.receipt().amount();
        Payment after = keep(endAll(payment, payment.receipt().bookedOn(), "moved: another invoice fits better", facts)
                .allocate(invoice.id(), amount, by, null));
        allocated(after, facts);
    }

    private void leave(Payment payment, String reason, String detail, List<Fact> facts) {
        if (reason.equals(payment.reason())) {
            return;
        }
        Payment after = keep(endAll(payment, payment.receipt().bookedOn(), "moved: " + detail, facts)
                .unmatched(reason));
        facts.add(new Fact.Unmatched(after, reason, detail));
    }

    private void apply(Reversal reversal, Payment payment, List<Fact> facts) {
        applied.put(reversal.id(), payment.id());
        changedReversals.add(reversal.id());
        Payment _ = keep(
                endAll(payment, reversal.reversedOn(), reversal.reason(), facts).reversed(reversal.reversedOn()));
    }

    private Payment endAll(Payment payment, LocalDate on, @Nullable String reason, List<Fact> facts) {
        List<Allocation> ended = payment.holding();
        if (ended.isEmpty()) {
            return payment;
        }
        Payment after = payment.withoutAllocations();
        for (Allocation allocation : ended) {
            facts.add(new Fact.Ended(after, allocation, on, reason));
            Assignment assignment = assignmentOf(after, allocation);
            if (assignment != null) {
                facts.add(new Fact.ForwardWithdrawn(after, allocation, assignment, on, reason));
            }
        }
        return after;
    }

    private Set<Invoice> candidatesFor(Receipt receipt) {
        Set<Invoice> candidates = new LinkedHashSet<>();
        receipt.keys()
                .forEach(key ->
                        invoicesByKey.getOrDefault(key, Set.of()).forEach(id -> candidates.add(invoices.get(id))));
        return candidates;
    }

    private Stream<Payment> partsOf(UUID entry) {
        return paymentsByEntry.getOrDefault(entry, Set.of()).stream()
                .map(this::known)
                .filter(payment -> !payment.receipt().wholeEntry());
    }

    private @Nullable Payment wholeOf(UUID entry) {
        return paymentsByEntry.getOrDefault(entry, Set.of()).stream()
                .map(this::known)
                .filter(payment -> payment.receipt().wholeEntry())
                .findAny()
                .orElse(null);
    }

    private @Nullable Reversal reversalFor(Payment payment) {
        return waiting.values().stream()
                .filter(reversal -> !applied.containsKey(reversal.id()))
                .filter(reversal -> reversal.means(payment))
                .min(Comparator.comparing(Reversal::reversedOn).thenComparing(Reversal::id))
                .orElse(null);
    }

    /** Of several payments with the same transaction id, which no payer should make, the one that came last. */
    private @Nullable Payment paymentOf(Reversal reversal) {
        Set<UUID> candidates = new HashSet<>();
        if (reversal.paymentId() != null) {
            candidates.add(reversal.paymentId());
        }
        reversal.keys().forEach(key -> candidates.addAll(paymentsByKey.getOrDefault(key, Set.of())));
        return candidates.stream()
                .map(payments::get)
                .filter(Objects::nonNull)
                .filter(payment -> !payment.isReversed() && !payment.replaced())
                .filter(reversal::means)
                .max(Comparator.comparing((Payment payment) -> payment.receipt().bookedOn())
                        .thenComparing(Payment::id))
                .orElse(null);
    }

    private @Nullable Payment lastOn(UUID invoiceId) {
        return payments.values().stream()
                .filter(payment -> payment.holding().stream()
                        .anyMatch(allocation -> allocation.invoiceId().equals(invoiceId)))
                .max(Comparator.comparing((Payment payment) -> payment.receipt().bookedOn())
                        .thenComparing(Payment::id))
                .orElse(null);
    }

    private Payment keep(Payment payment) {
        index(payment);
        changedPayments.add(payment.id());
        return payment;
    }

    private Invoice keep(Invoice invoice) {
        index(invoice);
        changedInvoices.add(invoice.id());
        return invoice;
    }

    private Payment known(UUID payment) {
        return Objects.requireNonNull(payments.get(payment));
    }

    private void index(Payment payment) {
        payments.put(payment.id(), payment);
        payment.receipt()
                .keys()
                .forEach(key -> paymentsByKey
                        .computeIfAbsent(key, _ -> new LinkedHashSet<>())
                        .add(payment.id()));
        UUID entry = payment.receipt().entry();
        if (entry != null) {
            paymentsByEntry.computeIfAbsent(entry, _ -> new LinkedHashSet<>()).add(payment.id());
        }
    }

    private void index(Invoice invoice) {
        invoices.put(invoice.id(), invoice);
        invoice.keys()
                .forEach(key -> invoicesByKey
                        .computeIfAbsent(key, _ -> new LinkedHashSet<>())
                        .add(invoice.id()));
    }

    public @Nullable Payment payment(UUID id) {
        return payments.get(id);
    }

    public @Nullable Invoice invoice(UUID id) {
        return invoices.get(id);
    }

    public @Nullable Claim claim(UUID invoiceId) {
        News.ClaimIs told = claims.get(invoiceId);
        return told == null ? null : told.claim();
    }

    public Collection<Payment> payments() {
        return List.copyOf(payments.values());
    }

    public Collection<Payment> changedPayments() {
        return changedPayments.stream().map(this::known).toList();
    }

    public Collection<Invoice> changedInvoices() {
        return changedInvoices.stream()
                .map(id -> Objects.requireNonNull(invoices.get(id)))
                .toList();
    }

    public Collection<News.ClaimIs> changedClaims() {
        return changedClaims.stream()
                .map(id -> Objects.requireNonNull(claims.get(id)))
                .toList();
    }

    public Collection<Waiting> changedReversals() {
        return changedReversals.stream()
                .map(id -> new Waiting(Objects.requireNonNull(waiting.get(id)), applied.get(id)))
                .toList();
    }
}
