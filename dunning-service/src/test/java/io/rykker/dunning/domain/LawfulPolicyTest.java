package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of a policy before anybody walks it: rule by rule, on both sides of each limit. */
class LawfulPolicyTest {

    private static final LocalDate CHECKED = LocalDate.parse("2026-02-02");
    private static final ClaimDates DATES = new ClaimDates(CHECKED, CHECKED, CHECKED);

    private static final Step FRIENDLY = step("friendly", StepKind.FRIENDLY, 2, 5, "friendly");
    private static final Step CALL = step("call", StepKind.CALL, 2, 3, "friendly");
    private static final Step FORMAL = charging("formal", StepKind.FORMAL, 10, "firm", true, false, false);
    private static final Step NOTICE = charging("notice", StepKind.COLLECTION_NOTICE, 14, "formal", false, true, true);
    private static final Step AGENCY = step("agency", StepKind.ESCALATION, 1, 0, "formal");

    private static Step step(String name, StepKind kind, int wait, int deadline, String tone) {
        return new Step(name, kind, wait, deadline, tone, List.of("email"), false, false, false);
    }

    private static Step charging(
            String name, StepKind kind, int deadline, String tone, boolean fee, boolean interest, boolean flatSum) {
        return new Step(name, kind, 2, deadline, tone, List.of("email"), fee, interest, flatSum);
    }

    private static Step asking(Step step, String amount) {
        return new Step(
                step.name(),
                step.kind(),
                step.waitDays(),
                step.deadlineDays(),
                step.tone(),
                step.channels(),
                true,
                step.interest(),
                step.compensation(),
                new BigDecimal(amount),
                step.when());
    }

    private static Step only(Step step, When when) {
        return new Step(
                step.name(),
                step.kind(),
                step.waitDays(),
                step.deadlineDays(),
                step.tone(),
                step.channels(),
                step.fee(),
                step.interest(),
                step.compensation(),
                step.feeAmount(),
                when);
    }

    private static Policy policy(Step... steps) {
        return new Policy("own", 1, 3, Amounts.NONE, List.of(steps));
    }

    private static Policy quiet(Quiet quiet) {
        return new Policy(
                "own",
                1,
                3,
                Amounts.NONE,
                List.of(FRIENDLY, NOTICE, AGENCY),
                Policy.Mode.AUTOMATIC,
                quiet,
                Shortcut.NONE,
                Set.of(),
                Map.of());
    }

    private static Policy in(Set<String> countries, Map<String, String> choices, Step... steps) {
        return new Policy(
                "own",
                1,
                3,
                Amounts.NONE,
                List.of(steps),
                Policy.Mode.AUTOMATIC,
                Quiet.NEVER,
                Shortcut.NONE,
                countries,
                choices);
    }

    private static List<String> breaches(Policy policy, String country) {
        return policy.breaches(Life.BOOK.law(country), DebtorKind.CONSUMER, DATES);
    }

    @Test
    void a_whole_policy_has_no_flaw_whatever_comes_first() {
        assertThat(policy(FRIENDLY, CALL, FORMAL, NOTICE, AGENCY).flaws()).isEmpty();
        assertThat(policy(
                                step("week", StepKind.FRIENDLY, -7, 0, "friendly"),
                                step("day", StepKind.FRIENDLY, -1, 0, "friendly"),
                                step("next-day", StepKind.FORMAL, 1, 10, "firm"),
                                NOTICE,
                                AGENCY)
                        .flaws())
                .isEmpty();
    }

    @Test
    void a_policy_ends_with_its_only_escalation() {
        assertThat(policy().flaws())
                .containsExactly("own/1: the last step is no escalation, so a case could be forgotten");
        assertThat(policy(FORMAL, NOTICE).flaws())
                .containsExactly("own/1: the last step is no escalation, so a case could be forgotten");
        assertThat(policy(NOTICE, AGENCY, step("court", StepKind.ESCALATION, 1, 0, "formal"))
                        .flaws())
                .containsExactly("own/1, step agency: nothing can follow the escalation");
    }

