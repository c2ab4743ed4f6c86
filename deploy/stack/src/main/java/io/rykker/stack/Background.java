package io.rykker.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A part of the stack that runs as a process of its own and outlives the command that started it. It is known by a
 * file with its process id and start time, so that a process id used again by a stranger is never taken for ours.
 */
public final class Background {

    private final String name;
    private final Layout layout;

    public Background(String name, Layout layout) {
        this.name = name;
        this.layout = layout;
    }

    public String name() {
        return name;
    }

    /** Starts the command with its output appended to the part's log. Does nothing when it runs already. */
    public void start(List<String> command, Map<String, String> environment) {
        if (find().isPresent()) {
            return;
        }
        try {
            var builder = new ProcessBuilder(detached(command));
            // With an arena for each thread the C library keeps a multiple of what a JVM asks it for.
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            builder.environment().putAll(environment);
            builder.directory(layout.home().toFile());
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(layout.log(name).toFile()));
            builder.redirectErrorStream(true);
            ProcessHandle handle = builder.start().toHandle();
            Files.writeString(layout.pidFile(name), handle.pid() + " " + startedAt(handle));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** A session of its own keeps Ctrl-C in the terminal from ending what should outlive the command. */
    private static List<String> detached(List<String> command) {
        if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("/usr/bin/setsid"));
        whole.addAll(command);
        return whole;
    }

    public Optional<ProcessHandle> find() {
        return find(layout.pidFile(name));
    }

    /** The process that a file names by its id and start time, when it is still that one and runs. */
    static Optional<ProcessHandle> find(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] noted =
                    Files.readString(file, StandardCharsets.UTF_8).trim().split(" ", -1);
            if (noted.length < 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(noted[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> startedAt(handle).equals(noted[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True while it runs; fails with its last words when it has ended, so that nobody waits for the dead. */
    boolean isStillStarting() {
        if (find().isEmpty()) {
            throw new IllegalStateException(name + " ended while it was starting:\n" + lastWords());
        }
        return true;
    }

    static String startedAt(ProcessHandle handle) {
        return handle.info().startInstant().map(Object::toString).orElse("unknown");
    }

    /** Asks it to end, and ends it when it has not within the time given. */
    public void stop(Duration patience) {
        find().ifPresent(handle -> {
            handle.destroy();
            if (!ended(handle, patience)) {
                handle.destroyForcibly();
                if (!ended(handle, Duration.ofSeconds(10))) {
                    throw new IllegalStateException(name + " (process " + handle.pid() + ") does not end");
                }
            }
        });
        forget();
    }

    /** Ends it at once, the way a power cut would. */
    public void kill() {
        find().ifPresent(handle -> {
            handle.destroyForcibly();
            if (!ended(handle, Duration.ofSeconds(10))) {
                throw new IllegalStateException(name + " (process " + handle.pid() + ") does not end");
            }
        });
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(layout.pidFile(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ended(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException _) {
            return !handle.isAlive();
        }
    }

    /** The last lines of the part's log, for the message of whoever waited in vain. */
    public String lastWords() {
        return lastLines(layout.log(name));
    }

    static String lastLines(Path log) {
        try {
            if (!Files.exists(log)) {
                return "(no log)";
            }
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(log unreadable: " + e.getMessage() + ")";
        }
    }
}
