package io.rykker.collection.messaging;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record as it came. It is kept whole until it is obeyed, so that a refusal can give it back untouched.
 *
 * @param headers by name, as text; of a repeated header the last one
 */
public record Incoming(
        String topic, int partition, long offset, @Nullable String key, Map<String, String> headers, byte[] body) {

    public static Incoming of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        byte[] body = record.value() == null ? new byte[0] : record.value();
        return new Incoming(record.topic(), record.partition(), record.offset(), record.key(), headers, body);
    }

    public String type() {
        return headers.getOrDefault("ce_type", "");
    }

    /** The trace that the sender started, or a new one. */
    public String traceparent() {
        return Traceparent.of(headers.get("traceparent"));
    }
}
