package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.dunning.domain.Judge.Ruling;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether something is lawful on a day and from when, asked of cases as they stand; due on Monday 19 January 2026. */
class JudgeTest {

    private static Life danish(String until) {
        return Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19").until(until);
    }

    private static Judge judge(Life life) {
        return Judge.of(life.c, life.rules());
    }

    private static Ruling never(String why) {
        return new Ruling.Unlawful(null, why);
    }

    @Test
    void of_what_is_paid_nothing_is_asked_any_more() {
        Life paid = danish("2026-01-26").pay("p", "1000.00", "2026-01-26", "bank");

        assertThat(judge(paid).letter(StepKind.FORMAL)).isEqualTo(never("nothing is owed: paid"));
        assertThat(judge(paid).handover()).isEqualTo(never("nothing is owed: paid"));
        assertThat(judge(paid).fee(StepKind.FORMAL)).isEqualTo(never("nothing of the invoice itself is owed"));
        assertThat(judge(paid).flatSum()).isEqualTo(never("nothing of the invoice itself is owed"));
    }

    @Test
    void a_friendly_letter_is_free_at_any_time_and_every_other_comes_after_the_due_date() {
        Life early = danish("2026-01-19");
        Life late = danish("2026-01-20");

        assertThat(judge(early).letter(StepKind.FRIENDLY))
                .isEqualTo(new Ruling.Lawful(
                        LocalDate.parse("2026-01-05"), null, "a friendly reminder is free at any time"));
        assertThat(judge(early).letter(StepKind.FORMAL))
                .isEqualTo(new Ruling.Unlawful(
                        LocalDate.parse("2026-01-20"), "the claim is due on 2026-01-19, it is late the day after"));
        assertThat(judge(late).letter(StepKind.FORMAL))
                .isEqualTo(new Ruling.Lawful(LocalDate.parse("2026-01-20"), null, "the claim fell due on 2026-01-19"));
        assertThat(judge(early).flatSum())
                .isEqualTo(
                        new Ruling.Unlawful(LocalDate.parse("2026-01-20"), "the claim is not late before 2026-01-20"));
    }

    @Test
    void an_open_objection_blocks_everything_but_the_friendly_and_formal_letter() {
        Life disputed = danish("2026-02-06");
        disputed.hear(new Signal.Disputed("goods", "broken"));
        String open = " while the objection of 2026-02-06 is not answered and found groundless";

        assertThat(judge(disputed).letter(StepKind.COLLECTION_NOTICE)).isEqualTo(never("no collection notice" + open));
        assertThat(judge(disputed).letter(StepKind.FORMAL)).isInstanceOf(Ruling.Lawful.class);
        assertThat(judge(disputed).fee(StepKind.FORMAL)).isEqualTo(never("no fee" + open));
        assertThat(judge(disputed).flatSum()).isEqualTo(never("no compensation" + open));
        assertThat(judge(disputed).demand()).isEqualTo(never("no demand" + open));
        assertThat(judge(disputed).handover()).isEqualTo(never("no handover" + open));
    }

    @Test
    void a_promise_blocks_through_its_last_day() {
        Life promised = danish("2026-02-06");
        promised.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called"));
        promised.today = LocalDate.parse("2026-02-10");

        assertThat(judge(promised).letter(StepKind.COLLECTION_NOTICE))
                .isEqualTo(new Ruling.Unlawful(
                        LocalDate.parse("2026-02-11"), "no collection notice while the agreement of 2026-02-06 runs"));
        promised.today = LocalDate.parse("2026-02-11");
        assertThat(judge(promised).letter(StepKind.COLLECTION_NOTICE)).isInstanceOf(Ruling.Lawful.class);
    }

    @Test
    void a_demand_follows_a_reminder_and_a_friendly_letter_is_none() {
        Life friendly = danish("2026-01-26");
        Life reminded = danish("2026-02-06");

        assertThat(judge(friendly).demand()).isEqualTo(never("no reminder was sent"));
        assertThat(judge(reminded).demand())
                .isInstanceOfSatisfying(
                        Ruling.Lawful.class,
                        lawful -> assertThat(lawful.why()).isEqualTo("the reminder went out on 2026-02-04"));
    }

