package io.rykker.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Where one embedded stack keeps everything: data, logs, process ids, ports and the passwords made for it.
 * The folder outlives the processes; deleting it is the whole of a reset.
 */
public final class Layout {

    private final Path home;
    private final Ports ports;
    private final Properties secrets;

    private Layout(Path home, Ports ports, Properties secrets) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
    }

    /** Opens the folder, or makes it with these ports and fresh passwords. An existing folder keeps the ports it has. */
    public static Layout open(Path home, Ports portsWhenNew) {
        try {
            Path absolute = home.toAbsolutePath().normalize();
            Files.createDirectories(absolute.resolve("logs"));
            Files.createDirectories(absolute.resolve("run"));
            Path file = absolute.resolve("stack.properties");
            var properties = new Properties();
            if (Files.exists(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    properties.load(in);
                }
            } else {
                portsWhenNew.writeTo(properties);
                properties.setProperty("password.postgres", freshPassword());
                properties.setProperty("password.rykker_connect", freshPassword());
                for (Service service : Service.values()) {
                    properties.setProperty("password." + service.database(), freshPassword());
                }
                properties.setProperty("secret.agency", freshPassword());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                try (var out = Files.newBufferedWriter(file)) {
                    properties.store(out, "ports and passwords of this embedded stack");
                }
            }
            return new Layout(absolute, Ports.readFrom(properties), properties);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + home + " as the data folder: " + e.getMessage(), e);
        }
    }

    private static String freshPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public Path home() {
        return home;
    }

    public int port(Ports.Role role) {
        return ports.of(role);
    }

    public String bootstrapServers() {
        return "localhost:" + port(Ports.Role.KAFKA);
    }

    public Path folder(String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path log(String part) {
        return home.resolve("logs").resolve(part + ".log");
    }

    Path pidFile(String part) {
        return home.resolve("run").resolve(part + ".pid");
    }

    /** The password of a database role. */
    public String password(String databaseRole) {
        return secret("password." + databaseRole);
    }

    /** A secret of this stack by its full key, {@code secret.agency} for instance. */
    public String secret(String key) {
        String value = secrets.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("stack.properties in " + home + " lacks " + key
                    + "; delete the folder to start anew, or add the line");
        }
        return value;
    }
}
