package io.rykker.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BooksTest {

    private static final String INVOICES = """
            {"DKK": {"issued": "1750.00", "credited": "250.00", "cancelled": "500.00"}, "count": 2}
            """;
    private static final String PAYMENTS = """
            {"DKK": {"received": "950.00", "reversed": "100.00", "allocated": "800.00", "unallocated": "50.00",
             "overpaid": "25.00", "count": 3}}
            """;
    private static final String DUNNING = """
            {"DKK": {"principal": "1250.00", "fees": "100.00", "interest": "3.21", "compensation": "310.00",
             "cost": "0.00", "cancelled": "500.00", "writtenOff": "0.00", "paid": "800.00", "credited": "250.00",
             "balance": "613.21", "open": "300.00", "escalated": "338.21", "settled": "0.00", "overpaid": "25.00",
             "count": 2}}
            """;
    private static final String CLAIM = """
            {"lines": [{"kind": "principal", "amount": {"amount": "1250.00", "currency": "DKK"}},
             {"kind": "fee", "amount": {"amount": "100.00", "currency": "DKK"}},
             {"kind": "interest", "amount": {"amount": "3.21", "currency": "DKK"}},
             {"kind": "compensation", "amount": {"amount": "310.00", "currency": "DKK"}}],
             "balance": {"amount": "613.21", "currency": "DKK"}}
            """;

    @Test
    void books_that_agree_to_the_last_oere_add_up() throws Exception {
        Books books = books(PAYMENTS, DUNNING);

        assertThat(books.wrong()).isEmpty();
        assertThat(books.addUp()).isTrue();
        assertThat(Books.table(List.of(books))).contains("= claimed", "2,163.21", "issued");
    }

    /** Of what was open 200 are sold, of which 30 came here for the buyer, and 70 were paid to a factor. */
    @Test
    void what_is_sold_or_paid_to_a_factor_has_lines_of_its_own() throws Exception {
        String assigned = DUNNING.replace("\"principal\": \"1250.00\"", "\"principal\": \"1080.00\"")
                .replace(
                        "\"paid\": \"800.00\"",
                        "\"paid\": \"830.00\", \"sold\": \"200.00\", \"forBuyer\": \"30.00\","
                                + " \"paidToFactor\": \"70.00\"")
                .replace("\"open\": \"300.00\"", "\"open\": \"30.00\"");

        Books books = books(PAYMENTS.replace("\"allocated\": \"800.00\"", "\"allocated\": \"830.00\""), assigned);

        assertThat(books.wrong())
                .extracting(Books.Check::what)
                .doesNotContain(
                        "claimed = accounted for",
                        "issued: invoice-service = dunning-service",
                        "paid: payment-service = dunning-service");
        assertThat(Books.table(List.of(books))).contains("+ sold", "+ paid to a factor", "- paid, for a buyer");
    }

    @Test
    void one_oere_too_little_is_told_where() throws Exception {
        Books books = books(PAYMENTS, DUNNING.replace("338.21", "338.20"));

        assertThat(books.addUp()).isFalse();
        assertThat(books.wrong())
                .extracting(Books.Check::what)
                .containsExactlyInAnyOrder("claimed = accounted for", "balance: dunning-service = claims topic");
    }

    @Test
    void a_payment_that_a_service_lost_is_found_by_the_script() throws Exception {
        Books books = books(PAYMENTS.replace("950.00", "900.00").replace("50.00\",\n", "0.00\",\n"), DUNNING);

        assertThat(books.wrong()).extracting(Books.Check::what).contains("received: the script = payment-service");
    }

    @Test
    void amounts_are_found_under_the_currency_or_the_currency_under_the_amount() throws Exception {
        Books books = Books.of(
                Script.read().creditor("dk-nordlys"),
                json("{\"issued\": {\"DKK\": \"1750.00\"}, \"credited\": {\"DKK\": \"250.00\"},"
                        + " \"cancelled\": {\"DKK\": \"500.00\"}, \"count\": 2}"),
                json(PAYMENTS),
                json(DUNNING),
                List.of(json(CLAIM)),
                sums());
        assertThat(books.addUp()).isTrue();
    }

    private static Books books(String payments, String dunning) throws Exception {
        return Books.of(
                Script.read().creditor("dk-nordlys"),
                json(INVOICES),
                json(payments),
                json(dunning),
                List.of(json(CLAIM)),
                sums());
    }

    private static Sums sums() {
        var sums = new Sums();
        sums.issue(new BigDecimal("1750.00"));
        sums.credit(new BigDecimal("250.00"));
        sums.cancel(new BigDecimal("500.00"));
        sums.receive(new BigDecimal("800.00"));
        sums.receiveUnknown(new BigDecimal("150.00"));
        sums.recognise(new BigDecimal("100.00"));
        sums.reverse(new BigDecimal("100.00"));
        return sums;
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
