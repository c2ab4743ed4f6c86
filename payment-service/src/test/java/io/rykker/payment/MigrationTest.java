package io.rykker.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an older version of the service wrote is there after the migration. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class MigrationTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @Test
    void claims_move_to_their_table_and_every_key_is_found_again() throws Exception {
        try (Connection database = database();
                Statement statement = database.createStatement()) {
            statement.execute("create schema older");
            statement.execute("set search_path to older");
            migrate(statement, "V1__ledger_and_outbox.sql");
            migrate(statement, "V2__payments_by_key.sql");
            statement.execute("""
                    insert into invoice values
                      ('00000000-0000-0000-0000-000000000001', 'c', 'F-1', '18', 'DKK', 100, '2026-01-05', false, '18', 'F1', 3, 'DKK', -5),
                      ('00000000-0000-0000-0000-000000000002', 'c', 'F-2', null, 'DKK', 100, '2026-01-05', false, null, 'F2', 0, null, null),
                      ('00000000-0000-0000-0000-000000000003', 'c', null, null, null, null, null, false, null, null, 1, 'DKK', 7),
                      ('00000000-0000-0000-0000-000000000004', 'c', null, null, null, null, null, true, null, null, 0, null, null)
                    """);
            statement.execute("""
                    insert into payment (id, creditor_id, source, sender_payment_id, currency, amount, allocated, booked_on,
                      value_date, keys, whole_entry, replaced, traceparent)
                    values ('00000000-0000-0000-0000-000000000009', 'c', 'erp', 'P-1', 'DKK', 105, 105, '2026-01-05',
                      '2026-01-05', array['r:18', 't:18', 'n:F1'], true, false, '')
                    """);

            migrate(statement, "V3__claims_and_lean_keys.sql");

            assertThat(rows(
                            statement,
                            "select version || ' ' || balance || ' ' || overpaid from claim order by version"))
                    .containsExactly("1 7.0000 false", "3 -5.0000 true");
            assertThat(rows(statement, "select right(id::text, 1) from invoice order by id"))
                    .containsExactly("1", "2", "4");
            assertThat(rows(statement, "select count(*) from payment_key")).containsExactly("2");
            assertThat(rows(statement, """
                            select number from invoice join payment_key on key = reference_key
                            union all select number from invoice join payment_key on key = number_key
                            """)).containsExactly("F-1", "F-1");
        } finally {
            try (Connection database = database();
                    Statement statement = database.createStatement()) {
                statement.execute("drop schema if exists older cascade");
            }
        }
    }

    /** The publication is the database's and not the schema's. */
    private static void migrate(Statement statement, String file) throws IOException, SQLException {
        statement.execute(Files.readString(MIGRATIONS.resolve(file)).replaceAll("(?m)^create publication .*;$", ""));
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql:" + Servers.running().database("payment"),
                "payment",
                Servers.running().password("payment"));
    }
}