    @Test
    void steps_come_in_the_order_of_their_days() {
        assertThat(policy(step("same-day", StepKind.FORMAL, 0, 10, "firm"), NOTICE, AGENCY)
                        .flaws())
                .containsExactly("own/1, step same-day: a step comes at the earliest the day after the due date or"
                        + " deadline before it");
        assertThat(policy(FORMAL, step("nudge", StepKind.FRIENDLY, -3, 0, "friendly"), NOTICE, AGENCY)
                        .flaws())
                .containsExactly("own/1, step nudge: it is before the due date and follows a step that comes after it");
        assertThat(policy(
                                step("day", StepKind.FRIENDLY, -3, 0, "friendly"),
                                step("again", StepKind.FRIENDLY, -3, 0, "friendly"),
                                NOTICE,
                                AGENCY)
                        .flaws())
                .containsExactly("own/1, step again: it comes before the step that it follows");
        assertThat(policy(step("call", StepKind.CALL, -1, 0, "friendly"), NOTICE, AGENCY)
                        .flaws())
                .containsExactly("own/1, step call: only a friendly reminder may come before the due date; the earliest"
                        + " lawful day is the day after it, with waitDays 1");
    }

    @Test
    void what_a_step_may_not_be() {
        assertThat(policy(FORMAL, FORMAL, NOTICE, AGENCY).flaws())
                .containsExactly("own/1, step formal: another step has this name");
        assertThat(policy(charging("kind", StepKind.FRIENDLY, 5, "friendly", true, false, false), NOTICE, AGENCY)
                        .flaws())
                .containsExactly("own/1, step kind: a friendly reminder carries no fee; the highest lawful fee is 0");
        assertThat(policy(charging("kind", StepKind.FRIENDLY, 5, "friendly", false, true, false), NOTICE, AGENCY)
                        .flaws())
                .containsExactly("own/1, step kind: a friendly reminder claims neither interest nor compensation");
        assertThat(policy(charging("call", StepKind.CALL, 5, "friendly", false, false, true), NOTICE, AGENCY)
                        .flaws())
                .containsExactly("own/1, step call: a call reminder claims neither interest nor compensation");
        assertThat(policy(
                                NOTICE,
                                charging("second", StepKind.COLLECTION_NOTICE, 14, "formal", false, true, true),
                                AGENCY)
                        .flaws())
                .containsExactly("own/1, step second: one collection notice is enough");
        assertThat(policy(only(NOTICE, new When(BigDecimal.TEN, null, null, null)), AGENCY)
                        .flaws())
                .containsExactly(
                        "own/1, step notice: it cannot be for some cases only: without it no case goes to an agency");
    }

    @Test
    void a_policy_may_keep_still_for_two_months_and_no_longer() {
        Quiet.Stretch untilLastOfAugust = new Quiet.Stretch(MonthDay.of(7, 1), MonthDay.of(8, 31));
        Quiet.Stretch untilFirstOfSeptember = new Quiet.Stretch(MonthDay.of(7, 1), MonthDay.of(9, 1));
        Quiet.Stretch overNewYear = new Quiet.Stretch(MonthDay.of(11, 15), MonthDay.of(2, 15));

        assertThat(quiet(new Quiet(BigDecimal.ZERO, Set.of(), List.of(untilLastOfAugust), true))
                        .flaws())
                .as("62 days")
                .isEmpty();
        for (Quiet.Stretch stretch : List.of(untilFirstOfSeptember, overNewYear)) {
            assertThat(quiet(new Quiet(BigDecimal.ZERO, Set.of(), List.of(stretch), true))
                            .flaws())
                    .containsExactly("own/1: in a year it keeps still for more than 62 days on end, so a case could be"
                            + " forgotten");
        }
        assertThat(quiet(new Quiet(BigDecimal.ZERO, Set.of(DayOfWeek.values()), List.of(), true))
                        .flaws())
                .hasSize(1);
    }

    @Test
    void a_notice_gives_the_days_of_the_law_and_comes_before_the_agency() {
        Step short9 = charging("notice", StepKind.COLLECTION_NOTICE, 9, "formal", false, true, true);
        Step exactly10 = charging("notice", StepKind.COLLECTION_NOTICE, 10, "formal", false, true, true);

        assertThat(breaches(policy(FORMAL, short9, AGENCY), "DK"))
                .singleElement()
                .satisfies(breach -> assertThat(breach)
                        .startsWith("own/1, step notice: a deadline of 9 days is shorter than the 10 of inkassoloven"));
        assertThat(breaches(policy(FORMAL, exactly10, AGENCY), "DK")).isEmpty();
        assertThat(breaches(policy(FORMAL, AGENCY), "DK"))
                .singleElement()
                .satisfies(breach -> assertThat(breach)
                        .startsWith("own/1, step agency: no collection notice comes before it, as inkassoloven"));
    }

