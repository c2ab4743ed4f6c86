package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A good payer is asked why before anything formal; what is due on Monday 19 January 2026 is late for the first time. */
class FirstTimeLateTest {

    private static final LocalDate DUE = LocalDate.parse("2026-01-19");
    private static final Policy ASKING = new Policy(
            "asking",
            1,
            3,
            Amounts.NONE,
            List.of(
                    new Step(
                            "ask-why",
                            StepKind.CALL,
                            2,
                            5,
                            "friendly",
                            List.of("phone"),
                            false,
                            false,
                            false,
                            null,
                            new When(null, null, null, null, true)),
                    new Step("reminder", StepKind.FORMAL, 2, 14, "firm", List.of("email"), true, false, false),
                    new Step(
                            "notice",
                            StepKind.COLLECTION_NOTICE,
                            2,
                            14,
                            "formal",
                            List.of("email"),
                            false,
                            true,
                            false),
                    new Step("agency", StepKind.ESCALATION, 1, 0, "formal", List.of("agency"), false, true, false)));

    private final Household home = new Household();

    @BeforeEach
    void asking() {
        home.book = Life.BOOK.trying(ASKING);
    }

    private UUID issue(String number, String due) {
        return home.issue(number, Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse(due), "asking"));
    }

    private UUID paid(String number, String due, String on) {
        UUID id = issue(number, due);
        home.pay(id, number, "1000.00", on);
        return id;
    }

    private List<String> steps(UUID id) {
        return home.cases.get(id).letters().stream().map(Letter::step).toList();
    }

    private static Past past(int number, String due, String paidOn, String settled, String owed) {
        LocalDate on = paidOn == null ? null : LocalDate.parse(paidOn);
        return new Past(
                new UUID(9, number),
                LocalDate.parse(due),
                on,
                settled == null ? null : LocalDate.parse("2026-01-20"),
                settled,
                Money.of(owed, "DKK"),
                Tally.NONE,
                0,
                false,
                null,
                false);
    }

    private static boolean isFirst(Past... others) {
        return Debtor.of(List.of(others), null, LocalDate.parse("2026-01-21"))
                .isFirstTimeLate(new UUID(1, 1), DUE, LocalDate.parse("2026-01-21"));
    }

    @Test
    void a_good_payer_who_is_late_for_the_first_time_is_called_and_asked_why_and_the_reminder_waits() {
        paid("1", "2026-01-12", "2026-01-12");
        UUID late = issue("2", "2026-01-19");

        home.until("2026-01-20");
        assertThat(steps(late)).isEmpty();
        home.until("2026-01-21");

        Effect.AskReminder call = home.letters().getLast();
        assertThat(call.letter().kind()).isEqualTo(StepKind.CALL);
        assertThat(call.letter().channels()).containsExactly("phone");
        assertThat(call.because()).endsWith(" It is the first that this debtor is late with: ask why.");
        assertThat(call.nextStep()).isEqualTo("reminder");
        home.until("2026-01-27");
        assertThat(steps(late)).containsExactly("ask-why");
        // five days of the call end on Monday the 26th, and the reminder comes two days later
        home.until("2026-01-28");
        assertThat(steps(late)).containsExactly("ask-why", "reminder");
        assertThat(home.letters().getLast().because()).doesNotContain("ask why");
    }

    @Test
    void who_is_new_or_was_late_before_is_reminded_at_once() {
        UUID first = issue("1", "2026-01-19");
        home.until("2026-01-21");
        assertThat(steps(first)).containsExactly("reminder");
        home.pay(first, "a", "1100.00", "2026-01-22");

        UUID second = issue("2", "2026-03-02");
        home.until("2026-03-04");

        assertThat(steps(second)).containsExactly("reminder");
    }

    @Test
    void what_the_debtor_says_has_its_consequence_as_in_any_call() {
        paid("1", "2026-01-12", "2026-01-12");
        UUID late = issue("2", "2026-01-19");
        home.until("2026-01-21");

        home.hear(
                late,
                new Signal.Called(
                        new Call(Call.Outcome.DISPUTES, home.today, null, "one box was empty"), null, null, "goods"));
        home.until("2026-02-20");

        assertThat(home.state(late)).isEqualTo("on-hold");
        assertThat(steps(late)).containsExactly("ask-why");
    }

    @Test
    void the_first_time_is_after_something_in_time_and_nothing_late_whatever_came_of_it() {
        Past inTime = past(1, "2026-01-05", "2026-01-05", "paid", "0.00");
        Past before = past(2, "2026-01-12", null, null, "5.00");
        Past sameDay = past(3, "2026-01-19", null, null, "5.00");
        Past late = past(4, "2026-01-05", "2026-01-06", "paid", "0.00");
        Past lost = past(5, "2026-01-05", null, "written-off", "0.00");
        Past credited = past(6, "2026-01-05", null, "credited", "0.00");

        assertThat(isFirst(inTime)).isTrue();
        assertThat(isFirst(inTime, sameDay, credited)).isTrue();
        assertThat(isFirst()).as("nothing is known of the debtor").isFalse();
        assertThat(isFirst(credited)).isFalse();
        assertThat(isFirst(inTime, before)).isFalse();
        assertThat(isFirst(inTime, late)).isFalse();
        assertThat(isFirst(inTime, lost)).isFalse();
        assertThat(Debtor.of(List.of(inTime, late), null, DUE).isFirstTimeLate(late.invoiceId(), DUE, DUE))
                .as("the invoice itself says nothing of what was before it")
                .isTrue();
    }

    @Test
    void the_past_is_read_for_the_creditors_and_the_cases_whose_policy_asks() {
        RuleBook own = Life.BOOK.with(List.of(new RuleBook.Owned("dk-nordlys", ASKING)), Map.of());
        UUID id = issue("1", "2026-01-19");

        assertThat(own.asksForPast("dk-nordlys")).isTrue();
        assertThat(own.asksForPast("dk-other")).isFalse();
        assertThat(home.book.asksForPast(home.cases.get(id))).isTrue();
        assertThat(Life.BOOK.asksForPast(Life.danish(DebtorKind.CONSUMER, "1.00", "2026-01-19").c))
                .isFalse();
        assertThat(own.asksForPast(Case.of(id))).isFalse();
    }

    @Test
    void nobody_is_late_before_the_due_date() {
        Step early = new Step(
                "early",
                StepKind.FRIENDLY,
                -3,
                0,
                "friendly",
                List.of("email"),
                false,
                false,
                false,
                null,
                new When(null, null, null, null, true));
        Policy policy = new Policy(
                "own", 1, 3, Amounts.NONE, List.of(early, ASKING.steps().getLast()));

        assertThat(policy.flaws())
                .containsExactly(
                        "own/1, step early: nobody is late before the due date: firstTimeLate is for a step after"
                                + " it");
    }
}
