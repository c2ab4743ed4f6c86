package io.rykker.stack.testing;

import io.rykker.stack.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL and a real Kafka (and Kafka Connect where asked for) for the tests of one module: started in a
 * child process on free ports and an empty data folder, gone when this JVM is gone.
 */
public final class TestServers implements AutoCloseable {

    private final Process child;
    private final Writer input;
    private final BufferedReader output;
    private final Path home;
    private final Map<String, String> endpoints;

    private TestServers(Process child, Path home) {
        this.child = child;
        this.home = home;
        this.input = new OutputStreamWriter(child.getOutputStream(), StandardCharsets.UTF_8);
        this.output = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        this.endpoints = new HashMap<>();
    }

    /** Starts {@code postgres}, {@code kafka} and {@code connect}, or those of them that are named. */
    public static TestServers start(String... parts) {
        try {
            Path root = Path.of(System.getProperty("rykker.root", "..")).toAbsolutePath();
            Path home = Files.createTempDirectory("rykker-test-");
            Path target = root.resolve("deploy/stack/target");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-Dlog4j2.configurationFile=cli-log4j2.properties",
                    "-Drykker.stack=" + System.getProperty("rykker.stack", "embedded"),
                    "-cp",
                    target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                    "io.rykker.stack.Servers",
                    home.toString()));
            command.addAll(Arrays.asList(parts));
            Process child = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var servers = new TestServers(child, home);
            servers.readEndpoints();
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException("the servers for the tests did not start: " + e.getMessage(), e);
        }
    }

    private void readEndpoints() throws IOException {
        for (String line = output.readLine(); !"READY".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the process ended before it was ready; its output is above");
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                endpoints.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
    }

    public String bootstrapServers() {
        return endpoint("kafka.bootstrap");
    }

    public String connectUrl() {
        return endpoint("connect.url");
    }

    /** Host, port and database, to be put behind {@code jdbc:postgresql:} or {@code postgresql:}. */
    public String database(String name) {
        return "//localhost:" + endpoint("postgres.port") + "/" + name;
    }

    public String password(String database) {
        return endpoint("postgres.password." + database);
    }

    /** Puts the outbox connector of a service in place: INVOICE, PAYMENT, DUNNING, NOTIFICATION or COLLECTION. */
    public void registerConnector(String service) {
        try {
            input.write("connector " + service + "\n");
            input.flush();
            String answer = output.readLine();
            if (!("RUNNING " + service).equals(answer)) {
                throw new IllegalStateException("the connector of " + service + " did not start: " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String endpoint(String name) {
        String value = endpoints.get(name);
        if (value == null) {
            throw new IllegalStateException("the servers said nothing of " + name + ", only " + endpoints.keySet());
        }
        return value;
    }

    @Override
    public void close() {
        try {
            input.close();
            int code = child.waitFor();
            if (code != 0) {
                System.err.println("the servers of the tests ended with " + code + ", see " + home);
                return;
            }
            Folders.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
