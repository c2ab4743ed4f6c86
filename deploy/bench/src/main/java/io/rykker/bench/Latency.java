package io.rykker.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From the moment an invoice is due to be published until its effect is on a topic, under a constant rate of arrival:
 * the clock starts when it should have been sent, so a system that falls behind cannot hide it.
 */
final class Latency {

    private final String bootstrapServers;

    Latency(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Milliseconds of each invoice from number {@code first} on until it is on each of the topics, in their order; as many
     * as are.
     */
    List<Sample> measure(Erp erp, List<String> topics, int first, int count, double perSecond) {
        Map<String, Map<Integer, Long>> seen = new LinkedHashMap<>();
        topics.forEach(topic -> seen.put(topic, new HashMap<>()));
        try (var consumer = new KafkaConsumer<byte[], byte[]>(
                // who looks is not to be the load: a fetch for every record weighs more than what is looked at
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", "10", "fetch.min.bytes", "1048576"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            long start = System.nanoTime() + 100_000_000;
            double gap = 1e9 / perSecond;
            Thread sender = Thread.ofPlatform().start(() -> send(erp, first, count, start, gap));
            long giveUp = start + (long) (count * gap) + 30_000_000_000L;
            while (seen.values().stream().anyMatch(of -> of.size() < count) && System.nanoTime() < giveUp) {
                for (var record : consumer.poll(Duration.ofMillis(20))) {
                    var header = record.headers().lastHeader("traceparent");
                    int number = header == null ? -1 : Erp.numberIn(new String(header.value(), StandardCharsets.UTF_8));
                    if (number >= first && number < first + count) {
                        Objects.requireNonNull(seen.get(record.topic())).putIfAbsent(number, System.nanoTime());
                    }
                }
            }
            sender.join();
            return seen.values().stream()
                    .map(of -> sample(of, first, start, gap))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Sample sample(Map<Integer, Long> seen, int first, long start, double gap) {
        List<Double> milliseconds = new ArrayList<>();
        seen.forEach((number, at) -> milliseconds.add((at - start - (number - first) * gap) / 1e6));
        return new Sample(milliseconds);
    }

    private static void send(Erp erp, int first, int count, long start, double gap) {
        for (int i = 0; i < count; i++) {
            long due = start + (long) (i * gap);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            erp.issue(first + i, LocalDate.of(2026, 1, 5), LocalDate.of(2026, 12, 1));
        }
    }
}
