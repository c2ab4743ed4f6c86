package io.rykker.bench;

import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import io.rykker.stack.Topics;
import io.rykker.stack.Waiting;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** How much was written: rows into the databases of the five services, records to their topics. */
final class Written {

    /** A backend of PostgreSQL that has nothing to do tells its counts within ten seconds. */
    private static final Duration UNTIL_TOLD = Duration.ofSeconds(11);

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ROWS = "select sum(n_tup_ins + n_tup_upd) from pg_stat_user_tables";

    private final Stack stack;
    private final Topic topic;

    Written(Stack stack, Topic topic) {
        this.stack = stack;
        this.topic = topic;
    }

    /** Rows added or changed and records produced. */
    record Amount(long rows, long records) {

        Each since(Amount before, int items) {
            return new Each((double) (rows - before.rows) / items, (double) (records - before.records) / items);
        }
    }

    /** Rows and records of one item. */
    record Each(double rows, double records) {}

    /** All that was written so far, when nothing is being written any more. */
    Amount soFar() {
        var counts = new StandingStill();
        Waiting.until("the counts of PostgreSQL to stand still", PATIENCE, counts::look, () -> counts.rows + " rows");
        return new Amount(counts.rows, topic.count(Topics.all().toArray(String[]::new)));
    }

    private final class StandingStill {

        private long rows = -1;
        private long since;
        private long looked;

        /** True when the count has been the same for long enough; looks once a second. */
        boolean look() {
            long now = System.nanoTime();
            if (rows < 0 || now - looked > EVERY.toNanos()) {
                looked = now;
                long count = rows();
                if (count != rows) {
                    rows = count;
                    since = now;
                }
            }
            return now - since > UNTIL_TOLD.toNanos();
        }
    }

    private long rows() {
        long rows = 0;
        for (Service service : Service.values()) {
            rows += rows(service);
        }
        return rows;
    }

    private long rows(Service service) {
        try (var database = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + stack.layout().port(service.databasePort()) + "/"
                                + service.database(),
                        "postgres",
                        stack.layout().password("postgres"));
                var statement = database.createStatement();
                var counts = statement.executeQuery(ROWS)) {
            counts.next();
            return counts.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not say what was written: " + e.getMessage(), e);
        }
    }
}