    @Test
    void a_case_goes_to_one_agency_only_and_after_the_notices_deadline() {
        Life running = danish("2026-02-20");
        Life given = danish("2026-03-10");

        assertThat(judge(running).handover())
                .isInstanceOfSatisfying(
                        Ruling.Unlawful.class,
                        unlawful -> assertThat(unlawful.from()).isEqualTo("2026-03-07"));
        assertThat(judge(given).handover()).isEqualTo(never("an agency has the case already"));
        assertThat(judge(danish("2026-02-06")).handover())
                .isInstanceOfSatisfying(
                        Ruling.Unlawful.class,
                        unlawful -> assertThat(unlawful.why()).startsWith("no collection notice was sent"));
    }

    @Test
    void a_flat_sum_is_claimed_once_of_a_business_and_in_the_laws_own_money() {
        Life claimed = danish("2026-02-20");
        Life consumer =
                Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
        Life euros = Life.of(Life.in(
                        "EUR",
                        Life.invoice(
                                "DK",
                                DebtorKind.BUSINESS,
                                "1000.00",
                                LocalDate.parse("2026-01-19"),
                                "nordic-friendly")))
                .until("2026-01-26");

        assertThat(judge(danish("2026-01-26")).flatSum()).isInstanceOfSatisfying(Ruling.Lawful.class, lawful -> {
            assertThat(lawful.most()).hasToString("310.00 DKK");
            assertThat(lawful.earliest()).isEqualTo("2026-01-20");
        });
        assertThat(judge(claimed).flatSum()).isEqualTo(never("the flat sum was claimed already"));
        assertThat(judge(consumer).flatSum()).isEqualTo(never("a consumer owes no flat sum"));
        assertThat(judge(euros).flatSum()).isEqualTo(never("the law's amounts are in DKK, the claim is not"));
        assertThat(judge(euros).fee(StepKind.FORMAL))
                .isEqualTo(never("the law's amounts are in DKK, the claim is not"));
    }

    @Test
    void of_several_questions_the_latest_day_and_every_no_count() {
        LocalDate first = LocalDate.parse("2026-01-20");
        LocalDate later = LocalDate.parse("2026-02-02");
        Ruling free = new Ruling.Lawful(later, null, "free");
        Ruling dear = new Ruling.Lawful(first, Money.of("100.00", "DKK"), "dear");
        Ruling soon = new Ruling.Unlawful(first, "not yet");
        Ruling wait = new Ruling.Unlawful(later, "wait");

        assertThat(Judge.all(List.of(free, dear)))
                .isEqualTo(new Ruling.Lawful(later, Money.of("100.00", "DKK"), "dear"));
        assertThat(Judge.all(List.of(dear, free)))
                .isEqualTo(new Ruling.Lawful(later, Money.of("100.00", "DKK"), "free"));
        assertThat(Judge.all(List.of(soon, wait, dear))).isEqualTo(new Ruling.Unlawful(later, "not yet; wait"));
        assertThat(Judge.all(List.of(wait, soon))).isEqualTo(new Ruling.Unlawful(later, "wait; not yet"));
        assertThat(Judge.all(List.of(never("no"), soon))).isEqualTo(never("no; not yet"));
        assertThat(Judge.all(List.of(soon, new Ruling.Unknown("a row")))).isEqualTo(new Ruling.Unknown("a row"));
    }

