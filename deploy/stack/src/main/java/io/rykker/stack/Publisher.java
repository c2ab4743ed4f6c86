package io.rykker.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events the way an ERP does: CloudEvents in binary mode, with a trace of their own. */
public final class Publisher implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KafkaProducer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public Publisher(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "max.block.ms",
                        "15000",
                        "delivery.timeout.ms",
                        "30000",
                        "request.timeout.ms",
                        "10000",
                        "linger.ms",
                        "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** What was given to an event on its way. */
    public record Receipt(String topic, String key, String id, String traceparent) {}

    /** Sends to the topic of the type, keyed by what the event is about. */
    public Receipt publish(String type, byte[] payload) {
        return publish(type, key(payload), payload);
    }

    public Receipt publish(String type, String key, byte[] payload) {
        var receipt = new Receipt(Contract.topic(type), key, UUID.randomUUID().toString(), newTrace());
        var record = new ProducerRecord<>(receipt.topic(), key, payload);
        Map.of(
                        "ce_id",
                        receipt.id(),
                        "ce_type",
                        type,
                        "ce_source",
                        "/rykker/cli",
                        "ce_specversion",
                        "1.0",
                        "ce_time",
                        Instant.now().toString(),
                        "ce_subject",
                        key,
                        "content-type",
                        "application/json",
                        "traceparent",
                        receipt.traceparent())
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        sent.add(producer.send(record));
        return receipt;
    }

    /** Returns when Kafka has acknowledged all that was published so far. */
    public void flush() {
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Kafka did not take the event: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while publishing", e);
            }
        }
        sent.clear();
    }

    private static String key(byte[] payload) {
        try {
            JsonNode event = JSON.readTree(payload);
            return Stream.of("invoiceId", "invoiceNumber", "paymentId", "debtorId", "creditorId")
                    .map(field -> event.path(field).asText(""))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (IOException _) {
            return "";
        }
    }

    private static String newTrace() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        HexFormat hex = HexFormat.of();
        return "00-" + hex.formatHex(bytes, 0, 16) + "-" + hex.formatHex(bytes, 16, 24) + "-01";
    }

    @Override
    public void close() {
        producer.close();
    }
}
