package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A case goes on in another policy: nothing is said twice, and no notice is skipped. Due on Monday 19 January 2026. */
class PolicyChangeTest {

    private static Step step(String name, StepKind kind, int wait, int deadline) {
        return new Step(name, kind, wait, deadline, "firm", List.of("email"), false, false, false);
    }

    private static Policy policy(String name, Set<String> countries, Policy.Mode mode, Step... steps) {
        return new Policy(
                name, 1, 3, Amounts.NONE, List.of(steps), mode, Quiet.NEVER, Shortcut.NONE, countries, Map.of());
    }

    private static final Policy TWO_REMINDERS = policy(
            "two-reminders",
            Set.of(),
            Policy.Mode.AUTOMATIC,
            step("kind", StepKind.FRIENDLY, 2, 5),
            step("first", StepKind.FORMAL, 2, 10),
            step("second", StepKind.FORMAL, 2, 10),
            step("notice", StepKind.COLLECTION_NOTICE, 2, 14),
            step("agency", StepKind.ESCALATION, 1, 0));
    private static final Policy ONE_CALL = policy(
            "one-call",
            Set.of("DK", "SE"),
            Policy.Mode.AUTOMATIC,
            step("call", StepKind.CALL, 1, 3),
            step("letter", StepKind.FORMAL, 2, 10),
            step("last-notice", StepKind.COLLECTION_NOTICE, 2, 14),
            step("court", StepKind.ESCALATION, 1, 0));
    private static final Policy ONLY_LOOKS = policy(
            "only-looks",
            Set.of(),
            Policy.Mode.OBSERVE,
            step("kind", StepKind.FRIENDLY, 2, 5),
            step("first", StepKind.FORMAL, 2, 10),
            step("notice", StepKind.COLLECTION_NOTICE, 2, 14),
            step("agency", StepKind.ESCALATION, 1, 0));

    private static final RuleBook BOOK = Life.BOOK.with(
            List.of(
                    new RuleBook.Owned("dk-nordlys", TWO_REMINDERS),
                    new RuleBook.Owned("dk-nordlys", ONE_CALL),
                    new RuleBook.Owned("dk-nordlys", ONLY_LOOKS)),
            Map.of());

    private static Life walking(String policy, String country, String until) {
        var life = new Life();
        life.book = BOOK;
        Receivable issued =
                Life.invoice(country, DebtorKind.BUSINESS, "1000.00", LocalDate.parse("2026-01-19"), policy);
        life.today = issued.issuedOn();
        life.hear(new Signal.Issued("dk-nordlys", issued));
        return life.until(until);
    }

    private static List<String> afterMoving(String from, String until, String to) {
        Life life = walking(from, "DK", until);
        int before = life.letters().size();
        life.hear(new Signal.PolicyChosen(to, "agreed"));
        assertThat(life.refused).isEmpty();
        life.until("2026-06-30");
        List<String> steps =
                new ArrayList<>(life.letters().subList(before, life.letters().size()).stream()
                        .map(Letter::step)
                        .toList());
        steps.add(life.state());
        return steps;
    }

    @Test
    void before_anything_was_said_it_begins_at_the_beginning() {
        assertThat(afterMoving("two-reminders", "2026-01-20", "one-call"))
                .containsExactly("call", "letter", "last-notice", "escalated");
    }

    @Test
    void who_had_a_friendly_letter_is_not_called_and_who_was_called_gets_none() {
        assertThat(afterMoving("two-reminders", "2026-01-21", "one-call"))
                .containsExactly("letter", "last-notice", "escalated");
        assertThat(afterMoving("one-call", "2026-01-20", "two-reminders"))
                .containsExactly("first", "second", "notice", "escalated");
    }

    @Test
    void each_formal_reminder_stands_for_one_and_no_more() {
        assertThat(afterMoving("one-call", "2026-01-26", "two-reminders"))
                .as("one of two")
                .containsExactly("second", "notice", "escalated");
        assertThat(afterMoving("two-reminders", "2026-02-13", "one-call"))
                .as("two of one")
                .containsExactly("last-notice", "escalated");
    }

