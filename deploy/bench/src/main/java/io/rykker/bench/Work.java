package io.rykker.bench;

import io.rykker.stack.Stack;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What each process works for, in microseconds of processor time an item: two cores have two million of them a second to
 * share out, so these say what holds a rate back.
 */
final class Work {

    private final Stack stack;

    Work(Stack stack) {
        this.stack = stack;
    }

    /** Processor time of each part so far. A part that was killed since begins anew. */
    Map<String, Duration> soFar() {
        Map<String, Duration> times = new TreeMap<>();
        stack.parts().forEach(part -> part.process().ifPresent(process -> times.put(part.name(), ofTree(process))));
        return times;
    }

    /** Microseconds of each part for an item, since {@code before}; what did next to nothing is left out. */
    Map<String, Long> since(Map<String, Duration> before, int items) {
        Map<String, Long> each = new TreeMap<>();
        soFar().forEach((part, now) -> {
            long micros = now.minus(before.getOrDefault(part, Duration.ZERO)).toNanos() / 1000 / items;
            if (micros > 0) {
                each.put(part, micros);
            }
        });
        return each;
    }

    private static Duration ofTree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