    @Test
    void a_fee_of_its_own_is_no_higher_than_the_laws() {
        assertThat(breaches(policy(asking(FORMAL, "100.00"), NOTICE, AGENCY), "DK"))
                .isEmpty();
        assertThat(breaches(policy(asking(FORMAL, "100.01"), NOTICE, AGENCY), "DK"))
                .containsExactly(
                        "own/1, step formal: a fee of 100.01 is higher than the 100.00 DKK of renteloven § 9 b");
        assertThat(breaches(policy(asking(NOTICE, "180.00"), AGENCY), "SE"))
                .as("the Swedish notice has its own")
                .isEmpty();
        assertThat(breaches(policy(asking(NOTICE, "181.00"), AGENCY), "SE"))
                .singleElement()
                .satisfies(breach ->
                        assertThat(breach).startsWith("own/1, step notice: a fee of 181.00 is higher than the 180"));
        assertThat(breaches(policy(asking(NOTICE, "101.00"), AGENCY), "DK"))
                .as("the Danish one has the reminder's")
                .hasSize(1);
    }

    @Test
    void as_many_letters_with_a_fee_as_the_law_allows_and_none_more() {
        Step second = charging("second", StepKind.FORMAL, 10, "firm", true, false, false);
        Step third = charging("third", StepKind.FORMAL, 10, "firm", true, false, false);
        Step dearNotice = charging("notice", StepKind.COLLECTION_NOTICE, 14, "formal", true, true, true);
        Step free = charging("free", StepKind.FORMAL, 10, "firm", false, false, false);
        Step large = only(third, new When(new BigDecimal("5000"), null, null, null));

        assertThat(breaches(policy(FORMAL, second, dearNotice, AGENCY), "DK")).isEmpty();
        assertThat(breaches(policy(FORMAL, second, third, free, NOTICE, AGENCY), "DK"))
                .isEmpty();
        assertThat(breaches(policy(FORMAL, second, third, dearNotice, AGENCY), "DK"))
                .singleElement()
                .satisfies(breach ->
                        assertThat(breach).startsWith("own/1: 4 letters with a fee are more than the 3 of renteloven"));
        assertThat(breaches(policy(FORMAL, second, large, dearNotice, AGENCY), "DK"))
                .as("a step for some cases only may be passed over")
                .isEmpty();
        assertThat(breaches(policy(FORMAL, dearNotice, AGENCY), "SE"))
                .as("the notice is counted apart")
                .isEmpty();
        assertThat(breaches(policy(FORMAL, second, NOTICE, AGENCY), "SE")).hasSize(1);
        assertThat(breaches(policy(FORMAL, second, third, dearNotice, AGENCY), "DE"))
                .as("where no fee is lawful none is taken")
                .isEmpty();
    }

    @Test
    void a_choice_is_one_that_the_law_leaves() {
        assertThat(breaches(in(Set.of(), Map.of("due-date.roll", "strict"), NOTICE, AGENCY), "DK"))
                .isEmpty();
        assertThat(breaches(in(Set.of(), Map.of("due-date.roll", "never"), NOTICE, AGENCY), "DK"))
                .singleElement()
                .satisfies(breach -> assertThat(breach)
                        .startsWith("own/1: due-date.roll cannot be never in DK, only ")
                        .contains("strict", " or ", "roll"));
        assertThat(breaches(in(Set.of(), Map.of("due-date.roll", "never"), NOTICE, AGENCY), "NO"))
                .as("a law that leaves no such choice is not asked")
                .isEmpty();
    }