    @Test
    void what_the_law_leaves_open_is_read_as_it_was_chosen() {
        LocalDate day = LocalDate.parse("2026-02-02");
        ClaimDates dates = new ClaimDates(day, day, day);
        Law danish = Life.BOOK.law("DK");
        Law once = danish.choosing(Map.of("compensation.per", "arrears"));

        assertThat(danish.compensatesOnceInArrears(DebtorKind.BUSINESS, dates)).isFalse();
        assertThat(once.compensatesOnceInArrears(DebtorKind.BUSINESS, dates)).isTrue();
        assertThat(Life.BOOK.law("NO").compensatesOnceInArrears(DebtorKind.BUSINESS, dates))
                .isFalse();
        assertThat(danish.feeAfterBrokenPlan(DebtorKind.CONSUMER, dates)).isFalse();
        assertThat(Life.BOOK.law("NO").feeAfterBrokenPlan(DebtorKind.CONSUMER, dates))
                .isTrue();
        assertThat(danish.rows()).hasSizeGreaterThan(20);
        assertThat(danish.chosen()).containsEntry("compensation.per", "invoice");
        assertThat(once.chosen()).containsEntry("compensation.per", "arrears");
        assertThat(danish.choosing(Map.of("compensation.per", "never")).chosen())
                .as("what is no option is not chosen")
                .containsEntry("compensation.per", "invoice");
    }

    @Test
    void of_several_notices_the_earliest_lawful_deadline_opens_the_way() {
        LocalDate day = LocalDate.parse("2026-02-02");
        Law danish = Life.BOOK.law("DK");
        var tooShort = new Law.FeeLetter(day, day.plusDays(9), StepKind.COLLECTION_NOTICE);
        var lawful = new Law.FeeLetter(day, day.plusDays(10), StepKind.COLLECTION_NOTICE);
        var later = new Law.FeeLetter(day, day.plusDays(20), StepKind.COLLECTION_NOTICE);

        assertThat(danish.handover(DebtorKind.CONSUMER, on(day.plusDays(30)), List.of(tooShort)))
                .isInstanceOfSatisfying(
                        Law.Ruling.Never.class,
                        never -> assertThat(never.why())
                                .isEqualTo(
                                        "the collection notice of 2026-02-02 gave until 2026-02-11 only; 2026-02-12 would be"
                                                + " lawful by inkassoloven § 10: it does not count"));
        for (List<Law.FeeLetter> notices : List.of(List.of(later, lawful), List.of(lawful, later, tooShort))) {
            assertThat(danish.handover(DebtorKind.CONSUMER, on(day.plusDays(10)), notices))
                    .isInstanceOfSatisfying(
                            Law.Ruling.NotBefore.class,
                            wait -> assertThat(wait.earliest()).isEqualTo(day.plusDays(11)));
            assertThat(danish.handover(DebtorKind.CONSUMER, on(day.plusDays(11)), notices))
                    .isInstanceOf(Law.Ruling.Lawful.class);
        }
    }

    private static ClaimDates on(LocalDate day) {
        LocalDate due = LocalDate.parse("2026-01-19");
        return new ClaimDates(due, due, day);
    }

    @Test
    void of_two_flat_sums_in_one_arrears_the_second_is_not_asked_for_where_the_policy_reads_the_law_so() {
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
                                false,
                                true,
                                true),
                        new Step("agency", StepKind.ESCALATION, 1, 0, "formal", List.of("agency"), false, true, false)),
                Policy.Mode.AUTOMATIC,
                Quiet.NEVER,
                Shortcut.NONE,
                Set.of(),
                Map.of("compensation.per", "arrears"));
        Life alone = Life.of(
                        Life.invoice("DK", DebtorKind.BUSINESS, "1000.00", LocalDate.parse("2026-01-19"), "own"),
                        policy)
                .until("2026-01-20");
        alone.today = LocalDate.parse("2026-01-21");
        Past other = new Past(
                new java.util.UUID(9, 9),
                LocalDate.parse("2026-01-05"),
                null,
                null,
                null,
                Money.of("500.00", "DKK"),
                Tally.NONE,
                0,
                true,
                null,
                false);
        Rules beside = alone.rules().about(Debtor.of(List.of(other), null, alone.today));

        assertThat(flatSumAsked(alone.c, alone.rules())).hasToString("310.00 DKK");
        assertThat(flatSumAsked(alone.c, beside)).hasToString("0.00 DKK");
    }

    private static Money flatSumAsked(Case c, Rules rules) {
        return ((Decision.Move) Dunning.decide(c, new Signal.DayCame(), rules))
                .next()
                .pendingLetter()
                .compensation();
    }
}
