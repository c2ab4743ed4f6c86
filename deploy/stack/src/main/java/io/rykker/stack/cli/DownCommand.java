package io.rykker.stack.cli;

import io.rykker.stack.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rykker down}. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops everything and keeps the data.")
final class DownCommand implements Runnable {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Option(names = "--kill", description = "At once, by kill -9, as a power cut would.")
    private boolean kill;

    @Override
    public void run() {
        if (!data.exists()) {
            System.out.println("There is no stack in " + data.path() + ".");
            return;
        }
        data.lock();
        try (Stack stack = data.open()) {
            if (stack.isDown()) {
                System.out.println("Nothing was running.");
                return;
            }
            if (kill) {
                stack.killAll();
            } else {
                stack.down(new Progress(System.out));
            }
            System.out.println("All is stopped. The data stays in " + data.path() + "; rykker reset deletes it.");
        }
    }
}
