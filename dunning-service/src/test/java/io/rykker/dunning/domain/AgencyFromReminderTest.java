package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A creditor who leaves the reminders to an agency; the invoice is due on Monday 19 January 2026. */
class AgencyFromReminderTest {

    private static final Step AGENCY = new Step(
                    "agency", StepKind.ESCALATION, 5, 0, "formal", List.of("agency"), false, false, false)
            .with(Mandate.REMINDERS);

    private static Life life() {
        return Life.of(Life.invoice(
                "DK", DebtorKind.BUSINESS, "1000.00", LocalDate.parse("2026-01-19"), "agency-from-reminder"));
    }

    private static Step step(StepKind kind, int wait) {
        return new Step(kind.word(), kind, wait, wait < 0 ? 0 : 14, "formal", List.of("email"), false, false, false);
    }

    private static List<String> breaches(Step... steps) {
        return PolicyCheck.of(new Policy("own", 1, 3, Amounts.NONE, List.of(steps)), Life.BOOK)
                .breaches();
    }

    @Test
    void what_is_overdue_goes_to_the_agency_five_days_after_due_without_a_word_of_ours_and_without_a_charge() {
        Life life = life();

        life.until("2026-01-23");
        assertThat(life.state()).isEqualTo("overdue");
        life.until("2026-01-26");

        // the fifth day is a Saturday
        assertThat(life.state()).isEqualTo("escalated");
        assertThat(life.letters()).isEmpty();
        assertThat(life.balance()).isEqualTo("1000.00");
        assertThat(life.told(Effect.AskReminder.class)).isEmpty();
        assertThat(life.told(Effect.HandOver.class)).singleElement().satisfies(effect -> {
            assertThat(effect.handover().on()).isEqualTo("2026-01-26");
            assertThat(effect.handover().mandate()).isEqualTo(Mandate.REMINDERS);
            assertThat(effect.because())
                    .isEqualTo("2026-01-19 passed unpaid, and the agency reminds from the first;"
                            + " policy agency-from-reminder/1.");
        });
        life.until("2026-06-30");
        assertThat(life.told(Effect.AskReminder.class)).isEmpty();
        assertThat(life.balance()).isEqualTo("1000.00");
    }

    @Test
    void money_that_reaches_the_creditor_recalls_it_and_the_agencys_own_does_not() {
        Life ours = life().until("2026-01-27").pay("p", "1000.00", "2026-01-27", "bank");
        Life theirs = life().until("2026-01-27").pay("p", "1000.00", "2026-01-27", "agency");

        assertThat(ours.told(Effect.Recall.class))
                .singleElement()
                .satisfies(recall -> assertThat(recall.reason()).isEqualTo("paid"));
        assertThat(theirs.told(Effect.Recall.class)).isEmpty();
        assertThat(ours.state()).isEqualTo("settled");
    }

    @Test
    void a_dispute_takes_it_back_and_its_end_asks_the_agency_anew_to_remind() {
        Life life = life().until("2026-01-27");

        life.hear(new Signal.Disputed("goods", "broken"));
        assertThat(life.told(Effect.Recall.class)).hasSize(1);
        life.hear(new Signal.Resolved(false, "it was not"));
        life.until("2026-02-10");

        assertThat(life.c.handovers())
                .hasSize(2)
                .allSatisfy(handover -> assertThat(handover.mandate()).isEqualTo(Mandate.REMINDERS));
    }

    @Test
    void what_was_reminded_already_does_not_become_an_agencys_to_remind() {
        Life life = Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19").until("2026-02-05");

        life.hear(new Signal.PolicyChosen("agency-from-reminder", "less work"));

        assertThat(life.refused)
                .containsExactly("policy agency-from-reminder/1 leaves the reminders to an agency, and this case was"
                        + " reminded already: choose one with a collection notice");
    }

    @Test
    void what_was_only_asked_for_kindly_does() {
        Life life = Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19").until("2026-01-23");
        assertThat(life.letters()).extracting(Letter::step).containsExactly("friendly");

        life.hear(new Signal.PolicyChosen("agency-from-reminder", "less work"));
        life.until("2026-02-10");

        assertThat(life.c.openHandover().mandate()).isEqualTo(Mandate.REMINDERS);
    }

