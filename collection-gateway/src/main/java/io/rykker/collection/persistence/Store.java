package io.rykker.collection.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The queries: whole sets of rows at a time, never one in a loop. The session, and so the transaction, is the desk's. */
@ApplicationScoped
public class Store {

    private static final int PAGE = 200;

    /** The number is nothing but the name of the lock. */
    private static final String ALONE = "pg_advisory_xact_lock(7101)";

    private static final String SIDE_BY_SIDE = "pg_advisory_xact_lock_shared(7101)";

    static final Bulk<PaymentRow> PAYMENTS = new Bulk<>(
            "payment",
            List.of(
                    Bulk.uuid("invoice_id", row -> row.invoiceId),
                    Bulk.uuid("allocation_id", row -> row.allocationId),
                    Bulk.flag("reversal", row -> row.reversal),
                    Bulk.uuid("payment_id", row -> row.paymentId),
                    Bulk.amount("amount", row -> row.amount),
                    Bulk.text("currency", row -> row.currency),
                    Bulk.date("value_date", row -> row.valueDate),
                    Bulk.text("source", row -> row.source)));

    /** Rows of a batch are locked in the order of their ids, so that two batches never wait for each other in a ring. */
    public Uni<List<HandoverRow>> locked(StatelessSession session, Collection<UUID> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery("from HandoverRow where caseId in :ids order by caseId", HandoverRow.class)
                .setParameter("ids", cases)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList();
    }

    public Uni<List<WebhookRow>> lockedWebhooks(StatelessSession session, Collection<UUID> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(
                        "from WebhookRow where caseId in :ids order by caseId, position", WebhookRow.class)
                .setParameter("ids", cases)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList();
    }

