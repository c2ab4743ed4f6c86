package io.rykker.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Which local port each part of the stack listens on. Kept with the data, so that a second command finds the first. */
public record Ports(Map<Role, Integer> byRole) {

    /** Everything that listens, with its port in the default numbering. */
    public enum Role {
        POSTGRES(15432),
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

    /** Ports that were free a moment ago; all are held open together, so that no two are the same. */
    public static Ports free() {
        var ports = new EnumMap<Role, Integer>(Role.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (Role role : Role.values()) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.put(role, socket.getLocalPort());
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Ports(ports);
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
