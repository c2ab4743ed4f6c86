package io.rykker.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The servers of the tests as containers, at the same ports and with the same passwords as the embedded ones would have,
 * so that nothing else knows the difference. Needs Docker.
 */
final class Containers implements AutoCloseable {

    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final String KAFKA_IMAGE = "apache/kafka:4.2.0";
    private static final String CONNECT_IMAGE = "quay.io/debezium/connect:3.6.1.Final";
    private static final String DEBEZIUMS_QUEUE = "memory";
    private static final int POSTGRES_PORT = 5432;
    private static final int KAFKA_PORT = 9092;
    private static final int CONNECT_PORT = 8083;

    private final Layout layout;
    private final Network network;
    private final PostgreSQLContainer postgres;
    private final KafkaContainer kafka;
    private final GenericContainer<?> worker;

    Containers(Layout layout) {
        requireDocker();
        this.layout = layout;
        this.network = Network.newNetwork();
        this.postgres = new PostgreSQLContainer(POSTGRES_IMAGE)
                .withNetwork(network)
                .withNetworkAliases("postgres")
                .withUsername("postgres")
                .withPassword(layout.password("postgres"))
                .withCommand("postgres", "-c", "wal_level=logical", "-c", "max_connections=200");
        this.kafka = new KafkaContainer(KAFKA_IMAGE).withNetwork(network).withListener("kafka:19092");
        this.worker = new GenericContainer<>(CONNECT_IMAGE)
                .withNetwork(network)
                .withEnv(Map.of(
                        "BOOTSTRAP_SERVERS", "kafka:19092",
                        "GROUP_ID", "rykker-connect",
                        "CONFIG_STORAGE_TOPIC", "rykker-connect-configs",
                        "OFFSET_STORAGE_TOPIC", "rykker-connect-offsets",
                        "STATUS_STORAGE_TOPIC", "rykker-connect-status",
                        "CONNECT_CONNECTOR_CLIENT_CONFIG_OVERRIDE_POLICY", "All"))
                .waitingFor(
                        Wait.forHttp("/connectors").forPort(CONNECT_PORT).withStartupTimeout(Duration.ofMinutes(2)));
        publish(postgres, POSTGRES_PORT, Ports.Role.POSTGRES);
        publish(kafka, KAFKA_PORT, Ports.Role.KAFKA);
        publish(worker, CONNECT_PORT, Ports.Role.CONNECT);
    }

    /** Says plainly what is missing, instead of the page of reasons that the library gives. */
    private static void requireDocker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("-Drykker.stack=testcontainers needs Docker, and there is none that answers"
                    + " here; leave the switch out to run on the embedded servers");
        }
    }

    private void publish(GenericContainer<?> container, int port, Ports.Role role) {
        container.addExposedPort(port);
        container.setPortBindings(List.of(layout.port(role) + ":" + port));
    }

    void start(Set<Servers.Part> parts) {
        if (parts.contains(Servers.Part.POSTGRES)) {
            postgres.start();
            Postgres.shared(layout).createDatabases();
        }
        if (parts.contains(Servers.Part.KAFKA)) {
            kafka.start();
            Topics.createMissing(layout.bootstrapServers());
        }
        if (parts.contains(Servers.Part.CONNECT)) {
            worker.start();
        }
    }

    /** The worker's address is the published one; to the worker, PostgreSQL has its name in the network. */
    Connect connect() {
        return new Connect(layout, "postgres", _ -> POSTGRES_PORT, DEBEZIUMS_QUEUE);
    }

    @Override
    public void close() {
        worker.stop();
        kafka.stop();
        postgres.stop();
        network.close();
    }
}
