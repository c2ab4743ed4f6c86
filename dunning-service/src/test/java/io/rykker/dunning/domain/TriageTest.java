package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error, something forgotten, a need for time: each cause has its own path. Due on Monday 19 January 2026. */
class TriageTest {

    private static Life overdue() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
    }

    private static Decision call(Life life, Call.Outcome outcome, String until) {
        return life.hear(new Signal.Called(
                new Call(outcome, life.today, null, "as they said"),
                until == null ? null : LocalDate.parse(until),
                null,
                null));
    }

    @ParameterizedTest
    @CsvSource({
        // an error is corrected: nothing is sent until it is, and somebody is asked to
        "INVOICE_ERROR,           , DISPUTE,   2026-02-09, ASK_AGAIN, ",
        // what was forgotten is a nudge: a friendly letter and a short week
        "FORGOTTEN,               , PROMISE,   2026-02-02, RESUME,    promise-confirmation",
        // who needs time gets it: an extension until the day that was named
        "NEEDS_TIME,    2026-01-30, EXTENSION, 2026-01-30, RESUME,    extension-confirmation"
    })
    void each_cause_has_its_own_path(
            Call.Outcome cause, String day, Hold.Kind hold, LocalDate until, Hold.Then then, String letter) {
        Life life = overdue();
        int sent = life.letters().size();

        call(life, cause, day);

        assertThat(life.c.hold()).satisfies(held -> {
            assertThat(held.kind()).isEqualTo(hold);
            assertThat(held.until()).isEqualTo(until);
            assertThat(held.then()).isEqualTo(then);
        });
        assertThat(life.letters().subList(sent, life.letters().size()).stream().map(Letter::step))
                .containsExactlyElementsOf(letter == null ? java.util.List.of() : java.util.List.of(letter));
        assertThat(life.letters().stream().allMatch(one -> one.fee().isZero())).isTrue();
    }

    @Test
    void an_error_holds_until_the_correction_comes_and_what_is_left_goes_on() {
        Life life = overdue();
        call(life, Call.Outcome.INVOICE_ERROR, null);
        assertThat(DisputeReason.of(life.c.hold().reason())).isEqualTo(DisputeReason.INVOICE_ERROR);
        assertThat(DisputeReason.INVOICE_ERROR.task()).startsWith("correct the invoice: ");

        life.until("2026-03-20");
        assertThat(life.state()).as("nobody has corrected it").isEqualTo("on-hold");
        life.hear(new Signal.Resolved(true, "the price was wrong"));
        life.hear(new Signal.Credited(
                new UUID(8, 1), new Account.Credit("K-1", Money.of("400.00", "DKK"), life.today, "the price")));
        life.until("2026-04-30");

        assertThat(life.c.hold()).isNull();
        assertThat(life.letters().getLast().step()).isNotEqualTo("friendly");
        assertThat(life.c.principalLeft(life.today)).hasToString("600.00 DKK");
    }

    @Test
    void what_was_forgotten_once_is_not_forgotten_again() {
        Life life = overdue();
        call(life, Call.Outcome.FORGOTTEN, "2026-01-28");
        assertThat(life.c.hold().until()).as("sooner, when the debtor says so").isEqualTo("2026-01-28");
        life.until("2026-02-03");
        assertThat(life.c.hold()).isNull();

        call(life, Call.Outcome.FORGOTTEN, null);

        assertThat(life.c.hold()).isNull();
        assertThat(life.facts.getLast()).isInstanceOf(Fact.Asked.class);
    }

    @Test
    void a_long_time_is_cut_to_a_week_for_the_forgetful_and_needs_a_word_from_above_for_the_others() {
        Life forgetful = overdue();
        call(forgetful, Call.Outcome.FORGOTTEN, "2026-06-30");
        Life slow = overdue();
        call(slow, Call.Outcome.NEEDS_TIME, "2026-06-30");
        call(slow, Call.Outcome.NEEDS_TIME, null);

        assertThat(forgetful.c.hold().until()).isEqualTo("2026-02-02");
        assertThat(slow.c.hold()).isNull();
        assertThat(slow.refused)
                .containsExactly(
                        "more than 7 days of extension need the role admin; without it 2026-02-02 is the latest day",
                        "until when does the debtor need time? Without a day it is a vague promise");
    }
}
