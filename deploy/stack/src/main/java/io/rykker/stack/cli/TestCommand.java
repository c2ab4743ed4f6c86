package io.rykker.stack.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rykker test}, which the script runs itself, before this program is even built; here for the help. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs every test: unit, property, service, contract and system tests (mvn -B verify).")
final class TestCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "MAVEN_ARGUMENTS", description = "Handed on as they are.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        throw new IllegalStateException("start it by deploy/rykker test " + String.join(" ", arguments));
    }
}
