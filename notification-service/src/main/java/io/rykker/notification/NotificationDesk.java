package io.rykker.notification;

import io.rykker.notification.domain.Channel;
import io.rykker.notification.domain.Creditor;
import io.rykker.notification.domain.Debtor;
import io.rykker.notification.domain.Decision;
import io.rykker.notification.domain.Dispatch;
import io.rykker.notification.domain.DispatchRules;
import io.rykker.notification.domain.OnUnknown;
import io.rykker.notification.domain.Reminder;
import io.rykker.notification.domain.Signal;
import io.rykker.notification.letters.Letter;
import io.rykker.notification.letters.Letters;
import io.rykker.notification.mail.Envelope;
import io.rykker.notification.mail.Outcome;
import io.rykker.notification.messaging.Outgoing;
import io.rykker.notification.messaging.PartyReader;
import io.rykker.notification.messaging.ReminderReader;
import io.rykker.notification.persistence.MessageRow;
import io.rykker.notification.persistence.OutboxRow;
import io.rykker.notification.persistence.PartyRow;
import io.rykker.notification.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The use cases, and the only class that opens transactions: what belongs together commits together. */
@ApplicationScoped
public class NotificationDesk {

    private static final Logger LOG = Logger.getLogger(NotificationDesk.class);
    private static final ZoneOffset EARLIEST_DAY = ZoneOffset.ofHours(14);
    private static final int MANY = 200;

    private final Mutiny.SessionFactory database;
    private final Store store;
    private final Letters letters;
    private final Clock clock;
    private final RealTime realTime;
    private final NotificationConfig config;

    NotificationDesk(
            Mutiny.SessionFactory database,
            Store store,
            Letters letters,
            Clock clock,
            RealTime realTime,
            NotificationConfig config) {
        this.database = database;
        this.store = store;
        this.letters = letters;
        this.clock = clock;
        this.realTime = realTime;
        this.config = config;
    }

    /** Takes a batch in: what is to be sent, what is not to be sent any more, and who is who. */
    public Uni<Void> hear(List<Heard> batch) {
        var asked = Intake.Asked.by(batch);
        return database.withStatelessTransaction(session -> store.locked(session, asked.reminders())
                .chain(messages -> store.lockedParties(session, asked.parties())
                        .map(parties -> new Intake(messages, parties, clock.instant(), realTime.now()).takeAll(batch)))
                .chain(intake -> store.plan(session, intake.messages().fresh())
                        .chain(() -> store.update(session, intake.messages().changed()))
                        .chain(() -> store.meet(session, intake.parties().fresh()))
                        .chain(() -> store.meetAgain(session, intake.parties().changed()))
                        .chain(() -> store.say(session, intake.events()))));
    }

    /**
     * What was taken up to be sent.
     *
     * @param beginBefore when nothing of it is to be begun any more
     * @param touched how many messages moved, also those that need no mail server
     */
    public record Claimed(List<Envelope> envelopes, Instant beginBefore, int touched) {}

    /**
     * Takes up what is due: that it is about to be sent is committed before anything is. What cannot go by e-mail is
     * given to a person or given up in the same move.
     */
    public Uni<Claimed> claim(UUID claim) {
        Instant now = clock.instant();
        Instant beginBefore = realTime.now().plus(config.lease().dividedBy(2));
        LocalDate latest = LocalDate.ofInstant(now, EARLIEST_DAY);
        return database.withStatelessTransaction(session -> store.due(session, realTime.now(), latest, config.run())
                .chain(rows -> parties(session, rows).map(parties -> begin(rows, parties, claim, now)))
                .call(begun -> write(session, begun.changes()))
                .map(begun -> new Claimed(begun.envelopes(), beginBefore, begun.touched())));
    }

    /** What a transaction will write. */
    private record Changes(Collection<MessageRow> rows, List<OutboxRow> events) {}

    private record Begun(Changes changes, List<Envelope> envelopes, int touched) {}

    private Uni<Void> write(StatelessSession session, Changes changes) {
        return store.dispatch(session, changes.rows()).chain(() -> store.say(session, changes.events()));
    }

