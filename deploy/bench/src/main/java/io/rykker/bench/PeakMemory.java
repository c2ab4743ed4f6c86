package io.rykker.bench;

import io.rykker.stack.Memory;
import io.rykker.stack.Stack;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The most memory that each process and all together had, looked at twice a second. Megabytes. */
final class PeakMemory implements AutoCloseable {

    /** Looking costs something itself: the pages of some fifty processes are counted. */
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final Stack stack;
    private final Map<String, Long> peaks = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile long together;

    PeakMemory(Stack stack) {
        this.stack = stack;
        this.thread = Thread.ofPlatform().daemon().name("peak-memory").start(this::watch);
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException _) {
            // close() was called.
        }
    }

    private void look() {
        long sum = 0;
        for (Stack.Part part : stack.parts()) {
            long now = part.process().map(Memory::ofTree).orElse(0L) / 1_000_000;
            peaks.merge(part.name(), now, Math::max);
            sum += now;
        }
        together = Math.max(together, sum);
    }

    Map<String, Long> ofEach() {
        return new TreeMap<>(peaks);
    }

    long together() {
        return together;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
