package io.rykker.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** The topics of the contract: partitions, retention, and one {@code .rejected} beside every topic that is consumed. */
public final class Topics {

    /** Written from outside or by a service, and read by at least one service. */
    public static final List<String> CONSUMED = List.of(
            "rykker.inbound.invoices.v1",
            "rykker.inbound.payments.v1",
            "rykker.parties.v1",
            "rykker.invoices.v1",
            "rykker.payments.v1",
            "rykker.reminders.v1",
            "rykker.claims.v1",
            "rykker.deliveries.v1",
            "rykker.cases.v1");

    /** Written by a service for whoever looks after the system; no service reads it, so nothing in it is ever refused. */
    public static final List<String> TOLD = List.of("rykker.alerts.v1");

    private static final Set<String> COMPACTED = Set.of("rykker.parties.v1");
    private static final int PARTITIONS = 3;

    private Topics() {}

    public static List<String> all() {
        List<String> topics = new ArrayList<>(CONSUMED);
        topics.addAll(TOLD);
        CONSUMED.forEach(topic -> topics.add(topic + ".rejected"));
        return List.copyOf(topics);
    }

    /** Makes those that are missing; leaves those that exist as they are. */
    static void createMissing(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = all().stream()
                    .filter(topic -> !existing.contains(topic))
                    .map(Topics::describe)
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while making the topics", e);
        }
    }

    /** Lets a group of consumers begin anew; waits until Kafka has noticed that its members are gone. */
    static void forget(String bootstrapServers, String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Waiting.until(
                    "the consumers of " + group + " to be gone",
                    Duration.ofSeconds(60),
                    () -> isForgotten(admin, group),
                    () -> "is " + group + " still up?");
        }
    }

    private static boolean isForgotten(Admin admin, String group) {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw new IllegalStateException("Kafka did not forget the group " + group + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for " + group, e);
        }
    }

    /** How many records each topic of the contract holds. */
    public static Map<String, Long> sizes(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "default.api.timeout.ms",
                "5000",
                "request.timeout.ms",
                "4000"))) {
            var sizes = new LinkedHashMap<String, Long>();
            all().forEach(topic -> sizes.put(topic, 0L));
            List<TopicPartition> partitions = admin.describeTopics(all()).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            count(admin, partitions, OffsetSpec.latest(), 1, sizes);
            count(admin, partitions, OffsetSpec.earliest(), -1, sizes);
            return sizes;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka does not answer on " + bootstrapServers + " (" + e.getMessage()
                            + "); start the stack: rykker up",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while asking Kafka", e);
        }
    }

    private static void count(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which, int sign, Map<String, Long> sizes)
            throws ExecutionException, InterruptedException {
        admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which)))
                .all()
                .get()
                .forEach((partition, offset) -> sizes.merge(partition.topic(), sign * offset.offset(), Long::sum));
    }

    private static NewTopic describe(String topic) {
        String cleanup = COMPACTED.contains(topic) ? "compact" : "delete";
        // The twin takes the same record with the reason beside it, so it has to take more.
        String largest = topic.endsWith(".rejected") ? "6291456" : "4194304";
        return new NewTopic(topic, PARTITIONS, (short) 1)
                .configs(Map.of("cleanup.policy", cleanup, "max.message.bytes", largest));
    }
}
