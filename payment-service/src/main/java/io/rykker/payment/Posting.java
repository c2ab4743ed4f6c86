package io.rykker.payment;

import io.rykker.payment.domain.Answer;
import io.rykker.payment.domain.Fact;
import io.rykker.payment.domain.Invoice;
import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Ledger;
import io.rykker.payment.domain.News;
import io.rykker.payment.domain.Payment;
import io.rykker.payment.messaging.Incoming;
import io.rykker.payment.messaging.Outgoing;
import io.rykker.payment.persistence.AllocationRow;
import io.rykker.payment.persistence.ClaimRow;
import io.rykker.payment.persistence.Fingerprint;
import io.rykker.payment.persistence.InvoiceRow;
import io.rykker.payment.persistence.OutboxRow;
import io.rykker.payment.persistence.PaymentRow;
import io.rykker.payment.persistence.ReversalRow;
import io.rykker.payment.persistence.Store.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Folds one batch over the ledger, in memory: what is to be written is collected and written in bulk afterwards. */
final class Posting {

    /** What the database knows of what a batch asks for. */
    record Known(
            List<PaymentRow> payments,
            List<AllocationRow> allocations,
            List<InvoiceRow> invoices,
            List<ClaimRow> claims,
            List<ReversalRow> reversals) {

        Ledger ledger() {
            Map<UUID, List<AllocationRow>> allocationsOf = new HashMap<>();
            allocations.forEach(row -> allocationsOf
                    .computeIfAbsent(row.paymentId, _ -> new ArrayList<>())
                    .add(row));
            return new Ledger(
                    payments.stream()
                            .map(row -> row.toDomain(allocationsOf.getOrDefault(row.id, List.of())))
                            .toList(),
                    invoices.stream().map(InvoiceRow::toDomain).toList(),
                    claims.stream().map(ClaimRow::toDomain).toList(),
                    reversals.stream().map(ReversalRow::toDomain).toList());
        }
    }

    /** What is to be written, and the answers. */
    record Posted(
            List<Answer> answers,
            List<PaymentRow> newPayments,
            List<PaymentRow> changedPayments,
            List<AllocationRow> newAllocations,
            List<AllocationRow> endedAllocations,
            List<InvoiceRow> newInvoices,
            List<InvoiceRow> changedInvoices,
            List<News.ClaimIs> claims,
            List<ReversalRow> newReversals,
            List<ReversalRow> changedReversals,
            List<OutboxRow> events) {}

    private final Asked asked;
    private final Known known;
    private final Ledger ledger;
    private final Instant now;
    private final Map<UUID, String> traceOf = new HashMap<>();
    private final Map<UUID, News.ClaimIs> claims = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<OutboxRow> events = new ArrayList<>();

    Posting(Asked asked, Known known, Instant now) {
        this.asked = asked;
        this.known = known;
        this.ledger = known.ledger();
        this.now = now;
        known.payments.forEach(row -> traceOf.put(row.id, row.traceparent));
    }

    static Asked askedBy(List<Submission> batch) {
        var asked = new Asked();
        List<News> all = newsOf(batch);
        for (News news : all) {
            if (news instanceof News.ClaimIs told && told.claim().isOverpaid()) {
                asked.claims.add(told.invoiceId());
                asked.invoices.add(told.invoiceId());
            }
        }
        for (News news : all) {
            if (!(news instanceof News.ClaimIs told) || asked.claims.contains(told.invoiceId())) {
                asked.creditors.add(news.creditorId());
                askFor(news, asked);
            }
        }
        return asked;
    }

    private static List<News> newsOf(List<Submission> batch) {
        List<News> news = new ArrayList<>(batch.size());
        for (Submission submission : batch) {
            if (submission instanceof Submission.Understood readable) {
                news.add(readable.news());
            }
        }
        return news;
    }

    private static void askFor(News news, Asked asked) {
        switch (news) {
            case News.Received(var receipt) -> {
                asked.payments.add(receipt.paymentId());
                if (receipt.entry() != null) {
                    asked.entries.add(receipt.entry());
                }
            }
            case News.Reversed(var reversal) -> {
                asked.reversals.add(reversal.id());
                reversal.keys().forEach(key -> asked.keys.add(Fingerprint.of(reversal.creditorId(), key)));
                if (reversal.paymentId() != null) {
                    asked.payments.add(reversal.paymentId());
                }
            }
            case News.InvoiceIssued(var id, var creditorId, var issued) -> {
                asked.invoices.add(id);
                askFor(creditorId, issued.referenceKey(), asked);
                askFor(creditorId, issued.numberKey(), asked);
            }
            case News.InvoiceCancelled(var id, var _) -> {
                asked.invoices.add(id);
                asked.cancelled.add(id);
            }
            case News.InvoiceAssigned(var id, var _, var _) -> {
                asked.invoices.add(id);
                asked.assigned.add(id);
            }
            case News.ClaimIs _ -> {}
        }
    }

    private static void askFor(String creditorId, @Nullable Key key, Asked asked) {
        if (key != null) {
            asked.keys.add(Fingerprint.of(creditorId, key));
        }
    }

    /** All by which the payments that came and those that are known are found, or find. */
    record Sought(Set<Long> references, Set<Long> numbers, Set<Key> transactions) {

