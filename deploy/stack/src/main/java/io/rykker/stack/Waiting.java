package io.rykker.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting by condition, never by a fixed time. */
public final class Waiting {

    private Waiting() {}

    /** Returns when the condition holds; fails with what was waited for and the detail when the time is over. */
    public static void until(String what, Duration patience, BooleanSupplier condition, Supplier<String> detail) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "waited " + patience.toSeconds() + " s in vain: " + what + "\n" + detail.get());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting: " + what, e);
            }
        }
    }

    static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 200);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
