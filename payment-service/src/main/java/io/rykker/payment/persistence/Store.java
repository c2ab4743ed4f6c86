package io.rykker.payment.persistence;

import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Key.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The queries: whole sets of rows at a time, never one in a loop. The session, and so the transaction, is the desk's. */
@ApplicationScoped
public class Store {

    /** What of the ledger a batch asks for. */
    public record Asked(
            Collection<String> creditors,
            Collection<UUID> payments,
            Collection<UUID> entries,
            Collection<Key> paymentKeys,
            Collection<UUID> invoices,
            Collection<UUID> paidInvoices,
            Collection<UUID> cancelledInvoices,
            Collection<UUID> reversals) {}

    /**
     * Payments and invoices reach each other from two sides, and a row that is not there yet cannot be locked: so whoever
     * writes in a creditor's ledger holds the creditor's lock, taken in one order, until the transaction ends.
     */
    public Uni<Void> lockLedgers(StatelessSession session, Collection<String> creditors) {
        return session.createNativeQuery("""
                        select count(pg_advisory_xact_lock(ledger)) from (
                          select distinct hashtextextended(creditor, 0) as ledger
                          from unnest(cast(:creditors as text[])) as creditor order by 1) as ledgers
                        """, Long.class)
                .setParameter("creditors", texts(creditors))
                .getSingleResult()
                .replaceWithVoid();
    }

    /** Of a bank's entry its whole sum and one of its parts are enough: what matters is that there is one. */
    public Uni<List<PaymentRow>> payments(StatelessSession session, Asked asked) {
        return session.createNativeQuery("""
                        select * from payment where id in (
                          select id from payment where id = any(cast(:ids as uuid[]))
                          union select id from (
                            select distinct on (entry, whole_entry) id from payment
                            where entry = any(cast(:entries as uuid[])) order by entry, whole_entry, id) as of_entry
                          union select payment_id from unnest(cast(:keys as text[])) as asked
                            join payment_key on key = asked and creditor_id = any(cast(:creditors as text[]))
                          union select payment_id from allocation where invoice_id = any(cast(:invoices as uuid[])) and holds)
                        """, PaymentRow.class)
                .setParameter("ids", ids(asked.payments))
                .setParameter("entries", ids(asked.entries))
                .setParameter("keys", PaymentRow.stored(asked.paymentKeys))
                .setParameter("creditors", texts(asked.creditors))
                .setParameter("invoices", ids(asked.paidInvoices))
                .getResultList();
    }

