package io.rykker.stack.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point behind {@code deploy/rykker}. */
@Command(
        name = "rykker",
        mixinStandardHelpOptions = true,
        version = "rykker 0.1.0",
        description = "Follows every invoice until it is paid, settled or handed to a collection agency.",
        footer = {
            "",
            "Start with: rykker demo",
            "Exit codes: 0 done, 1 failed (the last line says why), 2 the command was not understood."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ClockCommand.class,
            TokenCommand.class,
            ImportCommand.class,
            PublishCommand.class,
            TopicsCommand.class,
            MailCommand.class,
            ResetCommand.class,
            CaseCommand.class,
            TestCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
public final class Rykker implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Rykker() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Rykker())
                .setExecutionExceptionHandler((problem, commandLine, _) -> {
                    report(problem, commandLine);
                    return 1;
                })
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? see rykker --help");
    }

    /** The first line says what is wrong; what is known beyond that follows, indented. */
    private static void report(Exception problem, CommandLine commandLine) {
        if (System.getenv("RYKKER_DEBUG") != null) {
            problem.printStackTrace(commandLine.getErr());
        }
        String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        String[] lines = message.strip().split("\n", -1);
        commandLine.getErr().println(commandLine.getCommandSpec().qualifiedName() + ": " + lines[0]);
        for (int i = 1; i < lines.length; i++) {
            commandLine.getErr().println("  " + lines[i]);
        }
    }
}
