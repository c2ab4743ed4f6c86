package io.rykker.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who listens on a port of this machine, as far as Linux tells: by the socket's inode among the processes' files. */
final class PortOwner {

    private static final String LISTENING = "0A";

    private PortOwner() {}

    /** Nobody when the port is free. */
    static Optional<String> of(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Optional.empty();
        } catch (IOException _) {
            return Optional.of(inode(port).flatMap(PortOwner::process).orElse("another process"));
        }
    }

    private static Optional<String> inode(int port) {
        String ending = String.format(Locale.ROOT, ":%04X", port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(file -> lines(Path.of(file)).stream().skip(1))
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > 9 && columns[1].endsWith(ending) && LISTENING.equals(columns[3]))
                .map(columns -> columns[9])
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }

    private static Optional<String> process(String inode) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process, inode))
                .map(process -> "process " + process.pid()
                        + process.info()
                                .commandLine()
                                .map(line -> " (" + shorten(line) + ")")
                                .orElse(""))
                .findFirst();
    }

    private static boolean holds(ProcessHandle process, String inode) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.anyMatch(file -> target(file).equals("socket:[" + inode + "]"));
        } catch (IOException | java.io.UncheckedIOException _) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static String shorten(String commandLine) {
        return commandLine.length() > 80 ? commandLine.substring(0, 77) + "..." : commandLine;
    }
}
