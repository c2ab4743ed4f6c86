package io.rykker.collection;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.rykker.stack.testing.TestServers;
import io.smallrye.jwt.build.Jwt;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A real PostgreSQL, Kafka and Kafka Connect for this module's tests, an agency, and tokens that this service trusts. */
public final class Servers implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static volatile TestServers running;
    private static volatile MoodyAgency agency;

    @Override
    public Map<String, String> start() {
        running = TestServers.start("postgres", "kafka", "connect");
        agency = new MoodyAgency(SECRET);
        return Map.ofEntries(
                Map.entry("RYKKER_DB_URL", running.database("collection")),
                Map.entry("RYKKER_DB_PASSWORD", running.password("collection")),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", running.bootstrapServers()),
                Map.entry("RYKKER_JWT_PUBLIC_KEY", "unused: Quarkus brings a key of its own to tests"),
                Map.entry("rykker.collection.allow-insecure", "true"),
                Map.entry("rykker.collection.default-agency", "fjordinkasso"),
                Map.entry("rykker.collection.agencies.fjordinkasso.url", agency.url("ok")),
                Map.entry("rykker.collection.agencies.fjordinkasso.secret", SECRET),
                Map.entry("rykker.collection.schedule", "1s,1s,1s,1s"),
                Map.entry("rykker.collection.patience", "2s"),
                Map.entry("rykker.collection.lease", "4s"));
    }

    @Override
    public void stop() {
        agency.close();
        running.close();
    }

    static TestServers running() {
        return running;
    }

    static MoodyAgency agency() {
        return agency;
    }

    static String token(String role, String... creditors) {
        return Jwt.issuer("https://rykker.example")
                .upn("tester")
                .groups(Set.of(role))
                .claim("creditors", List.of(creditors))
                .sign();
    }

    static String agencyToken(String name) {
        return Jwt.issuer("https://rykker.example")
                .upn(name)
                .groups(Set.of("agency"))
                .claim("agency", name)
                .sign();
    }
}
