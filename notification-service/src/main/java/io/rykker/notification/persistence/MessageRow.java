package io.rykker.notification.persistence;

import io.rykker.notification.domain.Dispatch;
import io.rykker.notification.domain.Dispatch.ForAPerson;
import io.rykker.notification.domain.Dispatch.Planned;
import io.rykker.notification.domain.Dispatch.Sending;
import io.rykker.notification.domain.Dispatch.Sent;
import io.rykker.notification.domain.Dispatch.Undeliverable;
import io.rykker.notification.domain.Dispatch.Unknown;
import io.rykker.notification.domain.Dispatch.Withdrawn;
import io.rykker.notification.domain.Reminder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One reminder on its way, or at the end of it. */
@Entity
@SqlResultSetMapping(name = MessageRow.ROWS, entities = @EntityResult(entityClass = MessageRow.class))
@Table(name = "message")
public class MessageRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "messages";

    /** Where a message stands. The names are stored: a new one is added, an old one never renamed. */
    public enum State {
        PLANNED,
        SENDING,
        UNKNOWN,
        FOR_A_PERSON,
        SENT,
        WITHDRAWN,
        UNDELIVERABLE
    }

    @Id
    public UUID reminderId;

    public UUID invoiceId;
    public String creditorId;
    public @Nullable String debtorId;
    public byte @Nullable [] due;
    public @Nullable LocalDate dueOn;

    public String state;

    @Column(name = "channel_no")
    public int channelNumber;

    public @Nullable String channel;
    public int attempts;
    public Instant nextAttemptAt;
    public @Nullable UUID claim;
    public @Nullable Instant leaseUntil;
    public @Nullable String messageId;
    public @Nullable Instant dispatchedAt;
    public @Nullable LocalDate sentOn;
    public @Nullable LocalDate deadline;
    public @Nullable String subject;
    public @Nullable String body;
    public @Nullable String trouble;
    public @Nullable String withdrawal;
    public @Nullable String doneBy;
    public @Nullable String doneWhy;
    public String traceparent;

    @Column(insertable = false, updatable = false)
    public @Nullable Long position;

    protected MessageRow() {}

    public MessageRow(UUID reminderId, UUID invoiceId, String creditorId, String traceparent, Instant now) {
        this.reminderId = reminderId;
        this.invoiceId = invoiceId;
        this.creditorId = creditorId;
        this.traceparent = traceparent;
        this.nextAttemptAt = now;
        this.state = State.PLANNED.name();
    }

    public MessageRow plan(Reminder reminder, byte[] record, String trace) {
        due = record;
        debtorId = reminder.debtorId().toString();
        dueOn = reminder.decidedOn();
        traceparent = trace;
        return this;
    }

    public Dispatch toDomain() {
        return switch (State.valueOf(state)) {
            case PLANNED -> new Planned(channelNumber, attempts);
            case SENDING -> new Sending(channelNumber, attempts, withdrawal != null);
            case UNKNOWN -> new Unknown(channelNumber, attempts, withdrawal != null);
            case FOR_A_PERSON -> new ForAPerson(channelNumber);
            case SENT -> new Sent(channelNumber);
            case WITHDRAWN -> new Withdrawn(channelNumber);
            case UNDELIVERABLE -> new Undeliverable(channelNumber);
        };
    }

    public void become(Dispatch next) {
        switch (next) {
            case Planned(var at, var tries) -> stand(State.PLANNED, at, tries);
            case Sending(var at, var tries, var _) -> stand(State.SENDING, at, tries);
            case Unknown(var at, var tries, var _) -> stand(State.UNKNOWN, at, tries);
            case ForAPerson(var at) -> stand(State.FOR_A_PERSON, at, 0);
            case Sent(var at) -> stand(State.SENT, at, attempts);
            case Withdrawn(var at) -> stand(State.WITHDRAWN, at, attempts);
            case Undeliverable(var at) -> stand(State.UNDELIVERABLE, at, attempts);
        }
    }

    private void stand(State as, int at, int tries) {
        state = as.name();
        channelNumber = at;
        attempts = tries;
    }
}
