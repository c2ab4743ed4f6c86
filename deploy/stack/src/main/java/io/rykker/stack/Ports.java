package io.rykker.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/** Which local port each part of the stack listens on. Kept with the data, so that a second command finds the first. */
public record Ports(Map<Role, Integer> byRole) {

    private static final int LOWEST_FREE = 20_000;
    private static final int HIGHEST_FREE = 32_000;

    /** Everything that listens, with its port in the default numbering. */
    public enum Role {
        POSTGRES(15432),
        POSTGRES_INVOICE(15433),
        POSTGRES_PAYMENT(15434),
        POSTGRES_DUNNING(15435),
        POSTGRES_NOTIFICATION(15436),
        POSTGRES_COLLECTION(15437),
        KAFKA(19092),
        KAFKA_CONTROLLER(19093),
        CONNECT(18083),
        SMTP(11025),
        AGENCY(18090),
        INVOICE(8081),
        PAYMENT(8082),
        DUNNING(8083),
        NOTIFICATION(8084),
        COLLECTION(8085);

        private final int usual;

        Role(int usual) {
            this.usual = usual;
        }
    }

    public static Ports usual() {
        var ports = new EnumMap<Role, Integer>(Role.class);
        for (Role role : Role.values()) {
            ports.put(role, role.usual);
        }
        return new Ports(ports);
    }

    /**
     * Ports that were free a moment ago, each tried. They lie below the range that systems take for outgoing connections:
     * one that is given back for a moment, when a server is killed and started again, is not lost to a stranger.
     */
    public static Ports free() {
        var ports = new EnumMap<Role, Integer>(Role.class);
        var random = new SecureRandom();
        for (Role role : Role.values()) {
            int port = LOWEST_FREE + random.nextInt(HIGHEST_FREE - LOWEST_FREE);
            while (ports.containsValue(port) || !isFree(port)) {
                port = LOWEST_FREE + random.nextInt(HIGHEST_FREE - LOWEST_FREE);
            }
            ports.put(role, port);
        }
        return new Ports(ports);
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public int of(Role role) {
        Integer port = byRole.get(role);
        if (port == null) {
            throw new IllegalArgumentException("no port is set for " + role);
        }
        return port;
    }

    void writeTo(Properties properties) {
        byRole.forEach((role, port) -> properties.setProperty("port." + role, String.valueOf(port)));
    }

    static Ports readFrom(Properties properties) {
        var ports = new EnumMap<Role, Integer>(Role.class);
        for (Role role : Role.values()) {
            ports.put(role, Integer.valueOf(properties.getProperty("port." + role, String.valueOf(role.usual))));
        }
        return new Ports(ports);
    }
}