    @Test
    void a_policy_is_held_against_the_countries_that_it_is_for() {
        Step nine = charging("notice", StepKind.COLLECTION_NOTICE, 9, "formal", false, true, true);

        assertThat(PolicyCheck.of(in(Set.of("SE"), Map.of(), FRIENDLY, nine, AGENCY), Life.BOOK))
                .as("eight days are enough in Sweden")
                .isEqualTo(new PolicyCheck(List.of(), List.of()));
        assertThat(PolicyCheck.of(in(Set.of("SE", "DK"), Map.of(), FRIENDLY, nine, AGENCY), Life.BOOK)
                        .isLawful())
                .isFalse();
        assertThat(PolicyCheck.of(in(Set.of("PL", "AT"), Map.of(), FRIENDLY, NOTICE, AGENCY), Life.BOOK)
                        .breaches())
                .as("Austria is covered by the law of the union, Poland by none")
                .containsExactly("own/1: there is no law pack for PL");
    }

    @Test
    void a_step_for_a_segment_that_the_creditor_does_not_have_is_warned_of() {
        Policy policy = policy(only(FRIENDLY, new When(null, null, null, "large")), FORMAL, NOTICE, AGENCY);
        RuleBook book = Life.BOOK.with(
                List.of(), Map.of("dk-nordlys", List.of(new Segment("large", null, When.ALWAYS, "strict"))));
        String warning = "own/1, step friendly: the creditor has no segment large";

        assertThat(PolicyCheck.of(policy, book, "dk-nordlys").warnings()).doesNotContain(warning);
        assertThat(PolicyCheck.of(policy, book, "dk-other").warnings()).contains(warning);
        assertThat(PolicyCheck.of(policy, book).warnings()).doesNotContain(warning);
    }

    @Test
    void three_letters_without_consequence_are_enough() {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            steps.add(step("again-" + i, StepKind.FRIENDLY, 3, 5, "friendly"));
        }
        steps.add(step("nudge", StepKind.FRIENDLY, -3, 0, "friendly"));
        steps.add(FORMAL);
        steps.add(charging("interest", StepKind.FORMAL, 10, "firm", false, true, false));
        steps.add(charging("flat", StepKind.FORMAL, 10, "firm", false, false, true));
        steps.add(charging("bare-notice", StepKind.COLLECTION_NOTICE, 14, "formal", false, false, false));
        steps.add(AGENCY);
        assertThat(policy(steps.toArray(Step[]::new)).warnings())
                .as("a nudge is no letter, the same tone again is not friendlier")
                .isEmpty();

