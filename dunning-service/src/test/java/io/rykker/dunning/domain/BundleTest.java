package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One debtor, several invoices: one letter, one fee, and every case its own. */
class BundleTest {

    private final Household home = new Household();

    @Test
    void invoices_at_the_same_step_become_one_letter_with_one_fee() {
        UUID small = home.issue("1", "500.00", "2026-01-19");
        UUID large = home.issue("2", "2000.00", "2026-01-19");

        home.until("2026-02-04");

        assertThat(home.letters()).hasSize(2);
        Effect.AskReminder formal = home.letters().getLast();
        assertThat(formal.letter().bundle().invoices()).containsExactlyInAnyOrder(small, large);
        assertThat(formal.alsoDue()).hasSize(1);
        assertThat(formal.amountDue()).hasToString("2600.00 DKK");
        assertThat(formal.nextStep()).isEqualTo("collection-notice");
        assertThat(List.of(home.fees(small), home.fees(large))).containsExactlyInAnyOrder("100.00", "0.00");
        assertThat(home.cases.get(small).stepsWalked()).isEqualTo(2);
        assertThat(home.cases.get(large).stepsWalked()).isEqualTo(2);
    }

    @Test
    void every_case_goes_its_own_way_to_the_agency() {
        UUID one = home.issue("1", "500.00", "2026-01-19");
        UUID two = home.issue("2", "2000.00", "2026-01-19");

        home.until("2026-03-31");

        assertThat(home.state(one)).isEqualTo("escalated");
        assertThat(home.state(two)).isEqualTo("escalated");
        assertThat(home.letters()).hasSize(3);
        assertThat(home.told.stream().filter(Effect.HandOver.class::isInstance)).hasSize(2);
    }

    @Test
    void when_one_is_paid_before_it_went_out_the_whole_letter_is_withdrawn_once_and_the_rest_decided_anew() {
        UUID one = home.issue("1", "500.00", "2026-01-19");
        UUID two = home.issue("2", "2000.00", "2026-01-19");
        UUID three = home.issue("3", "3000.00", "2026-01-19");
        home.on("2026-01-23");
        UUID bundle = home.letters().getLast().letter().id();
        UUID follower = home.letters().getLast().letter().bundle().lead().equals(one) ? two : one;

        home.pay(follower, "p", home.cases.get(follower).balance().amount().toPlainString(), "2026-01-22");
        home.sweep();

        assertThat(home.told.stream().filter(Effect.WithdrawReminder.class::isInstance))
                .singleElement()
                .isEqualTo(new Effect.WithdrawReminder(bundle, "paid"));
        assertThat(home.letters()).hasSize(2);
        assertThat(home.letters().getLast().letter().id()).isNotEqualTo(bundle);
        assertThat(home.letters().getLast().letter().bundle().invoices())
                .hasSize(2)
                .contains(three)
                .doesNotContain(follower);
        assertThat(home.state(follower)).isEqualTo("settled");
    }

    @Test
    void a_fee_on_an_invoice_that_was_paid_in_time_is_withdrawn_and_comes_up_nowhere_else() {
        UUID one = home.issue("1", "500.00", "2026-01-19");
        UUID two = home.issue("2", "2000.00", "2026-01-19");
        home.until("2026-02-04");
        UUID lead = home.letters().getLast().letter().bundle().lead();
        UUID other = lead.equals(one) ? two : one;

        home.pay(lead, "p", lead.equals(one) ? "500.00" : "2000.00", "2026-02-02");
        home.until("2026-02-10");

        assertThat(home.fees(lead)).isEqualTo("0.00");
        assertThat(home.fees(other)).isEqualTo("0.00");
        assertThat(home.state(lead)).isEqualTo("settled");
        assertThat(home.cases.get(other).stepsWalked()).isEqualTo(2);
    }

    @Test
    void a_letter_that_was_withdrawn_for_another_invoice_and_went_out_all_the_same_costs_nothing() {
        UUID one = home.issue("1", "500.00", "2026-01-19");
        UUID two = home.issue("2", "2000.00", "2026-01-19");
        home.until("2026-02-03").on("2026-02-04");
        Letter asked = home.letters().getLast().letter();
        UUID lead = asked.bundle().lead();
        UUID other = lead.equals(one) ? two : one;
        home.hear(other, new Signal.Held(LocalDate.parse("2026-02-20"), "ill"));
        home.sweep();

        home.hearOfLetter(lead, new Signal.Sent(asked.id(), new Letter.Sent("email", home.today, asked.deadline())));
        assertThat(home.fees(lead)).isEqualTo("0.00");
        home.send();

        assertThat(home.fees(lead))
                .as("one fee, of the letter that replaced it")
                .isEqualTo("100.00");
        assertThat(home.fees(other)).isEqualTo("0.00");
    }

