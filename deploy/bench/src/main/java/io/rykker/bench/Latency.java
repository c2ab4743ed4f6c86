package io.rykker.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From the moment an invoice is due to be published until its effect is on a topic, under a constant rate of arrival:
 * the clock starts when it should have been sent, so a system that falls behind cannot hide it.
 *
 * <p>The broker writes down when each effect came to its topic, and that is read when all is over: who looks on is not to
 * be a part of the load.
 */
final class Latency {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AlterConfigOp TIME_OF_THE_BROKER = new AlterConfigOp(
            new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"), AlterConfigOp.OpType.SET);

    private final String bootstrapServers;
    private final List<String> topics;

    /** For effects on these topics, each of which has its records stamped by the broker from now on. */
    Latency(String bootstrapServers, List<String> topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        Map<ConfigResource, Collection<AlterConfigOp>> changes = topics.stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        _ -> List.of(TIME_OF_THE_BROKER)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not stamp records itself: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Milliseconds of each invoice from number {@code first} on until it is on each of the topics, in their order; as many
     * as are.
     */
    List<Sample> measure(Erp erp, int first, int count, double perSecond) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            double gap = 1000 / perSecond;
            double start = send(erp, first, count, gap);
            Map<String, Map<Integer, Long>> seen = read(consumer, first, count);
            return seen.values().stream()
                    .map(of -> sample(of, first, start, gap))
                    .toList();
        }
    }

    private Map<String, Map<Integer, Long>> read(KafkaConsumer<byte[], byte[]> consumer, int first, int count) {
        Map<String, Map<Integer, Long>> seen = new LinkedHashMap<>();
        topics.forEach(topic -> seen.put(topic, new HashMap<>()));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (seen.values().stream().anyMatch(of -> of.size() < count) && System.nanoTime() < giveUp) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                var header = record.headers().lastHeader("traceparent");
                int number = header == null ? -1 : Erp.numberIn(new String(header.value(), StandardCharsets.UTF_8));
                if (number >= first && number < first + count) {
                    Objects.requireNonNull(seen.get(record.topic())).putIfAbsent(number, record.timestamp());
                }
            }
        }
        return seen;
    }

    private static Sample sample(Map<Integer, Long> seen, int first, double start, double gap) {
        List<Double> milliseconds = new ArrayList<>();
        seen.forEach((number, at) -> milliseconds.add(at - start - (number - first) * gap));
        return new Sample(milliseconds);
    }

    /** Returns when the first one was due, in milliseconds of the clock that the broker reads as well. */
    private static double send(Erp erp, int first, int count, double gap) {
        long start = System.nanoTime();
        double startOfClock = System.currentTimeMillis();
        for (int i = 0; i < count; i++) {
            long due = start + (long) (i * gap * 1e6);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            erp.issue(first + i, LocalDate.of(2026, 1, 5), LocalDate.of(2026, 12, 1));
        }
        return startOfClock;
    }
}
