package io.rykker.payment;

import io.rykker.payment.domain.Answer;
import io.rykker.payment.domain.Ids;
import io.rykker.payment.domain.Money;
import io.rykker.payment.messaging.Outgoing;
import io.rykker.payment.persistence.AllocationRow;
import io.rykker.payment.persistence.CreditorRow;
import io.rykker.payment.persistence.InvoiceRow;
import io.rykker.payment.persistence.OutboxRow;
import io.rykker.payment.persistence.PaymentRow;
import io.rykker.payment.persistence.ReversalRow;
import io.rykker.payment.persistence.Store;
import io.rykker.payment.persistence.Store.Asked;
import io.rykker.payment.persistence.Writes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The use cases, and the only class that opens transactions: what belongs together commits together. */
@ApplicationScoped
public class PaymentDesk {

    private final Mutiny.SessionFactory database;
    private final Store store;
    private final Writes writes;
    private final Clock clock;

    PaymentDesk(Mutiny.SessionFactory database, Store store, Writes writes, Clock clock) {
        this.database = database;
        this.store = store;
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * Takes a batch in: payments, reversals, invoices and claims together with what follows from them. Refused records go
     * to the rejected topic by the same transaction. One answer per submission, in their order.
     */
    public Uni<List<Answer>> take(List<Submission> batch) {
        Asked asked = Posting.askedBy(batch);
        return database.withStatelessTransaction(session -> store.lockLedgers(session, asked.creditors)
                .chain(() -> known(session, batch, asked))
                .map(known -> new Posting(asked, known, clock.instant()).postAll(batch))
                .call(posted -> write(session, posted))
                .map(Posting.Posted::answers));
    }

    /** A cancellation does not say by which keys payments mean its invoice, so these are looked up before all else. */
    private Uni<Posting.Known> known(StatelessSession session, List<Submission> batch, Asked asked) {
        return store.invoices(session, asked.cancelled)
                .invoke(rows -> rows.forEach(row -> {
                    add(row.referenceKey, asked.keys);
                    add(row.numberKey, asked.keys);
                }))
                .chain(() -> knownOf(session, batch, asked));
    }

    private static void add(@Nullable Long key, Set<Long> keys) {
        if (key != null) {
            keys.add(key);
        }
    }

    private Uni<Posting.Known> knownOf(StatelessSession session, List<Submission> batch, Asked asked) {
        return store.payments(session, asked).chain(payments -> {
            var sought = Posting.Sought.by(batch, payments);
            List<UUID> ids = payments.stream().map(row -> row.id).toList();
            return store.allocations(session, ids)
                    .invoke(allocations -> allocations.forEach(row -> asked.invoices.add(row.invoiceId)))
                    .chain(allocations -> store.invoices(session, asked.invoices, sought.references(), sought.numbers())
                            .chain(invoices -> store.claims(session, asked.claims)
                                    .chain(claims -> reversals(session, asked, sought)
                                            .map(reversals -> new Posting.Known(
                                                    payments, allocations, invoices, claims, reversals)))));
        });
    }

    private Uni<List<ReversalRow>> reversals(StatelessSession session, Asked asked, Posting.Sought sought) {
        return store.reversals(session, asked.reversals, asked.payments)
                .chain(named -> store.reversalsOf(session, asked.creditors, sought.transactions())
                        .map(waiting -> {
                            Map<UUID, ReversalRow> all = new LinkedHashMap<>();
                            named.forEach(row -> all.put(row.id, row));
                            waiting.forEach(row -> all.put(row.id, row));
                            return List.copyOf(all.values());
                        }));
    }

    private Uni<Void> write(StatelessSession session, Posting.Posted posted) {
        return writes.payments(session, posted.newPayments(), posted.changedPayments())
                .chain(() -> writes.allocations(session, posted.newAllocations(), posted.endedAllocations()))
                .chain(() -> writes.invoices(session, posted.newInvoices(), posted.changedInvoices()))
                .chain(() -> writes.claims(session, posted.claims()))
                .chain(() -> writes.insert(session, posted.newReversals()))
                .chain(() -> writes.update(session, posted.changedReversals()))
                .chain(() -> writes.say(session, posted.events()));
    }

    /** A person says which invoice a payment is for, wholly or with a part of it. */
    public Uni<Answer> allocate(
            UUID paymentId, String creditorId, String invoiceNumber, @Nullable Money amount, String why) {
        UUID invoiceId = Ids.invoice(creditorId, invoiceNumber);
        var asked = new Asked();
        asked.creditors.add(creditorId);
        asked.payments.add(paymentId);
        asked.invoices.add(invoiceId);
        return database.withStatelessTransaction(session -> store.lockLedgers(session, asked.creditors)
                .chain(() -> known(session, List.of(), asked))
                .map(known -> new Posting(asked, known, clock.instant())
                        .decide(ledger -> ledger.allocate(paymentId, invoiceId, amount, why)))
                .call(posted -> write(session, posted))
                .map(posted -> posted.answers().getFirst()));
    }

    /** Learns which accounts are whose. */
    public Uni<Void> learn(List<Submission> batch) {
        Map<String, Submission.Registered> latest = new LinkedHashMap<>();
        List<OutboxRow> rejections = new ArrayList<>();
        for (Submission submission : batch) {
            switch (submission) {
                case Submission.Registered told ->
                    latest.merge(
                            told.creditorId(), told, (one, other) -> one.version() > other.version() ? one : other);
                case Submission.Garbled(var record, var field, var why) ->
                    rejections.add(Outgoing.rejected(record, field, why, clock.instant()));
                case Submission.Understood _ -> throw new IllegalArgumentException("no creditor");
            }
        }
        return database.withStatelessTransaction(session -> store.lockLedgers(session, latest.keySet())
                .chain(() -> store.creditors(session, latest.keySet()))
                .chain(rows -> writeCreditors(session, latest, rows))
                .chain(() -> writes.say(session, rejections)));
    }

    private Uni<Void> writeCreditors(
            StatelessSession session, Map<String, Submission.Registered> latest, List<CreditorRow> rows) {
        Map<String, Integer> versions = new HashMap<>();
        rows.forEach(row -> versions.put(row.id, row.version));
        List<CreditorRow> fresh = new ArrayList<>();
        List<CreditorRow> changed = new ArrayList<>();
        for (Submission.Registered told : latest.values()) {
            var row = new CreditorRow(
                    told.creditorId(), told.version(), told.accounts().toArray(String[]::new));
            Integer version = versions.get(row.id);
            if (version == null) {
                fresh.add(row);
            } else if (version < row.version) {
                changed.add(row);
            }
        }
        return writes.insert(session, fresh).chain(() -> writes.update(session, changed));
    }

    /** Says that the statements of an account are complete through a day, unless that was known. */
    public Uni<Void> bankIsKnown(String creditorId, String account, LocalDate through, String traceparent) {
        return database.withStatelessTransaction(session -> store.knownThrough(session, creditorId, account, through)
                .chain(isLater -> writes.say(
                        session,
                        isLater
                                ? List.of(
                                        Outgoing.bankKnown(creditorId, account, through, clock.instant(), traceparent))
                                : List.of())));
    }

    /** What a creditor's ledger adds up to in one currency; the overpaid part is within the allocated one. */
    public record Books(
            BigDecimal received,
            BigDecimal reversed,
            BigDecimal allocated,
            BigDecimal unallocated,
            BigDecimal overpaid,
            long count) {}

    /** Per currency, each figure from its own rows, so that they agree only when the ledger does. */
    public Uni<Map<String, Books>> books(String creditorId) {
        return look(session -> store.receivedBooks(session, creditorId)
                .chain(received -> store.allocatedBooks(session, creditorId)
                        .chain(allocated -> store.overpaid(session, creditorId)
                                .map(overpaid -> BooksOf.sums(received, allocated, overpaid)))));
    }

    /** A payment with its allocations and the numbers of their invoices. */
    public record Statement(PaymentRow payment, List<AllocationRow> allocations, Map<UUID, InvoiceRow> invoices) {}

    public Uni<List<Statement>> payments(String creditorId, boolean onlyUnmatched, int page, int size) {
        return look(session ->
                store.page(session, creditorId, onlyUnmatched, page, size).chain(rows -> statements(session, rows)));
    }

    /** The payment, or nothing. */
    public Uni<List<Statement>> payment(UUID id) {
        return look(session ->
                store.payment(session, id).chain(row -> statements(session, row == null ? List.of() : List.of(row))));
    }

    private Uni<List<Statement>> statements(StatelessSession session, List<PaymentRow> rows) {
        List<UUID> ids = rows.stream().map(row -> row.id).toList();
        return store.allocations(session, ids).chain(allocations -> {
            Set<UUID> invoiceIds = new HashSet<>();
            allocations.forEach(row -> invoiceIds.add(row.invoiceId));
            return store.invoices(session, invoiceIds).map(invoices -> {
                Map<UUID, InvoiceRow> byId = new HashMap<>();
                invoices.forEach(row -> byId.put(row.id, row));
                return rows.stream()
                        .map(row -> new Statement(
                                row,
                                allocations.stream()
                                        .filter(allocation -> allocation.paymentId.equals(row.id))
                                        .toList(),
                                byId))
                        .toList();
            });
        });
    }

    /** A look without a change. */
    public <T> Uni<T> look(Function<StatelessSession, Uni<T>> query) {
        return database.withStatelessSession(query);
    }
}
