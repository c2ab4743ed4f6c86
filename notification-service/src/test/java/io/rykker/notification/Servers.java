package io.rykker.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.rykker.stack.testing.TestServers;
import io.smallrye.jwt.build.Jwt;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A real PostgreSQL, Kafka and Kafka Connect for this module's tests, a mail server, and tokens signed with the key that Quarkus makes for tests. */
public final class Servers implements QuarkusTestResourceLifecycleManager {

    private static volatile TestServers running;
    private static volatile FaultyMailServer mail;

    @Override
    public Map<String, String> start() {
        running = TestServers.start("postgres", "kafka", "connect");
        mail = new FaultyMailServer();
        return Map.ofEntries(
                Map.entry("RYKKER_DB_URL", running.database("notification")),
                Map.entry("RYKKER_DB_PASSWORD", running.password("notification")),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", running.bootstrapServers()),
                Map.entry("RYKKER_JWT_PUBLIC_KEY", "unused: Quarkus brings a key of its own to tests"),
                Map.entry("RYKKER_SMTP_HOST", "localhost"),
                Map.entry("RYKKER_SMTP_PORT", String.valueOf(mail.port())),
                Map.entry("rykker.notification.retry.first", "200ms"),
                Map.entry("rykker.notification.retry.longest", "1s"),
                Map.entry("rykker.notification.patience", "3s"),
                Map.entry("rykker.notification.lease", "6s"));
    }

    @Override
    public void stop() {
        mail.close();
        running.close();
    }

    static FaultyMailServer mail() {
        return mail;
    }

    static TestServers running() {
        return running;
    }

    static String token(String role, String... creditors) {
        return Jwt.issuer("https://rykker.example")
                .upn("tester")
                .groups(Set.of(role))
                .claim("creditors", List.of(creditors))
                .sign();
    }
}
