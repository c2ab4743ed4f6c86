package io.rykker.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on a topic.
 *
 * @param id the CloudEvents id, empty when there is none
 * @param type the CloudEvents type, empty when there is none
 */
public record Event(
        String topic,
        int partition,
        long offset,
        Instant time,
        @Nullable String key,
        String id,
        String type,
        String traceparent,
        String rejection,
        byte[] payload) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Event of(ConsumerRecord<String, byte[]> record) {
        return new Event(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                header(record, "ce_id"),
                header(record, "ce_type"),
                header(record, "traceparent"),
                header(record, "rykker_rejection"),
                record.value() == null ? new byte[0] : record.value());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The payload as JSON; missing when it is none. */
    public JsonNode json() {
        try {
            return payload.length == 0 ? MissingNode.getInstance() : JSON.readTree(payload);
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    /** {@code InvoiceIssued} of {@code rykker.InvoiceIssued.v1}. */
    public String shortType() {
        String[] parts = type.split("\\.", -1);
        return parts.length < 2 ? type : parts[parts.length - 2];
    }
}
