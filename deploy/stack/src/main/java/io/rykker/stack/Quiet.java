package io.rykker.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    boolean isQuiet() {
        var before = new TreeMap<Service, String>();
        for (Service service : ALL) {
            Api.Answer answer = services.apply(service).get("/backlog");
            if (!answer.isGood()) {
                return no(service.folder() + "/backlog: " + answer.inWords());
            }
            JsonNode backlog = answer.json();
            if (backlog.path("pending").asLong() > 0) {
                return no(service.folder() + " has " + backlog.path("pending") + " things to do");
            }
            if (service == Service.DUNNING && isBehind(backlog)) {
                return no("dunning-service has swept through " + backlog.path("sweptThrough") + " and today is "
                        + backlog.path("today"));
            }
            String last = backlog.path("lastEvent").path("id").asText("");
            if (!last.isEmpty() && !tail.hasSeen(last)) {
                return no("the last event of " + service.folder() + ", " + last + " to "
                        + backlog.path("lastEvent").path("topic").asText() + ", is not on Kafka yet");
            }
            before.put(service, last);
        }
        if (!agency.isEmpty()) {
            return no("the agency has reports to send");
        }
        List<String> lags = lags();
        if (!lags.isEmpty()) {
            return no(String.join(", ", lags));
        }
        for (Service service : ALL) {
            JsonNode backlog = services.apply(service).get("/backlog").json();
            if (backlog.path("pending").asLong(1) > 0
                    || !backlog.path("lastEvent").path("id").asText("").equals(before.get(service))) {
                return no(service.folder() + " was still at work");
            }
        }
        return agency.isEmpty() || no("the agency has reports to send");
    }

    private boolean no(String why) {
        reason = why;
        return false;
    }

    private static boolean isBehind(JsonNode backlog) {
        String swept = backlog.path("sweptThrough").asText("");
        return swept.isEmpty()
                || "null".equals(swept)
                || LocalDate.parse(swept)
                        .isBefore(LocalDate.parse(backlog.path("today").asText()));
    }

    /** One line per group that has something to read, or that should be there and is not. */
    private List<String> lags() {
        try {
            List<String> groups = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
            List<String> lags = new ArrayList<>();
            for (Service service : ALL) {
                if (groups.stream().noneMatch(group -> group.startsWith(service.database()))) {
                    lags.add(service.folder() + " has no consumer group yet");
                }
            }
            var read = new TreeMap<String, Map<TopicPartition, OffsetAndMetadata>>();
            var assigned = assignments(groups);
            var specs = groups.stream()
                    .collect(Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
            admin.listConsumerGroupOffsets(specs).all().get().forEach((group, offsets) -> {
                var known = new java.util.HashMap<TopicPartition, OffsetAndMetadata>();
                assigned.getOrDefault(group, List.of())
                        .forEach(partition -> known.put(partition, new OffsetAndMetadata(0)));
                offsets.forEach((partition, offset) -> {
                    if (offset != null) {
                        known.put(partition, offset);
                    }
                });
                read.put(group, known);
            });
            Map<TopicPartition, Long> ends = ends(read);
            read.forEach((group, offsets) -> {
                long lag = offsets.entrySet().stream()
                        .mapToLong(entry -> Math.max(
                                0,
                                ends.getOrDefault(entry.getKey(), 0L)
                                        - entry.getValue().offset()))
                        .sum();
                if (lag > 0) {
                    lags.add(group + " has " + lag + " records to read");
                }
            });
            return lags;
        } catch (ExecutionException e) {
            return List.of("Kafka does not answer: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for quiet", e);
        }
    }

    /** What the members of the groups hold: a partition that was never committed counts from its beginning. */
    private Map<String, List<TopicPartition>> assignments(List<String> groups)
            throws ExecutionException, InterruptedException {
        var assigned = new TreeMap<String, List<TopicPartition>>();
        admin.describeConsumerGroups(groups)
                .all()
                .get()
                .forEach((group, description) -> assigned.put(
                        group,
                        description.members().stream()
                                .flatMap(member -> member.assignment().topicPartitions().stream())
                                .toList()));
        return assigned;
    }

    private Map<TopicPartition, Long> ends(Map<String, Map<TopicPartition, OffsetAndMetadata>> read)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = read.values().stream()
                .flatMap(offsets -> offsets.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
