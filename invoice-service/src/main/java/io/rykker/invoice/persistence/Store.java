package io.rykker.invoice.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The queries: whole sets of rows at a time, never one in a loop. The session, and so the transaction, is the desk's. */
@ApplicationScoped
public class Store {

    static final Bulk<DebtorRow> DEBTORS = new Bulk<>(
            "debtor",
            List.of(
                    Bulk.uuid("id", row -> row.id),
                    Bulk.text("creditor_id", row -> row.creditorId),
                    Bulk.number("version", row -> row.version),
                    Bulk.text("number", row -> row.number),
                    Bulk.text("name", row -> row.name),
                    Bulk.text("kind", row -> row.kind),
                    Bulk.text("country", row -> row.country),
                    Bulk.text("language", row -> row.language),
                    Bulk.text("registration_number", row -> row.registrationNumber),
                    Bulk.text("email", row -> row.email),
                    Bulk.text("phone", row -> row.phone),
                    Bulk.text("street", row -> row.street),
                    Bulk.text("postcode", row -> row.postcode),
                    Bulk.text("city", row -> row.city),
                    Bulk.text("address_country", row -> row.addressCountry),
                    Bulk.date("told_on", row -> row.toldOn),
                    Bulk.text("told_by", row -> row.toldBy),
                    Bulk.text("contact", row -> row.contact)));

    static final Bulk<ReceivableRow> RECEIVABLES = new Bulk<>(
            "receivable",
            List.of(
                    Bulk.uuid("id", row -> row.id),
                    Bulk.text("creditor_id", row -> row.creditorId),
                    Bulk.text("number", row -> row.number),
                    Bulk.number("sequence", row -> row.sequence),
                    Bulk.date("issued_on", row -> row.issuedOn),
                    Bulk.date("due_on", row -> row.dueOn),
                    Bulk.date("stated_due_on", row -> row.statedDueOn),
                    Bulk.text("currency", row -> row.currency),
                    Bulk.amount("total", row -> row.total),
                    Bulk.amount("prepaid", row -> row.prepaid),
                    Bulk.text("payment_reference", row -> row.paymentReference),
                    Bulk.flag("fees_agreed", row -> row.feesAgreed),
                    Bulk.text("note", row -> row.note),
                    Bulk.text("debtor_number", row -> row.debtorNumber),
                    Bulk.date("cancelled_on", row -> row.cancelledOn),
                    Bulk.text("cancel_reason", row -> row.cancelReason),
                    Bulk.text("traceparent", row -> row.traceparent),
                    Bulk.text("deliveries", row -> row.deliveries),
                    Bulk.text("assignments", row -> row.assignments)));

    static final Bulk<OutboxRow> OUTBOX = new Bulk<>(
            "outbox",
            List.of(
                    Bulk.uuid("id", row -> row.id),
                    Bulk.text("topic", row -> row.topic),
                    Bulk.text("key", row -> row.key),
                    Bulk.text("type", row -> row.type),
                    Bulk.text("subject", row -> row.subject),
                    Bulk.text("time", row -> row.time),
                    Bulk.text("traceparent", row -> row.traceparent),
                    Bulk.utf8("payload", row -> new String(row.payload, StandardCharsets.UTF_8))));

    /** Credit notes that wait for their invoice, or are in another currency than it, do not count. */
    private static final String BOOKS = """
            select r.currency, count(*), sum(r.total - coalesce(r.prepaid, 0)), sum(coalesce(n.credited, 0)),
                sum(case when r.cancelled_on is null then 0
                    else greatest(r.total - coalesce(r.prepaid, 0) - coalesce(n.credited, 0), 0) end)
            from receivable r
            left join (
                select receivable_id, currency, sum(amount) as credited
                from credit_note where creditor_id = :creditor group by receivable_id, currency
            ) n on n.receivable_id = r.id and n.currency = r.currency
            where r.creditor_id = :creditor and r.issued_on is not null
            group by r.currency
            """;

