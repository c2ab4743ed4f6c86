package io.rykker.system;

import io.rykker.stack.Topics;
import io.rykker.stack.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that was ever said on the topics of the contract, in order within a partition. */
final class TopicLog implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Heard> records = new ArrayList<>();
    private final Thread thread;

    TopicLog(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", "50", "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("topic-log").start(this::read);
    }

    private void read() {
        try (consumer) {
            List<TopicPartition> partitions = Topics.all().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    var heard = new Heard(record);
                    synchronized (records) {
                        records.add(heard);
                    }
                }
            }
        } catch (WakeupException _) {
            // close() was called.
        }
    }

    /** How much was heard so far. */
    int size() {
        synchronized (records) {
            return records.size();
        }
    }

    List<Heard> all() {
        synchronized (records) {
            return List.copyOf(records);
        }
    }

    List<Heard> since(int position) {
        synchronized (records) {
            return List.copyOf(records.subList(position, records.size()));
        }
    }

    List<Heard> find(Predicate<Heard> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** All events of one type that belong to one creditor. */
    List<Heard> of(String creditorId, String type) {
        return find(heard -> heard.header("ce_type").equals("rykker." + type + ".v1")
                && heard.text("creditorId").equals(creditorId));
    }

    /** The first record that fits, as soon as there is one. */
    Heard await(String what, Predicate<Heard> wanted) {
        Waiting.until(
                what + " on a topic",
                Duration.ofSeconds(60),
                () -> !find(wanted).isEmpty(),
                () -> size() + " records were heard");
        return find(wanted).getFirst();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
