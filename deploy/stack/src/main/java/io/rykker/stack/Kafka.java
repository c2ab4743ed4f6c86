package io.rykker.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** One Kafka node, broker and controller in one, with its log in the data folder. */
public final class Kafka {

    private final Layout layout;
    private final Background process;

    public Kafka(Layout layout) {
        this.layout = layout;
        this.process = new Background("kafka", layout);
    }

    public void start() {
        try {
            Path config = Files.writeString(layout.home().resolve("kafka.properties"), settings());
            Path log = layout.home().resolve("kafka-data");
            if (!Files.exists(log.resolve("meta.properties"))) {
                format(config);
            }
            process.start(
                    Jvm.command(
                            320,
                            List.of("-Dlog4j2.configurationFile=stack-log4j2.properties"),
                            "kafka.Kafka",
                            List.of(config.toString())),
                    Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare Kafka: " + e.getMessage(), e);
        }
    }

    public void awaitReady() {
        Waiting.until(
                "Kafka to answer on port " + layout.port(Ports.Role.KAFKA),
                Duration.ofSeconds(90),
                () -> process.isStillStarting() && answers(),
                process::lastWords);
        Topics.createMissing(layout.bootstrapServers());
    }

    private boolean answers() {
        if (!Waiting.listens(layout.port(Ports.Role.KAFKA))) {
            return false;
        }
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                layout.bootstrapServers(),
                "default.api.timeout.ms",
                "2000",
                "request.timeout.ms",
                "1000"))) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException _) {
            return false;
        }
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

    private void format(Path config) {
        try (var output = new PrintStream(layout.log("kafka-format").toFile())) {
            int code = StorageTool.execute(
                    new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", config.toString()}, output);
            if (code != 0) {
                throw new IllegalStateException("Kafka's storage was not formatted, see " + layout.log("kafka-format"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's storage was not formatted: " + e.getMessage(), e);
        }
    }

    private String settings() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=PLAINTEXT://localhost:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                num.partitions=3
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=2000
                num.network.threads=1
                num.io.threads=2
                background.threads=2
                log.retention.hours=720
                message.max.bytes=4194304
                """.formatted(
                        layout.port(Ports.Role.KAFKA),
                        layout.port(Ports.Role.KAFKA_CONTROLLER),
                        layout.home().resolve("kafka-data"));
    }
}