    private Uni<Map<String, PartyRow>> parties(StatelessSession session, Collection<MessageRow> rows) {
        Set<String> ids = new HashSet<>();
        for (MessageRow row : rows) {
            ids.add(row.creditorId);
            if (row.debtorId != null) {
                ids.add(row.debtorId);
            }
        }
        return store.parties(session, ids).map(found -> {
            Map<String, PartyRow> parties = new HashMap<>();
            found.forEach(row -> parties.put(row.id, row));
            return parties;
        });
    }

    private Begun begin(List<MessageRow> rows, Map<String, PartyRow> parties, UUID claim, Instant now) {
        var begun = new Begun(new Changes(rows, new ArrayList<>()), new ArrayList<>(), rows.size());
        Map<String, Creditor> creditors = new HashMap<>();
        int waiting = 0;
        for (MessageRow row : rows) {
            try {
                waiting += begin(row, Case.of(row, parties, creditors), claim, now, begun) ? 0 : 1;
            } catch (RuntimeException e) {
                LOG.errorf(e, "reminder %s cannot be written", row.reminderId);
                row.trouble = "the letter cannot be written: " + e.getClass().getSimpleName();
                row.nextAttemptAt = realTime.now().plus(config.retry().longest());
            }
        }
        return new Begun(begun.changes(), begun.envelopes(), rows.size() - waiting);
    }

    /** A reminder with those whom it is between. */
    private record Case(Reminder reminder, Creditor creditor, Debtor debtor, int debtorVersion) {

        static Case of(MessageRow row, Map<String, PartyRow> parties) {
            return of(row, parties, new HashMap<>());
        }

        /** Few creditors write many letters: each is read once. */
        static Case of(MessageRow row, Map<String, PartyRow> parties, Map<String, Creditor> creditors) {
            PartyRow debtor = Objects.requireNonNull(parties.get(row.debtorId));
            return new Case(
                    ReminderReader.due(Objects.requireNonNull(row.due)),
                    creditors.computeIfAbsent(
                            row.creditorId, id -> PartyReader.creditor(Objects.requireNonNull(parties.get(id)).body)),
                    PartyReader.debtor(debtor.body),
                    debtor.version);
        }

        /** The contact that the letter was decided for is here; until then it would go where the debtor is not. */
        boolean knowsContact() {
            return debtorVersion >= reminder.debtorVersion();
        }

        LocalDate day(Instant instant) {
            return LocalDate.ofInstant(instant, creditor.zone());
        }
    }

    /** False when its day has not come yet where the creditor is, or its contact; it is looked at again in a moment. */
    private boolean begin(MessageRow row, Case about, UUID claim, Instant now, Begun begun) {
        LocalDate today = about.day(now);
        if (about.reminder.decidedOn().isAfter(today) || !about.knowsContact()) {
            row.nextAttemptAt = realTime.now().plusSeconds(1);
            return false;
        }
        var signal = new Signal.Begin(about.reminder.channels(), about.debtor.reachable());
        if (DispatchRules.decide(row.toDomain(), signal) instanceof Decision.Move(Dispatch next)) {
            row.become(next);
            row.channel = about.reminder.channels().get(row.channelNumber);
            switch (next) {
                case Dispatch.Sending _ -> begun.envelopes.add(envelope(row, about, claim, now));
                case Dispatch.Undeliverable _ -> {
                    row.trouble =
                            row.trouble == null ? "the debtor has no contact point for " + row.channel : row.trouble;
                    begun.changes.events().add(Outgoing.undeliverable(row, today, now));
                }
                case Dispatch.Planned _,
                        Dispatch.Unknown _,
                        Dispatch.ForAPerson _,
                        Dispatch.Sent _,
                        Dispatch.Withdrawn _ -> {}
            }
        }
        return true;
    }

    private Envelope envelope(MessageRow row, Case about, UUID claim, Instant now) {
        Letter letter = print(row, about, now);
        row.claim = claim;
        row.leaseUntil = realTime.now().plus(config.lease());
        row.messageId = "<" + row.reminderId + "." + Channel.EMAIL + "@" + config.messageIdDomain() + ">";
        String replyTo = about.creditor.email();
        return new Envelope(
                row.reminderId,
                row.messageId,
                Objects.requireNonNull(about.debtor.email()),
                about.creditor.name(),
                Channel.isAddress(replyTo) ? replyTo : null,
                now.atZone(about.creditor.zone()),
                letter);
    }

