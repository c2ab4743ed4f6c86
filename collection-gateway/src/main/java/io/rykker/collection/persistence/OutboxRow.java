package io.rykker.collection.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One event on its way to Kafka, written in the transaction that makes it true; the columns are the contract's. */
@Entity
@Table(name = "outbox")
public class OutboxRow {

    @Id
    public UUID id;

    public String topic;

    public @Nullable String key;

    public String type;

    public String subject;

    public String time;

    public String traceparent;

    public byte[] payload;

    public @Nullable String rejection;

    /** Given by the database; the newest row is the one with the highest. */
    @Column(insertable = false, updatable = false)
    public @Nullable Long position;

    protected OutboxRow() {}

    public OutboxRow(
            String topic,
            @Nullable String key,
            String type,
            String subject,
            String time,
            String traceparent,
            byte[] payload,
            @Nullable String rejection) {
        this.id = UUID.randomUUID();
        this.topic = topic;
        this.key = key;
        this.type = type;
        this.subject = subject;
        this.time = time;
        this.traceparent = traceparent;
        this.payload = payload;
        this.rejection = rejection;
    }
}
