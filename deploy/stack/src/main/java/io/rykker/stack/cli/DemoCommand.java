package io.rykker.stack.cli;

import io.rykker.stack.demo.Demo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rykker demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts everything, follows 40 invoices of two creditors through 100 days, and adds up the books.",
        footer = {"", "Exit code 0 only when the books add up. Stops and keeps nothing running, unless --keep is given."
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Option(names = "--keep", description = "Leave the stack running, to look around in it.")
    private boolean keep;

    @Override
    public Integer call() {
        data.lock();
        return new Demo(data.path(), data.ports(), keep, System.out, new Progress(System.out)).run() ? 0 : 1;
    }
}
