package io.rykker.stack.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rykker case}, which the script runs itself, before this program is even built; here for the help. */
@Command(
        name = "case",
        mixinStandardHelpOptions = true,
        description = "Runs a described case through the core: timeline, account, what is lawful when.")
final class CaseCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "ARGUMENTS", description = "Handed on as they are.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        throw new IllegalStateException("start it by deploy/rykker case " + String.join(" ", arguments));
    }
}
