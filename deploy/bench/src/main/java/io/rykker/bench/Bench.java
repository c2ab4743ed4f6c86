package io.rykker.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rykker.stack.Root;
import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rykker bench}: one run, one machine, the raw limits beside the pipeline. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the raw limits of this machine and the pipeline side by side.")
public final class Bench implements Callable<Integer> {

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too, under stable names.")
    private @Nullable Path json;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds of limit and pipeline in turn (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--invoices", defaultValue = "20000", description = "Invoices in each round (${DEFAULT-VALUE}).")
    private int invoices;

    @Option(names = "--open", defaultValue = "100000", description = "Open cases for the sweep (${DEFAULT-VALUE}).")
    private int open;

    @Option(
            names = "--due",
            defaultValue = "20000",
            description = "How many of them are due; 0 leaves sweep and lifecycle out (${DEFAULT-VALUE}).")
    private int due;

    @Option(
            names = "--portfolio",
            defaultValue = "1000000",
            description = "Open cases for the sweep over a large portfolio; 0 leaves it out (${DEFAULT-VALUE}).")
    private int portfolio;

    @Option(
            names = "--load",
            defaultValue = "0",
            description = "Invoices a second while latency is measured; 0 is 30 %% of what the pipeline takes.")
    private double load;

    private static final int USUAL_HEAP_MEGABYTES = 160;

    /** Whole batches of cases are alive at once. */
    private static final int DUNNING_HEAP_MEGABYTES = 280;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler((failure, line, _) -> {
                    line.getErr().println("bench: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException {
        Report report = pipeline();
        report.core(Core.perSecond());
        System.out.println(report.table());
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), report.figures());
        }
        return report.isVoid() ? 1 : 0;
    }

    private Report pipeline() throws SQLException {
        Stack stack = Stack.fresh(Root.folder().resolve(".rykker/bench"), Bench::serviceJvm);
        var interrupted = new Thread(stack::killAll);
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            stack.up(line -> System.out.println("  " + line));
            try (var memory = new PeakMemory(stack);
                    var erp = new Erp(stack.bootstrapServers(), Math.max(invoices, due));
                    var topic = new Topic(stack.bootstrapServers());
                    var raw = RawLimits.on(stack, topic)) {
                var plan = new Plan(rounds, invoices, open, due, portfolio, load);
                return new Measurement(stack, raw, erp, topic, memory, plan).run();
            }
        } finally {
            boolean _ = Runtime.getRuntime().removeShutdownHook(interrupted);
            stack.killAll();
            stack.close();
        }
    }

    /** One collector thread: two would wait for each other where nine processes share two processors. */
    private static List<String> serviceJvm(Service service) {
        return List.of(
                "-Xmx" + (service == Service.DUNNING ? DUNNING_HEAP_MEGABYTES : USUAL_HEAP_MEGABYTES) + "m",
                "-XX:NewRatio=1",
                "-XX:SurvivorRatio=4",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError");
    }

    /** How much is measured. */
    record Plan(int rounds, int invoices, int open, int due, int portfolio, double loadPerSecond) {}
}