    public Uni<List<PartyRow>> lockedParties(StatelessSession session, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        "select * from party where id = any(cast(:ids as text[])) order by id for update",
                        session.getResultSetMapping(PartyRow.class, PartyRow.ROWS))
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList();
    }

    public Uni<List<PartyRow>> parties(StatelessSession session, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        "select * from party where id = any(cast(:ids as text[]))",
                        session.getResultSetMapping(PartyRow.class, PartyRow.ROWS))
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList();
    }

    /**
     * A payment and the handover of its invoice reach each other from two sides, and a row that is not committed is not
     * seen: so payments come in side by side, but not beside cases, until the transaction ends. Cases are rare.
     */
    public Uni<Void> keepApart(StatelessSession session, boolean cases, boolean payments) {
        return cases || payments
                ? session.createNativeQuery("select cast(" + (cases ? ALONE : SIDE_BY_SIDE) + " as text)", String.class)
                        .getSingleResultOrNull()
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Payments that are known stay as they are; the cases that they are about have news. */
    public Uni<Void> pay(StatelessSession session, Collection<PaymentRow> payments) {
        return payments.isEmpty()
                ? Uni.createFrom().voidItem()
                : PAYMENTS.insertNew(session, payments).chain(() -> tellCases(session, payments));
    }

    /**
     * Also those that have news already: one may be being looked at just now, without these. Locked in the order of their
     * ids, as whoever else locks several.
     */
    private static Uni<Void> tellCases(StatelessSession session, Collection<PaymentRow> payments) {
        return session.createNativeQuery("""
                        update handover set news = true where case_id = any(array(
                          select case_id from handover where invoice_id = any(cast(:invoices as uuid[]))
                          order by case_id for update))
                        """)
                .setParameter(
                        "invoices",
                        payments.stream()
                                .map(payment -> payment.invoiceId)
                                .distinct()
                                .toArray(UUID[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The payments of the invoices in the order in which they were told. */
    public Uni<List<PaymentRow>> payments(StatelessSession session, Collection<UUID> invoices) {
        if (invoices.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(
                        "from PaymentRow where invoiceId in :invoices order by position", PaymentRow.class)
                .setParameter("invoices", invoices)
                .getResultList();
    }

    /**
     * New cases of which everything is known that a handover needs. In SQL, as what is looked for many times a second:
     * Hibernate translates a query that locks anew each time.
     */
    public Uni<List<HandoverRow>> ready(StatelessSession session, int most) {
        return session.createNativeQuery("""
                        select h.* from handover h where h.standing = 'NEW' and h.body is not null
                          and exists (select from party c where c.id = h.creditor_id)
                          and exists (select from party d where d.id = h.debtor_id)
                          and exists (select from agency a where a.name = h.agency)
                        order by h.position limit cast(:most as int) for update of h skip locked
                        """, session.getResultSetMapping(HandoverRow.class, HandoverRow.ROWS))
                .setParameter("most", most)
                .getResultList();
    }

    /** Cases at an agency with payments that nobody has looked at. */
    public Uni<List<HandoverRow>> withNews(StatelessSession session, int most) {
        return session.createNativeQuery("""
                        select * from handover
                        where news and standing in ('HANDING_OVER', 'HANDED_OVER', 'ACCEPTED')
                        order by position limit cast(:most as int) for update skip locked
                        """, session.getResultSetMapping(HandoverRow.class, HandoverRow.ROWS))
                .setParameter("most", most)
                .getResultList();
    }

    /** The agencies that something is due for and that may be called. */
    public Uni<List<AgencyRow>> agenciesToCall(StatelessSession session, Instant now) {
        return session.createNativeQuery("""
                        select a.* from agency a where a.disabled_why is null and exists (
                          select from webhook w where w.agency = a.name
                          and (w.state = 'PLANNED' and w.next_attempt_at <= cast(:now as timestamptz)
                            or w.state = 'SENDING' and w.lease_until < cast(:now as timestamptz)))
                        """, session.getResultSetMapping(AgencyRow.class, AgencyRow.ROWS))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .getResultList();
    }

    /** The calls that are due, of each case only the first that is not through. */
    public Uni<List<WebhookRow>> due(StatelessSession session, String agency, Instant now, int most) {
        return session.createSelectionQuery("""
                        from WebhookRow w where w.agency = :agency
                        and exists (select 1 from AgencyRow a where a.name = w.agency and a.disabledWhy is null)
                        and (w.state = 'PLANNED' and w.nextAttemptAt <= :now
                        or w.state = 'SENDING' and w.leaseUntil < :now)
                        and not exists (select 1 from WebhookRow e where e.caseId = w.caseId
                        and e.position < w.position and e.state in ('PLANNED', 'SENDING', 'FAILED'))
                        order by w.nextAttemptAt""", WebhookRow.class)
                .setParameter("agency", agency)
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList();
    }

    public Uni<List<HandoverRow>> cases(StatelessSession session, Collection<UUID> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery("from HandoverRow where caseId in :ids", HandoverRow.class)
                .setParameter("ids", cases)
                .getResultList();
    }

    public Uni<List<WebhookRow>> webhooks(StatelessSession session, Collection<UUID> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(
                        "from WebhookRow where caseId in :ids order by caseId, position", WebhookRow.class)
                .setParameter("ids", cases)
                .getResultList();
    }

    /**
     * The newest first.
     *
     * @param creditors null for every creditor
     */
    public Uni<List<HandoverRow>> handovers(
            StatelessSession session, @Nullable Collection<String> creditors, @Nullable UUID caseId, int page) {
        String ofCreditors = creditors == null ? "" : " and creditorId in :creditors";
        String ofCase = caseId == null ? "" : " and caseId = :caseId";
        var query = session.createSelectionQuery(
                "from HandoverRow where true" + ofCreditors + ofCase + " order by position desc", HandoverRow.class);
        if (creditors != null) {
            query = query.setParameter("creditors", creditors);
        }
        if (caseId != null) {
            query = query.setParameter("caseId", caseId);
        }
        return query.setFirstResult(page * PAGE).setMaxResults(PAGE).getResultList();
    }

    public Uni<AgencyRow> lockedAgency(StatelessSession session, String name) {
        return session.createSelectionQuery("from AgencyRow where name = :name", AgencyRow.class)
                .setParameter("name", name)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getSingleResultOrNull();
    }

    public Uni<List<AgencyRow>> agencies(StatelessSession session) {
        return session.createSelectionQuery("from AgencyRow order by name", AgencyRow.class)
                .getResultList();
    }

    /** What was given up is planned again, as if it had never been tried. */
    public Uni<Integer> replan(StatelessSession session, String agency, Instant now) {
        return session.createMutationQuery("""
                        update WebhookRow set state = 'PLANNED', attempts = 0, nextAttemptAt = :now
                        where agency = :agency and state = 'FAILED'""")
                .setParameter("agency", agency)
                .setParameter("now", now)
                .executeUpdate();
    }

    public Uni<AgencyReportRow> report(StatelessSession session, String id) {
        return session.createSelectionQuery("from AgencyReportRow where id = :id", AgencyReportRow.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }

    public Uni<AgencyPaymentRow> lockedPayment(StatelessSession session, String id) {
        return session.createSelectionQuery("from AgencyPaymentRow where id = :id", AgencyPaymentRow.class)
                .setParameter("id", id)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getSingleResultOrNull();
    }

    /** Calls that are on their way to an agency that takes them, and cases that nobody has put together yet. */
    public Uni<Long> pending(StatelessSession session) {
        return session.createSelectionQuery("""
                        select count(*) from WebhookRow w where w.state in ('PLANNED', 'SENDING')
                        and exists (select 1 from AgencyRow a where a.name = w.agency and a.disabledWhy is null)
                        and not exists (select 1 from WebhookRow e where e.caseId = w.caseId and e.state = 'FAILED')""", Long.class)
                .getSingleResult()
                .chain(calls -> session.createSelectionQuery(
                                "select count(*) from HandoverRow h where h.standing = 'NEW'"
                                        + " and exists (select 1 from AgencyRow a where a.name = h.agency)",
                                Long.class)
                        .getSingleResult()
                        .map(cases -> calls + cases));
    }

    /** The event that was written last, or null in an empty outbox. */
    public Uni<OutboxRow> newestEvent(StatelessSession session) {
        return session.createSelectionQuery("from OutboxRow order by position desc", OutboxRow.class)
                .setMaxResults(1)
                .getSingleResultOrNull();
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
}
