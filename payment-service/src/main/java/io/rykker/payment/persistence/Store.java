package io.rykker.payment.persistence;

import io.rykker.payment.domain.Assignment;
import io.rykker.payment.domain.Key;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The queries: whole sets of rows at a time, never one in a loop. The session, and so the transaction, is the desk's. */
@ApplicationScoped
public class Store {

    /** What of the ledger a batch asks for. Where nothing is asked for, the database is not asked. */
    public static final class Asked {

        /** Whose ledgers are opened, in the order in which they are locked. */
        public final Set<String> creditors = new TreeSet<>();

        public final Set<UUID> payments = new HashSet<>();

        /** Of the bank's lines. */
        public final Set<UUID> entries = new HashSet<>();

        /** The fingerprints under which payments are looked for. */
        public final Set<Long> keys = new HashSet<>();

        public final Set<UUID> invoices = new HashSet<>();

        /** Those of the invoices that are withdrawn. */
        public final Set<UUID> cancelled = new HashSet<>();

        /** The invoices whose claims the ledger is to hear. */
        public final Set<UUID> claims = new HashSet<>();

        /** The invoices whose claims are somebody else's now, or the creditor's again. */
        public final Set<UUID> assigned = new HashSet<>();

        public final Set<UUID> reversals = new HashSet<>();
    }