    @Test
    void a_notice_that_runs_is_followed_by_the_agency() {
        Life life = walking("one-call", "DK", "2026-02-10");
        assertThat(life.state()).isEqualTo("notice-running");
        LocalDate deadline = life.letters().getLast().sent().deadline();

        life.hear(new Signal.PolicyChosen("two-reminders", "agreed"));
        life.until(deadline.plusDays(4).toString());

        assertThat(life.letters()).hasSize(3);
        assertThat(life.state()).isEqualTo("escalated");
    }

    @Test
    void what_was_only_observed_was_never_said() {
        Life life = walking("only-looks", "DK", "2026-06-01");
        assertThat(life.letters()).hasSize(4);

        life.hear(new Signal.PolicyChosen("two-reminders", "in earnest now"));
        life.until("2026-06-02");

        assertThat(life.letters().getLast().step()).isEqualTo("kind");
        assertThat(life.letters().getLast().stands()).isTrue();
        life.until("2026-08-01");
        assertThat(life.state()).isEqualTo("escalated");
    }

    @Test
    void a_policy_that_is_not_there_not_for_the_country_or_walked_already_is_refused_or_known() {
        Life danish = walking("two-reminders", "DK", "2026-01-20");
        assertThat(danish.hear(new Signal.PolicyChosen("two-reminders", "again")))
                .isInstanceOf(Decision.Stay.class);
        danish.hear(new Signal.PolicyChosen("nobodys", "a slip"));
        Life norwegian = walking("two-reminders", "NO", "2026-01-20");
        norwegian.hear(new Signal.PolicyChosen("one-call", "agreed"));
        Life onItsWay = walking("two-reminders", "DK", "2026-01-20").on("2026-01-21");
        onItsWay.hear(new Signal.PolicyChosen("one-call", "agreed"));

        assertThat(danish.refused).containsExactly("the creditor has no policy nobodys: choose one of GET /policies");
        assertThat(norwegian.refused).containsExactly("policy one-call/1 is not meant for debtors in NO");
        assertThat(onItsWay.refused)
                .containsExactly(
                        "a letter is on its way: choose again when it was sent, or hold the case to call it off");
    }

    @Test
    void a_new_version_is_another_policy_that_a_case_may_be_moved_to() {
        Life life = walking("two-reminders", "DK", "2026-01-20");
        life.book = BOOK.with(
                List.of(
                        new RuleBook.Owned("dk-nordlys", TWO_REMINDERS),
                        new RuleBook.Owned("dk-nordlys", ONE_CALL.as("two-reminders", 2))),
                Map.of());
        assertThat(life.c.issued().policyName()).isEqualTo("two-reminders/1");

        life.hear(new Signal.PolicyChosen("two-reminders", "the new one"));

        assertThat(life.c.issued().policyName()).isEqualTo("two-reminders/2");
    }

    @Test
    void creditors_see_their_own_policies_and_the_ready_made_ones() {
        assertThat(BOOK.own("dk-nordlys"))
                .extracting(Policy::label)
                .containsExactly("one-call/1", "only-looks/1", "two-reminders/1");
        assertThat(BOOK.own("dk-other")).isEmpty();
        assertThat(BOOK.find("dk-other", "one-call", 0)).isEmpty();
        assertThat(BOOK.find("dk-nordlys", "one-call", 2)).isEmpty();
        assertThat(BOOK.find(null, "strict", 0)).isPresent();
        assertThat(BOOK.newest("dk-nordlys", "one-call")).isEqualTo(1);
        assertThat(BOOK.newest("dk-other", "one-call")).isZero();
        assertThat(BOOK.isReadyMade("strict")).isTrue();
        assertThat(BOOK.isReadyMade("one-call")).isFalse();
        assertThat(BOOK.readyMade())
                .extracting(Policy::label)
                .containsExactly(
                        "agency-from-reminder/1",
                        "collection-notice-first/1",
                        "nordic-friendly/1",
                        "one-reminder/1",
                        "strict/1");
        assertThat(BOOK.segments("dk-nordlys")).isEmpty();
    }

    @Test
    void a_case_shows_how_its_contested_points_are_read() {
        Life danish = walking("two-reminders", "DK", "2026-01-20");
        Life nowhere = walking("two-reminders", "XX", "2026-01-20");

        assertThat(BOOK.chosenFor(danish.c))
                .containsEntry("due-date.roll", "roll")
                .containsKey("compensation.per");
        assertThat(BOOK.chosenFor(nowhere.c)).isEmpty();
    }