        static Sought by(List<Submission> batch, List<PaymentRow> payments) {
            var sought = new Sought(new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (News news : newsOf(batch)) {
                if (news instanceof News.Received(var receipt)) {
                    receipt.keys().forEach(key -> sought.add(receipt.creditorId(), key));
                }
            }
            for (PaymentRow row : payments) {
                for (String key : row.keys) {
                    sought.add(row.creditorId, Key.stored(key));
                }
            }
            return sought;
        }

        private void add(String creditorId, Key key) {
            switch (key.kind()) {
                case REFERENCE -> references.add(Fingerprint.of(creditorId, key));
                case NUMBER -> numbers.add(Fingerprint.of(creditorId, key));
                case WORD -> {
                    long either = Fingerprint.of(creditorId, key);
                    references.add(either);
                    numbers.add(either);
                }
                case TRANSACTION -> transactions.add(key);
            }
        }
    }

    Posted postAll(List<Submission> batch) {
        batch.forEach(submission -> answers.add(post(submission)));
        return posted();
    }

    /** A person allocates. */
    Posted decide(Function<Ledger, Answer> decision) {
        Answer answer = decision.apply(ledger);
        if (answer instanceof Answer.Taken(var facts)) {
            facts.forEach(fact -> tell(fact, traceOf(fact.payment())));
        }
        answers.add(answer);
        return posted();
    }

    private Answer post(Submission submission) {
        return switch (submission) {
            case Submission.Understood readable -> hear(readable);
            case Submission.Garbled(var record, var field, var why) ->
                refuse(record, new Answer.Refused(field == null ? "" : field, why));
            case Submission.Registered _ -> throw new IllegalArgumentException("a creditor is not posted");
        };
    }

    private Answer hear(Submission.Understood submission) {
        News news = submission.news();
        if (news instanceof News.Received(var receipt)) {
            traceOf.putIfAbsent(receipt.paymentId(), submission.traceparent());
        }
        if (news instanceof News.ClaimIs told && !asked.claims.contains(told.invoiceId())) {
            return keep(told);
        }
        Answer answer = ledger.hear(news);
        return switch (answer) {
            case Answer.Taken(var facts) -> {
                boolean isAboutMoney = news instanceof News.Reversed;
                facts.forEach(fact -> tell(fact, isAboutMoney ? submission.traceparent() : traceOf(fact.payment())));
                yield answer;
            }
            case Answer.Repeated _ -> answer;
            case Answer.Conflicting _, Answer.Refused _ -> refuse(submission.record(), answer);
        };
    }

    /** Nothing follows from a claim on which nothing is overpaid; whether it is the latest, the database sees. */
    private Answer keep(News.ClaimIs told) {
        claims.merge(
                told.invoiceId(),
                told,
                (one, other) -> other.claim().version() > one.claim().version() ? other : one);
        return new Answer.Taken(List.of());
    }

    private String traceOf(Payment payment) {
        return traceOf.getOrDefault(payment.id(), "");
    }

    private void tell(Fact fact, String traceparent) {
        events.add(Outgoing.fact(fact, now, traceparent));
    }

    /** Who waits on HTTP gets the answer there; a record goes to the rejected topic. */
    private Answer refuse(@Nullable Incoming record, Answer answer) {
        if (record != null) {
            switch (answer) {
                case Answer.Refused(var field, var why) -> events.add(Outgoing.rejected(record, field, why, now));
                case Answer.Conflicting(var field, var why) -> events.add(Outgoing.rejected(record, field, why, now));
                case Answer.Taken _, Answer.Repeated _ -> {}
            }
        }
        return answer;
    }

    private Posted posted() {
        var posted = new Posted(
                answers,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                events);
        posted.claims.addAll(claims.values());
        posted.claims.addAll(ledger.changedClaims());
        Set<UUID> knownPayments = new HashSet<>();
        known.payments.forEach(row -> knownPayments.add(row.id));
        Map<UUID, Boolean> heldBefore = new HashMap<>();
        known.allocations.forEach(row -> heldBefore.put(row.id, row.holds));
        for (Payment payment : ledger.changedPayments()) {
            var row = new PaymentRow(payment, traceOf(payment));
            (knownPayments.contains(row.id) ? posted.changedPayments : posted.newPayments).add(row);
            addAllocations(payment, heldBefore, posted);
        }
        Set<UUID> knownInvoices = new HashSet<>();
        known.invoices.forEach(row -> knownInvoices.add(row.id));
        for (Invoice invoice : ledger.changedInvoices()) {
            (knownInvoices.contains(invoice.id()) ? posted.changedInvoices : posted.newInvoices)
                    .add(new InvoiceRow(invoice));
        }
        Set<UUID> knownReversals = new HashSet<>();
        known.reversals.forEach(row -> knownReversals.add(row.id));
        for (Ledger.Waiting kept : ledger.changedReversals()) {
            (knownReversals.contains(kept.reversal().id()) ? posted.changedReversals : posted.newReversals)
                    .add(new ReversalRow(kept));
        }
        return posted;
    }

    private static void addAllocations(Payment payment, Map<UUID, Boolean> heldBefore, Posted posted) {
        for (int ordinal = 0; ordinal < payment.allocations().size(); ordinal++) {
            var row = new AllocationRow(payment, ordinal);
            Boolean held = heldBefore.get(row.id);
            if (held == null) {
                posted.newAllocations.add(row);
            } else if (held != row.holds) {
                posted.endedAllocations.add(row);
            }
        }
    }
}