    /**
     * Payments and invoices reach each other from two sides, and a row that is not there yet cannot be locked: so whoever
     * writes in a creditor's ledger holds the creditor's lock, taken in one order, until the transaction ends.
     */
    public Uni<Void> lockLedgers(StatelessSession session, Collection<String> creditors) {
        return creditors.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                select count(pg_advisory_xact_lock(ledger)) from (
                                  select distinct hashtextextended(creditor, 0) as ledger
                                  from unnest(cast(:creditors as text[])) as creditor order by 1) as ledgers
                                """, Long.class)
                        .setParameter("creditors", texts(creditors))
                        .getSingleResult()
                        .replaceWithVoid();
    }

    /** The payments asked for by id, line, key, or the claim on their invoice. */
    public Uni<List<PaymentRow>> payments(StatelessSession session, Asked asked) {
        Set<UUID> ids = new HashSet<>(asked.payments);
        return ofEntries(session, asked.entries)
                .invoke(ids::addAll)
                .chain(() -> ofKeys(session, asked.keys))
                .invoke(ids::addAll)
                .chain(() -> onInvoices(session, both(asked.claims, asked.assigned)))
                .invoke(ids::addAll)
                .chain(() -> payments(session, ids));
    }

    private static Set<UUID> both(Set<UUID> one, Set<UUID> other) {
        Set<UUID> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Uni<List<PaymentRow>> payments(StatelessSession session, Collection<UUID> ids) {
        return ids.isEmpty()
                ? none()
                : session.createNativeQuery(
                                "select * from payment where id = any(cast(:ids as uuid[]))",
                                session.getResultSetMapping(PaymentRow.class, PaymentRow.ROWS))
                        .setParameter("ids", ids(ids))
                        .getResultList();
    }

    /** Of a bank's entry its whole sum and one of its parts are enough: what matters is that there is one. */
    private static Uni<List<UUID>> ofEntries(StatelessSession session, Collection<UUID> entries) {
        return entries.isEmpty()
                ? none()
                : session.createNativeQuery("""
                                select id from (
                                  select distinct on (entry, whole_entry) id from payment
                                  where entry = any(cast(:entries as uuid[])) order by entry, whole_entry, id) as of_entry
                                """, UUID.class)
                        .setParameter("entries", ids(entries))
                        .getResultList();
    }

    private static Uni<List<UUID>> ofKeys(StatelessSession session, Collection<Long> keys) {
        return keys.isEmpty()
                ? none()
                : session.createNativeQuery(
                                "select payment_id from payment_key where key = any(cast(:keys as bigint[]))",
                                UUID.class)
                        .setParameter("keys", numbers(keys))
                        .getResultList();
    }

    private static Uni<List<UUID>> onInvoices(StatelessSession session, Collection<UUID> invoices) {
        return invoices.isEmpty()
                ? none()
                : session.createNativeQuery("""
                                select payment_id from allocation
                                where invoice_id = any(cast(:invoices as uuid[])) and holds
                                """, UUID.class)
                        .setParameter("invoices", ids(invoices))
                        .getResultList();
    }

    public Uni<List<AllocationRow>> allocations(StatelessSession session, Collection<UUID> payments) {
        return payments.isEmpty()
                ? none()
                : session.createNativeQuery(
                                "select * from allocation where payment_id = any(cast(:ids as uuid[])) order by payment_id, ordinal",
                                session.getResultSetMapping(AllocationRow.class, AllocationRow.ROWS))
                        .setParameter("ids", ids(payments))
                        .getResultList();
    }

    /** Those asked for, and all that payments with these keys may mean. A word of a free text may be either. */
    public Uni<List<InvoiceRow>> invoices(
            StatelessSession session, Collection<UUID> invoices, Set<Long> references, Set<Long> numbers) {
        return invoices.isEmpty() && references.isEmpty() && numbers.isEmpty()
                ? none()
                : session.createNativeQuery("""
                                select * from invoice where id = any(cast(:ids as uuid[]))
                                  or reference_key = any(cast(:references as bigint[]))
                                  or number_key = any(cast(:numbers as bigint[]))
                                """, session.getResultSetMapping(InvoiceRow.class, InvoiceRow.ROWS))
                        .setParameter("ids", ids(invoices))
                        .setParameter("references", numbers(references))
                        .setParameter("numbers", numbers(numbers))
                        .getResultList();
    }

    public Uni<List<ClaimRow>> claims(StatelessSession session, Collection<UUID> invoices) {
        return invoices.isEmpty()
                ? none()
                : session.createNativeQuery("""
                                select invoice_id, creditor_id, version, currency, balance
                                from claim where invoice_id = any(cast(:ids as uuid[]))
                                """, session.getResultSetMapping(ClaimRow.class, ClaimRow.ROWS))
                        .setParameter("ids", ids(invoices))
                        .getResultList();
    }

    /** The reversals asked for by id, and those that wait for one of these payments. */
    public Uni<List<ReversalRow>> reversals(
            StatelessSession session, Collection<UUID> reversals, Collection<UUID> payments) {
        return reversals.isEmpty() && payments.isEmpty()
                ? none()
                : session.createNativeQuery("""
                                select * from reversal where id = any(cast(:ids as uuid[]))
                                  or payment_id = any(cast(:payments as uuid[])) and applied_to is null
                                """, session.getResultSetMapping(ReversalRow.class, ReversalRow.ROWS))
                        .setParameter("ids", ids(reversals))
                        .setParameter("payments", ids(payments))
                        .getResultList();
    }

    /** The reversals of the bank that wait for one of these transactions; those that wait are few and are joined whole. */
    public Uni<List<ReversalRow>> reversalsOf(
            StatelessSession session, Collection<String> creditors, Collection<Key> transactions) {
        return transactions.isEmpty()
                ? none()
                : session.createNativeQuery("""
                                select * from reversal where id in (
                                  select id from reversal cross join unnest(keys) as key
                                    join unnest(cast(:keys as text[])) as asked on asked = key
                                  where applied_to is null and creditor_id = any(cast(:creditors as text[])))
                                """, session.getResultSetMapping(ReversalRow.class, ReversalRow.ROWS))
                        .setParameter("keys", PaymentRow.stored(transactions))
                        .setParameter("creditors", texts(creditors))
                        .getResultList();
    }

    public Uni<List<CreditorRow>> creditors(StatelessSession session, Collection<String> ids) {
        return session.createNativeQuery(
                        "select * from creditor where id = any(cast(:ids as text[]))",
                        session.getResultSetMapping(CreditorRow.class, CreditorRow.ROWS))
                .setParameter("ids", texts(ids))
                .getResultList();
    }

    /** The creditors that have one of these accounts. */
    public Uni<List<CreditorRow>> owners(StatelessSession session, Collection<String> accounts) {
        return session.createNativeQuery(
                        "select * from creditor where accounts && cast(:accounts as text[])",
                        session.getResultSetMapping(CreditorRow.class, CreditorRow.ROWS))
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
        return invoices(session, ids, Set.of(), Set.of());
    }

    /** Too much was paid on this invoice, whose number may not be known yet. */
    public record Overpaid(UUID invoiceId, @Nullable String number, String currency, BigDecimal tooMuch) {}

    public Uni<List<Overpaid>> overpaid(StatelessSession session, String creditorId) {
        return session.createNativeQuery("""
                        select claim.invoice_id, invoice.number, claim.currency, -claim.balance
                        from claim left join invoice on invoice.id = claim.invoice_id
                        where claim.creditor_id = :creditor and claim.overpaid order by invoice.number
                        """, Object[].class)
                .setParameter("creditor", creditorId)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Overpaid((UUID) row[0], (String) row[1], (String) row[2], (BigDecimal) row[3]))
                        .toList())
                .chain(all -> toForwardOf(
                                session,
                                creditorId,
                                all.stream().map(Overpaid::invoiceId).toList())
                        .map(forwarded -> debtors(all, forwarded)));
    }

    /** What is an assignee's is not the debtor's to have back. */
    private static List<Overpaid> debtors(List<Overpaid> all, List<OnAssigned> forwarded) {
        Map<UUID, BigDecimal> ofOthers = new HashMap<>();
        forwarded.forEach(row -> ofOthers.merge(row.invoiceId(), row.amount(), BigDecimal::add));
        return all.stream()
                .map(one -> new Overpaid(
                        one.invoiceId(),
                        one.number(),
                        one.currency(),
                        one.tooMuch().subtract(ofOthers.getOrDefault(one.invoiceId(), BigDecimal.ZERO))))
                .filter(one -> one.tooMuch().signum() > 0)
                .toList();
    }

    /** Money that holds on an invoice whose claim was ever assigned, and by the value date may be an assignee's. */
    public record OnAssigned(
            UUID allocationId,
            UUID paymentId,
            UUID invoiceId,
            @Nullable String number,
            String currency,
            BigDecimal amount,
            LocalDate valueDate,
            LocalDate bookedOn,
            String source,
            @Nullable Assignment assignment) {

        static OnAssigned of(Object[] row) {
            var valueDate = (LocalDate) row[6];
            return new OnAssigned(
                    (UUID) row[0],
                    (UUID) row[1],
                    (UUID) row[2],
                    (String) row[3],
                    (String) row[4],
                    (BigDecimal) row[5],
                    valueDate,
                    (LocalDate) row[7],
                    (String) row[8],
                    Assignment.covering(valueDate, AssignmentsText.toAssignments((String) row[9])));
        }
    }

    private static final String ON_ASSIGNED = """
            select a.id, a.payment_id, a.invoice_id, i.number, a.currency, a.amount, p.value_date, p.booked_on, p.source,
              i.assignments
            from invoice i join allocation a on a.invoice_id = i.id and a.holds join payment p on p.id = a.payment_id
            where i.creditor_id = :creditor and i.assignments is not null""";

    /** A page of a creditor's money that is to be forwarded, the latest first; of a page some rows may be nobody's. */
    public Uni<List<OnAssigned>> toForward(StatelessSession session, String creditorId, int page, int size) {
        return session.createNativeQuery(ON_ASSIGNED + " order by p.booked_on desc, a.id", Object[].class)
                .setParameter("creditor", creditorId)
                .setFirstResult(page * size)
                .setMaxResults(size)
                .getResultList()
                .map(Store::assignees);
    }

    private static List<OnAssigned> assignees(List<Object[]> rows) {
        return rows.stream()
                .map(OnAssigned::of)
                .filter(row -> row.assignment() != null)
                .toList();
    }

    private Uni<List<OnAssigned>> toForwardOf(StatelessSession session, String creditorId, Collection<UUID> invoices) {
        return invoices.isEmpty()
                ? none()
                : session.createNativeQuery(ON_ASSIGNED + " and i.id = any(cast(:ids as uuid[]))", Object[].class)
                        .setParameter("creditor", creditorId)
                        .setParameter("ids", ids(invoices))
                        .getResultList()
                        .map(Store::assignees);
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

    private static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static String[] texts(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static Long[] numbers(Collection<Long> numbers) {
        return numbers.toArray(Long[]::new);
    }

    private static <T> Uni<List<T>> none() {
        return Uni.createFrom().item(List.of());
    }
}
