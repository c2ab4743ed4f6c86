package io.rykker.bench;

import io.rykker.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Holds processes of the stack where they are, so that a raw limit has the machine for itself, and lets them go on when it
 * is closed. For a few seconds at a time: whoever is held longer is given up by Kafka.
 */
final class Standstill implements AutoCloseable {

    private final List<String> pids;

    private Standstill(List<String> pids) {
        this.pids = pids;
    }

    static Standstill of(Stack stack, Set<String> parts) {
        List<String> pids = stack.parts().stream()
                .filter(part -> parts.contains(part.name()))
                .flatMap(part -> part.process().stream())
                .map(process -> String.valueOf(process.pid()))
                .toList();
        var standstill = new Standstill(pids);
        standstill.signal("-STOP");
        return standstill;
    }

    private void signal(String which) {
        List<String> command = new ArrayList<>(List.of("kill", which));
        command.addAll(pids);
        try {
            int result = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill " + which + " of the stack's processes ended with " + result);
            }
        } catch (IOException e) {
            throw new IllegalStateException("there is no command kill to hold processes with: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        signal("-CONT");
    }
}
