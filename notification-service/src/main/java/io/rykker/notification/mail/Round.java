package io.rykker.notification.mail;

import io.rykker.notification.mail.Line.Try;
import jakarta.mail.MessagingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One round to the mail server: letter after letter over one line, which is closed at the end, so that none is kept
 * until it is dead. A letter that a used line broke under before anything of it was sent gets a fresh one, once.
 */
final class Round implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Round.class);

    private final Exchange exchange;
    private final String from;
    private @Nullable Line line;
    private @Nullable String whyNoLine;

    Round(Exchange exchange, String from) {
        this.exchange = exchange;
        this.from = from;
    }

    /**
     * Blocks its thread until it is said how it went with every letter.
     *
     * @param hasTime asked before each letter: what is not begun by then is not begun at all
     */
    Map<UUID, Outcome> send(List<Envelope> letters, BooleanSupplier hasTime) {
        Map<UUID, Outcome> outcomes = new HashMap<>();
        for (Envelope letter : letters) {
            outcomes.put(letter.reminderId(), send(letter, hasTime));
        }
        return outcomes;
    }

    /** Who was not let in is not let in with the next letter either. */
    private Outcome send(Envelope envelope, BooleanSupplier hasTime) {
        if (whyNoLine != null) {
            return new Outcome.Deferred(whyNoLine);
        }
        if (!hasTime.getAsBoolean()) {
            return new Outcome.Untouched();
        }
        try {
            return send(MimeLetter.of(envelope, from, exchange.session()));
        } catch (MessagingException e) {
            return new Outcome.Deferred(Line.describe(e));
        }
    }

    private Outcome send(MimeLetter letter) {
        boolean isUsed = line != null;
        Try first = offer(letter);
        return switch (isUsed && first instanceof Try.Broken ? offer(letter) : first) {
            case Try.Ended(var outcome) -> outcome;
            case Try.Broken(var why) -> new Outcome.Deferred(why);
        };
    }

    private Try offer(MimeLetter letter) {
        try {
            Line open = line == null ? exchange.open() : line;
            line = open;
            Try end = open.send(letter);
            if (!isGoodForMore(open, end)) {
                close();
            }
            return end;
        } catch (MessagingException e) {
            whyNoLine = Line.describe(e);
            return new Try.Broken(whyNoLine);
        }
    }

    private static boolean isGoodForMore(Line line, Try end) {
        return switch (end) {
            case Try.Broken _ -> false;
            case Try.Ended(Outcome.Accepted _) -> true;
            case Try.Ended(Outcome.Lost _) -> false;
            case Try.Ended(Outcome _) -> line.isConnected();
        };
    }

    /** What was answered stays answered, however the line ends. */
    @Override
    public void close() {
        Line open = line;
        line = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (MessagingException | RuntimeException e) {
            LOG.debugf("a line did not end well: %s", e.toString());
        }
    }
}
