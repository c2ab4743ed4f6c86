package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What wants a person's eye most, and why; all due on Monday 19 January 2026 unless said otherwise. */
class PriorityTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-20");

    private static Life overdue(String total, String due) {
        Life life = Life.danish(DebtorKind.CONSUMER, total, due);
        life.hear(DeliveriesTest.receipt("r-1"));
        return life.on(LocalDate.parse(due).plusDays(1).toString());
    }

    private static int points(Life life) {
        return Priority.of(life.c, DAY).points();
    }

    @Test
    void of_two_equal_amounts_the_older_one_comes_first_and_it_is_said_why() {
        Life old = overdue("1000.00", "2026-01-19");
        Life young = overdue("1000.00", "2026-03-10");

        assertThat(points(old) - points(young)).isEqualTo(50);
        assertThat(Priority.of(old.c, DAY).reasons())
                .containsExactly("+60: 60 days past the due date", "+40: 1000.00 DKK is owed");
    }

    @Test
    void a_larger_amount_is_worth_days_and_a_hundred_kroner_are_as_little_as_ten_euros() {
        assertThat(points(overdue("2000.00", "2026-01-19"))).isEqualTo(110);
        assertThat(points(overdue("99.99", "2026-01-19"))).isEqualTo(60);
        Life euros = Life.of(Life.in(
                "EUR",
                Life.invoice("DK", DebtorKind.CONSUMER, "200.00", LocalDate.parse("2026-01-19"), "nordic-friendly")));
        assertThat(points(euros)).isEqualTo(110);
    }

    @Test
    void broken_agreements_refusals_and_questions_raise_it_and_who_is_waited_for_lowers_it() {
        Life life = overdue("1000.00", "2026-01-19");
        int before = points(life);
        life.hear(new Signal.Promised(LocalDate.parse("2026-01-22"), null, "called", Fallback.RESUME));
        assertThat(points(life)).as("promised").isEqualTo(before - 60);
        life.hear(new Signal.Called(new Call(Call.Outcome.REFUSES, life.today, null, "will not"), null, null, null));
        assertThat(points(life)).as("broken, and refuses").isEqualTo(before + 20 + 15);
        life.hear(new Signal.Disputed("goods", "broken"));
        assertThat(points(life)).as("somebody must answer").isEqualTo(before + 20 + 15 + 20);
    }

    @Test
    void what_is_settled_or_unknown_is_on_nobodys_list_and_what_an_agency_has_is_at_its_end() {
        Life paid = overdue("1000.00", "2026-01-19").pay("p", "1000.00", "2026-01-21", "bank");
        Life agency = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-03-16");

        assertThat(Priority.of(paid.c, DAY)).isNull();
        assertThat(Priority.of(new Life().c, DAY)).isNull();
        assertThat(Priority.rank(paid.c)).isNull();
        assertThat(points(agency)).isEqualTo(60 + 40 - 100);
    }

    @Test
    void the_order_is_the_same_on_every_day_so_that_it_can_be_kept() {
        List<Life> lives = List.of(
                overdue("90000.00", "2026-03-01"), overdue("500.00", "2026-01-19"), overdue("3000.00", "2026-02-12"));
        for (Life one : lives) {
            for (LocalDate day : List.of(DAY, DAY.plusYears(2))) {
                assertThat(Priority.of(one.c, day).points() - (int) day.toEpochDay())
                        .isEqualTo(Priority.rank(one.c));
            }
        }
    }
}
