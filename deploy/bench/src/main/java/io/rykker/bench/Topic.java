package io.rykker.bench;

import io.rykker.stack.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many records lie on topics, asked of the broker alone, so that watching costs next to nothing. */
final class Topic implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    Topic(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    long count(String... topics) {
        List<TopicPartition> partitions = List.of(topics).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns when so many records lie there. */
    void await(String topic, long wanted, Duration patience) {
        Waiting.until(
                wanted + " records on " + topic,
                patience,
                () -> count(topic) >= wanted,
                () -> "there are " + count(topic));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
