package io.rykker.stack.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rykker bench}, which the script runs itself, before this program is even built; here for the help. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the raw limits and the pipeline side by side.")
final class BenchCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "ARGUMENTS", description = "Handed on as they are.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        throw new IllegalStateException("start it by deploy/rykker bench " + String.join(" ", arguments));
    }
}