    /** Rows of a batch are locked in the order of their ids, so that two batches never wait for each other in a ring. */
    public Uni<List<ReceivableRow>> locked(StatelessSession session, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        "select * from receivable where id = any(cast(:ids as uuid[])) order by id for update",
                        session.getResultSetMapping(ReceivableRow.class, ReceivableRow.ROWS))
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
    }

    /** The credit notes of the receivables, and those that have one of the ids wherever they belong. */
    public Uni<List<CreditNoteRow>> creditNotes(
            StatelessSession session, Collection<UUID> receivables, Collection<UUID> ids) {
        if (receivables.isEmpty() && ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        "select * from credit_note where receivable_id = any(cast(:receivables as uuid[]))"
                                + " or id = any(cast(:ids as uuid[]))",
                        session.getResultSetMapping(CreditNoteRow.class, CreditNoteRow.ROWS))
                .setParameter("receivables", receivables.toArray(UUID[]::new))
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
    }

    public Uni<List<DebtorRow>> lockedDebtors(StatelessSession session, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        "select * from debtor where id = any(cast(:ids as uuid[])) order by id for update",
                        session.getResultSetMapping(DebtorRow.class, DebtorRow.ROWS))
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
    }

    public Uni<List<CreditorRow>> creditors(StatelessSession session, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        "select * from creditor where id = any(cast(:ids as text[]))",
                        session.getResultSetMapping(CreditorRow.class, CreditorRow.ROWS))
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList();
    }

    /** The creditors that have one of the numbers as their registration number. */
    public Uni<List<CreditorRow>> creditorsRegisteredAs(StatelessSession session, Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(
                        "from CreditorRow where registrationNumber in :numbers order by id", CreditorRow.class)
                .setParameter("numbers", numbers)
                .getResultList();
    }

    public Uni<List<DebtorRow>> debtors(StatelessSession session, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery("from DebtorRow where id in :ids", DebtorRow.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** The receivable, or null; not locked. */
    public Uni<ReceivableRow> receivable(StatelessSession session, UUID id) {
        return session.createSelectionQuery("from ReceivableRow where id = :id", ReceivableRow.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }

    /**
     * A page of a creditor's receivables by number.
     *
     * @param waiting those whose invoice is not known yet, instead of those whose invoice is
     */
    public Uni<List<ReceivableRow>> page(
            StatelessSession session, String creditorId, boolean waiting, int from, int size) {
        return session.createSelectionQuery(
                        "from ReceivableRow where creditorId = :creditor and issuedOn is "
                                + (waiting ? "null" : "not null") + " order by number",
                        ReceivableRow.class)
                .setParameter("creditor", creditorId)
                .setFirstResult(from)
                .setMaxResults(size)
                .getResultList();
    }

    /** What a creditor has issued, credited and cancelled, a row per currency. */
    public Uni<List<Books>> books(StatelessSession session, String creditorId) {
        return session.createNativeQuery(BOOKS, Object[].class)
                .setParameter("creditor", creditorId)
                .getResultList()
                .map(rows -> rows.stream().map(Books::of).toList());
    }

    /** The event that was written last, or null in an empty outbox. */
    public Uni<OutboxRow> newestEvent(StatelessSession session) {
        return session.createSelectionQuery("from OutboxRow order by position desc", OutboxRow.class)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }

    public Uni<Void> keepDebtors(StatelessSession session, Collection<DebtorRow> added, Collection<DebtorRow> changed) {
        return DEBTORS.insert(session, added).chain(() -> DEBTORS.update(session, changed));
    }

    public Uni<Void> keepReceivables(
            StatelessSession session, Collection<ReceivableRow> added, Collection<ReceivableRow> changed) {
        return RECEIVABLES.insert(session, added).chain(() -> RECEIVABLES.update(session, changed));
    }

    /** Our own events are text; a record that goes back may be any bytes. */
    public Uni<Void> say(StatelessSession session, Collection<OutboxRow> events) {
        List<OutboxRow> own =
                events.stream().filter(row -> row.rejection == null).toList();
        List<OutboxRow> back =
                events.stream().filter(row -> row.rejection != null).toList();
        return OUTBOX.insert(session, own).chain(() -> insert(session, back));
    }

    public Uni<Void> insert(StatelessSession session, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.insertAll(Math.min(rows.size(), 500), rows.toArray());
    }
}
