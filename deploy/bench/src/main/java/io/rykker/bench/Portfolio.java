package io.rykker.bench;

import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A portfolio too large to be told invoice by invoice: true cases of dunning-service, copied inside its database, each
 * with an invoice and a debtor of its own.
 */
final class Portfolio {

    private final Stack stack;

    Portfolio(Stack stack) {
        this.stack = stack;
    }

    /** Adds copies of the case of an invoice: every column as the pattern has it, except what makes a case another one. */
    void copy(String creditorId, String invoiceNumber, int count) throws SQLException {
        try (Connection database = connect();
                var statement = database.createStatement()) {
            List<String> columns = columns(statement);
            int copied = statement.executeUpdate("insert into dunning_case (" + String.join(", ", columns) + ") select "
                    + columns.stream().map(Portfolio::copied).collect(Collectors.joining(", "))
                    + " from (select * from dunning_case where creditor_id = '" + creditorId
                    + "' and invoice_number = '" + invoiceNumber + "') pattern cross join (select gen_random_uuid() as"
                    + " invoice, gen_random_uuid() as debtor, n from generate_series(1, " + count + ") n) ids");
            if (copied != count) {
                throw new IllegalStateException("the case of " + invoiceNumber + " was copied " + copied + " times");
            }
            statement.execute("insert into case_text select c.invoice_id,"
                    + " replace(replace(t.data, t.invoice_id::text, c.invoice_id::text), pattern.debtor_id::text, c.debtor_id::text)"
                    + " from dunning_case pattern join case_text t using (invoice_id) join dunning_case c"
                    + " on c.creditor_id = pattern.creditor_id and c.invoice_number like pattern.invoice_number || '-%'"
                    + " where pattern.creditor_id = '" + creditorId + "' and pattern.invoice_number = '" + invoiceNumber
                    + "' on conflict do nothing");
            statement.execute(
                    "insert into agenda select invoice_id, next_action_on from dunning_case on conflict do nothing");
            statement.execute(
                    "insert into debtor (creditor_id, debtor_id)"
                            + " select creditor_id, debtor_id from dunning_case where debtor_id is not null on conflict do nothing");
        }
    }

    private static List<String> columns(Statement statement) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (var rows = statement.executeQuery("select column_name from information_schema.columns"
                + " where table_name = 'dunning_case' order by ordinal_position")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    private static String copied(String column) {
        return switch (column) {
            case "invoice_id" -> "ids.invoice";
            case "debtor_id" -> "ids.debtor";
            case "invoice_number" -> "pattern.invoice_number || '-' || ids.n";
            default -> "pattern." + column;
        };
    }

    /** What a server that has had its portfolio for a while knows of it. */
    void settle() throws SQLException {
        try (Connection database = connect();
                var statement = database.createStatement()) {
            statement.execute("vacuum analyze dunning_case, case_text, agenda, debtor");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + stack.layout().port(Service.DUNNING.databasePort()) + "/dunning",
                "postgres",
                stack.layout().password("postgres"));
    }
}
