package io.rykker.stack.cli;

import io.rykker.stack.Stack;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rykker clock}. */
@Command(
        name = "clock",
        mixinStandardHelpOptions = true,
        description = "Shows the stack's clock, or moves it forward day by day, letting each day's work finish.")
final class ClockCommand implements Runnable {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DATE|+DAYS",
            description = "2026-03-01, or +7. Left out: shows the clock.")
    private @Nullable String target;

    @Option(names = "--jump", description = "In one step, as after a long downtime.")
    private boolean jump;

    @Override
    public void run() {
        String to = target;
        if (to == null) {
            try (Stack stack = data.openExisting()) {
                System.out.println(stack.clock());
            }
            return;
        }
        try (Stack stack = data.openRunning()) {
            LocalDate today = LocalDate.ofInstant(stack.clock(), ZoneOffset.UTC);
            LocalDate day = day(to, today);
            if (!day.isAfter(today)) {
                throw new IllegalStateException("it is " + today + " already, and the clock only goes forward");
            }
            var progress = new Progress(System.out);
            for (LocalDate next = jump ? day : today.plusDays(1); !next.isAfter(day); next = next.plusDays(1)) {
                stack.clock(next);
                stack.awaitQuiet(Duration.ofMinutes(2));
                progress.accept("it is " + next + ", and all work of the day is done");
            }
        }
    }

    static LocalDate day(String to, LocalDate today) {
        try {
            return to.startsWith("+") ? today.plusDays(Integer.parseInt(to.substring(1))) : LocalDate.parse(to);
        } catch (DateTimeParseException | NumberFormatException _) {
            throw new IllegalArgumentException(to + " is neither a date like 2026-03-01 nor a number of days like +7");
        }
    }
}
