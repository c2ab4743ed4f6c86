package io.rykker.bench;

import io.rykker.bench.core.Decisions;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of the pure core, in a JVM of their own. */
final class Core {

    private Core() {}

    /** Decisions a second of one thread, by what is decided. */
    static Map<String, Double> perSecond() {
        System.out.println("  the pure core: decisions a second");
        var options = new OptionsBuilder()
                .include(Decisions.class.getName())
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        try {
            Map<String, Double> rates = new TreeMap<>();
            for (RunResult result : new Runner(options).run()) {
                rates.put(
                        result.getPrimaryResult().getLabel(),
                        result.getPrimaryResult().getScore());
            }
            return rates;
        } catch (RunnerException e) {
            throw new IllegalStateException("the benchmarks of the core did not run: " + e.getMessage(), e);
        }
    }
}
