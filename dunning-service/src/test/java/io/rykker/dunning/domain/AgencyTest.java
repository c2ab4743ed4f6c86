package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a case that an agency works on and gives back; due on Monday 19 January 2026, handed over in February. */
class AgencyTest {

    private static Life escalated(Terms.AfterAgency after) {
        Policy policy = new Policy(
                        "own",
                        1,
                        3,
                        Amounts.NONE,
                        List.of(
                                new Step(
                                        "notice",
                                        StepKind.COLLECTION_NOTICE,
                                        2,
                                        14,
                                        "formal",
                                        List.of("email"),
                                        true,
                                        true,
                                        false),
                                new Step(
                                        "agency",
                                        StepKind.ESCALATION,
                                        1,
                                        0,
                                        "formal",
                                        List.of("agency"),
                                        false,
                                        true,
                                        false)),
                        Policy.Mode.AUTOMATIC,
                        Quiet.NEVER,
                        Shortcut.NONE,
                        Set.of(),
                        Map.of())
                .with(new Terms(1, after));
        Life life = Life.of(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "own"), policy);
        life.until("2026-02-10");
        assertThat(life.state()).isEqualTo("escalated");
        return life;
    }

    private static Signal closed(Life life, String code) {
        return new Signal.Closed(life.c.handovers().getLast().caseId(), "fjord", life.today, code, null);
    }

    @ParameterizedTest
    @CsvSource({"returned", "uncollectible"})
    void what_comes_back_unpaid_waits_for_a_person_two_weeks_when_the_policy_says_nothing(String code) {
        Life life = escalated(Terms.AfterAgency.HOLD);

        life.hear(closed(life, code));

        assertThat(life.c.hold()).satisfies(hold -> {
            assertThat(hold.kind()).isEqualTo(Hold.Kind.AGENCY);
            assertThat(hold.until()).isEqualTo(life.today.plusDays(14));
            assertThat(hold.reason()).isEqualTo("closed: " + code);
        });
        assertThat(life.c.openHandover()).isNull();
    }

    @Test
    void a_policy_may_begin_again_with_a_notice_once_and_then_asks_a_person() {
        Life life = escalated(Terms.AfterAgency.RESUME_NOTICE);

        life.hear(closed(life, "returned"));
        assertThat(life.state()).isEqualTo("notice-running");
        life.until("2026-02-11");
        assertThat(life.letters()).extracting(Letter::step).containsExactly("notice", "notice");
        life.until("2026-03-10");
        assertThat(life.state()).isEqualTo("escalated");
        assertThat(life.c.handovers()).hasSize(2).extracting(Handover::caseId).doesNotHaveDuplicates();
        life.hear(closed(life, "returned"));

        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.AGENCY);
    }

    @Test
    void a_policy_may_give_up_what_comes_back_unless_it_is_disputed_or_was_paid() {
        Life givenUp = escalated(Terms.AfterAgency.WRITE_OFF);
        givenUp.hear(closed(givenUp, "uncollectible"));
        Life disputed = escalated(Terms.AfterAgency.WRITE_OFF);
        disputed.hear(new Signal.Disputed("goods", "one is broken", Money.of("250.00", "DKK")));
        disputed.until("2026-02-11");
        disputed.hear(closed(disputed, "uncollectible"));
        Life paid = escalated(Terms.AfterAgency.WRITE_OFF);
        paid.hear(closed(paid, "paid"));
        Life rejected = escalated(Terms.AfterAgency.WRITE_OFF);
        rejected.hear(new Signal.Rejected(rejected.c.openHandover().caseId(), "fjord", rejected.today, "no address"));

        assertThat(givenUp.state()).isEqualTo("settled");
        assertThat(givenUp.c.account().writtenOff().why())
                .isEqualTo("the agency gave the case back, closed: uncollectible");
        for (Life kept : List.of(disputed, paid, rejected)) {
            assertThat(kept.c.account().writtenOff()).isNull();
            assertThat(kept.c.hold().kind()).isEqualTo(Hold.Kind.AGENCY);
        }
        assertThat(rejected.c.hold().reason()).isEqualTo("rejected: no address");
    }

    @Test
    void what_the_agency_says_is_kept_word_for_word_and_once() {
        Life life = escalated(Terms.AfterAgency.HOLD);
        UUID id = life.c.openHandover().caseId();

        life.hear(new Signal.Accepted(id, "fjord", life.today, null));
        life.hear(new Signal.Accepted(id, "fjord", life.today, "F-1"));
        life.hear(new Signal.Progressed(id, "fjord", life.today, "letter", null));
        life.hear(new Signal.Progressed(id, "fjord", life.today, "court", "hearing in May"));
        assertThat(life.hear(new Signal.Progressed(id, "fjord", life.today, "letter", null)))
                .isInstanceOf(Decision.Stay.class);
        life.hear(new Signal.Closed(id, "fjord", life.today, "returned", "moved abroad"));

        assertThat(life.c.handovers().getLast().words())
                .containsExactly(
                        "2026-02-10 accepted",
                        "2026-02-10 accepted as F-1",
                        "2026-02-10 letter",
                        "2026-02-10 court: hearing in May",
                        "2026-02-10 closed, returned: moved abroad");
    }

    @Test
    void what_an_agency_says_of_a_case_it_was_never_given_is_refused() {
        Life life = escalated(Terms.AfterAgency.HOLD);
        UUID other = new UUID(1, 1);

        life.hear(new Signal.Rejected(other, "fjord", life.today, "no address"));

        assertThat(life.refused).containsExactly("this invoice was never handed over as case " + other);
        assertThat(life.state()).isEqualTo("escalated");
    }

    @Test
    void the_end_of_a_case_that_was_recalled_before_holds_nothing() {
        Life life = escalated(Terms.AfterAgency.HOLD);
        life.hear(new Signal.Recalled("the debtor called"));
        life.hear(new Signal.Released("agreed"));

        life.hear(closed(life, "returned"));

        assertThat(life.c.hold()).isNull();
        assertThat(life.c.handovers().getFirst().over()).isEqualTo("recalled: manual");
    }

    @Test
    void a_notice_that_comes_back_takes_the_case_from_the_agency_and_another_letter_does_not() {
        Life notice = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-03-16");
        Life reminder =
                Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-03-16");

        notice.hear(new Signal.Undeliverable(notice.letters().getLast().id(), "email", notice.today, "bounced"));
        reminder.hear(new Signal.Undeliverable(reminder.letters().get(1).id(), "email", reminder.today, "bounced"));

        assertThat(notice.c.openHandover()).isNull();
        assertThat(notice.c.hold().kind()).isEqualTo(Hold.Kind.UNDELIVERABLE);
        assertThat(reminder.state()).isEqualTo("escalated");
        assertThat(reminder.c.hold()).isNull();
    }

    @Test
    void a_debtor_who_is_held_already_is_not_held_again_for_a_letter_that_came_back() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-02-06");
        life.hear(new Signal.Disputed("goods", "broken"));

        life.hear(new Signal.Undeliverable(life.letters().getLast().id(), "email", life.today, "bounced"));

        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.DISPUTE);
    }
}