        steps.add(3, step("again-4", StepKind.CALL, 3, 5, "friendly"));
        assertThat(policy(steps.toArray(Step[]::new)).warnings())
                .contains("own/1: 4 reminders come without any consequence; debtors get used to them");
    }

    @Test
    void who_hears_nothing_for_two_weeks_does_not_first_get_a_formal_letter() {
        Step after14 = step("formal", StepKind.FORMAL, 14, 10, "firm");
        Step after15 = step("formal", StepKind.FORMAL, 15, 10, "firm");
        String alone = "own/1: no friendly reminder or call comes before the formal letters";

        assertThat(policy(after14, NOTICE, AGENCY).warnings()).containsExactly(alone);
        assertThat(policy(after15, NOTICE, AGENCY).warnings())
                .containsExactly(
                        "own/1, step formal: the debtor hears nothing for 15 days, and then gets a formal letter",
                        alone);
        assertThat(policy(step("late", StepKind.FRIENDLY, 30, 5, "friendly"), FORMAL, NOTICE, AGENCY)
                        .warnings())
                .isEmpty();
        assertThat(policy(AGENCY).warnings()).isEmpty();
    }

    @Test
    void a_letter_softer_than_the_one_before_is_warned_of() {
        assertThat(policy(FRIENDLY, NOTICE, FORMAL, AGENCY).warnings())
                .containsExactly("own/1, step formal: its tone is friendlier than that of the letter before");
        assertThat(policy(FRIENDLY, FORMAL, NOTICE, AGENCY).warnings()).isEmpty();
    }

    @Test
    void a_fee_that_comes_before_its_lawful_day_is_warned_of_with_that_day() {
        Law norway = Life.BOOK.law("NO");
        Step nudge = step("nudge", StepKind.FRIENDLY, -3, 9, "friendly");
        Step friendly = step("friendly", StepKind.FRIENDLY, 2, 9, "friendly");
        Step day13 = charging("formal", StepKind.FORMAL, 10, "firm", true, false, false);
        Step day14 = new Step("formal", StepKind.FORMAL, 3, 10, "firm", List.of("email"), true, false, false);

        assertThat(policy(nudge, friendly, day13, NOTICE, AGENCY).warnings(norway, DebtorKind.CONSUMER, DATES))
                .singleElement()
                .satisfies(warning -> assertThat(warning)
                        .startsWith("own/1, step formal: planned for day 13 after the due date; in NO a fee is lawful"
                                + " from day 14 on, inkassoforskriften")
                        .endsWith(": the letter waits until then"));
        assertThat(policy(nudge, friendly, day14, NOTICE, AGENCY).warnings(norway, DebtorKind.CONSUMER, DATES))
                .isEmpty();
        assertThat(policy(friendly, NOTICE, AGENCY).warnings(norway, DebtorKind.CONSUMER, DATES))
                .isEmpty();
    }

    @Test
    void for_whom_a_step_is_says_so_in_words() {
        assertThat(When.ALWAYS).hasToString("always");
        assertThat(new When(new BigDecimal("100.00"), new BigDecimal("500.00"), DebtorKind.BUSINESS, "large"))
                .hasToString("from 100.00 up to 500.00 for a business in segment large");
        assertThat(new Quiet.Stretch(MonthDay.of(12, 20), MonthDay.of(1, 3))).hasToString("12-20 to 01-03");
    }

    @Test
    void a_step_is_for_amounts_with_both_ends() {
        When when = new When(new BigDecimal("100.00"), new BigDecimal("500.00"), DebtorKind.BUSINESS, "large");

        assertThat(when.holds(Money.of("99.99", "DKK"), DebtorKind.BUSINESS, "large"))
                .isFalse();
        assertThat(when.holds(Money.of("100.00", "DKK"), DebtorKind.BUSINESS, "large"))
                .isTrue();
        assertThat(when.holds(Money.of("500.00", "DKK"), DebtorKind.BUSINESS, "large"))
                .isTrue();
        assertThat(when.holds(Money.of("500.01", "DKK"), DebtorKind.BUSINESS, "large"))
                .isFalse();
        assertThat(when.holds(Money.of("200.00", "DKK"), DebtorKind.CONSUMER, "large"))
                .isFalse();
        assertThat(when.holds(Money.of("200.00", "DKK"), DebtorKind.BUSINESS, null))
                .isFalse();
    }

    @Test
    void a_quiet_stretch_has_both_its_days_and_may_run_over_new_year() {
        Quiet.Stretch summer = new Quiet.Stretch(MonthDay.of(7, 1), MonthDay.of(7, 31));
        Quiet.Stretch yule = new Quiet.Stretch(MonthDay.of(12, 20), MonthDay.of(1, 3));

        assertThat(List.of("2026-06-30", "2026-07-01", "2026-07-31", "2026-08-01"))
                .extracting(day -> summer.contains(LocalDate.parse(day)))
                .containsExactly(false, true, true, false);
        assertThat(List.of("2026-12-19", "2026-12-20", "2027-01-03", "2027-01-04"))
                .extracting(day -> yule.contains(LocalDate.parse(day)))
                .containsExactly(false, true, true, false);
    }

    @Test
    void a_quiet_day_says_why() {
        Quiet quiet = new Quiet(
                BigDecimal.ZERO,
                Set.of(DayOfWeek.MONDAY),
                List.of(new Quiet.Stretch(MonthDay.of(7, 1), MonthDay.of(7, 31))),
                false);
        Quiet everyDay = new Quiet(BigDecimal.ZERO, Set.of(), List.of(), true);
        Closings danish = Life.BOOK.closings("DK");

        assertThat(quiet.on(LocalDate.parse("2026-07-03"), danish))
                .hasValue("the policy does nothing from 07-01 to 07-31");
        assertThat(quiet.on(LocalDate.parse("2026-06-08"), danish)).hasValue("the policy does nothing on a Monday");
        assertThat(quiet.on(LocalDate.parse("2026-06-06"), danish)).hasValue("Saturday");
        assertThat(quiet.on(LocalDate.parse("2026-06-05"), danish))
                .hasValueSatisfying(why -> assertThat(why).isNotEqualTo("Friday"));
        assertThat(quiet.on(LocalDate.parse("2026-06-09"), danish)).isEmpty();
        assertThat(everyDay.on(LocalDate.parse("2026-06-06"), danish)).isEmpty();
    }
}
