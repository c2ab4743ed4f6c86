package io.rykker.payment.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Handles what one poll brought as one batch. What passes by itself (the database is away, two writers met) is tried
 * again until it has passed; what does not is narrowed down to the one item that causes it, and that one is given up
 * while its neighbours count.
 */
public final class Poll {

    private static final Logger LOG = Logger.getLogger(Poll.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int MEETINGS = 5;

    private Poll() {}

    /**
     * Handles one batch; fails only when an item can not even be given up.
     *
     * @param desk handles a batch in one transaction
     * @param giveUp puts one item aside together with what is wrong with it, in a transaction of its own
     */
    public static <T> Uni<Void> handle(
            List<T> batch, Function<List<T>, Uni<Void>> desk, BiFunction<T, Throwable, Uni<Void>> giveUp) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return onceMore(() -> desk.apply(batch))
                .onFailure(Poll::passesByItself)
                .invoke(failure -> LOG.warnf("%d records wait: %s", batch.size(), failure.toString()))
                .onFailure(Poll::passesByItself)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .onFailure()
                .recoverWithUni(failure -> narrow(batch, failure, desk, giveUp));
    }

    /** Tries again when two writers met over one row; a caller who waits for the answer is told of anything else. */
    public static <T> Uni<T> onceMore(Supplier<Uni<T>> desk) {
        return Uni.createFrom()
                .deferred(desk::get)
                .onFailure(Poll::twoWritersMet)
                .retry()
                .atMost(MEETINGS);
    }

    private static <T> Uni<Void> narrow(
            List<T> batch,
            Throwable failure,
            Function<List<T>, Uni<Void>> desk,
            BiFunction<T, Throwable, Uni<Void>> giveUp) {
        if (batch.size() == 1) {
            LOG.errorf(failure, "one record is given up: %s", failure.toString());
            return handle(batch, items -> giveUp.apply(items.getFirst(), failure), Poll::cannotEvenGiveUp);
        }
        int half = batch.size() / 2;
        return handle(batch.subList(0, half), desk, giveUp)
                .chain(() -> handle(batch.subList(half, batch.size()), desk, giveUp));
    }

    /** Fails the channel, which turns health red: better to stop than to lose the record. */
    private static <T> Uni<Void> cannotEvenGiveUp(T item, Throwable failure) {
        return Uni.createFrom().failure(failure);
    }

    /** A row that was not there when it was looked for and was when it was written: the next look sees it. */
    static boolean twoWritersMet(Throwable failure) {
        return sqlState(failure).equals("23505") || sqlState(failure).startsWith("40");
    }

    static boolean passesByItself(Throwable failure) {
        String state = sqlState(failure);
        if (!state.isEmpty()) {
            return state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.startsWith("40");
        }
        return !isOurMistake(failure);
    }

    private static boolean isOurMistake(Throwable failure) {
        return failure instanceof NullPointerException
                || failure instanceof IllegalArgumentException
                || failure instanceof ArithmeticException
                || failure instanceof ClassCastException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof UnsupportedOperationException
                || failure instanceof java.io.UncheckedIOException;
    }

    /** Hibernate turns the driver's exception into one of JDBC before anybody sees it; at commit it does not. */
    private static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
            if (cause instanceof PgException pg && pg.getSqlState() != null) {
                return pg.getSqlState();
            }
        }
        return "";
    }
}
