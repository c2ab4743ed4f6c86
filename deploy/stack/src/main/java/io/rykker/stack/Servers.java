package io.rykker.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The servers alone, for as long as somebody holds this process's standard input open. Tests start it as a child: when
 * the test JVM ends, however it ends, the input closes and the servers go with it.
 *
 * <p>Arguments: the data folder, then which servers. Prints {@code name=value} lines and then {@code READY}. A line
 * {@code connector NAME} on the input puts a service's outbox connector in place and is answered {@code RUNNING NAME}.
 * With {@code -Drykker.stack=testcontainers} the servers are containers.
 */
public final class Servers {

    /** What can be started. Connect needs the other two. */
    public enum Part {
        POSTGRES,
        KAFKA,
        CONNECT
    }

    private Servers() {}

    public static void main(String[] arguments) throws IOException {
        Leftovers.end(Path.of(arguments[0]));
        Layout layout = Layout.open(Path.of(arguments[0]), Ports.free());
        Leftovers.own(layout);
        Set<Part> parts = EnumSet.noneOf(Part.class);
        Arrays.stream(arguments)
                .skip(1)
                .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT)))
                .forEach(parts::add);
        if ("testcontainers".equals(System.getProperty("rykker.stack"))) {
            runContainers(layout, parts);
            return;
        }
        var postgres = Postgres.shared(layout);
        var kafka = new Kafka(layout);
        var connect = new Connect(layout, "localhost", _ -> layout.port(Ports.Role.POSTGRES), PatientQueue.NAME);
        try {
            start(parts, postgres, kafka, connect);
            print(layout);
            serve(connect);
        } finally {
            connect.kill();
            kafka.kill();
            postgres.kill();
        }
    }

    /** One plain line when that cannot be: nobody is helped by a trace. */
    private static void runContainers(Layout layout, Set<Part> parts) {
        try (var containers = new Containers(layout)) {
            containers.start(parts);
            print(layout);
            serve(containers.connect());
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void start(Set<Part> parts, Postgres postgres, Kafka kafka, Connect connect) {
        if (parts.contains(Part.KAFKA)) {
            kafka.start();
        }
        if (parts.contains(Part.POSTGRES)) {
            postgres.start();
        }
        if (parts.contains(Part.KAFKA)) {
            kafka.awaitReady();
        }
        if (parts.contains(Part.CONNECT)) {
            connect.start();
            connect.awaitReady();
        }
    }

    private static void print(Layout layout) {
        System.out.println("kafka.bootstrap=" + layout.bootstrapServers());
        System.out.println("postgres.port=" + layout.port(Ports.Role.POSTGRES));
        System.out.println("connect.url=http://localhost:" + layout.port(Ports.Role.CONNECT));
        for (Service service : Service.values()) {
            System.out.println("postgres.password." + service.database() + "=" + layout.password(service.database()));
        }
        System.out.println("READY");
    }

    private static void serve(Connect connect) {
        var console = new java.util.Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
        while (console.hasNextLine()) {
            String line = console.nextLine();
            if (line.startsWith("connector ")) {
                String name = line.substring("connector ".length());
                connect.register(Service.valueOf(name));
                System.out.println("RUNNING " + name);
            }
        }
    }
}
