package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** When a debtor was first reached after the due date, which is 19 January 2026. */
class ReachedTest {

    private static final LocalDate DUE = LocalDate.parse("2026-01-19");

    @Test
    void nobody_was_reached_before_something_went_out() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        assertThat(life.c.reachedAfter(DUE)).isNull();

        life.on("2026-01-20").on("2026-01-23");

        assertThat(life.letters()).hasSize(1);
        assertThat(life.c.reachedAfter(DUE)).isNull();
    }

    @Test
    void the_first_letter_that_went_out_counts_and_none_before_the_day() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-03-16");
        LocalDate first = life.letters().getFirst().sent().on();
        LocalDate second = life.letters().get(1).sent().on();

        assertThat(life.c.reachedAfter(DUE)).isEqualTo(first);
        assertThat(life.c.reachedAfter(first.minusDays(1))).isEqualTo(first);
        assertThat(life.c.reachedAfter(first)).isEqualTo(second);
    }

    @Test
    void a_call_counts_before_the_letter_that_comes_later() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").on("2026-01-20");
        life.today = LocalDate.parse("2026-01-21");
        life.hear(
                new Signal.Called(new Call(Call.Outcome.NO_ANSWER, life.today, null, "rang twice"), null, null, null));

        life.until("2026-02-05");

        assertThat(life.letters()).isNotEmpty();
        assertThat(life.c.reachedAfter(DUE)).isEqualTo("2026-01-21");
    }

    @Test
    void who_is_handed_over_without_a_word_is_reached_by_the_agency() {
        Life life = Life.of(Life.invoice("DK", DebtorKind.BUSINESS, "1000.00", DUE, "agency-from-reminder"))
                .until("2026-02-05");

        assertThat(life.letters()).isEmpty();
        assertThat(life.c.reachedAfter(DUE)).isEqualTo(life.c.openHandover().on());
    }
}
