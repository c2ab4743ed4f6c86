package io.rykker.stack.demo;

import io.rykker.stack.Ports;
import java.io.PrintStream;
import java.nio.file.Path;

public final class Demo {
    public Demo(Path data, Ports ports, boolean keep, PrintStream out) {}

    public boolean run() {
        throw new IllegalStateException("not yet");
    }
}
