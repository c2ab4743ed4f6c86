package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call ended with the wrong person, and a person finds the right one. */
class ContactTest {

    private static final int VERSION = 3;

    @Test
    void what_was_said_to_the_wrong_person_is_sent_again_once_with_one_fee_and_a_deadline_of_its_own() {
        Life life = reminded();
        Letter first = life.letters().getLast();
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("100.00");
        wrongPerson(life.until("2026-02-12"));

        found(life, VERSION);
        found(life, VERSION);

        assertThat(life.state()).isEqualTo("overdue");
        life.on("2026-02-12").sendWhatIsAsked();
        Letter again = life.letters().getLast();
        assertThat(again.step()).isEqualTo(first.step());
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(again.sent().on()).isEqualTo("2026-02-12");
        assertThat(again.sent().deadline())
                .isAfterOrEqualTo("2026-02-22")
                .isAfter(first.sent().deadline());
        assertThat(life.claimed(ClaimLine.Kind.FEE))
                .as("one letter reached the debtor")
                .isEqualTo("100.00");
        assertThat(life.told(Effect.AskReminder.class))
                .filteredOn(asked -> asked.letter().step().equals(first.step()))
                .hasSize(2);
        Ahead next = Ahead.of(life.c, life.rules());
        assertThat(next.on())
                .as("the next step waits for the new deadline")
                .isAfter(again.sent().deadline());
    }

    @Test
    void a_collection_notice_that_went_to_somebody_else_leads_to_no_agency_and_is_given_again() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-02-20");
        Letter notice = life.c.standingNotice();
        wrongPerson(life.until("2026-02-24"));

        found(life, VERSION);

        assertThat(life.c.standingNotice()).isNull();
        life.until("2026-02-25");
        Letter again = life.c.standingNotice();
        assertThat(again.sent().on()).isAfter(notice.sent().on());
        life.until(again.sent().deadline().toString());
        assertThat(life.c.handovers()).isEmpty();
        life.until(again.sent().deadline().plusDays(7).toString());
        assertThat(life.c.handovers())
                .singleElement()
                .satisfies(handover ->
                        assertThat(handover.on()).isAfter(again.sent().deadline()));
    }

    @Test
    void the_call_that_ended_with_the_wrong_person_is_made_again_after_the_letter_before_it() {
        Policy calling = new Policy(
                "calling",
                1,
                3,
                Amounts.NONE,
                List.of(
                        step("friendly", StepKind.FRIENDLY, "email"),
                        step("call", StepKind.CALL, "phone"),
                        step("notice", StepKind.COLLECTION_NOTICE, "letter"),
                        step("agency", StepKind.ESCALATION, "agency")));
        Life life = Life.of(
                        Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "calling"),
                        calling)
                .until("2026-02-02");
        assertThat(life.letters()).extracting(Letter::step).containsExactly("friendly", "call");
        wrongPerson(life);

        found(life, VERSION);
        life.until("2026-03-01");

        assertThat(life.letters()).extracting(Letter::step).startsWith("friendly", "call", "friendly", "call");
    }

    @Test
    void a_contact_also_ends_the_wait_of_a_letter_that_came_back_and_is_no_broken_contact_any_more() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").on("2026-01-23");
        life.hear(new Signal.Undeliverable(life.letters().getFirst().id(), "email", life.today, "no such mailbox"));
        assertThat(new Shortcut(null, null, null, true, null)
                        .met(life.c, life.c.issued().dueOn()))
                .isNotNull();

        found(life, VERSION);

        assertThat(life.state()).isEqualTo("overdue");
        assertThat(new Shortcut(null, null, null, true, null)
                        .met(life.c, life.c.issued().dueOn()))
                .isNull();
        life.on("2026-01-23");
        assertThat(life.letters()).extracting(Letter::step).containsExactly("friendly", "friendly");
    }

    @Test
    void a_case_that_nobody_was_lost_in_remembers_the_contact_and_says_nothing_again() {
        Life life = reminded();
        int asked = life.told(Effect.AskReminder.class).size();

        found(life, VERSION);
        life.on(life.today.toString());

        assertThat(life.told(Effect.AskReminder.class)).hasSize(asked);
        assertThat(life.c.dealings().reach().version()).isEqualTo(VERSION);
        assertThat(life.c.lettersThatStand(StepKind.FORMAL)).isEqualTo(1);
    }

    @Test
    void what_was_found_before_the_debtor_was_lost_does_not_help() {
        Life life = wrongPerson(reminded());

        life.hear(new Signal.ContactFound(VERSION, life.today.minusDays(1), "mette", "an old note"));

        assertThat(life.state()).isEqualTo("on-hold");
        found(life, VERSION + 1);
        assertThat(life.state()).isEqualTo("overdue");
    }

    @Test
    void whoever_has_taken_the_case_over_keeps_it_and_it_waits_for_no_contact_afterwards() {
        Life life = wrongPerson(reminded());
        life.hear(new Signal.TakenOver("bodil", life.today.plusDays(3), "an old customer"));

        found(life, VERSION);

        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.TAKEN_OVER);
        life.hear(new Signal.GivenBack("done"));
        assertThat(life.state()).isEqualTo("overdue");
        life.on(life.today.plusDays(1).toString());
        assertThat(life.letters().getLast().isPending()).isTrue();
    }

    private static Step step(String name, StepKind kind, String channel) {
        int deadline = kind == StepKind.COLLECTION_NOTICE ? 14 : 4;
        return new Step(name, kind, 4, deadline, "friendly", List.of(channel), false, false, false);
    }

    /** A consumer who was charged for one formal reminder. */
    private static Life reminded() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-02-04");
    }

    private static Life wrongPerson(Life life) {
        life.hear(new Signal.Called(
                new Call(Call.Outcome.WRONG_PERSON, life.today, "a former employee", "left the firm"),
                null,
                null,
                null));
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.CONTACT);
        return life;
    }

    private static void found(Life life, int version) {
        life.hear(new Signal.ContactFound(version, life.today, "mette", "the accounts department"));
    }
}