    @Test
    void a_letter_that_was_sent_all_the_same_leaves_the_agency_nothing_but_to_collect_which_is_unlawful() {
        Policy own = new Policy("own", 1, 3, Amounts.NONE, List.of(step(StepKind.FORMAL, 1), AGENCY));
        Life life =
                Life.of(Life.invoice("DK", DebtorKind.BUSINESS, "1000.00", LocalDate.parse("2026-01-19"), "own"), own);

        life.until("2026-03-10");

        assertThat(life.c.handovers()).isEmpty();
        assertThat(life.c.missing()).isEqualTo("no collection notice was sent, the case cannot go to an agency");
    }

    @Test
    void a_person_may_hand_over_earlier_but_not_before_the_due_date_has_passed() {
        Life early = life().until("2026-01-19");
        early.hear(new Signal.ToBeHandedOver("a hurry"));
        Life life = life().until("2026-01-20");
        life.hear(new Signal.ToBeHandedOver("a hurry"));

        assertThat(early.refused).containsExactly("the invoice gives until 2026-01-19, which is not over");
        assertThat(life.c.openHandover()).satisfies(handover -> {
            assertThat(handover.mandate()).isEqualTo(Mandate.REMINDERS);
            assertThat(handover.interest()).isFalse();
        });
    }

    @Test
    void the_policy_is_lawful_in_every_country_also_after_a_kind_word_or_a_call() {
        assertThat(breaches(AGENCY)).isEmpty();
        assertThat(breaches(step(StepKind.FRIENDLY, -3), step(StepKind.CALL, 2), AGENCY))
                .isEmpty();
    }

    @Test
    void an_agency_that_is_to_remind_comes_neither_after_our_own_letters_nor_before_the_due_date() {
        for (StepKind kind : List.of(StepKind.FORMAL, StepKind.COLLECTION_NOTICE)) {
            assertThat(breaches(step(kind, 2), AGENCY))
                    .containsExactly(
                            "own/1, step agency: an agency that is to remind says that nothing formal was sent,"
                                    + " and " + kind.word() + " was: leave that step out, or hand over for collection");
        }
        Step early = new Step("agency", StepKind.ESCALATION, -2, 0, "formal", List.of("agency"), false, false, false);
        Step sameDay = new Step("agency", StepKind.ESCALATION, 0, 0, "formal", List.of("agency"), false, false, false);
        assertThat(breaches(early.with(Mandate.REMINDERS)))
                .containsExactly(
                        "own/1, step agency: only a friendly reminder may come before the due date; the earliest"
                                + " lawful day is the day after it, with waitDays 1");
        assertThat(breaches(sameDay.with(Mandate.REMINDERS)))
                .containsExactly(
                        "own/1, step agency: a step comes at the earliest the day after the due date or deadline"
                                + " before it");
    }

    @Test
    void nothing_is_claimed_with_it_nothing_else_has_a_mandate_and_no_notice_can_be_resumed() {
        Step charging = new Step("agency", StepKind.ESCALATION, 5, 0, "formal", List.of("agency"), false, true, false);
        Policy resuming = new Policy("own", 1, 3, Amounts.NONE, List.of(AGENCY))
                .with(new Terms(1, Terms.AfterAgency.RESUME_NOTICE));

        assertThat(breaches(charging.with(Mandate.REMINDERS)))
                .containsExactly("own/1, step agency: an agency that is to remind is handed the bare invoice: no fee,"
                        + " interest or compensation is claimed with it");
        assertThat(breaches(step(StepKind.CALL, 2).with(Mandate.REMINDERS), AGENCY))
                .containsExactly("own/1, step call: only an escalation has the mandate reminders");
        assertThat(resuming.flaws())
                .containsExactly("own/1, step agency: what an agency that reminded gives back cannot resume with a"
                        + " collection notice, as the policy has none");
    }

    @Test
    void an_agency_that_is_to_collect_still_needs_the_notice_of_the_law() {
        assertThat(breaches(AGENCY.with(Mandate.COLLECTION)))
                .isNotEmpty()
                .allSatisfy(breach -> assertThat(breach).contains("no collection notice comes before it, as "));
    }

    @Test
    void what_is_not_worth_a_reminder_is_not_worth_an_agencys() {
        Policy own = new Policy(
                "own",
                1,
                3,
                Amounts.NONE,
                List.of(AGENCY),
                Policy.Mode.AUTOMATIC,
                new Quiet(new java.math.BigDecimal("50.00"), java.util.Set.of(), List.of(), false),
                Shortcut.NONE,
                java.util.Set.of(),
                java.util.Map.of());
        Life life =
                Life.of(Life.invoice("DK", DebtorKind.BUSINESS, "40.00", LocalDate.parse("2026-01-19"), "own"), own);

        life.until("2026-03-10");

        assertThat(life.c.handovers()).isEmpty();
    }
}
