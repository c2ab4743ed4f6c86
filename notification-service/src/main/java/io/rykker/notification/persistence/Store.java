package io.rykker.notification.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The queries: whole sets of rows at a time, never one in a loop. The session, and so the transaction, is the desk's. */
@ApplicationScoped
public class Store {

    private static final int PAGE = 200;

    /** Rows of a batch are locked in the order of their ids, so that two batches never wait for each other in a ring. */
    public Uni<List<MessageRow>> locked(StatelessSession session, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        "select * from message where reminder_id = any(cast(:ids as uuid[])) order by reminder_id for update",
                        session.getResultSetMapping(MessageRow.class, MessageRow.ROWS))
                .setParameter("ids", ids.toArray(UUID[]::new))
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

    /** What is to be sent now and can be, because it is known who writes and who is written to. */
    public Uni<List<MessageRow>> due(StatelessSession session, Instant now, LocalDate latest, int most) {
        return session.createSelectionQuery("""
                        from MessageRow m
                        where m.state = 'PLANNED' and m.nextAttemptAt <= :now and m.dueOn <= :latest
                        and exists (select 1 from PartyRow c where c.id = m.creditorId)
                        and exists (select 1 from PartyRow d where d.id = m.debtorId)
                        order by m.nextAttemptAt""", MessageRow.class)
                .setParameter("now", now)
                .setParameter("latest", latest)
                .setMaxResults(most)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList();
    }

    /** Taken up by somebody who has not said how it went in the time that was given. */
    public Uni<List<MessageRow>> overdue(StatelessSession session, Instant now, Collection<String> states, int most) {
        return session.createSelectionQuery(
                        "from MessageRow where state in :states and leaseUntil < :now order by leaseUntil",
                        MessageRow.class)
                .setParameter("states", states)
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList();
    }

    public Uni<List<MessageRow>> claimed(StatelessSession session, UUID claim) {
        return session.createSelectionQuery(
                        "from MessageRow where claim = :claim and state = 'SENDING' order by reminderId",
                        MessageRow.class)
                .setParameter("claim", claim)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList();
    }

    public Uni<MessageRow> message(StatelessSession session, UUID reminderId) {
        return session.createSelectionQuery("from MessageRow where reminderId = :id", MessageRow.class)
                .setParameter("id", reminderId)
                .getSingleResultOrNull();
    }

    /**
     * The newest first.
     *
     * @param creditors null for every creditor
     */
    public Uni<List<MessageRow>> messages(
            StatelessSession session,
            @Nullable Collection<String> creditors,
            @Nullable UUID invoiceId,
            Collection<String> states,
            int page) {
        String ofCreditors = creditors == null ? "" : " and creditorId in :creditors";
        String ofInvoice = invoiceId == null ? "" : " and invoiceId = :invoiceId";
        var query = session.createSelectionQuery(
                        "from MessageRow where state in :states" + ofCreditors + ofInvoice + " order by position desc",
                        MessageRow.class)
                .setParameter("states", states);
        if (creditors != null) {
            query = query.setParameter("creditors", creditors);
        }
        if (invoiceId != null) {
            query = query.setParameter("invoiceId", invoiceId);
        }
        return query.setFirstResult(page * PAGE).setMaxResults(PAGE).getResultList();
    }

    /** Due and neither sent nor at another end, and not waiting for a person. */
    public Uni<Long> pending(StatelessSession session, LocalDate today) {
        return session.createSelectionQuery(
                        "select count(*) from MessageRow where state in ('PLANNED', 'SENDING') and dueOn <= :today",
                        Long.class)
                .setParameter("today", today)
                .getSingleResult();
    }

    /** The event that was written last, or null in an empty outbox. */
    public Uni<OutboxRow> newestEvent(StatelessSession session) {
        return session.createSelectionQuery("from OutboxRow order by position desc", OutboxRow.class)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }

    /** Writes down in one statement what changes while a message is sent; the rest of the rows stays as it is. */
    public Uni<Void> dispatch(StatelessSession session, Collection<MessageRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery("""
                        update message m set state = r.state, channel_no = cast(r.channel_no as int),
                          channel = r.channel, attempts = cast(r.attempts as int),
                          next_attempt_at = cast(r.next_attempt_at as timestamptz), claim = cast(r.claim as uuid),
                          lease_until = cast(r.lease_until as timestamptz), message_id = r.message_id,
                          dispatched_at = cast(r.dispatched_at as timestamptz), sent_on = cast(r.sent_on as date),
                          deadline = cast(r.deadline as date), subject = r.subject, body = r.body, trouble = r.trouble
                        from unnest(cast(:ids as uuid[]), cast(:states as text[]), cast(:numbers as text[]),
                          cast(:channels as text[]), cast(:attempts as text[]), cast(:nexts as text[]),
                          cast(:claims as text[]), cast(:leases as text[]), cast(:messages as text[]),
                          cast(:dispatches as text[]), cast(:days as text[]), cast(:deadlines as text[]),
                          cast(:subjects as text[]), cast(:bodies as text[]), cast(:troubles as text[]))
                          as r(id, state, channel_no, channel, attempts, next_attempt_at, claim, lease_until,
                          message_id, dispatched_at, sent_on, deadline, subject, body, trouble)
                        where m.reminder_id = r.id""")
                .setParameter("ids", rows.stream().map(row -> row.reminderId).toArray(UUID[]::new))
                .setParameter("states", texts(rows, row -> row.state))
                .setParameter("numbers", texts(rows, row -> row.channelNumber))
                .setParameter("channels", texts(rows, row -> row.channel))
                .setParameter("attempts", texts(rows, row -> row.attempts))
                .setParameter("nexts", texts(rows, row -> row.nextAttemptAt))
                .setParameter("claims", texts(rows, row -> row.claim))
                .setParameter("leases", texts(rows, row -> row.leaseUntil))
                .setParameter("messages", texts(rows, row -> row.messageId))
                .setParameter("dispatches", texts(rows, row -> row.dispatchedAt))
                .setParameter("days", texts(rows, row -> row.sentOn))
                .setParameter("deadlines", texts(rows, row -> row.deadline))
                .setParameter("subjects", texts(rows, row -> row.subject))
                .setParameter("bodies", texts(rows, row -> row.body))
                .setParameter("troubles", texts(rows, row -> row.trouble))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static @Nullable String[] texts(
            Collection<MessageRow> rows, Function<MessageRow, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
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
