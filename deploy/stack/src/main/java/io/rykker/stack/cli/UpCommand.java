package io.rykker.stack.cli;

import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rykker up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts all that does not run: servers, mail receiver, agency, connectors and the five services.",
        footer = {"", "Run it again after anything was killed: what runs is left alone, what does not is started."})
final class UpCommand implements Runnable {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Override
    public void run() {
        data.lock();
        try (Stack stack = data.open()) {
            stack.up(new Progress(System.out));
            System.out.println("The stack is up; it is " + stack.clock() + " there.");
            for (Service service : Service.values()) {
                System.out.println("  " + service.folder() + ": " + stack.url(service) + "/q/openapi");
            }
            System.out.println("Next: rykker status, rykker topics, rykker token --role ops. Stop it: rykker down");
        }
    }
}
