package io.rykker.notification.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rykker.notification.persistence.MessageRow;
import io.rykker.notification.persistence.OutboxRow;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what this service says, in the form that the contract fixes. */
public final class Outgoing {

    private static final String DELIVERIES = "rykker.deliveries.v1";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private Outgoing() {}

    record ReminderSent(
            UUID reminderId,
            UUID invoiceId,
            String creditorId,
            String channel,
            LocalDate sentOn,
            Instant sentAt,
            LocalDate deadline,
            @Nullable String messageId) {}

    record ReminderUndeliverable(
            UUID reminderId, UUID invoiceId, String creditorId, String channel, LocalDate on, String reason) {}

    record Rejection(
            String reason,
            @Nullable String field,
            String service,
            String topic,
            int partition,
            long offset,
            Map<String, String> headers) {}

    /** Of a message that stands as sent. */
    public static OutboxRow sent(MessageRow row, Instant now) {
        var body = new ReminderSent(
                row.reminderId,
                row.invoiceId,
                row.creditorId,
                Objects.requireNonNull(row.channel),
                Objects.requireNonNull(row.sentOn),
                Objects.requireNonNull(row.dispatchedAt),
                Objects.requireNonNull(row.deadline),
                row.messageId);
        return event("rykker.ReminderSent.v1", row, body, now);
    }

    public static OutboxRow undeliverable(MessageRow row, LocalDate on, Instant now) {
        var body = new ReminderUndeliverable(
                row.reminderId,
                row.invoiceId,
                row.creditorId,
                Objects.requireNonNull(row.channel),
                on,
                Objects.requireNonNull(row.trouble));
        return event("rykker.ReminderUndeliverable.v1", row, body, now);
    }

    /** The record goes back to whoever watches the rejected ones: same key, same bytes, and why. */
    public static OutboxRow rejected(Incoming record, @Nullable String field, String reason, Instant now) {
        var why = new Rejection(
                reason,
                field == null || field.isEmpty() ? null : field,
                "notification-service",
                record.topic(),
                record.partition(),
                record.offset(),
                new TreeMap<>(record.headers()));
        return new OutboxRow(
                record.topic() + ".rejected",
                record.key(),
                "rykker.Rejected.v1",
                record.key() == null ? "" : record.key(),
                now.toString(),
                record.traceparent(),
                record.body(),
                new String(bytes(why), StandardCharsets.UTF_8));
    }

    private static OutboxRow event(String type, MessageRow row, Object body, Instant now) {
        String key = row.invoiceId.toString();
        return new OutboxRow(DELIVERIES, key, type, key, now.toString(), row.traceparent, bytes(body), null);
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
