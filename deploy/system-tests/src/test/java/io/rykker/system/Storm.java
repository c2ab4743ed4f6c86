package io.rykker.system;

import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import io.rykker.stack.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Ends parts of the system the way a power cut does, and starts them again. */
final class Storm {

    private final Rykker rykker;
    private final Stack stack;
    private final Random dice;
    private final List<String> strikes = new ArrayList<>();

    Storm(Rykker rykker, Random dice) {
        this.rykker = rykker;
        this.stack = rykker.stack();
        this.dice = dice;
    }

    /** What can be killed. */
    enum Part {
        INVOICE,
        PAYMENT,
        DUNNING,
        NOTIFICATION,
        COLLECTION,
        CONNECT,
        POSTGRES
    }

    List<String> strikes() {
        return strikes;
    }

    void kill(Part part, String when) {
        strikes.add(part + " " + when);
        switch (part) {
            case CONNECT -> stack.killConnect();
            case POSTGRES -> stack.killPostgres();
            case INVOICE, PAYMENT, DUNNING, NOTIFICATION, COLLECTION -> stack.kill(Service.valueOf(part.name()));
        }
    }

    void start(Part part) {
        switch (part) {
            case CONNECT -> stack.startConnect();
            case POSTGRES -> stack.startPostgres();
            case INVOICE, PAYMENT, DUNNING, NOTIFICATION, COLLECTION -> stack.start(Service.valueOf(part.name()));
        }
    }

    /** All at once, the database first, so that what the services have read can not be written any more. */
    void powerCut() {
        kill(Part.POSTGRES, "first of all");
        outage();
        for (Service service : Service.values()) {
            kill(Part.valueOf(service.name()), "with all others");
        }
        start(Part.POSTGRES);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> starts = new ArrayList<>();
            for (Service service : Service.values()) {
                starts.add(threads.submit(() -> start(Part.valueOf(service.name()))));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("not everything started again", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in the storm", e);
        }
    }

    /** The length of an outage is the fault itself, not a wait for anything. */
    void outage() {
        try {
            Thread.sleep(300 + dice.nextInt(1200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in the storm", e);
        }
    }

    /** Waits until the part is at work, so that it is hit in the middle of it; not for long, it may have nothing to do. */
    void whenAtWork(Part part) {
        BooleanSupplier working = switch (part) {
            case NOTIFICATION -> grows(() -> rykker.mailbox().all().size());
            case COLLECTION -> grows(() -> rykker.receipts().all().size());
            case INVOICE, PAYMENT, DUNNING, CONNECT, POSTGRES ->
                grows(() -> rykker.topics().size());
        };
        try {
            Waiting.until(part + " to be at work", Duration.ofSeconds(4), working, () -> "");
        } catch (IllegalStateException _) {
            // Then it is hit while it idles.
        }
    }

    private static BooleanSupplier grows(java.util.function.IntSupplier size) {
        int before = size.getAsInt();
        return () -> size.getAsInt() > before;
    }
}