    /** Lets payments be found by their keys; a payment that is told again may have more of them. */
    public Uni<Void> index(StatelessSession session, Collection<PaymentRow> payments) {
        return payments.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                insert into payment_key
                                select distinct key, creditor_id, id from payment cross join unnest(keys) as key
                                where id = any(cast(:ids as uuid[])) on conflict do nothing
                                """)
                        .setParameter(
                                "ids", ids(payments.stream().map(row -> row.id).toList()))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    public Uni<List<AllocationRow>> allocations(StatelessSession session, Collection<UUID> payments) {
        return payments.isEmpty()
                ? Uni.createFrom().item(List.of())
                : session.createNativeQuery(
                                "select * from allocation where payment_id = any(cast(:ids as uuid[])) order by payment_id, ordinal",
                                AllocationRow.class)
                        .setParameter("ids", ids(payments))
                        .getResultList();
    }

    /** Those asked for, and all that payments with these keys may mean. */
    public Uni<List<InvoiceRow>> invoices(
            StatelessSession session,
            Collection<String> creditors,
            Collection<UUID> invoices,
            Collection<Key> paymentKeys) {
        return session.createNativeQuery("""
                        select * from invoice where id in (
                          select id from invoice where id = any(cast(:ids as uuid[]))
                          union select id from unnest(cast(:references as text[])) as asked
                            join invoice on reference_key = asked and creditor_id = any(cast(:creditors as text[]))
                          union select id from unnest(cast(:numbers as text[])) as asked
                            join invoice on number_key = asked and creditor_id = any(cast(:creditors as text[])))
                        """, InvoiceRow.class)
                .setParameter("ids", ids(invoices))
                .setParameter("creditors", texts(creditors))
                .setParameter("references", values(paymentKeys, Kind.REFERENCE))
                .setParameter("numbers", values(paymentKeys, Kind.NUMBER))
                .getResultList();
    }

    /** The reversals asked for by id, and those that wait for one of these payments or keys. */
    public Uni<List<ReversalRow>> reversals(
            StatelessSession session, Collection<UUID> reversals, Collection<UUID> payments, Collection<Key> keys) {
        return session.createNativeQuery("""
                        select * from reversal where id in (
                          select id from reversal where id = any(cast(:ids as uuid[]))
                          union select id from reversal where payment_id = any(cast(:payments as uuid[])) and applied_to is null
                          union select id from reversal cross join unnest(keys) as key
                            join unnest(cast(:keys as text[])) as asked on asked = key where applied_to is null)
                        """, ReversalRow.class)
                .setParameter("ids", ids(reversals))
                .setParameter("payments", ids(payments))
                .setParameter("keys", PaymentRow.stored(keys))
                .getResultList();
    }

    public Uni<List<CreditorRow>> creditors(StatelessSession session, Collection<String> ids) {
        return session.createNativeQuery(
                        "select * from creditor where id = any(cast(:ids as text[]))", CreditorRow.class)
                .setParameter("ids", texts(ids))
                .getResultList();
    }

    /** The creditors that have one of these accounts. */
    public Uni<List<CreditorRow>> owners(StatelessSession session, Collection<String> accounts) {
        return session.createNativeQuery(
                        "select * from creditor where accounts && cast(:accounts as text[])", CreditorRow.class)
                .setParameter("accounts", texts(accounts))
                .getResultList();
    }

    /** True when the day is later than any that was known of the account. */
    public Uni<Boolean> knownThrough(StatelessSession session, String creditorId, String account, LocalDate day) {
        return session.createNativeQuery("""
                        insert into bank_day (creditor_id, account, known_through) values (:creditor, :account, :day)
                        on conflict (creditor_id, account) do update set known_through = excluded.known_through
                        where bank_day.known_through < excluded.known_through
                        """)
                .setParameter("creditor", creditorId)
                .setParameter("account", account)
                .setParameter("day", day)
                .executeUpdate()
                .map(rows -> rows > 0);
    }

    /** The event that was written last, or null in an empty outbox. */
    public Uni<OutboxRow> newestEvent(StatelessSession session) {
        return session.createSelectionQuery("from OutboxRow order by position desc", OutboxRow.class)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }

    /** The payments of a creditor, the latest first. */
    public Uni<List<PaymentRow>> page(
            StatelessSession session, String creditorId, boolean onlyUnmatched, int page, int size) {
        String which = onlyUnmatched ? " and reversedOn is null and not replaced and allocated < amount" : "";
        return session.createSelectionQuery(
                        "from PaymentRow where creditorId = :creditor" + which + " order by bookedOn desc, id",
                        PaymentRow.class)
                .setParameter("creditor", creditorId)
                .setFirstResult(page * size)
                .setMaxResults(size)
                .getResultList();
    }

    /** Null when there is none. */
    public Uni<PaymentRow> payment(StatelessSession session, UUID id) {
        return session.get(PaymentRow.class, id);
    }

    public Uni<List<InvoiceRow>> invoices(StatelessSession session, Collection<UUID> ids) {
        return session.createNativeQuery("select * from invoice where id = any(cast(:ids as uuid[]))", InvoiceRow.class)
                .setParameter("ids", ids(ids))
                .getResultList();
    }

    public Uni<List<InvoiceRow>> overpaid(StatelessSession session, String creditorId) {
        return session.createSelectionQuery(
                        "from InvoiceRow where creditorId = :creditor and claimBalance < 0 order by number",
                        InvoiceRow.class)
                .setParameter("creditor", creditorId)
                .getResultList();
    }

    /** One row per currency: currency, received, reversed, unallocated, count; what was replaced is no money. */
    public Uni<List<Object[]>> receivedBooks(StatelessSession session, String creditorId) {
        return session.createNativeQuery("""
                        select currency, sum(amount),
                          coalesce(sum(amount) filter (where reversed_on is not null), 0),
                          coalesce(sum(amount - allocated) filter (where reversed_on is null), 0), count(*)
                        from payment where creditor_id = :creditor and not replaced group by currency
                        """, Object[].class)
                .setParameter("creditor", creditorId)
                .getResultList();
    }

    /** One row per currency: currency, allocated; summed over the allocations and not over the payments. */
    public Uni<List<Object[]>> allocatedBooks(StatelessSession session, String creditorId) {
        return session.createNativeQuery("""
                        select currency, sum(amount) from allocation
                        where creditor_id = :creditor and holds group by currency
                        """, Object[].class)
                .setParameter("creditor", creditorId)
                .getResultList();
    }

    public Uni<Void> insert(StatelessSession session, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.insertAll(Math.min(rows.size(), 500), rows.toArray());
    }

    public Uni<Void> update(StatelessSession session, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.updateAll(Math.min(rows.size(), 500), rows.toArray());
    }

    private static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static String[] texts(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }

    /** A word of a free text may be either. */
    private static String[] values(Collection<Key> keys, Kind kind) {
        return keys.stream()
                .filter(key -> key.kind() == kind || key.kind() == Kind.WORD)
                .map(Key::value)
                .distinct()
                .toArray(String[]::new);
    }
}
