package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people agree on, dispute, stop and say, with dates; all due on Monday 19 January 2026. */
class PeopleTest {

    private static Life overdue() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
    }

    @Test
    void a_promise_is_confirmed_and_counts_as_no_reminder() {
        Life life = overdue();

        life.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), Money.of("400.00", "DKK"), "called"));

        assertThat(life.told(Effect.AskReminder.class).getLast()).satisfies(asked -> {
            assertThat(asked.letter().kind()).isEqualTo(StepKind.PROMISE_CONFIRMATION);
            assertThat(asked.amountDue()).hasToString("400.00 DKK");
            assertThat(asked.letter().deadline()).isEqualTo("2026-02-10");
            assertThat(asked.letter().fee().isZero()).isTrue();
        });
        life.sendWhatIsAsked();
        assertThat(life.c.stepsWalked()).isEqualTo(1);
    }

    @Test
    void a_broken_promise_is_followed_by_what_was_agreed() {
        Life notice = overdue();
        notice.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called", Fallback.NOTICE));
        notice.until("2026-02-11");
        assertThat(notice.letters().getLast().step()).isEqualTo("collection-notice");

        Life agency = overdue();
        agency.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called", Fallback.AGENCY_WHEN_LAWFUL));
        agency.until("2026-02-25");
        assertThat(agency.state()).as("the notice's deadline is lawful first").isEqualTo("notice-running");
        agency.until("2026-02-26");
        assertThat(agency.state()).isEqualTo("escalated");

        Life plan = overdue();
        plan.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called", Fallback.PLAN));
        plan.until("2026-02-18");
        assertThat(plan.c.hold().kind()).isEqualTo(Hold.Kind.PLAN_OFFER);
        plan.until("2026-02-19");
        assertThat(plan.letters().getLast().step()).isEqualTo("reminder-1");
    }

    @Test
    void a_promise_without_a_day_is_a_week_and_no_new_decision() {
        Life life = overdue();
        life.hear(new Signal.Promised(null, null, "they will see to it", Fallback.RESUME));

        life.until("2026-02-02");
        assertThat(life.state()).isEqualTo("on-hold");
        life.until("2026-02-04");
        assertThat(life.letters().getLast().step()).isEqualTo("reminder-1");
    }

    @Test
    void a_clerk_extends_once_by_a_week_and_more_needs_approval() {
        Life life = overdue();

        life.hear(new Signal.Extended(LocalDate.parse("2026-02-03"), "wages", Fallback.RESUME, false));
        assertThat(life.refused).hasSize(1).last().asString().contains("more than 7 days");
        life.hear(new Signal.Extended(LocalDate.parse("2026-02-02"), "wages", Fallback.RESUME, false));
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.EXTENSION);
        life.hear(new Signal.Released("paid a part"));
        life.hear(new Signal.Extended(LocalDate.parse("2026-02-01"), "wages", Fallback.RESUME, false));
        assertThat(life.refused).hasSize(2).last().asString().contains("needs the role admin");
        assertThat(life.hear(new Signal.Extended(LocalDate.parse("2026-03-01"), "ill", Fallback.RESUME, true)))
                .isInstanceOf(Decision.Move.class);
    }

    @Test
    void an_acknowledgement_and_a_judgment_move_the_limitation_from_their_day_and_nothing_else() {
        Life life = overdue();
        assertThat(Limitation.of(life.c, Life.BOOK).orElseThrow().on()).isEqualTo("2029-01-19");

        life.hear(new Signal.Confirmed(Limitation.Cause.ACKNOWLEDGEMENT, LocalDate.parse("2026-01-23"), "his letter"));

        assertThat(Limitation.of(life.c, Life.BOOK)).hasValueSatisfying(limitation -> {
            assertThat(limitation.on()).isEqualTo("2029-01-23");
            assertThat(limitation.because()).contains("anew from 2026-01-23, when the debt was acknowledged");
        });
        assertThat(life.state()).isEqualTo("overdue");
        life.hear(new Signal.Confirmed(Limitation.Cause.JUDGMENT, LocalDate.parse("2026-01-26"), "the court"));
        assertThat(Limitation.of(life.c, Life.BOOK).orElseThrow().on()).isEqualTo("2036-01-28");
    }

    @Test
    void what_is_still_to_come_or_was_before_the_invoice_confirms_no_debt() {
        Life life = overdue();

        life.hear(new Signal.Confirmed(Limitation.Cause.JUDGMENT, LocalDate.parse("2026-01-27"), "tomorrow"));
        life.hear(new Signal.Confirmed(Limitation.Cause.ACKNOWLEDGEMENT, LocalDate.parse("2025-12-01"), "long ago"));

        assertThat(life.refused).hasSize(2);
        assertThat(life.refused.getFirst()).contains("is still to come");
        assertThat(life.refused.getLast()).contains("not yet invoiced");
    }

    @Test
    void a_debtor_may_acknowledge_what_is_with_the_agency_or_held_and_the_hold_stays() {
        Life life = overdue();
        life.hear(new Signal.Disputed("goods", "broken"));

        life.hear(new Signal.Confirmed(Limitation.Cause.ACKNOWLEDGEMENT, life.today, "he owes some of it"));

        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(life.c.hold().isDispute()).isTrue();
        assertThat(life.c.dealings().confirmations()).hasSize(1);
    }

    @Test
    void a_plan_adds_up_to_what_is_owed_and_its_last_instalment_takes_the_rounding() {
        List<Plan.Instalment> thirds = Plan.schedule(Money.of("1000.00", "DKK"), 3, LocalDate.parse("2026-01-31"));

        assertThat(thirds)
                .extracting(Plan.Instalment::on, one -> one.amount().amount().toPlainString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LocalDate.parse("2026-01-31"), "333.33"),
                        org.assertj.core.groups.Tuple.tuple(LocalDate.parse("2026-02-28"), "333.33"),
                        org.assertj.core.groups.Tuple.tuple(LocalDate.parse("2026-03-31"), "333.34"));
        Life life = overdue();
        life.hear(new Signal.Planned(thirds.subList(0, 2), "poor", Fallback.RESUME));
        assertThat(life.refused).containsExactly("the instalments add up to 666.66 DKK, owed is 1000.00 DKK");
    }

    @Test
    void a_plan_that_is_kept_is_finished_when_it_is_paid() {
        Life life = overdue();
        life.hear(new Signal.PlannedEvenly(2, LocalDate.parse("2026-02-10"), "poor", Fallback.NOTICE));
        life.sendWhatIsAsked().until("2026-02-09").pay("one", "500.00", "2026-02-09", "bank");

        life.until("2026-03-09").pay("two", "500.00", "2026-03-09", "bank");

        assertThat(life.state()).isEqualTo("settled");
        assertThat(life.facts).contains(new Fact.HoldEnded(Hold.Kind.PLAN, "kept"));
        assertThat(life.c.dealings().acknowledgedOn()).isEqualTo("2026-01-26");
        assertThat(life.letters()).extracting(Letter::step).containsExactly("friendly", "plan-confirmation");
    }

    @Test
    void one_instalment_may_be_late_and_is_asked_for_without_a_fee_and_the_next_breaks_the_plan() {
        Life life = overdue();
        life.hear(new Signal.PlannedEvenly(4, LocalDate.parse("2026-02-10"), "poor", Fallback.NOTICE));
        life.sendWhatIsAsked().until("2026-02-13");
        assertThat(life.letters()).hasSize(2);

        life.until("2026-02-16");
        assertThat(life.told(Effect.AskReminder.class).getLast()).satisfies(asked -> {
            assertThat(asked.letter().step()).isEqualTo("instalment-late");
            assertThat(asked.amountDue()).hasToString("250.00 DKK");
        });
        life.pay("one", "250.00", "2026-02-20", "bank");
        life.until("2026-03-13");
        assertThat(life.state()).isEqualTo("on-hold");
        life.until("2026-03-16");

        assertThat(life.facts).contains(new Fact.HoldEnded(Hold.Kind.PLAN, "broken"));
        assertThat(life.letters().getLast()).satisfies(letter -> {
            assertThat(letter.step()).isEqualTo("collection-notice");
            assertThat(letter.fee().isZero())
                    .as("no reminder fee after a broken plan")
                    .isTrue();
        });
    }

    @Test
    void the_undisputed_part_goes_on_to_the_agency_without_the_disputed_one() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
        life.hear(new Signal.Disputed("goods", "one of four is broken", Money.of("250.00", "DKK")));

        life.until("2026-02-04");
        assertThat(life.told(Effect.AskReminder.class).getLast().amountDue()).hasToString("850.00 DKK");
        life.until("2026-03-10");
        assertThat(life.state()).isEqualTo("escalated");
        assertThat(life.c.uncontested()).isEqualTo(life.c.balance().minus(Money.of("250.00", "DKK")));

        life.hear(new Signal.Resolved(false, "the photos show another one"));
        life.until("2026-03-12");
        assertThat(life.told(Effect.Recall.class))
                .extracting(Effect.Recall::reason)
                .containsExactly("replaced");
        assertThat(life.told(Effect.HandOver.class)).hasSize(2);
    }

    @Test
    void what_was_charged_during_a_dispute_that_was_right_is_lost() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
        life.hear(new Signal.Disputed("goods", "one of four is broken", Money.of("250.00", "DKK")));
        life.until("2026-02-04");
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("100.00");

        life.hear(new Signal.Resolved(true, "it is"));

        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("0.00");
        life.hear(new Signal.Credited(
                UUID.randomUUID(), new Account.Credit("K-1", Money.of("250.00", "DKK"), life.today, "broken")));
        assertThat(life.c.dealings().contest()).isNull();
        assertThat(life.balance()).isEqualTo("750.00");
    }

    @Test
    void who_pays_the_undisputed_part_is_left_in_peace_until_the_answer() {
        Life life = overdue();
        life.hear(new Signal.Disputed("goods", "one of four is broken", Money.of("250.00", "DKK")));

        life.pay("p", "750.00", "2026-01-26", "bank").until("2026-04-30");

        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(life.letters()).hasSize(1);
        assertThat(Ahead.of(life.c, life.rules()).on()).isAfter(life.today);
    }

    @Test
    void bankruptcy_stops_everything_recalls_the_case_and_asks_a_person_on_its_date() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-03-16");
        life.hear(new Signal.Stopped(
                Hold.Kind.BANKRUPTCY, LocalDate.parse("2026-03-13"), "in the gazette", LocalDate.parse("2026-04-15")));

        assertThat(life.told(Effect.Recall.class))
                .extracting(Effect.Recall::reason)
                .containsExactly("bankruptcy");
        assertThat(Ahead.of(life.c, life.rules()).on()).isEqualTo("2026-04-16");
        life.until("2026-08-01");
        assertThat(life.state()).isEqualTo("on-hold");
        life.hear(new Signal.Promised(LocalDate.parse("2026-08-10"), null, "called"));
        assertThat(life.refused).last().asString().contains("the case is stopped (bankruptcy on 2026-03-13)");
    }

    @Test
    void a_person_takes_over_and_what_was_there_before_comes_back() {
        Life life = overdue();
        life.hear(new Signal.PlannedEvenly(2, LocalDate.parse("2026-03-10"), "poor", Fallback.NOTICE));
        life.hear(new Signal.TakenOver("bodil", LocalDate.parse("2026-02-05"), "an old customer"));
        life.until("2026-02-05");
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.TAKEN_OVER);

        life.until("2026-02-06");

        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.PLAN);
    }

    @Test
    void who_refuses_on_the_phone_gets_the_next_formal_step() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-20");

        life.hear(new Signal.Called(
                new Call(Call.Outcome.REFUSES, life.today, "the owner", "will not pay"), null, null, null));
        life.until("2026-01-21");

        assertThat(life.letters()).extracting(Letter::step).containsExactly("reminder-1");
        assertThat(life.c.dealings().calls()).hasSize(1);
    }

    @Test
    void an_agency_that_is_silent_is_asked_about_every_month() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-06-30");

        assertThat(life.facts.stream().filter(Fact.Asked.class::isInstance)).hasSize(3);
    }

    @Test
    void nothing_may_be_charged_while_an_agreement_runs_after_a_bankruptcy_or_in_denmark_after_a_broken_plan() {
        Life life = overdue();
        life.hear(new Signal.Extended(LocalDate.parse("2026-01-30"), "wages", Fallback.RESUME, false));
        assertThat(Judge.of(life.c, life.rules()).fee(StepKind.FORMAL))
                .isEqualTo(new Judge.Ruling.Unlawful(
                        LocalDate.parse("2026-01-31"), "no fee while the agreement of 2026-01-26 runs"));

        life.hear(new Signal.Stopped(Hold.Kind.BANKRUPTCY, life.today, "in the gazette", null));
        assertThat(Judge.of(life.c, life.rules()).handover())
                .isInstanceOfSatisfying(Judge.Ruling.Unlawful.class, ruling -> {
                    assertThat(ruling.from()).isNull();
                    assertThat(ruling.why()).startsWith("no handover after the bankruptcy of 2026-01-26");
                });

        Life broken = overdue();
        broken.hear(new Signal.PlannedEvenly(4, LocalDate.parse("2026-02-10"), "poor", Fallback.RESUME));
        broken.hear(new Signal.Called(
                new Call(Call.Outcome.REFUSES, broken.today, null, "will not pay"), null, null, null));
        assertThat(Judge.of(broken.c, broken.rules()).fee(StepKind.FORMAL))
                .isEqualTo(new Judge.Ruling.Unlawful(
                        null, "no fee after a broken instalment plan, renteloven § 9 b, Højesteret"));
    }

    private static Decision call(Life life, Call.Outcome outcome, String until, String said) {
        return life.hear(new Signal.Called(
                new Call(outcome, life.today, "the book-keeper", said),
                until == null ? null : LocalDate.parse(until),
                null,
                null));
    }

    @Test
    void who_cannot_pay_that_way_is_told_the_others_and_has_three_days() {
        Life life = overdue();

        call(life, Call.Outcome.PAYMENT_METHOD, null, "the bank refuses the card");

        assertThat(life.c.hold()).satisfies(hold -> {
            assertThat(hold.kind()).isEqualTo(Hold.Kind.PAYMENT_METHOD);
            assertThat(hold.until()).isEqualTo("2026-01-29");
        });
        assertThat(life.told(Effect.AskReminder.class).getLast()).satisfies(asked -> {
            assertThat(asked.letter().step()).isEqualTo("payment-method");
            assertThat(asked.letter().isStep()).isFalse();
            assertThat(asked.letter().fee().isZero()).isTrue();
            assertThat(asked.amountDue()).hasToString("1000.00 DKK");
        });
        life.until("2026-02-04");
        assertThat(life.letters()).extracting(Letter::step).containsExactly("friendly", "payment-method", "reminder-1");
    }

    @Test
    void what_is_missing_is_sent_or_corrected_within_a_week_and_a_release_ends_it_sooner() {
        Life life = overdue();
        call(life, Call.Outcome.MISSING_INFO, null, "no order number");
        assertThat(life.c.hold().until()).isEqualTo("2026-02-02");
        assertThat(Excuse.task(life.c.hold()))
                .hasValueSatisfying(task -> assertThat(task).contains("corrected"));

        life.hear(new Signal.Released("corrected, with the number"));

        assertThat(life.state()).isEqualTo("overdue");
    }

    @Test
    void the_same_excuse_holds_the_case_once_and_the_second_time_a_person_is_asked() {
        Life life = overdue();
        call(life, Call.Outcome.NOT_RECEIVED, null, "never came");
        life.hear(new Signal.Resolved(false, "the receipt was signed"));
        life.today = life.today.plusDays(1);

        call(life, Call.Outcome.NOT_RECEIVED, null, "did not come either");

        assertThat(life.state()).isEqualTo("overdue");
        assertThat(life.facts.getLast())
                .isInstanceOfSatisfying(
                        Fact.Asked.class,
                        asked -> assertThat(asked.what()).contains("not-received before: it holds nothing this time"));
        life.hear(new Signal.Disputed("not-received", "looked into: the address was wrong"));
        assertThat(life.state()).as("a person may hold it all the same").isEqualTo("on-hold");
    }

    @Test
    void an_excuse_is_known_from_the_debtors_other_invoices_and_another_excuse_is_not_that_one() {
        Life other = overdue();
        call(other, Call.Outcome.PAYMENT_METHOD, null, "the bank refuses the card");
        Past past = Past.of(other.c, Life.BOOK, Tally.NONE.and(other.facts));
        Life life = overdue();
        Rules known = life.rules().about(Debtor.of(List.of(past), null, life.today));
        var card = new Signal.Called(
                new Call(Call.Outcome.PAYMENT_METHOD, life.today, null, "the card again"), null, null, null);
        var order = new Signal.Called(
                new Call(Call.Outcome.MISSING_INFO, life.today, null, "no order number"), null, null, null);

        assertThat(Dunning.decide(life.c, card, known))
                .isInstanceOfSatisfying(
                        Decision.Move.class,
                        move -> assertThat(move.next().hold()).isNull());
        assertThat(Dunning.decide(life.c, order, known))
                .isInstanceOfSatisfying(
                        Decision.Move.class,
                        move -> assertThat(move.next().hold().kind()).isEqualTo(Hold.Kind.MISSING_INFO));
    }

    @Test
    void who_is_to_be_called_back_is_called_on_that_day_and_the_steps_wait_two_days_longer() {
        Life life = overdue();
        call(life, Call.Outcome.CALL_BACK, "2026-02-03", "in a meeting");

        life.until("2026-02-02");
        assertThat(life.facts).noneMatch(Fact.Asked.class::isInstance);
        life.until("2026-02-03");
        assertThat(life.facts.getLast())
                .isEqualTo(new Fact.Asked(life.today, "to be called back on 2026-02-03: in a meeting"));
        life.until("2026-02-05");
        assertThat(life.state()).isEqualTo("on-hold");
        life.until("2026-02-06");
        assertThat(life.letters().getLast().step()).isEqualTo("reminder-1");
    }

    @Test
    void a_call_that_was_made_ends_the_wait_for_it_and_one_that_nobody_took_does_not() {
        Life life = overdue();
        call(life, Call.Outcome.CALL_BACK, "2026-02-03", "in a meeting");

        call(life, Call.Outcome.NO_ANSWER, null, "rang for long");
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.CALL_BACK);
        call(life, Call.Outcome.REACHED_PROMISED, "2026-02-10", "pays on the tenth");
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.PROMISE);
        assertThat(call(life, Call.Outcome.CALL_BACK, null, "some day")).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void who_has_not_the_money_is_offered_a_plan_within_a_week() {
        Life life = overdue();
        call(life, Call.Outcome.HARDSHIP, null, "lost the work");
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.PLAN_OFFER);

        life.hear(new Signal.PlannedEvenly(4, LocalDate.parse("2026-02-10"), "lost the work", Fallback.NOTICE));

        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.PLAN);
    }

    @Test
    void a_person_hands_over_as_soon_as_the_notice_has_run_out_and_does_not_wait_for_the_policy() {
        Policy patient = patient();
        Life life = Life.of(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "patient"), patient);
        life.until("2026-01-26");
        LocalDate deadline = life.c.standingNotice().standingDeadline();

        life.today = deadline;
        life.hear(new Signal.ToBeHandedOver("moves abroad"));
        assertThat(life.refused.getLast()).contains("inkassolov").contains("lawful from " + deadline.plusDays(1));
        life.today = deadline.plusDays(1);
        life.hear(new Signal.ToBeHandedOver("moves abroad"));

        assertThat(life.state()).isEqualTo("escalated");
        assertThat(life.told(Effect.HandOver.class).getLast().because())
                .isEqualTo("Handed over by a person: moves abroad");
        life.hear(new Signal.ToBeHandedOver("moves abroad"));
        assertThat(life.refused.getLast()).isEqualTo("an agency has the case already");
    }

    /** The notice comes first, and the agency a long time after it. */
    private static Policy patient() {
        return new Policy(
                "patient",
                1,
                3,
                Amounts.NONE,
                List.of(
                        new Step(
                                "collection-notice",
                                StepKind.COLLECTION_NOTICE,
                                1,
                                14,
                                "formal",
                                List.of("letter"),
                                true,
                                true,
                                false),
                        new Step(
                                "agency",
                                StepKind.ESCALATION,
                                90,
                                0,
                                "formal",
                                List.of("agency"),
                                false,
                                true,
                                false)));
    }

    @Test
    void a_handover_by_hand_is_refused_with_the_paragraph_or_the_step_that_stands_against_it() {
        Life unwarned = overdue();
        unwarned.hear(new Signal.ToBeHandedOver("moves abroad"));
        assertThat(unwarned.refused.getLast())
                .contains("no collection notice was sent")
                .contains("inkassolov");

        Life unsent = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").on("2026-01-23");
        unsent.hear(new Signal.ToBeHandedOver("moves abroad"));
        assertThat(unsent.refused.getLast()).startsWith("step friendly is on its way");

        Life held = overdue();
        held.hear(new Signal.Held(LocalDate.parse("2026-02-10"), "ill"));
        held.hear(new Signal.ToBeHandedOver("moves abroad"));
        assertThat(held.refused.getLast()).isEqualTo("the case is held until 2026-02-10 (manual): end that first");
    }

    @Test
    void a_confirmation_names_every_instalment_and_a_letter_the_call_and_the_letter_before_it() {
        Life life = overdue();
        life.hear(new Signal.PlannedEvenly(3, LocalDate.parse("2026-02-10"), "poor", Fallback.RESUME));
        assertThat(Mentions.of(life.c, life.letters().getLast()).instalments())
                .extracting(Plan.Instalment::amount)
                .extracting(Money::toString)
                .containsExactly("333.33 DKK", "333.33 DKK", "333.34 DKK");

        Life called = overdue();
        call(called, Call.Outcome.VAGUE_PROMISE, null, "will see to it");
        called.until("2026-02-04");
        Case before = Case.of(Life.INVOICE).withAll(called.facts.subList(0, reminderAsked(called)));
        assertThat(Mentions.of(before, called.letters().getLast()))
                .isEqualTo(new Mentions(List.of(), LocalDate.parse("2026-01-23"), LocalDate.parse("2026-01-26"), null));
        assertThat(Mentions.of(called.c, called.letters().getLast()).callOn())
                .as("a letter was sent since")
                .isNull();
    }

    private static int reminderAsked(Life life) {
        for (int i = life.facts.size() - 1; i >= 0; i--) {
            if (life.facts.get(i) instanceof Fact.ReminderAsked) {
                return i + 1;
            }
        }
        throw new AssertionError("nothing was asked for");
    }

    @Test
    void who_broke_two_agreements_is_warned_in_the_next_letter_and_who_broke_one_is_not() {
        Life life = overdue();
        for (String until : List.of("2026-01-27", "2026-01-29")) {
            life.hear(new Signal.Promised(LocalDate.parse(until), null, "called", Fallback.RESUME));
            life.until(LocalDate.parse(until).plusDays(1).toString());
            boolean isSecond = until.equals("2026-01-29");
            assertThat(Mentions.of(life.c, life.letters().getFirst()).brokenAgreements())
                    .isEqualTo(isSecond ? 2 : null);
        }
    }

    private static Signal.Called call(Life life, Call.Outcome outcome, String said) {
        return new Signal.Called(new Call(outcome, life.today, null, said), null, null, null);
    }

    @Test
    void attempts_in_vain_are_counted_since_the_debtor_was_last_spoken_to() {
        Life life = overdue();
        assertThat(life.c.dealings().unansweredCalls()).isZero();

        life.hear(call(life, Call.Outcome.NO_ANSWER, "morning"));
        life.hear(call(life, Call.Outcome.NO_ANSWER, "evening"));
        assertThat(life.c.dealings().unansweredCalls()).isEqualTo(2);
        life.hear(call(life, Call.Outcome.VAGUE_PROMISE, "soon"));
        assertThat(life.c.dealings().unansweredCalls()).isZero();
        life.hear(call(life, Call.Outcome.NO_ANSWER, "night"));
        assertThat(life.c.dealings().unansweredCalls()).isEqualTo(1);
    }

    @Test
    void what_became_of_promises_and_plans_is_counted_apart() {
        Life life = overdue();
        life.hear(new Signal.Promised(LocalDate.parse("2026-01-27"), Money.of("100.00", "DKK"), "one"));
        life.pay("p", "100.00", "2026-01-27", "bank");
        life.hear(new Signal.Extended(LocalDate.parse("2026-01-27"), "two", Fallback.RESUME, false));
        life.until("2026-01-28");
        life.hear(new Signal.PlannedEvenly(2, LocalDate.parse("2026-01-29"), "three", Fallback.RESUME));
        life.sendWhatIsAsked().until("2026-03-31");
        assertThat(life.c.dealings())
                .extracting(
                        Dealings::promisesKept,
                        Dealings::promisesBroken,
                        Dealings::plansFinished,
                        Dealings::plansBroken)
                .containsExactly(1, 1, 0, 1);
        assertThat(life.c.dealings().extensions()).isEqualTo(1);
        assertThat(life.c.course().broken()).isEqualTo(2);

        Life kept = overdue();
        kept.hear(new Signal.PlannedEvenly(2, LocalDate.parse("2026-02-10"), "poor", Fallback.RESUME));
        kept.pay("p", "1000.00", "2026-01-26", "bank");
        Life released = overdue();
        released.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called"));
        released.hear(new Signal.Released("a slip"));
        Life held = overdue();
        held.hear(new Signal.Held(LocalDate.parse("2026-01-28"), "ill"));
        held.until("2026-01-30");

        assertThat(kept.c.dealings())
                .extracting(
                        Dealings::promisesKept,
                        Dealings::promisesBroken,
                        Dealings::plansFinished,
                        Dealings::plansBroken)
                .containsExactly(0, 0, 1, 0);
        assertThat(List.of(released.c.dealings(), held.c.dealings()))
                .allSatisfy(dealings -> assertThat(dealings)
                        .extracting(Dealings::promisesKept, Dealings::promisesBroken, Dealings::plansBroken)
                        .containsExactly(0, 0, 0));
    }

    @Test
    void the_journal_is_counted_for_the_debtor_a_dispute_once_however_often_its_answer_is_asked_for() {
        Life life = overdue();
        life.hear(new Signal.Disputed("goods", "broken"));
        life.until("2026-03-20");
        life.hear(new Signal.Resolved(false, "it is whole"));
        life.hear(new Signal.Disputed("amount", "too much", Money.of("100.00", "DKK")));
        life.until("2026-04-20");
        life.hear(new Signal.Resolved(true, "it is"));
        life.hear(new Signal.Promised(life.today.plusDays(1), Money.of("50.00", "DKK"), "called"));
        life.pay("p", "50.00", life.today.toString(), "bank");
        life.hear(new Signal.Promised(life.today, null, "called"));
        life.until("2026-04-24");

        Tally before = new Tally(1, 2, 3, Set.of());
        assertThat(counts(Tally.NONE.and(life.facts))).containsExactly(1, 1, 2);
        assertThat(counts(before.and(life.facts))).containsExactly(2, 3, 5);
        assertThat(counts(before.and(new Tally(10, 20, 30, Set.of())))).containsExactly(11, 22, 33);
    }

    private static List<Integer> counts(Tally tally) {
        return List.of(tally.promisesKept(), tally.promisesBroken(), tally.disputes());
    }

    @Test
    void the_last_acknowledgement_counts_and_only_what_the_debtor_said_is_a_reaction() {
        Dealings later = Dealings.NONE.acknowledged(LocalDate.parse("2026-02-01"));
        Life held = overdue();
        held.hear(new Signal.Held(LocalDate.parse("2026-01-30"), "ill"));
        Life vague = overdue();
        vague.hear(new Signal.Promised(null, null, "soon", Fallback.RESUME));
        Life disputed = overdue();
        disputed.hear(new Signal.Disputed("goods", "broken"));

        assertThat(later.acknowledged(LocalDate.parse("2026-01-01")).acknowledgedOn())
                .isEqualTo("2026-02-01");
        assertThat(later.acknowledged(LocalDate.parse("2026-03-01")).acknowledgedOn())
                .isEqualTo("2026-03-01");
        assertThat(held.c.course().reactedOn()).isNull();
        assertThat(vague.c.course().reactedOn()).isEqualTo("2026-01-26");
        assertThat(disputed.c.course().reactedOn()).isEqualTo("2026-01-26");
    }

    @Test
    void an_agreement_is_broken_only_when_the_bank_is_known_through_its_day() {
        Life life = Life.of(Life.withStatements(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly")));
        life.bank = LocalDate.parse("2026-01-19");
        life.until("2026-01-26");
        life.hear(new Signal.Promised(LocalDate.parse("2026-01-28"), null, "called"));
        life.sendWhatIsAsked().until("2026-02-02");
        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(Ahead.of(life.c, life.rules()))
                .isEqualTo(new Ahead(LocalDate.parse("2026-01-29"), LocalDate.parse("2026-01-28")));

        life.bank = LocalDate.parse("2026-01-28");
        life.until("2026-02-03");

        assertThat(life.state()).isEqualTo("overdue");
        Life held = overdue();
        held.hear(new Signal.Held(LocalDate.parse("2026-01-28"), "ill"));
        assertThat(Ahead.of(held.c, held.rules())).isEqualTo(new Ahead(LocalDate.parse("2026-01-29"), null));
    }

    @Test
    void a_credit_note_from_before_a_dispute_does_not_answer_it_and_one_of_its_day_does() {
        Life before = overdue();
        before.hear(new Signal.Credited(
                UUID.randomUUID(),
                new Account.Credit("K-1", Money.of("10.00", "DKK"), LocalDate.parse("2026-01-25"), "broken")));
        before.hear(new Signal.Disputed("goods", "broken"));
        before.hear(new Signal.Resolved(true, "it is"));
        Life sameDay = overdue();
        sameDay.hear(new Signal.Disputed("goods", "broken"));
        sameDay.hear(new Signal.Credited(
                UUID.randomUUID(),
                new Account.Credit("K-1", Money.of("10.00", "DKK"), LocalDate.parse("2026-01-26"), "broken")));
        assertThat(sameDay.c.hold().kind())
                .as("nobody has said yet that it was right")
                .isEqualTo(Hold.Kind.DISPUTE);
        sameDay.hear(new Signal.Resolved(true, "it is"));

        assertThat(before.c.hold().kind()).isEqualTo(Hold.Kind.UPHELD);
        assertThat(before.hear(new Signal.Resolved(true, "again"))).isInstanceOf(Decision.Stay.class);
        assertThat(sameDay.c.hold()).isNull();
    }

    @Test
    void an_invoice_that_never_came_loses_every_charge_and_goes_on_by_itself() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-02-06");
        life.hear(new Signal.Disputed("not-received", "never came"));
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("100.00");

        life.hear(new Signal.Resolved(true, "sent again"));
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("0.00");
        assertThat(life.c.hold().until()).isEqualTo("2026-02-20");
        life.until("2026-02-23");

        assertThat(life.state()).isNotEqualTo("on-hold");
    }

    @Test
    void a_partial_dispute_that_was_upheld_ends_with_its_credit_note_only() {
        Life life = overdue();
        life.hear(new Signal.Disputed("goods", "one of four is broken", Money.of("250.00", "DKK")));
        life.hear(new Signal.Resolved(true, "it is"));

        assertThat(life.c.dealings().contest().upheld()).isTrue();
        assertThat(life.hear(new Signal.Resolved(true, "again"))).isInstanceOf(Decision.Stay.class);
        life.hear(new Signal.Resolved(false, "after all not"));
        assertThat(life.refused).containsExactly("the dispute was upheld; it ends with its credit note");
    }

    private static Effect.AskReminder lastAsked(Life life) {
        return life.told(Effect.AskReminder.class).getLast();
    }

    @Test
    void what_was_agreed_is_confirmed_with_its_amount_its_reason_and_what_follows() {
        Life promised = overdue();
        promised.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called", Fallback.NOTICE));
        Life resumed = overdue();
        resumed.hear(new Signal.Extended(LocalDate.parse("2026-01-30"), "wages", Fallback.RESUME, false));
        Life planned = overdue();
        planned.hear(new Signal.PlannedEvenly(4, LocalDate.parse("2026-02-10"), "poor", Fallback.RESUME));

        assertThat(lastAsked(promised)).satisfies(asked -> {
            assertThat(asked.amountDue()).hasToString("1000.00 DKK");
            assertThat(asked.because()).isEqualTo("It was agreed on with the debtor, and is confirmed in writing.");
            assertThat(asked.nextStep()).isEqualTo("collection-notice");
            assertThat(asked.letter().channels()).containsExactly("email", "sms", "letter");
        });
        assertThat(lastAsked(resumed).nextStep()).isEqualTo("reminder-1");
        assertThat(lastAsked(planned)).satisfies(asked -> {
            assertThat(asked.amountDue()).as("the first instalment").hasToString("250.00 DKK");
            assertThat(asked.letter().deadline()).isEqualTo("2026-02-10");
        });
        planned.sendWhatIsAsked().until("2026-02-16");
        assertThat(lastAsked(planned).because())
                .isEqualTo("Instalment 1 of the plan of 2026-01-26 was not paid in time.");
    }

    @Test
    void a_second_promise_is_another_letter() {
        Life life = overdue();
        life.hear(new Signal.Promised(LocalDate.parse("2026-01-28"), null, "called"));
        life.sendWhatIsAsked().until("2026-01-29");
        life.hear(new Signal.Promised(LocalDate.parse("2026-02-03"), null, "called again"));
        life.sendWhatIsAsked();

        assertThat(life.letters().stream().filter(letter -> letter.step().equals("promise-confirmation")))
                .hasSize(2)
                .extracting(Letter::id)
                .doesNotHaveDuplicates();
        assertThat(life.letters()).allMatch(Letter::stands);
    }

    @Test
    void who_is_called_first_is_still_written_to_about_an_agreement() {
        Step call = new Step("call", StepKind.CALL, 1, 3, "friendly", List.of("phone"), false, false, false);
        Step notice =
                new Step("notice", StepKind.COLLECTION_NOTICE, 2, 14, "formal", List.of("email"), false, false, false);
        Step agency = new Step("agency", StepKind.ESCALATION, 1, 0, "formal", List.of("agency"), false, false, false);
        Life life = Life.of(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "own"),
                new Policy("own", 1, 3, Amounts.NONE, List.of(call, notice, agency)));
        life.until("2026-01-20");

        life.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called"));

        assertThat(lastAsked(life).letter().channels()).containsExactly("email", "letter");
    }

    @Test
    void a_plan_knows_which_instalment_comes_next_what_is_missing_and_until_when_it_is_watched() {
        List<Plan.Instalment> parts = Plan.schedule(Money.of("1000.00", "DKK"), 4, LocalDate.parse("2026-02-10"));
        Plan plan = new Plan(parts, Money.of("50.00", "DKK"), 3, 0, null, null);
        Plan late = plan.late(2, LocalDate.parse("2026-03-31"));
        Money nothing = Money.of("50.00", "DKK");
        Money first = Money.of("300.00", "DKK");
        Money all = Money.of("1050.00", "DKK");

        assertThat(plan.next(nothing)).isZero();
        assertThat(plan.next(Money.of("299.99", "DKK"))).isZero();
        assertThat(plan.next(first)).isEqualTo(1);
        assertThat(plan.next(all)).isEqualTo(4);
        assertThat(plan.missing(2, first)).hasToString("250.00 DKK");
        assertThat(plan.missing(1, first)).hasToString("0.00 DKK");
        assertThat(plan.isPaid(all)).isTrue();
        assertThat(plan.isPaid(first)).isFalse();
        assertThat(plan.watchedUntil(first)).as("with its days of grace").isEqualTo("2026-03-13");
        assertThat(late.watchedUntil(first)).as("asked for once").isEqualTo("2026-03-31");
        assertThat(late.watchedUntil(nothing)).as("another one").isEqualTo("2026-02-13");
        assertThat(plan.watchedUntil(all)).isEqualTo("2026-05-10");
        Life life = overdue();
        life.hear(new Signal.PlannedEvenly(4, LocalDate.parse("2026-02-10"), "poor", Fallback.RESUME));
        life.pay("p", "500.00", "2026-01-26", "bank");
        assertThat(life.c.hold().plan().covered(life.c.account(), Money.of("0.00", "DKK")))
                .isEqualTo(2);
    }

    @Test
    void on_a_closed_day_no_instalment_is_asked_for() {
        Life life = overdue();
        life.hear(new Signal.PlannedEvenly(2, LocalDate.parse("2026-02-11"), "poor", Fallback.RESUME));
        life.sendWhatIsAsked().until("2026-02-14");

        life.on("2026-02-15");
        assertThat(life.letters()).as("a Sunday").hasSize(2);
        life.until("2026-02-16");

        assertThat(life.letters()).extracting(Letter::step).last().isEqualTo("instalment-late");
    }

    @Test
    void a_dispute_below_a_person_who_took_the_case_over_is_not_lost_to_what_is_agreed_then() {
        Life life = overdue();
        life.hear(new Signal.Disputed("goods", "broken"));
        life.hear(new Signal.TakenOver("bodil", life.today.plusDays(10), "an old customer"));

        for (Signal word : List.of(
                new Signal.Promised(life.today.plusDays(3), null, "called"),
                new Signal.ProposedEvenly(3, life.today.plusDays(9), null, "poor", Fallback.NOTICE),
                new Signal.Held(life.today.plusDays(20), "ill"),
                new Signal.Disputed("wrong-amount", "and too much"))) {
            assertThat(life.hear(word)).isInstanceOf(Decision.Refuse.class);
        }

        life.hear(new Signal.GivenBack("done"));
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.DISPUTE);
    }
}
