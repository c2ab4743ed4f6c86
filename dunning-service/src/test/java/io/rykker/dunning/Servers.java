package io.rykker.dunning;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.specification.RequestSpecification;
import io.rykker.stack.testing.TestServers;
import io.smallrye.jwt.build.Jwt;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
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

    /** A day begins; returns when what was due on it is decided, also what another sweep had taken already. */
    static void moveClock(String now) {
        asClock()
                .contentType("application/json")
                .body("{\"now\":\"" + now + "\"}")
                .put("/clock")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> asClock().get("/backlog").then().body("pending", equalTo(0)));
    }

    private static RequestSpecification asClock() {
        return given().auth().oauth2(token("clock", "*"));
    }
}
