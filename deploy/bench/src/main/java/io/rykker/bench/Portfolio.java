package io.rykker.bench;

import io.rykker.stack.Ports;
import io.rykker.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A portfolio too large to be told invoice by invoice: true cases of dunning-service, copied inside its database, each
 * with an invoice and a debtor of its own.
 */
final class Portfolio {

    /** All columns as the pattern has them, however many there are, except what makes a case another one. */
    private static final String COPY = """
            with pattern as (select * from dunning_case where creditor_id = ? and invoice_number = ?),
              ids as (select gen_random_uuid() as invoice, gen_random_uuid() as debtor, n from generate_series(1, ?) n)
            insert into dunning_case
            select (jsonb_populate_record(pattern::dunning_case, jsonb_build_object(
              'invoice_id', ids.invoice, 'debtor_id', ids.debtor, 'invoice_number', pattern.invoice_number || '-' || ids.n,
              'data', replace(replace(pattern.data, pattern.invoice_id::text, ids.invoice::text),
                pattern.debtor_id::text, ids.debtor::text)))).*
            from pattern cross join ids
            """;

    private final Stack stack;

    Portfolio(Stack stack) {
        this.stack = stack;
    }

    /** Adds copies of the case of an invoice. */
    void copy(String creditorId, String invoiceNumber, int count) throws SQLException {
        try (Connection database = connect();
                PreparedStatement copy = database.prepareStatement(COPY)) {
            copy.setString(1, creditorId);
            copy.setString(2, invoiceNumber);
            copy.setInt(3, count);
            int copied = copy.executeUpdate();
            if (copied != count) {
                throw new IllegalStateException("the case of " + invoiceNumber + " was copied " + copied + " times");
            }
            meetDebtors(database);
        }
    }

    /** The sweep goes by debtors. */
    private static void meetDebtors(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("insert into debtor (creditor_id, debtor_id) select distinct creditor_id, debtor_id"
                    + " from dunning_case where debtor_id is not null on conflict do nothing");
        }
    }

    /** What a server that has had its portfolio for a while knows of it. */
    void settle() throws SQLException {
        try (Connection database = connect();
                var statement = database.createStatement()) {
            statement.execute("vacuum analyze dunning_case, debtor");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + stack.layout().port(Ports.Role.POSTGRES) + "/dunning",
                "postgres",
                stack.layout().password("postgres"));
    }
}
