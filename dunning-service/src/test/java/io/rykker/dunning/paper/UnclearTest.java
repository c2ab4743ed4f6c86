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
                "title: a case|title: a case\\ncurrency: XAU|line 2: /currency is nothing to pay with: XAU",
                "title: a case|title: a case\\ncurrency: kroner|line 2: /currency must be a currency like DKK; it is kroner",
                "amount: 100|amount: 100 EUR|line 4: /invoice/amount must be a number like 1234.50; it is 100 EUR",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "2026-01-04, what: reminder|/on must not be before invoice 1 is issued on 2026-01-05",
                "2026-01-04, what: payment, amount: all|/amount cannot be all before the invoice is issued",
                "05.01.2026, what: release|/on must be a date of the calendar, like 2026-06-01; it is 05.01.2026",
                "2026-01-20, what: promise, amount: 10| needs the field until: without it",
                "2026-01-20, what: plan| needs either the field instalments, or count and first",
                "2026-01-20, what: plan, count: 3| needs the field first: the day of the first instalment",
                "2026-01-20, what: plan, count: 1, first: 2026-02-01|/count must be a whole number from 2 to 60; it is 1",
                "2026-01-20, what: plan, instalments: [{on: 2026-02-01}]|/instalments/0 needs the field amount: ",
                "2026-01-20, what: plan, instalments: [{on: 2026-02-01, amount: 50}, {on: 2026-02-01, amount: 50}]"
                        + "|/instalments/1/on must be after 2026-02-01, instalments are in their order",
                "2026-01-20, what: plan, instalments: [], first: 2026-02-01|/first belongs to count, not to instalments",
                "2026-01-20, what: call, outcome: hung-up|/outcome must be one of: reached-promised, ",
                "2026-01-20, what: call, outcome: reached-promised| needs the field until: reached-promised has a day",
                "2026-01-20, what: call, outcome: refuses, amount: 5|/amount does not belong to a call with the outcome refuses",
                "2026-01-20, what: extension| needs the field until: its last day",
                "2026-01-20, what: extension, until: 2026-02-01, fallback: sue|/fallback must be one of: resume, next-step, ",
                "2026-01-20, what: stop, kind: ill|/kind must be one of: bankruptcy, death; it is ill",
                "2026-01-20, what: takeover, until: 2026-02-01| needs the field owner: who takes the case over",
                "2026-01-20, what: debtor-hold, until: 2026-02-01, invoice: A|/invoice is not a field of a debtor-hold; its"
            })
    void a_happening_that_is_not_understood_names_its_field(String happening, String message) {
        refused(CASE + "happenings:\n  - {on: " + happening + "}\n", "line 6: /happenings/0" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "account, on: 2026-01-04|/on must not be before invoice 1 is issued on 2026-01-05",
                "account, on: 2026-02-01, expect: {blance: 0}|/expect/blance is not a field of an answer to account; its fields",
                "account, on: 2026-02-01, expect: {stretches: [{dayz: 1}]}|/expect/stretches/0/dayz is not a field of an entry",
                "lawful, action: handover, fee: 100, on: 2026-02-01|/fee belongs to a letter, one of friendly-reminder, ",
                "highest-cost, of: lawyer, on: 2026-02-01|/of must be one of: agency, first-demand, "
            })
    void a_question_that_is_not_understood_names_its_field(String question, String message) {
        refused(CASE + "questions:\n  - {ask: " + question + "}\n", "line 6: /questions/0" + message);
    }

    @Test
    void with_several_invoices_each_happening_says_which() {
        String two = CASE.replace(
                "invoice: {", "invoices:\n  - {number: B, amount: 1, issuedOn: 2026-01-05, dueOn: 2026-01-19}\n  - {");

        refused(
                two + "happenings: [{on: 2026-01-20, what: cancellation}]\n",
                "line 7: /happenings/0 needs the field invoice: which of B, 1");
        refused(
                two + "happenings: [{on: 2026-01-20, what: cancellation, invoice: C}]\n",
                "line 7: /happenings/0/invoice must be one of: B, 1; it is C");
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
