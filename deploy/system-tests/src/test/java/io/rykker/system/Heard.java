package io.rykker.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as it lies on a topic, with all its headers. */
final class Heard {

    static final ObjectMapper JSON = new ObjectMapper();

    private final String topic;
    private final int partition;
    private final long offset;
    private final Instant producedAt;
    private final String key;
    private final Map<String, String> headers = new TreeMap<>();
    private final byte[] bytes;
    private final JsonNode json;

    Heard(ConsumerRecord<String, byte[]> record) {
        this.topic = record.topic();
        this.partition = record.partition();
        this.offset = record.offset();
        this.producedAt = Instant.ofEpochMilli(record.timestamp());
        this.key = record.key() == null ? "" : record.key();
        this.bytes = record.value() == null ? new byte[0] : record.value();
        record.headers()
                .forEach(header -> headers.put(
                        header.key(),
                        header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        this.json = parse(bytes);
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    String topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    /** When Connect put it on the topic, by the real time. */
    Instant producedAt() {
        return producedAt;
    }

    String key() {
        return key;
    }

    byte[] bytes() {
        return bytes;
    }

    JsonNode json() {
        return json;
    }

    String text(String field) {
        return json.path(field).asText();
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    Map<String, String> headers() {
        return headers;
    }

    /** {@code InvoiceIssued} of {@code rykker.InvoiceIssued.v1}. */
    String type() {
        String[] parts = header("ce_type").split("\\.");
        return parts.length < 2 ? header("ce_type") : parts[parts.length - 2];
    }

    /** The part of the traceparent that stays the same from the first sender to the last receiver. */
    String traceId() {
        return traceId(header("traceparent"));
    }

    static String traceId(String traceparent) {
        String[] parts = traceparent.split("-");
        return parts.length == 4 ? parts[1] : "";
    }

    @Override
    public String toString() {
        return topic + "[" + partition + "]@" + offset + " " + type() + " " + new String(bytes, StandardCharsets.UTF_8);
    }
}
