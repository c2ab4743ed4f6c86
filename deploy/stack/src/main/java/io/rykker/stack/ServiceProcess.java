package io.rykker.stack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the five services as a process, with everything that it needs to know in its environment. */
final class ServiceProcess {

    /** Small heaps and the quick compiler: five services share a laptop with two servers. */
    static final List<String> SMALL =
            List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    private final Service service;
    private final Layout layout;
    private final Background process;
    private final List<String> jvmOptions;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    ServiceProcess(Service service, Layout layout, List<String> jvmOptions) {
        this.service = service;
        this.layout = layout;
        this.process = new Background(service.folder(), layout);
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    void start(Tokens tokens, ManualClock clock) {
        List<String> command = new ArrayList<>(List.of(Jvm.java()));
        command.addAll(jvmOptions);
        command.add(Jvm.TRIMMED);
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.add("-jar");
        command.add(Root.serviceJar(service).toString());
        process.start(command, environment(tokens, clock));
    }

    private Map<String, String> environment(Tokens tokens, ManualClock clock) {
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_PROFILE", "embedded");
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        environment.put("RYKKER_HTTP_PORT", String.valueOf(layout.port(service.port())));
        environment.put(
                "RYKKER_DB_URL", "//localhost:" + layout.port(service.databasePort()) + "/" + service.database());
        environment.put("RYKKER_DB_USER", service.database());
        environment.put("RYKKER_DB_PASSWORD", layout.password(service.database()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", layout.bootstrapServers());
        environment.put("RYKKER_JWT_PUBLIC_KEY", tokens.publicKey().toUri().toString());
        environment.put("RYKKER_CLOCK_START", clock.now().toString());
        environment.put("RYKKER_SMTP_HOST", "localhost");
        environment.put("RYKKER_SMTP_PORT", String.valueOf(layout.port(Ports.Role.SMTP)));
        // The work table is looked at often: a hundred days should not take a hundred times half a second.
        environment.put("RYKKER_NOTIFICATION_EVERY", "100ms");
        return environment;
    }

    void awaitReady() {
        Waiting.until(
                service.folder() + " to be ready on port " + layout.port(service.port()),
                Duration.ofMinutes(2),
                () -> process.isStillStarting() && isReady(),
                process::lastWords);
    }

    boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (java.io.IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for " + service.folder(), e);
        }
    }

    String url() {
        return "http://localhost:" + layout.port(service.port());
    }

    Optional<ProcessHandle> find() {
        return process.find();
    }

    void stop() {
        process.stop(Duration.ofSeconds(25));
    }

    void kill() {
        process.kill();
    }
}
