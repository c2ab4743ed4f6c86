package io.rykker.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The ERP: publishes on the inbound topics, and knows that Kafka has acknowledged what it published. */
final class Erp implements AutoCloseable {

    static final String INVOICES = "rykker.inbound.invoices.v1";
    static final String PAYMENTS = "rykker.inbound.payments.v1";
    static final String ISSUED = "rykker.inbound.InvoiceIssued.v1";
    static final String CREDITED = "rykker.inbound.InvoiceCredited.v1";
    static final String CANCELLED = "rykker.inbound.InvoiceCancelled.v1";
    static final String PAID = "rykker.inbound.PaymentReceived.v1";
    static final String REVERSED = "rykker.inbound.PaymentReversed.v1";

    private final KafkaProducer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    Erp(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * One event of the ERP; published twice it is the same event twice.
     *
     * @param on the day from which the ERP knows of it
     */
    record Notice(LocalDate on, String topic, String type, String key, byte[] body, String id, String traceparent) {

        static Notice of(LocalDate on, String type, String key, Object body, Random random) {
            byte[] seed = new byte[40];
            random.nextBytes(seed);
            String hex = HexFormat.of().formatHex(seed);
            return new Notice(
                    on,
                    type.contains("Invoice") ? INVOICES : PAYMENTS,
                    type,
                    key,
                    json(body),
                    UUID.nameUUIDFromBytes(seed).toString(),
                    "00-" + hex.substring(0, 32) + "-" + hex.substring(32, 48) + "-01");
        }
    }

    void publish(Notice notice) {
        publish(
                notice.topic(),
                notice.key(),
                notice.body(),
                Map.of(
                        "ce_id", notice.id(),
                        "ce_type", notice.type(),
                        "ce_source", "/erp/system-tests",
                        "ce_specversion", "1.0",
                        "traceparent", notice.traceparent()));
    }

    void publish(String topic, String key, byte[] body, Map<String, String> headers) {
        var record = new ProducerRecord<>(topic, key, body);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        sent.add(producer.send(record));
    }

    /** Returns when Kafka has acknowledged all of it. */
    void flush() {
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Kafka did not take it", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while publishing", e);
            }
        }
        sent.clear();
    }

    static byte[] json(Object body) {
        try {
            return Heard.JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