    @Test
    void a_letter_is_told_by_the_place_of_its_step() {
        Life life = walking("two-reminders", "DK", "2026-01-21");

        assertThat(BOOK.stepOf(life.c, StepKind.FORMAL, null)).isEqualTo(1);
        assertThat(BOOK.stepOf(life.c, StepKind.FRIENDLY, null))
                .as("none is left: the one that was walked")
                .isZero();
        assertThat(BOOK.stepOf(life.c, StepKind.FORMAL, "second")).isEqualTo(2);
        assertThat(BOOK.stepOf(life.c, StepKind.COLLECTION_NOTICE, null)).isEqualTo(3);
        assertThat(BOOK.stepOf(walking("two-reminders", "DK", "2026-01-29").c, StepKind.CALL, "no such step"))
                .isEqualTo(1);
    }

    @Test
    void criteria_for_the_short_way_hold_from_the_number_they_name() {
        LocalDate due = LocalDate.parse("2026-01-19");
        Life life = walking("two-reminders", "DK", "2026-01-30");
        assertThat(life.letters()).extracting(Letter::step).containsExactly("kind", "first");

        assertThat(new Shortcut(1, null, null, false, null).met(life.c, due).why())
                .isEqualTo("1 formal reminders stayed without any reaction");
        assertThat(new Shortcut(2, null, null, false, null).met(life.c, due)).isNull();
        assertThat(new Shortcut(null, 1, null, false, null).met(life.c, due)).isNull();
        assertThat(new Shortcut(null, null, new BigDecimal("1000.00"), false, null)
                        .met(life.c, due)
                        .why())
                .isEqualTo("the balance 1000.00 DKK is 1000.00 or more");
        assertThat(new Shortcut(null, null, new BigDecimal("1000.01"), false, null).met(life.c, due))
                .isNull();
        assertThat(new Shortcut(null, null, null, true, null).met(life.c, due)).isNull();
        assertThat(new Shortcut(null, null, null, false, 30).met(life.c, due))
                .isEqualTo(new Shortcut.Met("30 days have passed since the due date", LocalDate.parse("2026-02-18")));
        assertThat(new Shortcut(1, null, null, false, 30).met(life.c, due).from())
                .as("what is met already needs no day")
                .isNull();
        assertThat(Shortcut.NONE.met(life.c, due)).isNull();
    }

    @Test
    void a_payment_a_promise_or_a_dispute_after_the_reminder_is_a_reaction() {
        LocalDate due = LocalDate.parse("2026-01-19");
        Shortcut one = new Shortcut(1, null, null, false, null);
        Life paid = walking("two-reminders", "DK", "2026-01-30");
        LocalDate sent = paid.letters().getLast().sentOn();
        paid.pay("p", "1.00", sent.minusDays(1).toString(), "bank");
        assertThat(one.met(paid.c, due)).as("money from before it").isNotNull();
        paid.pay("q", "1.00", sent.toString(), "bank");
        Life promised = walking("two-reminders", "DK", "2026-01-30");
        promised.pay("p", "1.00", "2026-01-22", "bank");
        promised.hear(new Signal.Promised(LocalDate.parse("2026-02-02"), null, "called"));

        assertThat(one.met(paid.c, due)).isNull();
        assertThat(one.met(promised.c, due)).isNull();
    }

    @Test
    void contact_is_lost_when_the_last_letter_came_back_and_found_with_the_next() {
        LocalDate due = LocalDate.parse("2026-01-19");
        Shortcut lost = new Shortcut(null, null, null, true, null);
        Life life = walking("two-reminders", "DK", "2026-01-21");
        life.hear(new Signal.Undeliverable(life.letters().getLast().id(), "email", life.today, "bounced"));

        assertThat(lost.met(life.c, due).why()).isEqualTo("the last letter did not reach the debtor");
        life.hear(new Signal.Released("a new address"));
        life.until("2026-01-22");
        assertThat(life.letters()).hasSize(2);
        assertThat(lost.met(life.c, due)).isNull();
    }
}
