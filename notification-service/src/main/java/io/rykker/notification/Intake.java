package io.rykker.notification;

import io.rykker.notification.domain.Decision;
import io.rykker.notification.domain.Dispatch;
import io.rykker.notification.domain.DispatchRules;
import io.rykker.notification.domain.Signal;
import io.rykker.notification.messaging.Outgoing;
import io.rykker.notification.persistence.MessageRow;
import io.rykker.notification.persistence.OutboxRow;
import io.rykker.notification.persistence.PartyRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folds one batch over what is known, in memory: what is to be written is collected and written in bulk afterwards. */
final class Intake {

    /** The rows that a batch touches. */
    record Asked(Set<UUID> reminders, Set<String> parties) {

        static Asked by(List<Heard> batch) {
            var asked = new Asked(new HashSet<>(), new HashSet<>());
            for (Heard heard : batch) {
                switch (heard) {
                    case Heard.Due due -> asked.reminders.add(due.reminder().reminderId());
                    case Heard.Withdrawn withdrawn -> asked.reminders.add(withdrawn.reminderId());
                    case Heard.Party party -> asked.parties.add(party.id());
                    case Heard.Unreadable _, Heard.NotForUs _ -> {}
                }
            }
            return asked;
        }
    }

    /** The rows of one table that a batch is about, and which of them are to be written. */
    static final class Rows<K, R> {
        private final Map<K, R> known = new HashMap<>();
        private final Map<K, R> fresh = new LinkedHashMap<>();
        private final Map<K, R> changed = new LinkedHashMap<>();

        private @Nullable R find(K id) {
            return known.get(id);
        }

        private void add(K id, R row) {
            known.put(id, row);
            fresh.put(id, row);
        }

        private void change(K id, R row) {
            if (!fresh.containsKey(id)) {
                changed.put(id, row);
            }
        }

        List<R> fresh() {
            return List.copyOf(fresh.values());
        }

        List<R> changed() {
            return List.copyOf(changed.values());
        }
    }

    private final Rows<UUID, MessageRow> messages = new Rows<>();
    private final Rows<String, PartyRow> parties = new Rows<>();
    private final Instant now;
    private final Instant realNow;
    private final List<OutboxRow> events = new ArrayList<>();

    Intake(List<MessageRow> messages, List<PartyRow> parties, Instant now, Instant realNow) {
        messages.forEach(row -> this.messages.known.put(row.reminderId, row));
        parties.forEach(row -> this.parties.known.put(row.id, row));
        this.now = now;
        this.realNow = realNow;
    }

    Intake takeAll(List<Heard> batch) {
        batch.forEach(this::take);
        return this;
    }

    Rows<UUID, MessageRow> messages() {
        return messages;
    }

    Rows<String, PartyRow> parties() {
        return parties;
    }

    List<OutboxRow> events() {
        return events;
    }

    private void take(Heard heard) {
        switch (heard) {
            case Heard.Due due -> plan(due);
            case Heard.Withdrawn withdrawn -> withdraw(withdrawn);
            case Heard.Party party -> know(party);
            case Heard.Unreadable(var record, var field, var why) ->
                events.add(Outgoing.rejected(record, field, why, now));
            case Heard.NotForUs _ -> {}
        }
    }

    /** One that was withdrawn before it came keeps that; one that is known already is a repeat. */
    private void plan(Heard.Due due) {
        var reminder = due.reminder();
        MessageRow row = messages.find(reminder.reminderId());
        if (row == null) {
            row = new MessageRow(
                    reminder.reminderId(),
                    reminder.invoiceId(),
                    reminder.creditorId(),
                    due.record().traceparent(),
                    realNow);
            messages.add(row.reminderId, row);
        } else if (row.due == null) {
            messages.change(row.reminderId, row);
        } else {
            return;
        }
        MessageRow _ = row.plan(reminder, due.record().body(), due.record().traceparent());
    }

    private void withdraw(Heard.Withdrawn withdrawn) {
        MessageRow row = messages.find(withdrawn.reminderId());
        if (row == null) {
            row = new MessageRow(
                    withdrawn.reminderId(),
                    withdrawn.invoiceId(),
                    withdrawn.creditorId(),
                    withdrawn.record().traceparent(),
                    realNow);
            messages.add(row.reminderId, row);
        }
        if (DispatchRules.decide(row.toDomain(), new Signal.Withdraw()) instanceof Decision.Move(Dispatch next)) {
            row.become(next);
            row.withdrawal = withdrawn.reason();
            messages.change(row.reminderId, row);
        }
    }

    /** The highest version is how they are, whatever came last. */
    private void know(Heard.Party party) {
        PartyRow row = parties.find(party.id());
        if (row == null) {
            row = new PartyRow(party.id(), party.version(), party.record().body());
            parties.add(row.id, row);
        } else if (row.version < party.version()) {
            row.version = party.version();
            row.body = party.record().body();
            parties.change(row.id, row);
        }
    }
}