    /** Writes down what the letter says and when it goes: this is what was sent, if it was. */
    private Letter print(MessageRow row, Case about, Instant now) {
        LocalDate today = about.day(now);
        Letter letter = letters.write(about.reminder, about.creditor, about.debtor, today);
        row.dispatchedAt = now;
        row.sentOn = today;
        row.deadline = about.reminder.deadlineWhenSentOn(today);
        row.subject = letter.subject();
        row.body = letter.text();
        return letter;
    }

    /** Whoever took these up never handed anything to a mail server, and knows it. */
    public Uni<Void> release(UUID claim) {
        return database.withStatelessTransaction(session -> store.claimed(session, claim)
                .map(rows -> fold(rows, _ -> new Signal.Released()))
                .chain(changes -> write(session, changes)));
    }

    /** How it went with what was sent under that claim. */
    public Uni<Void> conclude(UUID claim, Map<UUID, Outcome> outcomes) {
        return database.withStatelessTransaction(session -> store.locked(session, outcomes.keySet())
                .map(rows ->
                        rows.stream().filter(row -> claim.equals(row.claim)).toList())
                .map(rows -> fold(rows, row -> signal(row, Objects.requireNonNull(outcomes.get(row.reminderId)))))
                .chain(changes -> write(session, changes)));
    }

