package io.rykker.stack.cli;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Long work, told line by line with the seconds since it began. */
public final class Progress implements Consumer<String> {

    private final PrintStream out;
    private final long began = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void accept(String what) {
        out.printf("%4d s  %s%n", (System.nanoTime() - began) / 1_000_000_000L, what);
    }
}
