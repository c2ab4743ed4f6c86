package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lives of cases with dates that a lawyer can read; all due on Monday 19 January 2026 if nothing else is said. */
class StoriesTest {

    @Test
    void a_danish_consumer_who_never_pays_is_reminded_step_by_step_and_handed_over() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");

        life.until("2026-04-30");

        assertThat(life.letters())
                .extracting(
                        Letter::step,
                        letter -> letter.sent().on().toString(),
                        letter -> letter.sent().deadline().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("friendly", "2026-01-23", "2026-02-02"),
                        org.assertj.core.groups.Tuple.tuple("reminder-1", "2026-02-04", "2026-02-18"),
                        org.assertj.core.groups.Tuple.tuple("collection-notice", "2026-02-20", "2026-03-06"));
        assertThat(life.state()).isEqualTo("escalated");
        Handover handover = life.c.openHandover();
        assertThat(handover.on()).isEqualTo("2026-03-09");
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("200.00");
        assertThat(life.claimed(ClaimLine.Kind.COMPENSATION)).isEqualTo("0.00");
        // 20 January to 9 March are 49 days at 9.75 %
        assertThat(life.claimed(ClaimLine.Kind.INTEREST)).isEqualTo("13.09");
        assertThat(life.balance()).isEqualTo("1213.09");
        assertThat(life.told(Effect.HandOver.class)).singleElement().satisfies(effect -> {
            assertThat(effect.interestFrom()).isEqualTo("2026-01-20");
            assertThat(effect.annualRate()).isEqualByComparingTo("9.75");
        });
    }

    @Test
    void a_norwegian_business_pays_the_flat_sum_less_the_fee_it_was_charged_before() {
        Life life = Life.norwegian(DebtorKind.BUSINESS, "10000.00", "2026-01-19");

        life.until("2026-04-30");

        assertThat(life.letters())
                .extracting(
                        Letter::step,
                        letter -> letter.sent().on().toString(),
                        letter -> letter.fee().amount().toPlainString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("friendly", "2026-01-23", "0.00"),
                        org.assertj.core.groups.Tuple.tuple("reminder-1", "2026-02-04", "38.00"),
                        org.assertj.core.groups.Tuple.tuple("collection-notice", "2026-02-20", "0.00"));
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("38.00");
        assertThat(life.claimed(ClaimLine.Kind.COMPENSATION)).isEqualTo("422.00");
        assertThat(life.state()).isEqualTo("escalated");
    }

    @Test
    void nothing_becomes_real_before_the_letter_was_sent() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-03").on("2026-02-04");

        assertThat(life.told(Effect.AskReminder.class)).hasSize(2);
        assertThat(life.told(Effect.AskReminder.class).getLast().amountDue()).hasToString("1100.00 DKK");
        assertThat(life.balance()).isEqualTo("1000.00");

        for (String day : new String[] {"2026-02-25", "2026-03-20", "2026-05-20"}) {
            life.on(day);
        }
        assertThat(life.told(Effect.AskReminder.class))
                .as("unanswered, so nothing follows")
                .hasSize(2);

        life.today = LocalDate.parse("2026-05-21");
        life.sendWhatIsAsked();
        assertThat(life.balance()).isEqualTo("1100.00");
        life.on("2026-05-22");
        assertThat(life.told(Effect.AskReminder.class))
                .as("the printed deadline counts")
                .hasSize(2);
    }

    @Test
    void after_a_long_standstill_one_step_is_taken_and_the_next_waits_its_full_time() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");

        life.on("2026-03-25").sendWhatIsAsked();
        life.on("2026-03-25").on("2026-03-26").on("2026-03-27");

        assertThat(life.told(Effect.AskReminder.class)).hasSize(1);
        assertThat(life.c.stepsWalked()).isEqualTo(1);
        // the deadline of eight days is Maundy Thursday, which moves to Tuesday after Easter
        assertThat(life.letters().getFirst().sent().deadline()).isEqualTo("2026-04-07");
        assertThat(Ahead.of(life.c, life.rules()).on()).isEqualTo("2026-04-09");
    }

    @Test
    void nothing_is_sent_on_weekends_and_holidays_of_the_debtors_country() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-03-30");

        life.until("2026-04-06");
        assertThat(life.letters()).isEmpty();

        life.until("2026-04-07");
        assertThat(life.letters()).hasSize(1);
    }

    @Test
    void money_that_arrives_while_a_letter_waits_calls_it_off() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.on("2026-01-23");

        life.pay("p", "1000.00", "2026-01-22", "bank");

        assertThat(life.told(Effect.WithdrawReminder.class))
                .singleElement()
                .satisfies(effect -> assertThat(effect.reason()).isEqualTo("paid"));
        assertThat(life.state()).isEqualTo("settled");
    }

    @Test
    void a_payment_that_was_made_before_the_letter_went_out_takes_its_fee_back_in_any_order() {
        Life after = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        after.until("2026-02-04").pay("p", "1000.00", "2026-02-04", "bank");

        Life before = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        before.until("2026-02-03").on("2026-02-04").pay("p", "1000.00", "2026-02-04", "bank");
        Letter calledOff = before.letters().getLast();
        before.hear(new Signal.Sent(calledOff.id(), new Letter.Sent("email", before.today, calledOff.deadline())));

        assertThat(after.balance()).isEqualTo("0.00");
        assertThat(after.state()).isEqualTo("settled");
        assertThat(before.balance()).isEqualTo("0.00");
        assertThat(before.state()).isEqualTo("settled");
    }

    @Test
    void who_pays_the_letter_on_the_day_it_was_sent_has_paid_it() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-20");
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("200.00");

        life.pay("p", life.balance(), "2026-02-20", "bank");

        assertThat(life.state()).isEqualTo("settled");
        assertThat(life.balance()).isEqualTo("0.00");
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("200.00");
    }

    @Test
    void who_pays_late_and_without_the_fee_still_owes_the_fee_and_is_charged_no_more() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-06").pay("p", "1000.00", "2026-02-06", "bank");

        life.until("2026-06-01");

        assertThat(life.letters())
                .hasSize(3)
                .last()
                .satisfies(letter -> assertThat(letter.fee().isZero()).isTrue());
        assertThat(life.claimed(ClaimLine.Kind.INTEREST)).isEqualTo("0.00");
        assertThat(life.told(Effect.HandOver.class))
                .as("a hundred crowns are not worth an agency")
                .isEmpty();
        assertThat(life.state()).isEqualTo("settled");
        assertThat(life.c.settled()).isEqualTo("written-off");
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("0.00");
        assertThat(life.claimed(ClaimLine.Kind.PRINCIPAL)).isEqualTo("1000.00");
    }

    @Test
    void a_letter_that_comes_back_costs_nothing_and_its_step_is_tried_again() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-04");
        Letter letter = life.letters().getLast();

        life.hear(new Signal.Undeliverable(letter.id(), "email", life.today, "no such mailbox"));

        assertThat(life.balance()).isEqualTo("1000.00");
        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(life.c.stepsWalked()).isEqualTo(1);
        life.on("2026-02-18");
        assertThat(life.letters()).hasSize(2);
        life.on("2026-02-19");
        assertThat(life.letters()).hasSize(3);
        assertThat(life.letters().getLast().step()).isEqualTo("reminder-1");
        assertThat(life.letters().getLast().id()).isNotEqualTo(letter.id());
    }

    @Test
    void a_kept_promise_settles_and_a_broken_one_lets_dunning_go_on() {
        Life kept = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        kept.until("2026-01-26").hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "on the phone"));
        kept.until("2026-02-05");
        assertThat(kept.letters()).extracting(Letter::step).containsExactly("friendly", "promise-confirmation");
        kept.pay("p", "1000.00", "2026-02-05", "bank");
        assertThat(kept.state()).isEqualTo("settled");
        assertThat(kept.facts).contains(new Fact.HoldEnded(Hold.Kind.PROMISE, "kept"));

        Life broken = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        broken.until("2026-01-26").hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "on the phone"));
        broken.until("2026-02-10");
        assertThat(broken.letters()).hasSize(2);
        broken.until("2026-02-11");
        assertThat(broken.facts).contains(new Fact.HoldEnded(Hold.Kind.PROMISE, "broken"));
        assertThat(broken.letters())
                .extracting(Letter::step)
                .containsExactly("friendly", "promise-confirmation", "reminder-1");
    }

    /** A broken promise, the plan that the policy offers, the collection notice, the agency: one rung after the other. */
    @Test
    void a_broken_promise_is_followed_by_an_offered_plan_then_by_the_notice_and_then_by_the_agency() {
        Life lapsed = offering("1000.00");
        lapsed.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "on the phone", Fallback.PLAN));
        lapsed.until("2026-02-11");
        assertThat(lapsed.c.hold()).satisfies(hold -> {
            assertThat(hold.kind()).isEqualTo(Hold.Kind.PLAN_PROPOSAL);
            assertThat(hold.until()).isEqualTo("2026-02-16");
            assertThat(hold.plan().instalments())
                    .extracting(one -> one.on() + " " + one.amount())
                    .containsExactly("2026-02-25 333.33 DKK", "2026-03-25 333.33 DKK", "2026-04-25 333.34 DKK");
        });
        lapsed.until("2026-02-16");
        assertThat(steps(lapsed)).containsExactly("friendly", "promise-confirmation", "plan-offer");
        lapsed.until("2026-02-17");
        assertThat(steps(lapsed).getLast()).isEqualTo("collection-notice");
        lapsed.until("2026-03-05");
        assertThat(lapsed.state()).isEqualTo("escalated");
        assertThat(Agreement.of(lapsed.facts)).extracting(Agreement::outcome).containsExactly("broken");

        Life accepted = offering("1000.00");
        accepted.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "on the phone", Fallback.PLAN));
        accepted.until("2026-02-12");
        accepted.hear(new Signal.PlanAccepted(
                new Acceptance(Acceptance.How.REPLY, LocalDate.parse("2026-02-12"), "mail 4711"), "wrote back"));
        accepted.sendWhatIsAsked().until("2026-03-10");
        assertThat(steps(accepted))
                .containsExactly(
                        "friendly",
                        "promise-confirmation",
                        "plan-offer",
                        "plan-confirmation",
                        "instalment-late",
                        "collection-notice");
        accepted.until("2026-04-01");
        assertThat(accepted.state()).isEqualTo("escalated");
        assertThat(Agreement.of(accepted.facts)).extracting(Agreement::outcome).containsExactly("broken", "broken");
    }

    @Test
    void a_plan_is_offered_once_and_only_of_an_amount_that_the_policy_offers_one_for() {
        Life once = offering("1000.00");
        once.hear(new Signal.Extended(LocalDate.parse("2026-01-30"), "wages", Fallback.PLAN, false));
        once.until("2026-01-31");
        assertThat(once.c.hold().kind()).as("a Saturday: no letter").isEqualTo(Hold.Kind.EXTENSION);
        once.until("2026-02-02");
        assertThat(steps(once).getLast()).isEqualTo("plan-offer");
        once.hear(new Signal.Promised(LocalDate.parse("2026-02-05"), null, "rather all of it", Fallback.PLAN));
        once.until("2026-02-06");
        assertThat(once.c.hold().kind()).isEqualTo(Hold.Kind.PLAN_OFFER);

        for (String amount : List.of("499.99", "5000.01")) {
            Life other = offering(amount);
            other.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "on the phone", Fallback.PLAN));
            other.until("2026-02-11");
            assertThat(other.c.hold().kind()).as(amount).isEqualTo(Hold.Kind.PLAN_OFFER);
        }
        Life fewer = offering("500.00");
        fewer.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "on the phone", Fallback.PLAN));
        fewer.until("2026-02-11");
        assertThat(fewer.c.hold().plan().instalments())
                .as("each at least 200")
                .extracting(one -> one.amount().toString())
                .containsExactly("250.00 DKK", "250.00 DKK");
    }

    @Test
    void an_offer_that_makes_no_sense_is_refused_with_what_is_wrong() {
        assertThat(flaws(new PlanOffer(3, Plan.Interval.MONTH, 4, 5, null, null, null, Fallback.NOTICE)))
                .singleElement()
                .asString()
                .contains("the first instalment, after 4 days, comes before the 5 days");
        assertThat(flaws(new PlanOffer(
                        3,
                        Plan.Interval.WEEK,
                        5,
                        5,
                        null,
                        new BigDecimal("100.00"),
                        new BigDecimal("99.99"),
                        Fallback.NOTICE)))
                .singleElement()
                .asString()
                .contains("no amount is from 100.00 up to 99.99");
        assertThat(flaws(new PlanOffer(
                        3,
                        Plan.Interval.TWO_WEEKS,
                        5,
                        5,
                        new BigDecimal("50.01"),
                        null,
                        new BigDecimal("100.00"),
                        Fallback.NOTICE)))
                .singleElement()
                .asString()
                .contains("no amount up to 100.00 makes two instalments of 50.01");
    }

    private static List<String> flaws(PlanOffer offer) {
        return nordicFriendly()
                .with(new Terms(1, Terms.AfterAgency.HOLD, offer))
                .flaws();
    }

    @Test
    void nothing_is_offered_in_instalments_when_only_the_disputed_part_is_left() {
        var offer = new PlanOffer(3, Plan.Interval.MONTH, 14, 5, null, null, null, Fallback.NOTICE);
        Policy policy = nordicFriendly().as("offering", 1).with(new Terms(1, Terms.AfterAgency.HOLD, offer));
        Life life = Life.of(
                        Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "offering"),
                        policy)
                .until("2026-01-26");
        life.hear(new Signal.Disputed("goods", "some are broken", Money.of("400.00", "DKK")));
        life.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "on the phone", Fallback.PLAN));

        life.pay("p", "700.00", "2026-02-02", "bank").until("2026-02-11");

        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(steps(life)).doesNotContain("plan-offer");
    }

    private static Policy nordicFriendly() {
        return Life.BOOK.find("dk-nordlys", "nordic-friendly", RuleBook.NEWEST).orElseThrow();
    }

    /** On 26 January, a week overdue; the policy offers three instalments of 200 and more, for 500 to 5000. */
    private static Life offering(String amount) {
        var offer = new PlanOffer(
                3,
                Plan.Interval.MONTH,
                14,
                5,
                new BigDecimal("200.00"),
                new BigDecimal("500.00"),
                new BigDecimal("5000.00"),
                Fallback.NOTICE);
        Policy policy = nordicFriendly().as("offering", 1).with(new Terms(1, Terms.AfterAgency.HOLD, offer));
        assertThat(policy.flaws()).isEmpty();
        return Life.of(
                        Life.invoice("DK", DebtorKind.CONSUMER, amount, LocalDate.parse("2026-01-19"), "offering"),
                        policy)
                .until("2026-01-26");
    }

    private static List<String> steps(Life life) {
        return life.letters().stream().map(Letter::step).toList();
    }

    @Test
    void a_promise_of_a_part_is_kept_by_that_part() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-01-26")
                .hear(new Signal.Promised(LocalDate.parse("2026-02-10"), Money.of("400.00", "DKK"), "half now"));

        life.pay("p", "400.00", "2026-01-30", "bank");

        assertThat(life.state()).isEqualTo("overdue");
        assertThat(life.balance()).isEqualTo("600.00");
        assertThat(life.refused).isEmpty();
        life.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), Money.of("601.00", "DKK"), "more than all"));
        assertThat(life.refused).containsExactly("the promise must be of a part of 600.00 DKK");
    }

    @Test
    void a_dispute_stops_everything_until_it_is_answered() {
        Life life = Life.norwegian(DebtorKind.CONSUMER, "6000.00", "2026-03-16");
        life.until("2026-04-10").hear(new Signal.Disputed("goods", "two of ten were broken"));
        int letters = life.letters().size();

        life.until("2026-07-10");

        assertThat(life.letters()).hasSize(letters);
        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(life.hear(new Signal.Released("impatient"))).isInstanceOf(Decision.Refuse.class);
        life.hear(new Signal.Resolved(false, "the photos show something else"));
        assertThat(life.state()).isEqualTo("overdue");
        life.until("2026-07-13");
        assertThat(life.letters()).hasSize(letters + 1);
    }

    @Test
    void a_dispute_that_was_right_waits_for_its_credit_note_however_long() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-06").hear(new Signal.Disputed("goods", "never came"));
        life.hear(new Signal.Resolved(true, "lost by the carrier"));
        life.until("2026-06-01");
        assertThat(life.state()).isEqualTo("on-hold");

        life.hear(new Signal.Credited(
                UUID.randomUUID(), new Account.Credit("K-1", Money.of("1000.00", "DKK"), life.today, "lost")));

        assertThat(life.state()).isEqualTo("settled");
        assertThat(life.balance()).as("what was no claim has no fee").isEqualTo("0.00");
    }

    @Test
    void what_is_left_after_the_credit_note_of_an_upheld_dispute_goes_on() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-06").hear(new Signal.Disputed("goods", "one of ten is missing"));
        life.hear(new Signal.Resolved(true, "lost by the carrier"));
        life.until("2026-02-27");

        life.hear(new Signal.Credited(
                UUID.randomUUID(), new Account.Credit("K-1", Money.of("100.00", "DKK"), life.today, "lost")));

        assertThat(life.state()).isEqualTo("overdue");
        assertThat(life.balance()).isEqualTo("1000.00");
        life.until("2026-03-02");
        assertThat(life.letters().getLast().step()).isEqualTo("collection-notice");
    }

    @Test
    void a_dispute_at_the_agency_takes_the_case_back_and_a_rejected_one_hands_it_over_anew() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-03-16");
        assertThat(life.state()).isEqualTo("escalated");

        life.hear(new Signal.Disputed("amount", "agreed on less"));
        assertThat(life.told(Effect.Recall.class))
                .extracting(Effect.Recall::reason)
                .containsExactly("disputed");
        life.hear(new Signal.Resolved(false, "the contract says so"));
        life.until("2026-03-18");

        assertThat(life.state()).isEqualTo("escalated");
        assertThat(life.told(Effect.HandOver.class))
                .extracting(effect -> effect.handover().caseId())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void money_from_the_debtor_recalls_the_case_and_money_from_the_agency_does_not() {
        Life direct = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        direct.until("2026-03-16").pay("p", direct.balance(), "2026-03-16", "bank");
        assertThat(direct.told(Effect.Recall.class))
                .extracting(Effect.Recall::reason)
                .containsExactly("paid");
        assertThat(direct.state()).isEqualTo("settled");

        Life collected = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        collected.until("2026-03-16").pay("p", collected.balance(), "2026-03-16", "agency");
        assertThat(collected.told(Effect.Recall.class)).isEmpty();
        assertThat(collected.state()).isEqualTo("settled");
    }

    @Test
    void a_reversal_reopens_and_gives_the_debtor_days_of_grace() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-25").pay("p", life.balance(), "2026-02-25", "bank");
        assertThat(life.state()).isEqualTo("settled");

        life.until("2026-03-16").reverse("p", "1117.00", "2026-03-16");

        assertThat(life.state()).isEqualTo("notice-running");
        assertThat(life.c.balance().isPositive()).isTrue();
        life.until("2026-03-18");
        assertThat(life.state()).isEqualTo("notice-running");
        life.until("2026-03-19");
        assertThat(life.state()).isEqualTo("escalated");
    }

    @Test
    void a_reversal_that_comes_before_its_payment_takes_it_back_all_the_same() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");

        life.reverse("p", "1000.00", "2026-01-21").pay("p", "1000.00", "2026-01-20", "bank");

        assertThat(life.state()).isEqualTo("not-due");
        assertThat(life.balance()).isEqualTo("1000.00");
    }

    @Test
    void a_payment_may_come_before_its_invoice() {
        var life = new Life();
        life.pay("p", "1000.00", "2026-01-20", "bank");
        assertThat(life.state()).isEqualTo("unknown");

        life.hear(new Signal.Issued(
                "dk-nordlys",
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly")));

        assertThat(life.state()).isEqualTo("settled");
        assertThat(life.told(Effect.ShowClaim.class)).hasSize(1);
    }

    @Test
    void a_bank_that_is_not_known_far_enough_holds_the_judgement_back() {
        Life life = Life.of(Life.withStatements(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly")));

        life.until("2026-01-26");
        assertThat(life.state()).isEqualTo("not-due");
        assertThat(Ahead.of(life.c, life.rules()).bankThrough()).isEqualTo("2026-01-19");

        life.bank = LocalDate.parse("2026-01-18");
        life.until("2026-01-27");
        assertThat(life.state()).isEqualTo("not-due");

        life.bank = LocalDate.parse("2026-01-19");
        life.until("2026-01-28");
        assertThat(life.state()).isEqualTo("overdue");
        assertThat(life.letters()).hasSize(1);
    }

    @Test
    void a_country_without_a_law_pack_waits_and_says_so() {
        Life life = Life.of(
                Life.invoice("PL", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"));

        life.until("2026-03-01");

        assertThat(life.state()).isEqualTo("overdue");
        assertThat(life.c.missing()).isEqualTo("no law pack for PL");
        assertThat(life.letters()).isEmpty();
        assertThat(life.facts.stream().filter(Fact.Waiting.class::isInstance)).hasSize(1);
        assertThat(Ahead.of(life.c, life.rules()).on()).isEqualTo("2026-03-02");
    }

    @Test
    void a_missing_rate_stops_the_step_that_needs_it_and_names_the_row() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-11-30");

        life.until("2027-02-15");

        assertThat(life.letters()).extracting(Letter::step).containsExactly("friendly", "reminder-1");
        assertThat(life.c.missing()).startsWith("no row late-interest.rate for DK");
        assertThat(life.state()).isEqualTo("overdue");
    }

    @Test
    void a_norwegian_business_claim_whose_flat_sum_was_never_published_waits() {
        Life life = Life.norwegian(DebtorKind.BUSINESS, "1000.00", "2025-10-20");

        life.until("2026-01-30");

        assertThat(life.c.missing()).startsWith("no row compensation.amount for NO, business, claim due 2025-10-20");
    }

    @Test
    void a_cancelled_invoice_is_owed_no_more_and_a_payment_of_it_is_an_overpayment() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-06").pay("p", "300.00", "2026-02-06", "bank");

        life.hear(new Signal.Cancelled(new Account.Cancellation(life.today, "by mistake")));

        assertThat(life.state()).isEqualTo("settled");
        assertThat(life.balance()).isEqualTo("-300.00");
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("0.00");
    }

    @Test
    void what_is_written_off_is_gone_and_what_comes_in_later_counts_against_it() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-06").hear(new Signal.WrittenOff("bankrupt"));
        assertThat(life.state()).isEqualTo("settled");
        assertThat(life.balance()).isEqualTo("0.00");

        life.pay("p", "250.00", "2026-05-01", "bank");

        assertThat(life.balance()).isEqualTo("0.00");
        assertThat(life.claimed(ClaimLine.Kind.PRINCIPAL)).isEqualTo("250.00");
        assertThat(life.state()).isEqualTo("settled");
    }

    @Test
    void an_agency_that_gives_up_leaves_the_case_to_a_person() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-03-16");
        UUID caseId = life.c.openHandover().caseId();

        life.hear(new Signal.Accepted(caseId, "fjordinkasso", life.today, "FI-1"));
        life.hear(new Signal.Closed(caseId, "fjordinkasso", life.today, "returned", null));

        assertThat(life.state()).isEqualTo("on-hold");
        life.until("2026-04-30");
        assertThat(life.state()).isEqualTo("on-hold");
        life.hear(new Signal.Released("try another agency"));
        life.until("2026-05-01");
        assertThat(life.state()).isEqualTo("escalated");
    }

    @Test
    void due_on_a_bank_holiday_moves_to_the_next_banking_day() {
        Life life = Life.danish(DebtorKind.CONSUMER, "4000.00", "2026-06-05");

        life.until("2026-06-08");
        assertThat(life.state()).isEqualTo("not-due");

        life.until("2026-06-09");
        assertThat(life.state()).isEqualTo("overdue");
    }

    private static Life living(String country, DebtorKind kind, String total, String policy) {
        return Life.of(Life.agreed(Life.invoice(country, kind, total, LocalDate.parse("2026-01-19"), policy)));
    }

    @Test
    void a_swedish_consumer_pays_the_agreed_reminder_fee_and_the_demand() {
        Life life = living("SE", DebtorKind.CONSUMER, "3000.00", "nordic-friendly");
        life.until("2026-04-30");

        assertThat(life.letters())
                .extracting(Letter::step, letter -> letter.fee().amount().toPlainString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("friendly", "0.00"),
                        org.assertj.core.groups.Tuple.tuple("reminder-1", "60.00"),
                        org.assertj.core.groups.Tuple.tuple("collection-notice", "180.00"));
        assertThat(life.state()).isEqualTo("escalated");

        Life notAgreed = Life.of(
                Life.invoice("SE", DebtorKind.CONSUMER, "3000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"));
        notAgreed.until("2026-04-30");
        assertThat(notAgreed.claimed(ClaimLine.Kind.FEE)).isEqualTo("180.00");
    }

    @Test
    void a_swedish_business_pays_450_instead_of_fees_and_a_finnish_one_40() {
        Life swedish = living("SE", DebtorKind.BUSINESS, "3000.00", "nordic-friendly");
        swedish.until("2026-04-30");
        assertThat(swedish.claimed(ClaimLine.Kind.FEE)).isEqualTo("60.00");
        assertThat(swedish.claimed(ClaimLine.Kind.COMPENSATION))
                .as("450 in all")
                .isEqualTo("390.00");

        Life finnish = living("FI", DebtorKind.BUSINESS, "3000.00", "nordic-friendly");
        finnish.until("2026-04-30");
        assertThat(finnish.claimed(ClaimLine.Kind.FEE)).isEqualTo("12.00");
        assertThat(finnish.claimed(ClaimLine.Kind.COMPENSATION)).isEqualTo("28.00");
    }

    @Test
    void a_german_payment_covers_cost_and_interest_before_the_invoice() {
        Life life = living("DE", DebtorKind.BUSINESS, "1000.00", "collection-notice-first");
        life.until("2026-01-22");
        // flat sum 40 and three days of interest at 10.27 %
        assertThat(life.balance()).isEqualTo("1040.84");

        life.pay("p", "500.00", "2026-01-30", "bank");

        assertThat(RunningAccount.of(life.c, Life.BOOK).lines().getLast().over())
                .containsEntry(Allocation.Pot.COSTS, Money.of("40.00", "EUR"))
                .containsEntry(Allocation.Pot.INTEREST, Money.of("0.84", "EUR"))
                .containsEntry(Allocation.Pot.PRINCIPAL, Money.of("459.16", "EUR"));
        // 11 days on 1000.00, then 10 days on 540.84
        assertThat(Interest.sum(
                        Outstanding.stretches(life.c, Life.BOOK, LocalDate.parse("2026-02-09")), life.c.balance()))
                .hasToString("4.62 EUR");
    }

    @Test
    void interest_is_claimed_of_what_was_still_owed_of_the_invoice_stretch_by_stretch() {
        Life danish = Life.danish(DebtorKind.BUSINESS, "10000.00", "2026-01-19").until("2026-01-29");
        danish.pay("p", "4000.00", "2026-01-29", "bank").until("2026-02-20");
        Life german =
                Life.of(Life.invoice("DE", DebtorKind.BUSINESS, "1000.00", LocalDate.parse("2026-01-19"), "strict"));
        german.until("2026-01-30").pay("p", "500.00", "2026-01-30", "bank").until("2026-02-04");

        // 10 days on 10000.00 and 22 on 6000.00, 9.75 % a year
        assertThat(danish.letters().getLast().step()).isEqualTo("collection-notice");
        assertThat(danish.claimed(ClaimLine.Kind.INTEREST)).isEqualTo("61.97");
        // 11 days on 1000.00, then 5 on what its costs and interest left of the payment, 10.27 % a year
        assertThat(german.letters().getLast().askedOn()).isEqualTo("2026-02-04");
        assertThat(german.claimed(ClaimLine.Kind.INTEREST)).isEqualTo("3.86");
    }

    @Test
    void a_danish_payment_counts_against_the_invoice_first() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-06").pay("p", "950.00", "2026-02-06", "bank");

        assertThat(RunningAccount.of(life.c, Life.BOOK).lines().getLast().over())
                .containsOnly(java.util.Map.entry(Allocation.Pot.PRINCIPAL, Money.of("950.00", "DKK")));
    }

    @Test
    void a_credit_note_larger_than_the_balance_leaves_an_overpayment_that_the_account_shows() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-01-26").pay("p", "800.00", "2026-01-26", "bank");

        life.hear(new Signal.Credited(
                UUID.randomUUID(), new Account.Credit("K-1", Money.of("500.00", "DKK"), life.today, "broken")));

        assertThat(life.state()).isEqualTo("settled");
        assertThat(life.balance()).isEqualTo("-300.00");
        assertThat(RunningAccount.of(life.c, Life.BOOK).lines())
                .extracting(line -> line.balance().amount().toPlainString())
                .containsExactly("1000.00", "200.00", "-300.00");
    }

    @Test
    void a_reversal_after_settlement_shows_both_ways_in_the_account() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-01-26").pay("p", "1000.00", "2026-01-26", "bank");
        assertThat(life.state()).isEqualTo("settled");

        life.until("2026-02-02").reverse("p", "1000.00", "2026-02-02");

        assertThat(RunningAccount.of(life.c, Life.BOOK).lines())
                .extracting(
                        RunningAccount.Line::text,
                        line -> line.balance().amount().toPlainString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("invoice", "1000.00"),
                        org.assertj.core.groups.Tuple.tuple("payment, bank", "0.00"),
                        org.assertj.core.groups.Tuple.tuple("payment taken back: no funds", "1000.00"));
    }

    @Test
    void a_fee_that_proves_wrong_is_withdrawn_in_the_account_and_not_rubbed_out() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-06").pay("p", "1000.00", "2026-01-19", "bank");

        assertThat(life.balance()).isEqualTo("0.00");
        assertThat(RunningAccount.of(life.c, Life.BOOK).lines())
                .extracting(RunningAccount.Line::text)
                .containsExactly("invoice", "payment, bank", "fee, reminder-1", "fee, reminder-1: taken back");
    }

    @Test
    void a_claim_in_a_foreign_currency_bears_interest_and_nothing_of_the_laws_own_money() {
        Receivable danish =
                Life.invoice("DK", DebtorKind.BUSINESS, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly");
        Life life = Life.of(Life.in("EUR", danish));

        life.until("2026-04-30");

        assertThat(life.state()).isEqualTo("escalated");
        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("0.00");
        assertThat(life.claimed(ClaimLine.Kind.COMPENSATION)).isEqualTo("0.00");
        assertThat(life.claimed(ClaimLine.Kind.INTEREST))
                .as("49 days at 9.75 %")
                .isEqualTo("13.09");
    }

    @Test
    void a_business_in_france_is_reminded_without_a_fee_and_waits_before_an_agency() {
        Life life = living("FR", DebtorKind.BUSINESS, "1000.00", "nordic-friendly");

        life.until("2026-04-30");

        assertThat(life.claimed(ClaimLine.Kind.FEE)).isEqualTo("0.00");
        assertThat(life.claimed(ClaimLine.Kind.COMPENSATION)).isEqualTo("40.00");
        assertThat(life.told(Effect.HandOver.class)).isEmpty();
        assertThat(life.c.missing()).startsWith("no row collection-notice.min-deadline-days for EU, business");
    }

    @Test
    void a_person_is_told_half_a_year_before_the_claim_is_barred_and_nothing_is_sent_after_it() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2024-01-19");
        life.until("2024-01-25").hear(new Signal.Disputed("goods", "broken"));

        life.until("2026-07-18");
        assertThat(life.facts).noneMatch(Fact.LimitationNear.class::isInstance);
        life.until("2026-07-20");
        assertThat(life.facts.stream().filter(Fact.LimitationNear.class::isInstance))
                .containsExactly(new Fact.LimitationNear(LocalDate.parse("2027-01-19"), "forældelsesloven § 3"));

        life.until("2027-01-21").hear(new Signal.Resolved(false, "it was whole"));
        int letters = life.letters().size();
        life.until("2027-02-01");
        assertThat(life.letters()).hasSize(letters);
        assertThat(life.c.missing()).startsWith("the claim was barred by limitation after 2027-01-19");
    }

    @Test
    void a_reminder_begins_the_finnish_limitation_anew_and_not_the_danish_one() {
        Life finnish = living("FI", DebtorKind.CONSUMER, "1000.00", "nordic-friendly");
        Life danish = living("DK", DebtorKind.CONSUMER, "1000.00", "nordic-friendly");
        finnish.until("2026-01-26");
        danish.until("2026-01-26");

        assertThat(Limitation.of(finnish.c, Life.BOOK).orElseThrow().on()).isEqualTo("2029-01-23");
        assertThat(Limitation.of(danish.c, Life.BOOK).orElseThrow().on()).isEqualTo("2029-01-19");
    }
}