    private Signal signal(MessageRow row, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> {
                row.trouble = null;
                yield new Signal.Accepted();
            }
            case Outcome.Deferred(var why) -> {
                row.trouble = why;
                var backoff = config.retry().backoff();
                row.nextAttemptAt = realTime.now()
                        .plus(backoff.after(
                                row.attempts, ThreadLocalRandom.current().nextDouble()));
                yield new Signal.Deferred(backoff.isOver(row.attempts));
            }
            case Outcome.Bounced(var why) -> {
                row.trouble = why;
                yield new Signal.Bounced();
            }
            case Outcome.Lost(var why) -> {
                row.trouble = why;
                yield new Signal.Lost(config.onUnknown());
            }
            case Outcome.Untouched _ -> new Signal.Released();
        };
    }

    /** Finds what was taken up and never reported on, because the one who did is gone. Says how many there were. */
    public Uni<Integer> settleDoubts() {
        boolean alsoUnknown = config.onUnknown() == OnUnknown.ASSUME_SENT;
        return database.withStatelessTransaction(session -> store.overdue(session, realTime.now(), alsoUnknown, MANY)
                .map(rows -> fold(rows, row -> {
                    row.trouble = "whoever was sending it did not come back with an answer";
                    return new Signal.Lost(config.onUnknown());
                }))
                .call(changes -> write(session, changes))
                .map(changes -> changes.rows().size()));
    }

    private Changes fold(List<MessageRow> rows, Function<MessageRow, Signal> signals) {
        var changes = new Changes(rows, new ArrayList<>());
        for (MessageRow row : rows) {
            Signal signal = signals.apply(row);
            if (DispatchRules.decide(row.toDomain(), signal) instanceof Decision.Move(Dispatch next)) {
                row.become(next);
                if (next instanceof Dispatch.Sent) {
                    changes.events.add(Outgoing.sent(row, clock.instant()));
                }
            }
        }
        return changes;
    }

    /** What came of a task. */
    public sealed interface Report {

        /** It is noted. */
        record Noted(MessageRow row) implements Report {}

        /** That cannot be said of it. */
        record Refused(String why) implements Report {}

        /** There is no such message. */
        record NoSuchMessage() implements Report {}
    }

    /** A person says whether the debtor was reached: by the letter, by the call, or by the e-mail in doubt. */
    public Uni<Report> done(
            UUID reminderId, boolean sent, String why, String who, Function<String, Boolean> mayActFor) {
        return database.withStatelessTransaction(session -> store.locked(session, List.of(reminderId))
                .chain(rows -> rows.isEmpty() || !mayActFor.apply(rows.getFirst().creditorId)
                        ? Uni.createFrom().<Report>item(new Report.NoSuchMessage())
                        : done(session, rows.getFirst(), sent, why, who)));
    }

    private Uni<Report> done(StatelessSession session, MessageRow row, boolean sent, String why, String who) {
        Dispatch before = row.toDomain();
        return switch (DispatchRules.decide(before, new Signal.Done(sent))) {
            case Decision.Refuse(var reason) -> Uni.createFrom().item(new Report.Refused(reason));
            case Decision.Stay _ -> Uni.createFrom().item(new Report.Noted(row));
            case Decision.Move(var next) ->
                parties(session, List.of(row))
                        .map(parties -> note(row, before, next, parties, why, who))
                        .chain(changes ->
                                store.update(session, changes.rows()).chain(() -> store.say(session, changes.events())))
                        .replaceWith(new Report.Noted(row));
        };
    }

    private Changes note(
            MessageRow row, Dispatch before, Dispatch next, Map<String, PartyRow> parties, String why, String who) {
        Instant now = clock.instant();
        row.doneBy = who;
        row.doneWhy = why;
        row.nextAttemptAt = realTime.now();
        boolean isSent = next instanceof Dispatch.Sent;
        if (isSent && before instanceof Dispatch.ForAPerson) {
            Letter _ = print(row, Case.of(row, parties), now);
        }
        row.trouble = isSent ? null : why;
        row.become(next);
        return new Changes(List.of(row), isSent ? List.of(Outgoing.sent(row, now)) : List.of());
    }

    /** A message with its words, as sent or as they would be sent now. */
    public record Shown(
            MessageRow row,
            @Nullable String waitsFor,
            @Nullable String subject,
            @Nullable String text) {}

    /** The messages, newest first, each with whom it still waits for. */
    public Uni<List<Shown>> list(
            @Nullable Collection<String> creditors, @Nullable UUID invoiceId, Collection<String> states, int page) {
        return look(session -> store.messages(session, creditors, invoiceId, states, page)
                .chain(rows -> parties(session, rows)
                        .map(parties -> rows.stream()
                                .map(row -> new Shown(row, waitsFor(row, parties), row.subject, null))
                                .toList())));
    }

    /** One message with its text; null when there is none. */
    public Uni<Shown> show(UUID reminderId) {
        return look(session -> store.message(session, reminderId)
                .chain(row -> row == null
                        ? Uni.createFrom().nullItem()
                        : parties(session, List.of(row)).map(parties -> withText(row, parties))));
    }

    /** The tasks, each with the text that is to be printed or said today. */
    public Uni<List<Shown>> tasks(@Nullable Collection<String> creditors, int page) {
        Set<String> states = Set.of(MessageRow.State.FOR_A_PERSON.name(), MessageRow.State.UNKNOWN.name());
        return look(session -> store.messages(session, creditors, null, states, page)
                .chain(rows -> parties(session, rows)
                        .map(parties ->
                                rows.stream().map(row -> withText(row, parties)).toList())));
    }

    private Shown withText(MessageRow row, Map<String, PartyRow> parties) {
        String waitsFor = waitsFor(row, parties);
        boolean canBeWritten = row.due != null
                && waitsFor == null
                && parties.containsKey(row.creditorId)
                && parties.containsKey(row.debtorId);
        if (row.body != null || !canBeWritten) {
            return new Shown(row, waitsFor, row.subject, row.body);
        }
        Case about = Case.of(row, parties);
        Letter letter = letters.write(about.reminder, about.creditor, about.debtor, about.day(clock.instant()));
        return new Shown(row, null, letter.subject(), letter.text());
    }

    private static @Nullable String waitsFor(MessageRow row, Map<String, PartyRow> parties) {
        if (!row.state.equals(MessageRow.State.PLANNED.name())) {
            return null;
        }
        if (!parties.containsKey(row.creditorId)) {
            return "what is known of creditor " + row.creditorId;
        }
        PartyRow debtor = parties.get(row.debtorId);
        if (debtor == null) {
            return "what is known of debtor " + row.debtorId;
        }
        int version = row.due == null ? 0 : ReminderReader.due(row.due).debtorVersion();
        return debtor.version >= version ? null : "version " + version + " of debtor " + row.debtorId;
    }

    /** A look without a change. */
    public <T> Uni<T> look(Function<StatelessSession, Uni<T>> query) {
        return database.withStatelessSession(query);
    }
}
