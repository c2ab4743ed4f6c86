package io.rykker.notification.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The queries: whole sets of rows at a time, never one in a loop. The session, and so the transaction, is the desk's. */
@ApplicationScoped
public class Store {

    private static final int PAGE = 200;

    /** What changes while it is sent. */
    private static final List<Bulk.Column<MessageRow>> DISPATCH = List.of(
            Bulk.uuid("reminder_id", row -> row.reminderId),
            Bulk.text("state", row -> row.state),
            Bulk.number("channel_no", row -> row.channelNumber),
            Bulk.text("channel", row -> row.channel),
            Bulk.number("attempts", row -> row.attempts),
            Bulk.instant("next_attempt_at", row -> row.nextAttemptAt),
            Bulk.uuid("claim", row -> row.claim),
            Bulk.instant("lease_until", row -> row.leaseUntil),
            Bulk.text("message_id", row -> row.messageId),
            Bulk.instant("dispatched_at", row -> row.dispatchedAt),
            Bulk.date("sent_on", row -> row.sentOn),
            Bulk.date("deadline", row -> row.deadline),
            Bulk.text("subject", row -> row.subject),
            Bulk.text("body", row -> row.body),
            Bulk.text("trouble", row -> row.trouble));

    /** What else a message is. */
    private static final List<Bulk.Column<MessageRow>> REST = List.of(
            Bulk.uuid("invoice_id", row -> row.invoiceId),
            Bulk.text("creditor_id", row -> row.creditorId),
            Bulk.text("debtor_id", row -> row.debtorId),
            Bulk.bytes("due", row -> row.due),
            Bulk.date("due_on", row -> row.dueOn),
            Bulk.text("withdrawal", row -> row.withdrawal),
            Bulk.text("done_by", row -> row.doneBy),
            Bulk.text("done_why", row -> row.doneWhy),
            Bulk.text("traceparent", row -> row.traceparent));

    private static final Bulk<MessageRow> DISPATCHES = new Bulk<>("message", DISPATCH);

    static final Bulk<MessageRow> MESSAGES = new Bulk<>(
            "message", Stream.concat(DISPATCH.stream(), REST.stream()).toList());

    static final Bulk<PartyRow> PARTIES = new Bulk<>(
            "party",
            List.of(
                    Bulk.text("id", row -> row.id),
                    Bulk.number("version", row -> row.version),
                    Bulk.bytes("body", row -> row.body)));

    private static final Bulk<OutboxRow> OUTBOX = new Bulk<>(
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

    /**
     * What is to be sent now and can be, because it is known who writes and who is written to. In SQL, as what is looked
     * for many times a second: Hibernate translates a query that locks anew each time.
     */
    public Uni<List<MessageRow>> due(StatelessSession session, Instant now, LocalDate latest, int most) {
        return session.createNativeQuery("""
                        select m.* from message m
                        where m.state = 'PLANNED' and m.next_attempt_at <= cast(:now as timestamptz)
                          and m.due_on <= cast(:latest as date)
                          and exists (select from party c where c.id = m.creditor_id)
                          and exists (select from party d where d.id = m.debtor_id)
                        order by m.next_attempt_at limit cast(:most as int) for update of m skip locked
                        """, session.getResultSetMapping(MessageRow.class, MessageRow.ROWS))
                .setParameter("now", at(now))
                .setParameter("latest", latest)
                .setParameter("most", most)
                .getResultList();
    }

    /**
     * Taken up by somebody who has not said how it went in the time that was given.
     *
     * @param alsoUnknown also what is in doubt already
     */
    public Uni<List<MessageRow>> overdue(StatelessSession session, Instant now, boolean alsoUnknown, int most) {
        return session.createNativeQuery("""
                        select * from message
                        where state in ('SENDING', 'UNKNOWN') and (state = 'SENDING' or cast(:unknown as boolean))
                          and lease_until < cast(:now as timestamptz)
                        order by lease_until limit cast(:most as int) for update skip locked
                        """, session.getResultSetMapping(MessageRow.class, MessageRow.ROWS))
                .setParameter("unknown", alsoUnknown)
                .setParameter("now", at(now))
                .setParameter("most", most)
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

    /** Due and neither sent nor at another end, and not waiting for a person; each state has an index of its own. */
    public Uni<Long> pending(StatelessSession session, LocalDate today) {
        return session.createNativeQuery("""
                        select (select count(*) from message where state = 'PLANNED' and due_on <= cast(:today as date))
                          + (select count(*) from message where state = 'SENDING' and due_on <= cast(:today as date))
                        """, Long.class)
                .setParameter("today", today)
                .getSingleResult();
    }

    /** The event that was written last, or null in an empty outbox. */
    public Uni<OutboxRow> newestEvent(StatelessSession session) {
        return session.createSelectionQuery("from OutboxRow order by position desc", OutboxRow.class)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }

    public Uni<Void> plan(StatelessSession session, Collection<MessageRow> rows) {
        return MESSAGES.insert(session, rows);
    }

    public Uni<Void> update(StatelessSession session, Collection<MessageRow> rows) {
        return MESSAGES.update(session, rows);
    }

    /** Writes down what changes while a message is sent; the rest of the rows stays as it is. */
    public Uni<Void> dispatch(StatelessSession session, Collection<MessageRow> rows) {
        return DISPATCHES.update(session, rows);
    }

    /** Our own events are text; a record that goes back may be any bytes. */
    public Uni<Void> say(StatelessSession session, Collection<OutboxRow> events) {
        List<OutboxRow> own =
                events.stream().filter(row -> row.rejection == null).toList();
        List<OutboxRow> back =
                events.stream().filter(row -> row.rejection != null).toList();
        return OUTBOX.insert(session, own).chain(() -> insert(session, back));
    }

    /** Who was not known before. */
    public Uni<Void> meet(StatelessSession session, Collection<PartyRow> rows) {
        return PARTIES.insert(session, rows);
    }

    /** Who is known and has changed. */
    public Uni<Void> meetAgain(StatelessSession session, Collection<PartyRow> rows) {
        return PARTIES.update(session, rows);
    }

    private static Uni<Void> insert(StatelessSession session, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.insertAll(Math.min(rows.size(), 500), rows.toArray());
    }

    private static OffsetDateTime at(Instant now) {
        return now.atOffset(ZoneOffset.UTC);
    }
}
