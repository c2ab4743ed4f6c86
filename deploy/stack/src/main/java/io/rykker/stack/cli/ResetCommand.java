package io.rykker.stack.cli;

import io.rykker.stack.Folders;
import io.rykker.stack.Stack;
import java.util.Objects;
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
        Folders.delete(data.path());
        System.out.println("Deleted " + data.path() + ".");
    }

    private boolean isConfirmed() {
        var console = Objects.requireNonNull(System.console());
        return console.isTerminal() && "yes".equals(console.readLine("Delete all data in %s? Type yes: ", data.path()));
    }
}
