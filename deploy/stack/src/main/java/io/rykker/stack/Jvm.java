package io.rykker.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a child JVM that runs on the stack's own class path. */
final class Jvm {

    /** What the compilers needed while everything was new goes back to the system. */
    static final String TRIMMED = "-XX:TrimNativeHeapInterval=10000";

    private Jvm() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> command(int heapMegabytes, String mainClass, List<String> arguments) {
        return command(heapMegabytes, List.of(), mainClass, arguments);
    }

    static List<String> command(int heapMegabytes, List<String> properties, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                TRIMMED,
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(properties);
        command.addAll(List.of("-cp", Root.classPath(), mainClass));
        command.addAll(arguments);
        return command;
    }
}
