package io.rykker.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Servers of a test run that was killed: their owner is dead and they are not. They are ended and their folder is deleted
 * before the next run starts its own, so that a killed run costs nobody memory or patience.
 */
final class Leftovers {

    static final String FOLDERS = "rykker-test-*";
    private static final String OWNER = "owner";

    private Leftovers() {}

    /** Marks the folder as this process's for as long as it lives. */
    static void own(Layout layout) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        Files.writeString(layout.home().resolve(OWNER), self.pid() + " " + Background.startedAt(self));
    }

    /** Looks beside the folder for others of its kind. */
    static void end(Path besides) throws IOException {
        Path parent = besides.toAbsolutePath().getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, FOLDERS)) {
            for (Path folder : folders) {
                if (isOrphaned(folder)) {
                    end(Layout.open(folder, Ports.usual()));
                    delete(folder);
                }
            }
        }
    }

    private static boolean isOrphaned(Path folder) throws IOException {
        Path owner = folder.resolve(OWNER);
        return Files.exists(owner) && Background.find(owner).isEmpty();
    }

    private static void end(Layout layout) {
        new Connect(layout).kill();
        new Kafka(layout).kill();
        Postgres.shared(layout).kill();
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (UncheckedIOException _) {
            // Another run that starts now is at it too; what is left is only a folder.
        }
    }
}
