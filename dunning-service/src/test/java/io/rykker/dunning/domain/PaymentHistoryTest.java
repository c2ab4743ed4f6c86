package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    private static Past open(int number, String due, String owed, String currency, Tally tally) {
        return new Past(
                new UUID(9, number),
                LocalDate.parse(due),
                null,
                null,
                null,
                Money.of(owed, currency),
                tally,
                0,
                false,
                null,
                false);
    }

    private static Past settled(int number, String how, Integer daysLate) {
        LocalDate due = LocalDate.parse("2026-01-19");
        LocalDate paidOn = daysLate == null ? null : due.plusDays(daysLate);
        return new Past(
                new UUID(9, number),
                due,
                paidOn,
                due.plusDays(60),
                how,
                Money.of("0.00", "DKK"),
                Tally.NONE,
                0,
                false,
                null,
                false);
    }

    private static PaymentHistory history(List<Past> past) {
        return PaymentHistory.of(past, LocalDate.parse("2026-06-01"));
    }

    @Test
    void who_always_paid_in_time_has_every_point() {
        PaymentHistory history = history(List.of(paid(1, "2026-01-10", 0), paid(2, "2026-02-10", -5)));

        assertThat(history.score()).isEqualTo(100);
        assertThat(history.onTimePercent()).isEqualTo(100);
        assertThat(history.averageDaysLate())
                .as("early is not less than nothing")
                .isEqualByComparingTo("0.0");
        assertThat(history.oldestOverdueDays()).isZero();
        assertThat(history.exposure()).isEmpty();
        assertThat(history.reasons()).isEmpty();
    }

    @Test
    void an_invoice_counts_from_the_day_after_its_due_date_or_when_it_is_paid() {
        LocalDate due = LocalDate.parse("2026-01-19");
        Past unpaid = open(1, "2026-01-19", "5.00", "DKK", Tally.NONE);

        assertThat(PaymentHistory.of(List.of(unpaid), due).invoices()).isZero();
        assertThat(PaymentHistory.of(List.of(unpaid), due).exposure()).isEmpty();
        assertThat(PaymentHistory.of(List.of(unpaid), due.plusDays(1)).invoices())
                .isEqualTo(1);
        assertThat(PaymentHistory.of(List.of(unpaid), due.plusDays(1)).oldestOverdueDays())
                .isEqualTo(1);
        assertThat(PaymentHistory.of(List.of(paid(2, "2026-02-10", -30)), due).invoices())
                .isEqualTo(1);
    }

    @Test
    void what_was_written_off_unpaid_weighs_and_what_was_credited_does_not() {
        PaymentHistory history = history(List.of(
                settled(1, "paid", 0),
                settled(2, "written-off", null),
                settled(3, "written-off", 0),
                settled(4, "credited", null),
                settled(5, "cancelled", null)));

        assertThat(history.invoices()).isEqualTo(3);
        assertThat(history.writtenOff())
                .as("the third was paid, only its fees were written off")
                .isEqualTo(1);
        assertThat(history.onTimePercent()).isEqualTo(67);
        assertThat(history.score()).isEqualTo(100 - 6 - 20);
        assertThat(history.reasons())
                .containsExactly("-6: 1 of 3 were not paid in time", "-20: 1 were written off unpaid");
    }

    @Test
    void no_single_reason_takes_everything() {
        List<Past> worst = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            worst.add(settled(i, "written-off", null));
        }
        worst.add(paid(5, "2025-01-10", 200));
        worst.add(open(6, "2026-01-19", "5.00", "DKK", new Tally(0, 7, 0, Set.of())));

        PaymentHistory history = history(worst);

        assertThat(history.reasons())
                .containsExactly(
                        "-30: paid 200.0 days late on average",
                        "-20: 6 of 6 were not paid in time",
                        "-30: 7 promises were broken",
                        "-40: 4 were written off unpaid",
                        "-10: something has been overdue for 133 days");
        assertThat(history.score()).as("never below nothing").isZero();
    }

    @Test
    void promises_that_were_kept_give_back_but_never_more_than_all() {
        Past kept = open(1, "2026-05-02", "5.00", "DKK", new Tally(3, 0, 2, Set.of()));

        PaymentHistory history = history(List.of(kept, paid(2, "2026-01-10", 0)));

        assertThat(history.disputes()).isEqualTo(2);
        assertThat(history.reasons())
                .as("30 days are not long yet")
                .containsExactly("-10: 1 of 2 were not paid in time", "+10: 3 promises were kept");
        assertThat(history.score()).isEqualTo(100);
    }

    @Test
    void what_is_overdue_is_summed_currency_by_currency() {
        PaymentHistory history = history(List.of(
                open(1, "2026-05-01", "5.00", "DKK", Tally.NONE),
                open(2, "2026-04-30", "7.00", "DKK", Tally.NONE),
                open(3, "2026-05-20", "9.00", "EUR", Tally.NONE),
                open(4, "2026-06-01", "11.00", "EUR", Tally.NONE),
                open(5, "2026-05-01", "-3.00", "SEK", Tally.NONE)));

        assertThat(history.exposure()).containsExactly(Money.of("12.00", "DKK"), Money.of("9.00", "EUR"));
        assertThat(history.oldestOverdueDays()).isEqualTo(32);
        assertThat(history.averageDaysLate()).isNull();
        assertThat(history.paid()).isZero();
    }

    @Test
    void three_days_are_no_trend_and_four_are_whichever_way_they_go() {
        assertThat(trend(2, 2, 5, 5)).isEqualTo(PaymentHistory.Trend.STEADY);
        assertThat(trend(2, 2, 6, 6)).isEqualTo(PaymentHistory.Trend.WORSE);
        assertThat(trend(6, 6, 2, 2)).isEqualTo(PaymentHistory.Trend.BETTER);
        assertThat(trend(5, 5, 2, 2)).isEqualTo(PaymentHistory.Trend.STEADY);
        assertThat(trend(0, 0, 20, 20, 20)).isEqualTo(PaymentHistory.Trend.WORSE);
        assertThat(history(late(6, 6, 2, 2)).reasons()).contains("+5: pays sooner than before");
        assertThat(history(late(2, 2, 6, 6)).reasons()).contains("-10: pays later than before");
    }

    private static PaymentHistory.Trend trend(int... daysLate) {
        return history(late(daysLate)).trend();
    }

    /** Newest first, as they may come. */
    private static List<Past> late(int... daysLate) {
        List<Past> past = new ArrayList<>();
        for (int i = daysLate.length - 1; i >= 0; i--) {
            past.add(paid(i, LocalDate.parse("2025-01-01").plusMonths(i).toString(), daysLate[i]));
        }
        return past;
    }

    @Test
    void a_rule_asks_for_scores_with_both_ends_and_for_new_debtors() {
        PaymentHistory history = history(List.of(paid(1, "2026-01-10", 10)));

        assertThat(history.score()).isEqualTo(70);
        assertThat(new Segment.Past(70, 70, null).holds(history)).isTrue();
        assertThat(new Segment.Past(71, null, null).holds(history)).isFalse();
        assertThat(new Segment.Past(null, 69, null).holds(history)).isFalse();
        assertThat(new Segment.Past(null, null, false).holds(history)).isTrue();
        assertThat(new Segment.Past(null, null, true).holds(history)).isFalse();
        assertThat(new Segment.Past(0, null, null).holds(PaymentHistory.NONE)).isFalse();
        assertThat(new Segment.Past(null, null, false).holds(PaymentHistory.NONE))
                .isFalse();
    }

    private static Past remembered(Life life) {
        return Past.of(life.c, life.book, Tally.NONE);
    }

    private static Life danish() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
    }

    @Test
    void a_case_remembers_when_its_invoice_was_paid_and_when_nothing_was_owed_any_more() {
        Life unpaid = danish().until("2026-02-06");
        Life inParts = danish().pay("a", "400.00", "2026-01-10", "bank").pay("b", "600.00", "2026-01-22", "bank");
        Life withoutTheFee = danish().until("2026-02-06").pay("a", "1000.00", "2026-02-07", "bank");
        Life theFeeLater = danish().until("2026-02-06").pay("a", "1000.00", "2026-02-07", "bank");
        theFeeLater.pay("b", "100.00", "2026-02-20", "bank");

        assertThat(Past.of(new Life().c, Life.BOOK, Tally.NONE)).isNull();
        assertThat(remembered(unpaid))
                .extracting(
                        Past::paidOn,
                        Past::clearedOn,
                        Past::settled,
                        past -> past.owed().toString())
                .containsExactly(null, null, null, "1100.00 DKK");
        assertThat(remembered(inParts))
                .extracting(Past::paidOn, Past::clearedOn, Past::settled, Past::daysLate)
                .containsExactly(LocalDate.parse("2026-01-22"), LocalDate.parse("2026-01-22"), "paid", 3);
        assertThat(remembered(withoutTheFee))
                .extracting(Past::paidOn, Past::clearedOn, past -> past.owed().toString())
                .containsExactly(LocalDate.parse("2026-02-07"), null, "100.00 DKK");
        assertThat(remembered(theFeeLater))
                .extracting(Past::paidOn, Past::clearedOn, Past::settled)
                .containsExactly(LocalDate.parse("2026-02-07"), LocalDate.parse("2026-02-20"), "paid");
    }

    @Test
    void what_was_credited_cancelled_or_written_off_was_cleared_on_that_day() {
        Life credited = danish();
        credited.hear(new Signal.Credited(
                new UUID(9, 1),
                new Account.Credit("K-1", Money.of("1000.00", "DKK"), LocalDate.parse("2026-02-03"), "broken")));
        Life partly = danish();
        partly.hear(new Signal.Credited(
                new UUID(9, 1),
                new Account.Credit("K-1", Money.of("600.00", "DKK"), LocalDate.parse("2026-02-03"), "broken")));
        partly.pay("a", "400.00", "2026-01-21", "bank");
        Life cancelled = danish();
        cancelled.hear(new Signal.Cancelled(new Account.Cancellation(LocalDate.parse("2026-02-04"), "wrong")));
        Life givenUp = danish().until("2026-02-06");
        givenUp.hear(new Signal.WrittenOff("bankrupt"));

        assertThat(remembered(credited).clearedOn()).isEqualTo("2026-02-03");
        assertThat(remembered(credited).paidOn()).as("nobody paid").isNull();
        assertThat(remembered(partly))
                .extracting(Past::paidOn, Past::clearedOn)
                .as("what is left is paid")
                .containsExactly(LocalDate.parse("2026-01-21"), LocalDate.parse("2026-02-03"));
        assertThat(remembered(cancelled).clearedOn()).isEqualTo("2026-02-04");
        assertThat(remembered(givenUp).clearedOn()).isEqualTo("2026-02-06");
    }

    @Test
    void a_case_remembers_the_last_letter_that_may_have_reached_the_debtor_and_what_letters_charged() {
        Life asked = danish();
        while (asked.c.pendingLetter() == null) {
            asked.today = asked.today.plusDays(1);
            asked.hear(new Signal.DayCame());
        }
        Past onItsWay = remembered(asked);
        Life calledOff = danish().until("2026-01-22").on("2026-01-23");
        calledOff.hear(new Signal.Held(LocalDate.parse("2026-01-30"), "ill"));
        Life cameBack = danish().until("2026-01-23");
        cameBack.hear(new Signal.Undeliverable(
                cameBack.letters().getFirst().id(), "email", cameBack.today, "no such mailbox"));
        Life business =
                Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19").until("2026-02-20");
        Past flatSumAsked = remembered(Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19")
                .until("2026-02-19")
                .on("2026-02-20"));

        assertThat(onItsWay)
                .extracting(Past::letterOn, Past::letterPending, Past::fees, Past::flatSum)
                .containsExactly(LocalDate.parse("2026-01-23"), true, 0, false);
        assertThat(remembered(calledOff).letterOn()).isNull();
        assertThat(remembered(cameBack).letterOn()).isNull();
        assertThat(remembered(business))
                .extracting(Past::letterOn, Past::letterPending, Past::fees, Past::flatSum)
                .containsExactly(LocalDate.parse("2026-02-20"), false, 2, true);
        assertThat(flatSumAsked)
                .extracting(Past::letterPending, Past::fees, Past::flatSum)
                .as("the flat sum is asked for already, the fee is not charged yet")
                .containsExactly(true, 1, true);
    }

    @Test
    void nobody_is_written_to_twice_on_a_day_and_a_hold_lasts_through_its_last_day() {
        LocalDate today = LocalDate.parse("2026-02-20");
        Past open = open(1, "2026-01-19", "5.00", "DKK", Tally.NONE);
        Past today1 = new Past(
                open.invoiceId(), open.due(), null, null, null, open.owed(), Tally.NONE, 2, true, today, false);
        Past other =
                new Past(new UUID(9, 2), open.due(), null, null, null, open.owed(), Tally.NONE, 1, false, null, false);
        Hold hold = Hold.ofDebtor(today, today.plusDays(3), "moving");

        Debtor debtor = Debtor.of(List.of(today1, other), hold, today);
        Debtor tomorrow = Debtor.of(List.of(today1, other), hold, today.plusDays(1));

        assertThat(debtor.mayBeWrittenTo()).isFalse();
        assertThat(tomorrow.mayBeWrittenTo()).isTrue();
        assertThat(tomorrow.left().mayBeWrittenTo()).isFalse();
        assertThat(debtor.anotherDay().mayBeWrittenTo()).isTrue();
        assertThat(debtor.holdOn(today.plusDays(3))).isEqualTo(hold);
        assertThat(debtor.holdOn(today.plusDays(4))).isNull();
        assertThat(debtor.feesBeside(other.invoiceId())).isEqualTo(2);
        assertThat(debtor.feesBeside(today1.invoiceId())).isEqualTo(1);
        assertThat(debtor.hasFlatSumBeside(other.invoiceId())).isTrue();
        assertThat(debtor.hasFlatSumBeside(today1.invoiceId())).isFalse();
    }

    @Test
    void arrears_end_on_a_day_on_which_nothing_was_overdue() {
        LocalDate today = LocalDate.parse("2026-03-01");
        Past open = open(1, "2026-02-10", "5.00", "DKK", Tally.NONE);

        assertThat(Debtor.of(List.of(open, paid(2, "2026-01-21", 20)), null, today)
                        .arrears())
                .as("paid on the due date of the next: on that day nothing was late")
                .containsExactly(open);
        assertThat(Debtor.of(List.of(open, paid(2, "2026-01-21", 21)), null, today)
                        .arrears())
                .hasSize(2);
        assertThat(Debtor.of(List.of(paid(2, "2026-01-21", 21)), null, today).arrears())
                .as("nothing is overdue now")
                .isEmpty();
        assertThat(Debtor.of(List.of(open, paid(2, "2026-02-20", 0)), null, today)
                        .arrears())
                .as("paid in time")
                .containsExactly(open);
    }
}
