package io.rykker.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells when nothing more will happen by itself: no service has work that is due, all that they wrote to their outboxes
 * is on Kafka, every consumer group has read all of it, the agency has nothing left to report, and no service has
 * written anything new while this was being found out.
 */
final class Quiet {

    private static final List<Service> ALL = List.of(Service.values());

    private final Function<Service, Api> services;
    private final Tail tail;
    private final AgencyReports agency;
    private final Admin admin;
    private final Map<String, Set<TopicPartition>> read = new TreeMap<>();
    private Service suspect = Service.INVOICE;
    private String reason = "nothing was looked at yet";

    Quiet(Function<Service, Api> services, Tail tail, AgencyReports agency, Admin admin) {
        this.services = services;
        this.tail = tail;
        this.agency = agency;
        this.admin = admin;
    }

    /** Why it is not quiet, as of the last look. */
    String reason() {
        return reason;
    }

    /** What the groups read changes only when a service starts, so it is asked for once before the looks. */
    void prepare() {
        try {
            List<String> groups = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
            admin.describeConsumerGroups(groups)
                    .all()
                    .get()
                    .forEach((group, description) -> description
                            .members()
                            .forEach(member -> read.computeIfAbsent(group, _ -> new HashSet<>())
                                    .addAll(member.assignment().topicPartitions())));
        } catch (ExecutionException e) {
            reason = "Kafka does not answer: " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for quiet", e);
        }
    }

    /** One look. Whoever was at work the last time is asked first, so that waiting costs little. */
    boolean isQuiet() {
        if (isAtWork(suspect) || !agencyIsQuiet()) {
            return false;
        }
        var lastEvents = new TreeMap<Service, String>();
        for (Service service : ALL) {
            if (isAtWork(service)) {
                suspect = service;
                return false;
            }
            lastEvents.put(service, lastEvent(backlog(service)));
        }
        if (!allIsRead()) {
            return false;
        }
        for (Service service : ALL) {
            JsonNode backlog = backlog(service);
            if (backlog.path("pending").asLong(1) > 0 || !lastEvent(backlog).equals(lastEvents.get(service))) {
                return no(service.folder() + " was still at work");
            }
        }
        return agencyIsQuiet();
    }

    private boolean isAtWork(Service service) {
        JsonNode backlog = backlog(service);
        if (!backlog.has("pending")) {
            return !no(service.folder() + " does not tell its backlog");
        }
        if (backlog.path("pending").asLong() > 0) {
            return !no(service.folder() + " has " + backlog.path("pending") + " things to do");
        }
        if (service == Service.DUNNING && isBehind(backlog)) {
            return !no("dunning-service has swept through " + backlog.path("sweptThrough") + " and today is "
                    + backlog.path("today"));
        }
        String last = lastEvent(backlog);
        if (!last.isEmpty() && !tail.hasSeen(last)) {
            return !no("the last event of " + service.folder() + ", " + last + " to "
                    + backlog.path("lastEvent").path("topic").asText() + ", is not on Kafka yet");
        }
        return false;
    }

    private JsonNode backlog(Service service) {
        return services.apply(service).get("/backlog").json();
    }

    private static String lastEvent(JsonNode backlog) {
        return backlog.path("lastEvent").path("id").asText("");
    }

    private static boolean isBehind(JsonNode backlog) {
        JsonNode swept = backlog.path("sweptThrough");
        return !swept.isTextual()
                || LocalDate.parse(swept.asText())
                        .isBefore(LocalDate.parse(backlog.path("today").asText()));
    }

    private boolean agencyIsQuiet() {
        return agency.isEmpty() || no("the agency has reports to send");
    }

    private boolean no(String why) {
        reason = why;
        return false;
    }

    private boolean allIsRead() {
        for (Service service : ALL) {
            if (read.keySet().stream().noneMatch(group -> group.startsWith(service.database()))) {
                prepare();
                return no(service.folder() + " has no consumer group with members yet");
            }
        }
        try {
            var specs = read.keySet().stream()
                    .collect(Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
            var committed = admin.listConsumerGroupOffsets(specs).all().get();
            Map<TopicPartition, Long> ends = ends();
            for (var group : read.entrySet()) {
                long lag = lag(group.getValue(), committed.getOrDefault(group.getKey(), Map.of()), ends);
                if (lag > 0) {
                    return no(group.getKey() + " has " + lag + " records to read");
                }
            }
            return true;
        } catch (ExecutionException e) {
            return no("Kafka does not answer: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for quiet", e);
        }
    }

    /** A partition that was never committed counts from its beginning; no topic of ours starts later than at 0. */
    private static long lag(
            Set<TopicPartition> assigned,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> ends) {
        long lag = 0;
        for (TopicPartition partition : assigned) {
            OffsetAndMetadata offset = committed.get(partition);
            lag += Math.max(0, ends.getOrDefault(partition, 0L) - (offset == null ? 0 : offset.offset()));
        }
        return lag;
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = read.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
