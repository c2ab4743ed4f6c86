package io.rykker.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** What time it is in the stack, kept in a file so that a service that starts again starts at the same day. */
final class ManualClock {

    /** A day begins for everybody at this time: morning in Copenhagen, Oslo, Stockholm and Helsinki alike. */
    private static final LocalTime MORNING = LocalTime.of(6, 0);

    private final Path file;

    ManualClock(Layout layout) {
        this.file = layout.home().resolve("clock");
    }

    static Instant morningOf(LocalDate day) {
        return day.atTime(MORNING).toInstant(ZoneOffset.UTC);
    }

    /** The time it was set to; the present moment when it never was. */
    Instant now() {
        try {
            return Files.exists(file) ? Instant.parse(Files.readString(file).trim()) : set(Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    Instant set(Instant now) {
        try {
            Path draft = Files.writeString(file.resolveSibling("clock.new"), now.toString());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return now;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
