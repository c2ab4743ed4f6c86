package io.rykker.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory of processes as Linux accounts it, shared pages divided among those who share them. */
public final class Memory {

    private Memory() {}

    /** Bytes used by a process and all its children; 0 where the system does not tell. */
    public static long ofTree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(Memory::of)
                .sum();
    }

    /** Bytes used by this process alone. */
    public static long of(ProcessHandle process) {
        return read(Path.of("/proc/" + process.pid() + "/smaps_rollup"), "Pss:");
    }

    private static long read(Path file, String field) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0;
        }
    }
}
