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
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Kafka Connect with one Debezium outbox connector per service. */
public final class Connect {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Layout layout;
    private final String databaseHost;
    private final ToIntFunction<Service> databasePort;
    private final String queue;
    private final Background process;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** For services of which each has a server of its own. */
    public Connect(Layout layout) {
        this(layout, "localhost", service -> layout.port(service.databasePort()), PatientQueue.NAME);
    }

    /**
     * With the address of PostgreSQL as the worker sees it.
     *
     * @param queue the name of the queue provider that the connectors use; the worker must have it
     */
    Connect(Layout layout, String databaseHost, ToIntFunction<Service> databasePort, String queue) {
        this.layout = layout;
        this.databaseHost = databaseHost;
        this.databasePort = databasePort;
        this.queue = queue;
        this.process = new Background("connect", layout);
    }

    public void start() {
        try {
            Path config = Files.writeString(layout.home().resolve("connect.properties"), workerSettings());
            process.start(
                    Jvm.command(
                            384,
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
                Duration.ofMinutes(2),
                () -> process.isStillStarting() && status("/connectors") == 200,
                process::lastWords);
    }

    /** Puts the service's connector in place and returns when its task runs. Its outbox must exist by then. */
    public void register(Service service) {
        put(service);
        awaitRunning(service);
    }

    /** Puts in place what does not run, all at once: the worker shares its tasks out anew after each. */
    void registerMissing() {
        List<Service> missing = Stream.of(Service.values())
                .filter(service -> !isRunning(service))
                .toList();
        missing.forEach(this::put);
        missing.forEach(this::awaitRunning);
    }

    private void put(Service service) {
        String path = "/connectors/" + service.connector() + "/config";
        Waiting.until(
                "Kafka Connect to take the connector " + service.connector(),
                Duration.ofSeconds(60),
                () -> put(path, connectorSettings(service)) / 100 == 2,
                process::lastWords);
    }

    private void awaitRunning(Service service) {
        Waiting.until(
                "the connector " + service.connector() + " to run",
                Duration.ofSeconds(60),
                () -> isRunning(service),
                () -> body("/connectors/" + service.connector() + "/status"));
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

    /** The connector of {@code deploy/contracts/outbox-connector.properties}, at this stack's addresses. */
    Map<String, String> connectorSettings(Service service) {
        Map<String, String> ours = Map.of(
                "{host}", databaseHost,
                "{port}", String.valueOf(databasePort.applyAsInt(service)),
                "{database}", service.database(),
                "{password}", layout.password("rykker_connect"),
                "{service}", service.folder(),
                "{poll}", String.valueOf(service.outboxPoll()));
        var settings = new TreeMap<String, String>();
        contract().forEach((name, value) -> settings.put(name.toString(), filled(value.toString(), ours)));
        settings.put("queue.provider.type", queue);
        return settings;
    }

    private static String filled(String value, Map<String, String> ours) {
        String filled = value;
        for (var entry : ours.entrySet()) {
            filled = filled.replace(entry.getKey(), entry.getValue());
        }
        return filled;
    }

    private static Properties contract() {
        var contract = new Properties();
        try (var in = Connect.class.getResourceAsStream("/outbox-connector.properties")) {
            contract.load(in);
            return contract;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
