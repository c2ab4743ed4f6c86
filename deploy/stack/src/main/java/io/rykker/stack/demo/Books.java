package io.rykker.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The books of one creditor, read from three services, held against each other, against the claims on the topic and
 * against what the demo itself did. They add up when every check holds to the last øre.
 */
record Books(Script.Creditor creditor, List<Row> rows, List<Check> checks) {

    /** A line of the table; a sum stands under a rule. */
    record Row(String name, BigDecimal amount, boolean isSum) {}

    /** Two ways to the same amount. */
    record Check(String what, BigDecimal one, BigDecimal other) {

        boolean holds() {
            return one.compareTo(other) == 0;
        }
    }

    static Books of(
            Script.Creditor creditor,
            JsonNode invoices,
            JsonNode payments,
            JsonNode dunning,
            Collection<JsonNode> claims,
            Sums sums) {
        var read = new Reader(creditor.currency());
        BigDecimal issued = read.amount(invoices, "issued");
        BigDecimal fees = read.amount(dunning, "fees");
        BigDecimal interest = read.amount(dunning, "interest");
        BigDecimal compensation = read.amount(dunning, "compensation");
        BigDecimal cost = read.amount(dunning, "cost");
        BigDecimal claimed = issued.add(fees).add(interest).add(compensation).add(cost);
        BigDecimal paid = read.amount(dunning, "paid");
        BigDecimal credited = read.amount(dunning, "credited");
        BigDecimal cancelled = read.amount(dunning, "cancelled");
        BigDecimal writtenOff = read.amount(dunning, "writtenOff");
        BigDecimal sold = read.amount(dunning, "sold");
        BigDecimal forBuyer = read.amount(dunning, "forBuyer");
        BigDecimal paidToFactor = read.amount(dunning, "paidToFactor");
        BigDecimal open = read.amount(dunning, "open");
        BigDecimal escalated = read.amount(dunning, "escalated");
        BigDecimal overpaid = read.amount(dunning, "overpaid");
        BigDecimal received = read.amount(payments, "received");
        BigDecimal reversed = read.amount(payments, "reversed");
        BigDecimal allocated = read.amount(payments, "allocated");
        BigDecimal unallocated = read.amount(payments, "unallocated");
        BigDecimal accounted = paid.add(credited)
                .add(cancelled)
                .add(writtenOff)
                .add(paidToFactor)
                .add(sold)
                .subtract(forBuyer)
                .add(open)
                .add(escalated)
                .subtract(overpaid);

        List<Row> rows = List.of(
                new Row("issued", issued, false),
                new Row("+ reminder fees", fees, false),
                new Row("+ interest", interest, false),
                new Row("+ compensation", compensation, false),
                new Row("+ costs", cost, false),
                new Row("= claimed", claimed, true),
                new Row("paid", paid, false),
                new Row("+ credited", credited, false),
                new Row("+ cancelled", cancelled, false),
                new Row("+ written off", writtenOff, false),
                new Row("+ paid to a factor", paidToFactor, false),
                new Row("+ sold", sold, false),
                new Row("- paid, for a buyer", forBuyer, false),
                new Row("+ open", open, false),
                new Row("+ with the agency", escalated, false),
                new Row("- overpaid, to be given back", overpaid, false),
                new Row("= accounted for", accounted, true),
                new Row("received", received, false),
                new Row("- sent back", reversed, false),
                new Row("- matched to no invoice", unallocated, false),
                new Row("= paid", received.subtract(reversed).subtract(unallocated), true));

        List<Check> checks = new ArrayList<>();
        checks.add(new Check("claimed = accounted for", claimed, accounted));
        checks.add(new Check("issued: the script = invoice-service", sums.issued(), issued));
        checks.add(new Check(
                "issued: invoice-service = dunning-service",
                issued,
                read.amount(dunning, "principal")
                        .add(cancelled)
                        .add(writtenOff)
                        .add(sold)
                        .subtract(forBuyer)));
        checks.add(new Check(
                "credited: the script = invoice-service", sums.credited(), read.amount(invoices, "credited")));
        checks.add(new Check("credited: the script = dunning-service", sums.credited(), credited));
        checks.add(new Check(
                "cancelled: the script = invoice-service", sums.cancelled(), read.amount(invoices, "cancelled")));
        checks.add(new Check("cancelled: the script = dunning-service", sums.cancelled(), cancelled));
        checks.add(new Check("received: the script = payment-service", sums.received(), received));
        checks.add(new Check("sent back: the script = payment-service", sums.reversed(), reversed));
        checks.add(new Check("unmatched: the script = payment-service", sums.unknown(), unallocated));
        checks.add(new Check(
                "received = sent back + allocated + unmatched",
                received,
                reversed.add(allocated).add(unallocated)));
        checks.add(new Check("paid: payment-service = dunning-service", allocated, paid));
        checks.add(
                new Check("overpaid: payment-service = dunning-service", read.amount(payments, "overpaid"), overpaid));
        checks.add(new Check("fees: dunning-service = claims topic", fees, read.claimed(claims, "fee")));
        checks.add(new Check("interest: dunning-service = claims topic", interest, read.claimed(claims, "interest")));
        checks.add(new Check(
                "compensation: dunning-service = claims topic", compensation, read.claimed(claims, "compensation")));
        checks.add(new Check(
                "balance: dunning-service = claims topic",
                open.add(escalated).subtract(overpaid),
                read.balance(claims)));
        return new Books(creditor, rows, List.copyOf(checks));
    }

    boolean addUp() {
        return checks.stream().allMatch(Check::holds);
    }

    List<Check> wrong() {
        return checks.stream().filter(check -> !check.holds()).toList();
    }

    /** The table, creditors side by side. */
    static String table(List<Books> all) {
        var text = new StringBuilder("%-30s".formatted(""));
        all.forEach(books -> text.append(
                "%22s".formatted(books.creditor().id() + " " + books.creditor().currency())));
        text.append('\n');
        for (int i = 0; i < all.getFirst().rows().size(); i++) {
            Row first = all.getFirst().rows().get(i);
            if (first.isSum()) {
                text.append(" ".repeat(30))
                        .append("%22s".formatted("-".repeat(16)).repeat(all.size()))
                        .append('\n');
            }
            text.append("%-30s".formatted(first.name()));
            for (Books books : all) {
                text.append("%22s".formatted(shown(books.rows().get(i).amount())));
            }
            text.append(first.isSum() ? "\n\n" : "\n");
        }
        return text.toString();
    }

    private static String shown(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    /** Amounts as services and events write them. */
    private record Reader(String currency) {

        /** The field of the currency's book; nothing is known of a currency that nothing happened in. */
        BigDecimal amount(JsonNode books, String field) {
            JsonNode value = books.path(currency).path(field);
            if (value.isMissingNode()) {
                value = books.path(field).path(currency);
            }
            return value.isMissingNode() ? BigDecimal.ZERO.setScale(2) : new BigDecimal(value.asText());
        }

        BigDecimal claimed(Collection<JsonNode> claims, String kind) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode claim : claims) {
                for (JsonNode line : claim.path("lines")) {
                    if (line.path("kind").asText().equals(kind)) {
                        sum = sum.add(money(line.path("amount")));
                    }
                }
            }
            return sum;
        }

        BigDecimal balance(Collection<JsonNode> claims) {
            return claims.stream().map(claim -> money(claim.path("balance"))).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal money(JsonNode money) {
            return new BigDecimal(money.path("amount").asText());
        }
    }
}
