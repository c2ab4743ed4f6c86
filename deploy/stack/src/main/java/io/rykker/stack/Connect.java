package io.rykker.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Kafka Connect with one Debezium outbox connector per service. */
public final class Connect {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Layout layout;
    private final Background process;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    public Connect(Layout layout) {
        this.layout = layout;
        this.process = new Background("connect", layout);
    }

    public void start() {
        try {
            Path config = Files.writeString(layout.home().resolve("connect.properties"), workerSettings());
            process.start(
                    Jvm.command(
                            512,
                            List.of("-Dlog4j2.configurationFile=stack-log4j2.properties"),
                            ConnectMain.class.getName(),
                            List.of(config.toString(), url())),
                    Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare Kafka Connect: " + e.getMessage(), e);
        }
    }

    public void awaitReady() {
        Waiting.until(
                "Kafka Connect to answer on port " + layout.port(Ports.Role.CONNECT),
                Duration.ofSeconds(120),
                () -> process.isStillStarting() && status("/connectors") == 200,
                process::lastWords);
    }

    /** Puts the service's connector in place and returns when its task runs. Its outbox must exist by then. */
    public void register(Service service) {
        String name = service.connector();
        Waiting.until(
                "Kafka Connect to take the connector " + name,
                Duration.ofSeconds(60),
                () -> put("/connectors/" + name + "/config", connectorSettings(service)) / 100 == 2,
                process::lastWords);
        Waiting.until(
                "the connector " + name + " to run",
                Duration.ofSeconds(60),
                () -> isRunning(service),
                () -> body("/connectors/" + name + "/status"));
    }

    /** True when the connector and its task run. */
    public boolean isRunning(Service service) {
        String status = body("/connectors/" + service.connector() + "/status");
        return status.contains("\"tasks\":[{")
                && !status.contains("FAILED")
                && !status.contains("UNASSIGNED")
                && status.contains("RUNNING");
    }

    public Optional<ProcessHandle> find() {
        return process.find();
    }

    public void stop() {
        process.stop(Duration.ofSeconds(20));
    }

    public void kill() {
        process.kill();
    }

    public String url() {
        return "http://localhost:" + layout.port(Ports.Role.CONNECT);
    }

    private String workerSettings() {
        return """
                bootstrap.servers=%1$s
                group.id=rykker-connect
                listeners=http://localhost:%2$d
                key.converter=org.apache.kafka.connect.storage.StringConverter
                value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                config.storage.topic=rykker-connect-configs
                config.storage.replication.factor=1
                offset.storage.topic=rykker-connect-offsets
                offset.storage.replication.factor=1
                offset.storage.partitions=3
                status.storage.topic=rykker-connect-status
                status.storage.replication.factor=1
                status.storage.partitions=1
                offset.flush.interval.ms=2000
                connector.client.config.override.policy=All
                plugin.discovery=service_load
                plugin.path=%3$s
                session.timeout.ms=6000
                heartbeat.interval.ms=2000
                rebalance.timeout.ms=10000
                scheduled.rebalance.max.delay.ms=0
                """.formatted(
                        layout.bootstrapServers(), layout.port(Ports.Role.CONNECT), layout.folder("connect-plugins"));
    }

    /** The connector of deploy/contracts/outbox.md, for this stack's addresses. */
    Map<String, String> connectorSettings(Service service) {
        var settings = new TreeMap<String, String>();
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("tasks.max", "1");
        settings.put("database.hostname", "localhost");
        settings.put("database.port", String.valueOf(layout.port(Ports.Role.POSTGRES)));
        settings.put("database.dbname", service.database());
        settings.put("database.user", "rykker_connect");
        settings.put("database.password", layout.password("rykker_connect"));
        settings.put("topic.prefix", "outbox-" + service.database());
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", "rykker_outbox_" + service.database());
        settings.put("publication.name", "rykker_outbox");
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("publish.via.partition.root", "true");
        settings.put("table.include.list", "public.outbox");
        // A slot that is new or was lost is healed by sending again what the outbox keeps; consumers know the repeats.
        settings.put("snapshot.mode", "when_needed");
        settings.put("extended.headers.enabled", "false");
        settings.put("tombstones.on.delete", "false");
        settings.put("binary.handling.mode", "bytes");
        settings.put("poll.interval.ms", "10");
        settings.put("max.batch.size", "8192");
        settings.put("max.queue.size", "32768");
        settings.put("status.update.interval.ms", "2000");
        settings.put("errors.max.retries", "-1");
        settings.put("retriable.restart.connector.wait.ms", "1000");
        settings.put("producer.override.linger.ms", "5");
        settings.put("producer.override.batch.size", "131072");
        settings.put("producer.override.compression.type", "lz4");
        settings.put("producer.override.max.request.size", "4194304");
        settings.put("producer.override.enable.idempotence", "true");
        settings.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        settings.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        settings.put("transforms", "outbox,source,contenttype,plain");
        settings.put("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
        settings.put("transforms.outbox.table.field.event.id", "id");
        settings.put("transforms.outbox.table.field.event.key", "key");
        settings.put("transforms.outbox.table.field.event.payload", "payload");
        settings.put("transforms.outbox.route.by.field", "topic");
        settings.put("transforms.outbox.route.topic.replacement", "${routedByValue}");
        settings.put("transforms.outbox.table.expand.json.payload", "false");
        settings.put(
                "transforms.outbox.table.fields.additional.placement",
                "id:header:ce_id,specversion:header:ce_specversion,type:header:ce_type,subject:header:ce_subject,time:header:ce_time,"
                        + "traceparent:header:traceparent,rejection:header:rykker_rejection");
        constantHeader(settings, "source", "ce_source", "/rykker/" + service.folder());
        constantHeader(settings, "contenttype", "content-type", "application/json");
        settings.put("transforms.plain.type", "org.apache.kafka.connect.transforms.DropHeaders");
        settings.put("transforms.plain.headers", "id,rykker_rejection");
        settings.put("transforms.plain.predicate", "rejected");
        settings.put("transforms.plain.negate", "true");
        settings.put("predicates", "rejected");
        settings.put("predicates.rejected.type", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches");
        settings.put("predicates.rejected.pattern", ".*\\.rejected");
        return settings;
    }

    private static void constantHeader(Map<String, String> settings, String name, String header, String value) {
        settings.put("transforms." + name + ".type", "org.apache.kafka.connect.transforms.InsertHeader");
        settings.put("transforms." + name + ".header", header);
        settings.put("transforms." + name + ".value.literal", value);
    }

    private int put(String path, Map<String, String> settings) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + path))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(settings)))
                    .build();
            return send(request).map(HttpResponse::statusCode).orElse(0);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int status(String path) {
        return get(path).map(HttpResponse::statusCode).orElse(0);
    }

    private String body(String path) {
        return get(path).map(HttpResponse::body).orElse("(no answer)");
    }

    private Optional<HttpResponse<String>> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(5))
                .build());
    }

    private Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while asking Kafka Connect", e);
        }
    }
}
