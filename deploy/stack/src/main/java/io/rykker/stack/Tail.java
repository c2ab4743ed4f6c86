package io.rykker.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topics from their beginning, in a thread of its own and in no consumer group, for as long as it is open. */
public final class Tail implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private final Consumer<Event> listener;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final List<String> topics;

    private Tail(String bootstrapServers, List<String> topics, Consumer<Event> listener) {
        this.topics = topics;
        this.listener = listener;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        "50",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("tail").unstarted(this::read);
    }

    /**
     * Opens the topics and begins to read.
     *
     * @param listener hears every record, in order within a partition
     */
    public static Tail open(String bootstrapServers, List<String> topics, Consumer<Event> listener) {
        var tail = new Tail(bootstrapServers, topics, listener);
        tail.thread.start();
        return tail;
    }

    private void read() {
        try (consumer) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    Event event = Event.of(record);
                    listener.accept(event);
                    seen.add(event.id());
                }
            }
        } catch (WakeupException _) {
            // close() was called.
        }
    }

    /** True when the record with this CloudEvents id has been read. */
    public boolean hasSeen(String id) {
        return seen.contains(id);
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