    @Test
    void letters_that_cannot_be_one_go_out_on_different_days_the_oldest_debt_first() {
        UUID old = home.issue("1", "500.00", "2026-01-05");
        home.until("2026-01-20");
        UUID young = home.issue("2", "2000.00", "2026-01-17");
        home.today = LocalDate.parse("2026-01-20");

        home.until("2026-02-20");

        assertThat(home.lettersAskedOn.values()).allMatch(count -> count == 1);
        assertThat(home.letters())
                .extracting(asked -> asked.letter().kind())
                .contains(StepKind.FRIENDLY, StepKind.FORMAL, StepKind.COLLECTION_NOTICE);
        assertThat(home.cases.get(old).stepsWalked()).isEqualTo(3);
        assertThat(home.cases.get(young).stepsWalked()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void nothing_is_asked_for_while_another_letter_to_the_debtor_is_on_its_way() {
        home.issue("1", "500.00", "2026-01-19");
        home.on("2026-01-23");
        home.issue("2", "2000.00", "2026-01-21");
        home.on("2026-01-27").on("2026-01-28");
        assertThat(home.letters()).hasSize(1);

        home.send();
        home.sweep();
        assertThat(home.letters()).as("not on the same day").hasSize(1);

        home.on("2026-01-29");
        assertThat(home.letters()).hasSize(2);
    }

    @Test
    void three_danish_fees_are_all_in_one_unbroken_arrears() {
        for (int i = 0; i < 6; i++) {
            LocalDate due = LocalDate.parse("2026-01-19").plusDays(9L * i);
            home.issue("n" + i, "500.00", due.toString());
        }

        home.until("2026-06-30");

        long fees = home.cases.keySet().stream()
                .filter(id -> !home.fees(id).equals("0.00"))
                .mapToLong(id -> home.fees(id).equals("200.00") ? 2 : 1)
                .sum();
        assertThat(fees).isEqualTo(3);
        assertThat(home.cases.keySet()).allMatch(id -> home.state(id).equals("escalated"));
    }

    @Test
    void a_held_debtor_hears_nothing_and_goes_on_when_the_hold_is_over() {
        UUID one = home.issue("1", "500.00", "2026-01-19");
        home.hold = new Hold(
                Hold.Kind.DEBTOR,
                LocalDate.parse("2026-01-05"),
                LocalDate.parse("2026-02-10"),
                Hold.Then.RESUME,
                "debtor",
                "moving house",
                null,
                null);

        home.until("2026-02-10");
        assertThat(home.letters()).isEmpty();
        assertThat(home.state(one)).isEqualTo("on-hold");

        home.until("2026-02-11");
        assertThat(home.letters()).hasSize(1);
    }

    @Test
    void a_hundred_invoices_are_one_letter_and_the_rest_waits() {
        for (int i = 0; i < 130; i++) {
            home.issue("n" + i, "500.00", "2026-01-19");
        }

        home.until("2026-01-23");
        assertThat(home.letters()).singleElement().satisfies(asked -> {
            assertThat(asked.alsoDue()).hasSize(99);
            assertThat(asked.amountDue()).hasToString("50000.00 DKK");
        });

        home.until("2026-01-26");
        assertThat(home.letters()).hasSize(2);
        assertThat(home.letters().getLast().alsoDue()).hasSize(29);
    }

    private UUID business(String number, String amount, String due, String language) {
        Receivable issued = Life.invoice("DK", DebtorKind.BUSINESS, amount, LocalDate.parse(due), "strict");
        return home.issue(
                number,
                new Receivable(
                        issued.debtorId(),
                        number,
                        issued.issuedOn(),
                        issued.dueOn(),
                        issued.total(),
                        issued.creditorCountry(),
                        issued.zone(),
                        issued.debtorKind(),
                        issued.debtorCountry(),
                        language,
                        null,
                        false,
                        issued.policy(),
                        0,
                        issued.agency(),
                        false));
    }

    @Test
    void each_late_invoice_of_a_danish_business_keeps_its_own_flat_sum_in_one_letter() {
        UUID one = business("1", "500.00", "2026-01-19", "da");
        UUID two = business("2", "700.00", "2026-01-19", "da");

        home.until("2026-01-20");

        assertThat(home.letters()).hasSize(1);
        for (UUID id : List.of(one, two)) {
            Case c = home.cases.get(id);
            assertThat(c.account()
                            .claimed(ClaimLine.Kind.COMPENSATION, c.issued().total()))
                    .hasToString("310.00 DKK");
        }
        assertThat(home.letters().getLast().because())
                .endsWith("In one letter with 1 more that are due for the same step.");
    }

    @Test
    void another_language_is_another_letter_on_another_day_and_nothing_else_is_lost() {
        UUID danish = business("1", "500.00", "2026-01-19", "da");
        UUID english = business("2", "700.00", "2026-01-19", "en");
        home.today = LocalDate.parse("2026-01-20");

        Bundle.Day day = Bundle.day(List.copyOf(home.cases.values()), home.rules());

        assertThat(day.decisions().keySet()).containsExactlyInAnyOrder(danish, english);
        assertThat(day.decisions().values())
                .allSatisfy(decision -> assertThat(decision)
                        .isInstanceOfSatisfying(
                                Decision.Move.class,
                                move -> assertThat(move.facts()).contains(new Fact.FellDue())));
        assertThat(day.decisions().values().stream()
                        .map(Decision.Move.class::cast)
                        .filter(move -> move.next().pendingLetter() != null))
                .hasSize(1);
        assertThat(day.after().debtor().mayBeWrittenTo()).isFalse();
        home.until("2026-01-22");
        assertThat(home.lettersAskedOn.values()).containsOnly(1);
        assertThat(home.letters()).hasSize(2);
    }

    @Test
    void a_letter_of_several_gives_each_the_latest_deadline_of_them() {
        UUID one = home.issue("1", "500.00", "2026-01-19");
        UUID two = home.issue("2", "700.00", "2026-01-19");

        home.until("2026-01-23");

        Letter told = home.letters().getLast().letter();
        assertThat(told.bundle().lead()).isIn(one, two);
        for (UUID id : List.of(one, two)) {
            assertThat(home.cases.get(id).letters().getFirst()).satisfies(part -> {
                assertThat(part.id()).isEqualTo(told.id());
                assertThat(part.deadline()).isEqualTo("2026-02-02");
                assertThat(part.deadlineDays()).isEqualTo(8);
            });
        }
    }
}
