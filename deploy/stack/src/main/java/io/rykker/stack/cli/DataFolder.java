package io.rykker.stack.cli;

import io.rykker.stack.Ports;
import io.rykker.stack.Root;
import io.rykker.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command is about: the folder that it lives in. */
final class DataFolder {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "${env:RYKKER_DATA}",
            description = "Data folder of the stack. Default: $RYKKER_DATA, or .rykker/data in the checkout.")
    private @Nullable Path told;

    @Option(names = "--free-ports", description = "When the folder is new: use ports that are free now, and keep them.")
    private boolean freePorts;

    Path path() {
        Path folder = told;
        return folder == null || folder.toString().isEmpty()
                ? Root.folder().resolve(".rykker/data")
                : folder.toAbsolutePath().normalize();
    }

    boolean exists() {
        return Files.exists(path().resolve("stack.properties"));
    }

    /** Opens the stack, new if need be. */
    Stack open() {
        return Stack.open(path(), ports());
    }

    Ports ports() {
        return freePorts ? Ports.free() : Ports.usual();
    }

    /** Opens the stack that must be there already. */
    Stack openExisting() {
        if (!exists()) {
            throw new IllegalStateException("there is no stack in " + path() + "; start one: rykker up");
        }
        return open();
    }

    /** Opens the stack that must run already. */
    Stack openRunning() {
        Stack stack = openExisting();
        if (!stack.isUp()) {
            throw new IllegalStateException(
                    stack.isDown()
                            ? "the stack is not running; start it: rykker up"
                            : "the stack is only half up (see rykker status); rykker up starts what is missing");
        }
        return stack;
    }

    /** Keeps a second command from starting or stopping the same stack meanwhile; let go when this process ends. */
    void lock() {
        try {
            Path file = Files.createDirectories(path().resolve("run")).resolve("command.lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new IllegalStateException(
                        "another rykker command is starting or stopping the stack in " + path() + "; wait for it");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + path() + ": " + e.getMessage(), e);
        }
    }
}
