package io.rykker.collection.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
                        PartyRow.class)
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList();
    }

    public Uni<List<PartyRow>> parties(StatelessSession session, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery("from PartyRow where id in :ids", PartyRow.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    public Uni<List<String>> knownPayments(StatelessSession session, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery("select id from payment where id = any(cast(:ids as text[]))", String.class)
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList();
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

    /** Makes the payments of an invoice news again, for a case that was not there when they were looked at. */
    public Uni<Integer> reconsider(StatelessSession session, Collection<UUID> invoices) {
        return session.createMutationQuery("update PaymentRow set considered = false where invoiceId in :invoices")
                .setParameter("invoices", invoices)
                .executeUpdate();
    }

    /** New cases of which everything is known that a handover needs. */
    public Uni<List<HandoverRow>> ready(StatelessSession session, int most) {
        return session.createSelectionQuery("""
                        from HandoverRow h where h.standing = 'NEW' and h.body is not null
                        and exists (select 1 from PartyRow c where c.id = h.creditorId)
                        and exists (select 1 from PartyRow d where d.id = h.debtorId)
                        and exists (select 1 from AgencyRow a where a.name = h.agency)
                        order by h.position""", HandoverRow.class)
                .setMaxResults(most)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList();
    }

    /** Cases at an agency with payments that nobody has looked at. */
    public Uni<List<HandoverRow>> withNews(StatelessSession session, int most) {
        return session.createSelectionQuery("""
                        from HandoverRow h where h.standing in ('HANDING_OVER', 'HANDED_OVER', 'ACCEPTED')
                        and exists (select 1 from PaymentRow p where p.invoiceId = h.invoiceId and p.considered = false)
                        order by h.position""", HandoverRow.class)
                .setMaxResults(most)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList();
    }

    /** The agencies that something is due for and that may be called. */
    public Uni<List<AgencyRow>> agenciesToCall(StatelessSession session, Instant now) {
        return session.createSelectionQuery("""
                        from AgencyRow a where a.disabledWhy is null and exists (
                        select 1 from WebhookRow w where w.agency = a.name
                        and (w.state = 'PLANNED' and w.nextAttemptAt <= :now
                        or w.state = 'SENDING' and w.leaseUntil < :now))""", AgencyRow.class)
                .setParameter("now", now)
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
