package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A claim that a factor has rests and goes on when it comes back; one that is sold is closed for good. */
class AssignmentTest {

    private static Life factored(Life life) {
        life.hear(TableTest.assignment(life, Assignment.Kind.FACTORED, life.today));
        return life;
    }

    private static Life sold(Life life) {
        life.hear(TableTest.assignment(life, Assignment.Kind.SOLD, life.today));
        return life;
    }

    private static Life overdue() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-02-04");
    }

    @Test
    void a_factored_claim_rests_and_goes_on_when_it_comes_back() {
        Life life = factored(overdue());
        int told = life.told.size();

        life.until("2026-05-04");

        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(life.told.subList(told, life.told.size()))
                .filteredOn(effect -> effect instanceof Effect.AskReminder)
                .isEmpty();
        assertThat(life.balance()).as("no fee either").isEqualTo("1100.00");
        assertThat(life.facts)
                .filteredOn(fact -> fact instanceof Fact.Asked)
                .as("a person looks now and then")
                .hasSize(2);

        life.hear(TableTest.returned(life));
        assertThat(life.state()).isEqualTo("overdue");
        life.until("2026-05-08");
        assertThat(life.letters().getLast().askedOn()).isAfterOrEqualTo(LocalDate.parse("2026-05-04"));
    }

    @Test
    void a_reminder_under_way_is_withdrawn_and_an_agency_gives_the_case_back() {
        Life asked = factored(Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19")
                .on("2026-01-20")
                .on("2026-01-23"));
        assertThat(asked.told(Effect.WithdrawReminder.class))
                .extracting(Effect.WithdrawReminder::reason)
                .containsExactly("factored");

        Life escalated = factored(
                Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-03-16"));
        assertThat(escalated.told(Effect.Recall.class))
                .extracting(Effect.Recall::reason)
                .containsExactly("factored");
        assertThat(escalated.state()).isEqualTo("on-hold");
    }

    @Test
    void the_same_again_is_no_change_and_an_older_word_does_not_undo_a_newer_one() {
        Life life = factored(overdue());
        Signal went = new Signal.Assigned(life.c.account().assignment());
        assertThat(life.hear(went)).isInstanceOf(Decision.Stay.class);

        life.hear(TableTest.returned(life));
        assertThat(life.hear(went)).isInstanceOf(Decision.Stay.class);
        assertThat(life.state()).isEqualTo("overdue");
    }

    @Test
    void a_person_decides_nothing_while_a_factor_has_it_but_what_is_true_of_the_debtor_is_kept() {
        Life life = factored(overdue());
        for (Signal signal : List.of(
                new Signal.Released("go on"),
                new Signal.WrittenOff("lost"),
                new Signal.ToBeHandedOver("hurry"),
                new Signal.Held(life.today.plusDays(3), "ill"),
                new Signal.Promised(life.today.plusDays(3), null, "called"))) {
            assertThat(life.hear(signal))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            no -> assertThat(no.why()).contains("factored to Nordfactor A/S", "came back"));
        }

        life.hear(new Signal.Stopped(Hold.Kind.DEATH, life.today, "his son wrote", null));
        life.hear(TableTest.returned(life));

        assertThat(life.c.standing())
                .isInstanceOfSatisfying(
                        Standing.OnHold.class,
                        held -> assertThat(held.hold().kind()).isEqualTo(Hold.Kind.DEATH));
    }

    @Test
    void what_held_it_before_holds_it_again() {
        Life life = overdue();
        life.hear(new Signal.Disputed("goods", "broken"));
        factored(life).until("2026-03-04");
        life.hear(TableTest.returned(life));

        assertThat(life.c.standing())
                .isInstanceOfSatisfying(
                        Standing.OnHold.class,
                        held -> assertThat(held.hold().isDispute()).isTrue());
    }

    @Test
    void what_the_debtor_paid_the_factor_is_owed_no_more() {
        Life life = factored(overdue());
        life.pay("f-1", "400.00", "2026-02-10", Account.FACTOR);

        assertThat(life.balance()).isEqualTo("700.00");
        assertThat(life.c.account().paidToFactor(life.c.issued().total())).isEqualTo(Money.of("400.00", "DKK"));
        life.pay("f-2", "700.00", "2026-02-12", Account.FACTOR);
        assertThat(life.c.settled()).isEqualTo("paid");
    }

    @Test
    void what_is_sold_is_closed_with_all_that_came_on_top_and_its_lines_still_add_up() {
        Life life = sold(overdue().pay("p", "300.00", "2026-02-02", "bank"));

        assertThat(life.c.settled()).isEqualTo("sold");
        assertThat(life.balance()).isEqualTo("0.00");
        assertThat(claimed(life, Charges.SOLD)).isEqualTo(Money.of("-800.00", "DKK"));
        assertThat(RunningAccount.of(life.c, life.book).lines())
                .filteredOn(line -> line.text().endsWith("sold"))
                .extracting(line -> line.text() + " " + line.credit())
                .containsExactly("principal sold 700.00 DKK", "fee sold 100.00 DKK");
        assertThat(Ahead.of(life.c, life.rules())).isNull();
        assertThat(life.hear(new Signal.WrittenOff("gone"))).isInstanceOf(Decision.Refuse.class);
        Invariants.hold(life);
    }

    @Test
    void a_reminder_under_way_is_withdrawn_and_an_agency_gives_back_what_is_sold() {
        Life life =
                sold(Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-03-16"));
        assertThat(life.told(Effect.Recall.class))
                .extracting(Effect.Recall::reason)
                .containsExactly("sold");

        Life asked = sold(Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19")
                .on("2026-01-20")
                .on("2026-01-23"));
        assertThat(asked.told(Effect.WithdrawReminder.class))
                .extracting(Effect.WithdrawReminder::reason)
                .containsExactly("sold");
    }

    @Test
    void what_is_paid_here_after_the_sale_is_the_buyers_and_no_overpayment_and_what_was_paid_before_is_not() {
        Life life = sold(overdue());
        life.pay("late", "1500.00", life.today.plusDays(3).toString(), "bank");

        assertThat(life.c.settled()).isEqualTo("sold");
        assertThat(life.balance()).isEqualTo("0.00");
        assertThat(claimed(life, Charges.SOLD)).isEqualTo(Money.of("-1100.00", "DKK"));
        assertThat(claimed(life, Charges.FOR_BUYER)).isEqualTo(Money.of("1500.00", "DKK"));

        life.pay("early", "200.00", "2026-02-02", "bank");
        assertThat(claimed(life, Charges.SOLD)).isEqualTo(Money.of("-900.00", "DKK"));
        assertThat(claimed(life, Charges.FOR_BUYER)).isEqualTo(Money.of("1500.00", "DKK"));

        life.reverse("late", "1500.00", life.today.plusDays(9).toString());
        assertThat(claimed(life, Charges.FOR_BUYER)).isEqualTo(Money.of("0.00", "DKK"));
        assertThat(life.balance()).isEqualTo("0.00");
        Invariants.hold(life);
    }

    @Test
    void what_was_paid_before_the_sale_was_not_there_to_be_sold() {
        Life life = sold(overdue().pay("p", "1100.00", "2026-02-02", "bank"));

        assertThat(life.c.settled()).isEqualTo("paid");
        life.reverse("p", "1100.00", life.today.plusDays(2).toString());
        assertThat(life.c.settled()).isEqualTo("sold");
    }

    @Test
    void what_was_written_off_can_be_sold() {
        Life life = overdue();
        life.hear(new Signal.WrittenOff("hopeless"));
        sold(life);

        assertThat(life.c.settled()).isEqualTo("sold");
        assertThat(claimed(life, Charges.WRITTEN_OFF)).isEqualTo(Money.of("0.00", "DKK"));
        assertThat(claimed(life, Charges.SOLD)).isEqualTo(Money.of("-1100.00", "DKK"));
    }

    @Test
    void it_is_explained_ranked_foreseen_and_judged() {
        Life life = factored(overdue());
        Explanation explained = Explanation.of(
                life.c,
                life.facts.stream()
                        .map(fact -> new Explanation.Happened(life.today, fact))
                        .toList(),
                life.rules());

        assertThat(explained.standing()).singleElement().satisfies(why -> {
            assertThat(why.text()).contains("factored to Nordfactor A/S since 2026-02-04", "frame agreement");
            assertThat(why.fact()).contains("factored");
        });
        assertThat(explained.next().getFirst().text()).contains("goes on when it comes back");
        assertThat(explained.nextOn()).isNotNull();
        assertThat(Priority.of(life.c, life.today).reasons()).contains("-100: a factor has it");
        assertThat(Judge.of(life.c, life.rules()).fee(StepKind.FORMAL))
                .isInstanceOfSatisfying(
                        Judge.Ruling.Unlawful.class,
                        no -> assertThat(no.why()).contains("while the claim is factored"));
    }

    /** What all lines of a key come to. */
    private static Money claimed(Life life, String key) {
        return life.c.account().lines().stream()
                .filter(line -> line.key().equals(key))
                .map(ClaimLine::amount)
                .reduce(Money.zero(life.c.balance().currency()), Money::plus);
    }
}
