package io.rykker.invoice;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The world on the other side of Kafka: publishes as an ERP does, and hears all that the service says. */
final class Wire {

    static final String INBOUND = "rykker.inbound.invoices.v1";
    static final String REJECTED = INBOUND + ".rejected";

    private static Wire open;

    private final KafkaProducer<String, byte[]> erp;
    private final KafkaConsumer<String, byte[]> listener;
    private final List<ConsumerRecord<String, byte[]>> heard = new ArrayList<>();

    private Wire() {
        String servers = Servers.running().bootstrapServers();
        erp = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
        listener = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", "listener", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        listener.subscribe(List.of("rykker.invoices.v1", "rykker.parties.v1", REJECTED));
        Servers.running().registerConnector("INVOICE");
    }

    /** One for all tests: what was heard stays heard. */
    static synchronized Wire open() {
        if (open == null) {
            open = new Wire();
        }
        return open;
    }

    void send(String type, String key, byte[] body, Map<String, String> headers) {
        var record = new ProducerRecord<>(INBOUND, key, body);
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    void send(ProducerRecord<String, byte[]> record) {
        try {
            Objects.requireNonNull(erp.send(record).get());
        } catch (Exception e) {
            throw new AssertionError("the record could not be published", e);
        }
    }

    /** The first record of that type whose body has the text. */
    ConsumerRecord<String, byte[]> heard(String type, String text) {
        return heard(
                record -> type.equals(header(record, "ce_type")) && body(record).contains(text));
    }

    ConsumerRecord<String, byte[]> heardKey(String key) {
        return heard(record -> key.equals(record.key()));
    }

    ConsumerRecord<String, byte[]> heard(Predicate<ConsumerRecord<String, byte[]>> wanted) {
        Optional<ConsumerRecord<String, byte[]>> already = first(wanted);
        return already.isPresent()
                ? already.get()
                : await().atMost(Duration.ofSeconds(30))
                        .pollDelay(Duration.ZERO)
                        .until(() -> all(wanted).stream().findFirst(), Optional::isPresent)
                        .orElseThrow();
    }

    private synchronized Optional<ConsumerRecord<String, byte[]>> first(
            Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return heard.stream().filter(wanted).findFirst();
    }

    /** Everything of that kind that has been heard until now. */
    synchronized List<ConsumerRecord<String, byte[]>> all(Predicate<ConsumerRecord<String, byte[]>> wanted) {
        listener.poll(Duration.ofMillis(100)).forEach(heard::add);
        return heard.stream().filter(wanted).toList();
    }

    static String body(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
