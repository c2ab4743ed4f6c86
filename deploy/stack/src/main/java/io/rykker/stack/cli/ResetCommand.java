package io.rykker.stack.cli;

import io.rykker.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rykker reset}. */
@Command(name = "reset", mixinStandardHelpOptions = true, description = "Stops everything and deletes the data folder.")
final class ResetCommand implements Runnable {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Option(names = "--yes", description = "Without asking.")
    private boolean yes;

    @Override
    public void run() {
        if (!data.exists()) {
            System.out.println("There is nothing in " + data.path() + ".");
            return;
        }
        if (!yes && !isConfirmed()) {
            throw new IllegalStateException("nothing was deleted; say --yes to delete " + data.path());
        }
        data.lock();
        try (Stack stack = data.open()) {
            stack.killAll();
        }
        delete(data.path());
        System.out.println("Deleted " + data.path() + ".");
    }

    private boolean isConfirmed() {
        var console = System.console();
        return console != null && "yes".equals(console.readLine("Delete all data in %s? Type yes: ", data.path()));
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }
}
