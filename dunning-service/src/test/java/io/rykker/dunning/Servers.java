package io.rykker.dunning;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.rykker.stack.testing.TestServers;
import io.smallrye.jwt.build.Jwt;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real PostgreSQL and Kafka for this module's tests, and tokens signed with the key that Quarkus makes for tests. */
public final class Servers implements QuarkusTestResourceLifecycleManager {

    private static volatile TestServers running;

    @Override
    public Map<String, String> start() {
        running = TestServers.start("postgres", "kafka");
        return Map.of(
                "RYKKER_DB_URL", running.database("dunning"),
                "RYKKER_DB_PASSWORD", running.password("dunning"),
                "KAFKA_BOOTSTRAP_SERVERS", running.bootstrapServers(),
                "RYKKER_JWT_PUBLIC_KEY", "unused: Quarkus brings a key of its own to tests",
                "RYKKER_CLOCK_START", "2026-01-05T06:00:00Z");
    }

    @Override
    public void stop() {
        running.close();
    }

    static TestServers running() {
        return running;
    }

    /** Speaks for the other services. */
    static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", running.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql:" + running.database("dunning"), "dunning", running.password("dunning"));
    }

    /** A token of a partner that works for these creditors. */
    static String partner(String partner, String... creditors) {
        return Jwt.issuer("https://rykker.example")
                .upn("robot of " + partner)
                .groups(Set.of("partner"))
                .claim("creditors", List.of(creditors))
                .claim("partner", partner)
                .sign();
    }

    static String token(String role, String... creditors) {
        return person("tester", role, creditors);
    }

    /** A token of somebody with a name of their own. */
    static String person(String name, String role, String... creditors) {
        return Jwt.issuer("https://rykker.example")
                .upn(name)
                .groups(Set.of(role))
                .claim("creditors", List.of(creditors))
                .sign();
    }
}
