package io.rykker.dunning.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not understood is refused in one line that names the place and says what to write. */
class UnclearTest {

    private static final String CASE = """
            title: a case
            country: DK
            debtor: consumer
            invoice: {amount: 100, issuedOn: 2026-01-05, dueOn: 2026-01-19}
            """;

    private static void refused(String text, String with) {
        assertThatThrownBy(() -> Reader.read(text, CasesTest.RULES))
                .isInstanceOf(Unclear.class)
                .hasMessageStartingWith(with)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "debtor: consumer|debter: consumer|line 3: /debter is not a field of a case; its fields are: title",
                "debtor: consumer|debtor: dog|line 3: /debtor must be one of: consumer, business; it is dog",
                "title: a case|note: x|line 1: needs the field title: say in a line",
                "country: DK|country: XX|line 2: /country must be one of: ",
                "2026-01-19|2026-02-30|line 4: /invoice/dueOn must be a date of the calendar, like 2026-06-01; it is",
                "2026-01-19|2025-01-19|line 4: /invoice/dueOn must not be before issuedOn 2026-01-05",
                "2026-01-19|9999-01-19|line 4: /invoice/dueOn must be a date between 1980 and 2100",
                "amount: 100|amount: 1e9|line 4: /invoice/amount must be a number like 1234.50; it is 1e9",
                "amount: 100|amount: 1.234|line 4: /invoice/amount cannot be: DKK has 2 decimals, not 1.234",
                "amount: 100|amount: 0|line 4: /invoice/amount must be more than zero",
                "amount: 100|amount: [1]|line 4: /invoice/amount must be a number like 1234.50",
                "amount: 100|amont: 100|line 4: /invoice/amont is not a field of an invoice",
                "invoice:|title: b\\ninvoice:|line 4: /title is there twice",
                "title: a case|title: &a x|line 1: /title has an anchor, which is not read; remove it",
                "title: a case|title: *a|line 1: /title is an alias; write the value out",
                "title: a case|title: !!java.net.URL x|line 1: /title has the type tag",
                "title: a case|title: [|line 3: is no YAML: "
            })
    void one_line_names_the_place_and_what_to_do(String right, String wrong, String message) {
        refused(CASE.replace(right, wrong.replace("\\n", "\n")), message);
    }

    @Test
    void the_place_is_counted_in_lists() {
        refused(
                CASE
                        + "happenings:\n  - {on: 2026-01-20, what: payment, amount: 10}\n  - {on: 2026-01-20, what: pay}\n",
                "line 7: /happenings/1/what must be one of: payment, ");
        refused(CASE + "questions: [{ask: account}]\n", "line 5: /questions/0 needs the field on: ");
        refused(CASE + "happenings: [1]\n", "line 5: /happenings/0 must be a happening, like ");
    }

    @Test
    void a_file_that_would_grow_is_refused() {
        refused("[".repeat(10_000), "line 1: /0/0/0");
        refused("x".repeat(Pages.LONGEST + 1), "line 1: the file has more than");
        refused("", "line 1: there is no case in the file");
    }

    @Test
    void json_is_read_as_well() throws Unclear {
        assertThat(Reader.read("""
                        {"title": "j", "country": "NO", "debtor": "business",
                         "invoice": {"amount": "10.50", "issuedOn": "2026-01-05", "dueOn": "2026-01-19"}}
                        """, CasesTest.RULES))
                .singleElement()
                .satisfies(described ->
                        assertThat(described.invoices().getFirst().total()).hasToString("10.50 NOK"));
    }
}
