package io.rykker.invoice.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The queries: whole sets of rows at a time, never one in a loop. The session, and so the transaction, is the desk's. */
@ApplicationScoped
public class Store {

    /** Rows of a batch are locked in the order of their ids, so that two batches never wait for each other in a ring. */
    public Uni<List<ReceivableRow>> locked(StatelessSession session, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery("from ReceivableRow where id in :ids order by id", ReceivableRow.class)
                .setParameter("ids", ids)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** The credit notes of the receivables, and those that have one of the ids wherever they belong. */
    public Uni<List<CreditNoteRow>> creditNotes(
            StatelessSession session, Collection<UUID> receivables, Collection<UUID> ids) {
        if (receivables.isEmpty() && ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(
                        "from CreditNoteRow where receivableId in :receivables or id in :ids", CreditNoteRow.class)
                .setParameter("receivables", receivables)
                .setParameter("ids", ids)
                .getResultList();
    }

    public Uni<List<DebtorRow>> lockedDebtors(StatelessSession session, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery("from DebtorRow where id in :ids order by id", DebtorRow.class)
                .setParameter("ids", ids)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList();
    }

    public Uni<List<CreditorRow>> creditors(StatelessSession session, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery("from CreditorRow where id in :ids", CreditorRow.class)
                .setParameter("ids", ids)
                .getResultList();
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
