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

/**
 * Reads the topics from their beginning, in a thread of its own and in no consumer group, while somebody waits for what is
 * read: a reader of everything is work for Kafka with each record, and would be measured along with what is looked at.
 */
public final class Tail implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private final Consumer<Event> listener;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final List<String> topics;
    private int waiting;
    private boolean closed;

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
     * Opens the topics and reads until it is closed.
     *
     * @param listener hears every record, in order within a partition
     */
    public static Tail open(String bootstrapServers, List<String> topics, Consumer<Event> listener) {
        Tail tail = resting(bootstrapServers, topics, listener);
        Reading _ = tail.reading();
        return tail;
    }

    /** Reads only while there is a {@link #reading}; then from where it stopped. */
    static Tail resting(String bootstrapServers, List<String> topics, Consumer<Event> listener) {
        var tail = new Tail(bootstrapServers, topics, listener);
        tail.thread.start();
        return tail;
    }

    /** Somebody waits for what is on the topics, until they close it. */
    synchronized Reading reading() {
        waiting++;
        notifyAll();
        return this::waitsNoMore;
    }

    private synchronized void waitsNoMore() {
        waiting--;
    }

    /** The right to have the topics read. */
    interface Reading extends AutoCloseable {

        @Override
        void close();
    }

    private void read() {
        try (consumer) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (isWaitedFor()) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    Event event = Event.of(record);
                    listener.accept(event);
                    seen.add(event.id());
                }
            }
        } catch (WakeupException | InterruptedException _) {
            // close() was called.
        }
    }

    /** Returns true when somebody waits, and false when it was closed. */
    private synchronized boolean isWaitedFor() throws InterruptedException {
        while (waiting == 0 && !closed) {
            wait();
        }
        return !closed;
    }

    /** True when the record with this CloudEvents id has been read. */
    public boolean hasSeen(String id) {
        return seen.contains(id);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
