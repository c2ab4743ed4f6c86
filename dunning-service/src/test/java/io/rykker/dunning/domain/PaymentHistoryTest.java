package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of a debtor, from cases that went their way. */
class PaymentHistoryTest {

    private final Household home = new Household();

    private static Past paid(int number, String due, int daysLate) {
        LocalDate on = LocalDate.parse(due).plusDays(daysLate);
        return new Past(
                new UUID(9, number),
                LocalDate.parse(due),
                on,
                on,
                "paid",
                Money.of("0.00", "DKK"),
                Tally.NONE,
                0,
                false,
                null,
                false);
    }

    @Test
    void of_a_debtor_without_a_due_date_behind_them_nothing_is_said() {
        home.issue("1", "500.00", "2026-02-19");

        PaymentHistory history = home.rules().debtor().history();

        assertThat(history.invoices()).isZero();
        assertThat(history.score()).isNull();
        assertThat(history.onTimePercent()).isNull();
        assertThat(history.trend()).isEqualTo(PaymentHistory.Trend.UNKNOWN);
    }

    @Test
    void it_is_counted_from_the_journal_and_every_point_has_its_reason() {
        UUID inTime = home.issue("1", "500.00", "2026-01-19");
        UUID late = home.issue("2", "500.00", "2026-01-19");
        home.issue("3", "750.00", "2026-01-19");
        home.pay(inTime, "a", "500.00", "2026-01-19");
        home.pay(late, "b", "500.00", "2026-01-29");
        UUID promised = home.issue("4", "100.00", "2026-01-19");
        home.today = LocalDate.parse("2026-01-21");
        home.hear(promised, new Signal.Promised(LocalDate.parse("2026-01-23"), null, "called"));
        home.until("2026-01-27");
        home.hear(promised, new Signal.Disputed("goods", "broken"));

        PaymentHistory history = home.rules().debtor().history();

        assertThat(history.invoices()).isEqualTo(4);
        assertThat(history.paid()).isEqualTo(2);
        assertThat(history.onTimePercent()).isEqualTo(25);
        assertThat(history.averageDaysLate()).isEqualByComparingTo("5.0");
        assertThat(history.promisesBroken()).isEqualTo(1);
        assertThat(history.disputes()).isEqualTo(1);
        assertThat(history.exposure()).containsExactly(Money.of("850.00", "DKK"));
        assertThat(history.oldestOverdueDays()).isEqualTo(8);
        assertThat(history.score()).isEqualTo(100 - 5 - 15 - 10);
        assertThat(history.reasons())
                .containsExactly(
                        "-5: paid 5.0 days late on average",
                        "-15: 3 of 4 were not paid in time",
                        "-10: 1 promises were broken");
    }

    @Test
    void the_trend_holds_the_newer_half_against_the_older() {
        List<Past> past = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            past.add(paid(i, LocalDate.parse("2026-01-01").plusMonths(i).toString(), i < 4 ? 1 : 9));
        }
        LocalDate today = LocalDate.parse("2026-12-01");

        assertThat(PaymentHistory.of(past, today).trend()).isEqualTo(PaymentHistory.Trend.WORSE);
        assertThat(PaymentHistory.of(past.subList(0, 4), today).trend()).isEqualTo(PaymentHistory.Trend.STEADY);
        assertThat(PaymentHistory.of(past.subList(0, 3), today).trend()).isEqualTo(PaymentHistory.Trend.UNKNOWN);
    }

    @Test
    void what_was_credited_or_cancelled_says_nothing_of_the_debtor() {
        UUID id = home.issue("1", "500.00", "2026-01-19");
        home.hear(id, new Signal.Cancelled(new Account.Cancellation(LocalDate.parse("2026-02-01"), "wrong")));
        home.today = LocalDate.parse("2026-03-01");

        assertThat(home.rules().debtor().history().invoices()).isZero();
    }

    @Test
    void arrears_are_unbroken_while_on_every_day_something_was_overdue() {
        Past first = paid(1, "2026-01-10", 20);
        Past second = paid(2, "2026-01-25", 20);
        Past before = paid(3, "2025-11-10", 20);
        var open = new Past(
                new UUID(9, 4),
                LocalDate.parse("2026-02-10"),
                null,
                null,
                null,
                Money.of("5.00", "DKK"),
                Tally.NONE,
                0,
                false,
                null,
                false);

        Debtor debtor = Debtor.of(List.of(first, second, before, open), null, LocalDate.parse("2026-03-01"));

        assertThat(debtor.arrears()).containsExactlyInAnyOrder(first, second, open);
    }
}
