package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a creditor may plan, told in dates; all due on Monday 19 January 2026 if nothing else is said. */
class PolicyTest {

    private static final Step NUDGE = contact("nudge", StepKind.FRIENDLY, -3, 0);
    private static final Step FRIENDLY = contact("friendly", StepKind.FRIENDLY, 2, 5);
    private static final Step CALL = contact("call", StepKind.CALL, 1, 3);
    private static final Step FORMAL = formal("formal", 2);
    private static final Step NOTICE =
            new Step("notice", StepKind.COLLECTION_NOTICE, 2, 14, "formal", List.of("email"), false, true, true);
    private static final Step AGENCY =
            new Step("agency", StepKind.ESCALATION, 1, 0, "formal", List.of("agency"), false, true, false);

    private static Step contact(String name, StepKind kind, int wait, int deadline) {
        List<String> channels = List.of(kind == StepKind.CALL ? "phone" : "email");
        return new Step(name, kind, wait, deadline, "friendly", channels, false, false, false);
    }

    private static Step formal(String name, int wait) {
        return new Step(name, StepKind.FORMAL, wait, 10, "firm", List.of("email"), true, false, false);
    }

    private static Step when(Step step, String from, String segment) {
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
                new When(from == null ? null : new BigDecimal(from), null, null, segment));
    }

    private static final Amounts SMALL =
            new Amounts(Map.of("DKK", new BigDecimal("100"), "NOK", new BigDecimal("100")));

    private static Policy policy(Step... steps) {
        return new Policy("own", 1, 3, SMALL, List.of(steps));
    }

    private static Policy with(Policy.Mode mode, Quiet quiet, Shortcut shortcut, Step... steps) {
        return new Policy("own", 1, 3, SMALL, List.of(steps), mode, quiet, shortcut, Set.of(), Map.of());
    }

    private static Life life(Policy policy, String total) {
        return Life.of(
                Life.invoice("DK", DebtorKind.BUSINESS, total, LocalDate.parse("2026-01-19"), policy.name()), policy);
    }

    private static List<String> sent(Life life) {
        return life.letters().stream()
                .map(letter -> letter.step() + " " + letter.sentOn())
                .toList();
    }

    @Test
    void what_is_little_in_kroner_is_not_little_in_euros() {
        assertThat(SMALL.reach(Money.of("100.00", "DKK"))).isTrue();
        assertThat(SMALL.reach(Money.of("100.01", "DKK"))).isFalse();
        assertThat(SMALL.reach(Money.of("0.01", "EUR"))).isFalse();
        assertThat(SMALL.reach(Money.of("0.00", "EUR"))).isTrue();
    }

    @Test
    void a_nudge_comes_before_the_due_date_and_costs_nothing() {
        Life life = life(policy(NUDGE, FORMAL, NOTICE, AGENCY), "1000.00");

        life.until("2026-01-19");

        assertThat(sent(life)).containsExactly("nudge 2026-01-16");
        assertThat(life.letters().getFirst().sent().deadline()).isEqualTo("2026-01-19");
        assertThat(life.state()).isEqualTo("not-due");
        assertThat(life.balance()).isEqualTo("1000.00");
        life.until("2026-01-21");
        assertThat(sent(life)).last().isEqualTo("formal 2026-01-21");
    }

    @Test
    void a_nudge_that_was_missed_is_not_sent_late() {
        Life life = life(policy(NUDGE, FORMAL, NOTICE, AGENCY), "1000.00");

        life.on("2026-01-20").on("2026-01-21").sendWhatIsAsked();

        assertThat(sent(life)).containsExactly("formal 2026-01-21");
    }

    @Test
    void a_large_debtor_is_called_first_and_a_small_one_is_not() {
        Policy policy = policy(when(CALL, "50000.00", null), FORMAL, NOTICE, AGENCY);

        assertThat(sent(life(policy, "60000.00").until("2026-01-27")))
                .containsExactly("call 2026-01-20", "formal 2026-01-26");
        assertThat(sent(life(policy, "40000.00").until("2026-01-27"))).containsExactly("formal 2026-01-21");
    }

    @Test
    void nothing_is_done_in_the_quiet_days_of_the_policy() {
        Quiet quiet = new Quiet(
                BigDecimal.ZERO,
                Set.of(DayOfWeek.MONDAY),
                List.of(new Quiet.Stretch(MonthDay.of(1, 20), MonthDay.of(1, 31))),
                false);
        Life life = life(with(Policy.Mode.AUTOMATIC, quiet, Shortcut.NONE, FORMAL, NOTICE, AGENCY), "1000.00");

        life.until("2026-02-03");

        assertThat(sent(life)).containsExactly("formal 2026-02-03");
    }

    @Test
    void what_is_owed_less_than_is_reminded_of_waits_and_is_not_forgotten() {
        Quiet quiet = new Quiet(new BigDecimal("50.00"), Set.of(), List.of(), false);
        Life life = life(with(Policy.Mode.AUTOMATIC, quiet, Shortcut.NONE, FORMAL, NOTICE, AGENCY), "40.00");

        life.until("2026-03-31");

        assertThat(sent(life)).isEmpty();
        assertThat(Ahead.of(life.c, life.rules()).on()).isAfter("2026-03-31").isBefore("2026-04-09");
    }

    @Test
    void many_reminders_without_reaction_lead_to_the_notice_and_to_the_agency_past_the_other_steps() {
        Shortcut shortcut = new Shortcut(1, null, null, false, null);
        Step last = formal("last", 30);
        Step call = contact("last-call", StepKind.CALL, 10, 10);
        Life life = life(
                with(Policy.Mode.AUTOMATIC, Quiet.NEVER, shortcut, FRIENDLY, FORMAL, last, NOTICE, call, AGENCY),
                "1000.00");

        life.until("2026-03-10");

        assertThat(sent(life)).containsExactly("friendly 2026-01-21", "formal 2026-01-28", "notice 2026-02-11");
        assertThat(life.c.openHandover().on()).isEqualTo("2026-02-26");
        assertThat(life.told(Effect.HandOver.class).getFirst().because())
                .contains("1 formal reminders stayed without any reaction");
    }

    @Test
    void what_the_debtor_answers_is_a_reaction_and_the_steps_go_on_in_their_order() {
        Shortcut shortcut = new Shortcut(1, null, null, false, null);
        Life life = life(
                with(Policy.Mode.AUTOMATIC, Quiet.NEVER, shortcut, FRIENDLY, FORMAL, formal("last", 3), NOTICE, AGENCY),
                "1000.00");
        life.until("2026-02-05");

        answered(life, "2026-02-04");
        life.until("2026-02-12");

        assertThat(sent(life))
                .as("the reminder was answered: no notice in the place of the last one")
                .containsExactly("friendly 2026-01-21", "formal 2026-01-28", "last 2026-02-12");
        assertThat(life.c.course().reactedOn()).isEqualTo("2026-02-04");
        life.until("2026-02-25");
        assertThat(sent(life)).last().asString().startsWith("notice ");
    }

    @Test
    void whoever_answers_is_not_lost_though_a_letter_came_back() {
        Shortcut shortcut = new Shortcut(null, null, null, true, null);
        Life lost = life(
                        with(Policy.Mode.AUTOMATIC, Quiet.NEVER, shortcut, FRIENDLY, formal("late", 3), NOTICE, AGENCY),
                        "1000.00")
                .until("2026-01-21");
        lost.hear(new Signal.Undeliverable(lost.letters().getFirst().id(), "email", lost.today, "mailbox is full"));

        lost.today = LocalDate.parse("2026-01-22");
        answered(lost, "2026-01-22");

        assertThat(sent(lost.until("2026-02-05"))).last().isEqualTo("friendly 2026-02-05");
    }

    @Test
    void an_answer_is_taken_once_and_is_neither_to_come_nor_from_before_the_invoice() {
        Life life = life(policy(FRIENDLY, FORMAL, NOTICE, AGENCY), "1000.00").until("2026-01-21");
        Ahead before = Ahead.of(life.c, life.rules());

        answered(life, "2026-01-21");
        answered(life, "2026-01-21");
        answered(life, "2026-01-22");
        answered(life, "2025-12-31");

        assertThat(life.facts).filteredOn(Fact.DebtorAnswered.class::isInstance).hasSize(1);
        assertThat(life.refused)
                .containsExactly(
                        "an answer of 2026-01-22 is still to come",
                        "the debt was not yet invoiced on 2025-12-31, but on 2026-01-05");
        assertThat(Ahead.of(life.c, life.rules())).isEqualTo(before);
    }

    private static void answered(Life life, String on) {
        life.hear(new Signal.Answered(
                new Answer(Answer.Channel.EMAIL, LocalDate.parse(on), "asks for a copy", "mail 4711")));
    }

    @Test
    void an_old_claim_goes_to_the_notice_on_its_day_and_never_before_a_printed_deadline() {
        Shortcut shortcut = new Shortcut(null, null, null, false, 20);
        Life life = life(
                with(Policy.Mode.AUTOMATIC, Quiet.NEVER, shortcut, FRIENDLY, formal("late", 60), NOTICE, AGENCY),
                "1000.00");

        life.until("2026-03-10");

        assertThat(sent(life)).containsExactly("friendly 2026-01-21", "notice 2026-02-09");
    }

    @Test
    void a_broken_promise_and_a_lost_debtor_cut_it_short_too() {
        Shortcut shortcut = new Shortcut(null, 1, null, true, null);
        Policy policy =
                with(Policy.Mode.AUTOMATIC, Quiet.NEVER, shortcut, FRIENDLY, formal("late", 60), NOTICE, AGENCY);
        Life broken = life(policy, "1000.00").until("2026-01-21");
        broken.hear(new Signal.Promised(LocalDate.parse("2026-01-30"), null, "called"));
        Life lost = life(policy, "1000.00").until("2026-01-21");
        lost.hear(new Signal.Undeliverable(lost.letters().getFirst().id(), "email", lost.today, "no such mailbox"));

        assertThat(sent(broken.until("2026-02-05"))).last().isEqualTo("notice 2026-02-02");
        assertThat(sent(lost.until("2026-02-06"))).last().isEqualTo("notice 2026-02-05");
    }

    @Test
    void a_small_claim_is_not_handed_over_but_asked_about() {
        Life life = life(policy(FORMAL, NOTICE, when(AGENCY, "5000.00", null)), "1000.00");

        life.until("2026-03-10");

        assertThat(life.c.handovers()).isEmpty();
        assertThat(life.c.hold().reason()).isEqualTo("not for an agency");
    }

    @Test
    void each_step_waits_for_a_person_when_the_policy_says_so() {
        Life life = life(with(Policy.Mode.APPROVE, Quiet.NEVER, Shortcut.NONE, FORMAL, NOTICE, AGENCY), "1000.00");
        life.until("2026-01-30");
        assertThat(sent(life)).isEmpty();
        assertThat(life.c.course().approval().step()).isEqualTo("formal");

        life.hear(new Signal.Approved("looked at"));
        life.until("2026-02-02");

        assertThat(sent(life)).containsExactly("formal 2026-02-02");
        assertThat(life.hear(new Signal.Approved("again"))).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void a_policy_that_observes_writes_down_what_it_would_do_and_tells_nobody() {
        Life life = life(
                with(Policy.Mode.OBSERVE, Quiet.NEVER, Shortcut.NONE, FRIENDLY, FORMAL, NOTICE, AGENCY), "1000.00");

        life.until("2026-06-01");

        assertThat(sent(life))
                .extracting(one -> one.split(" ")[0])
                .containsExactly("friendly", "formal", "notice", "agency");
        assertThat(life.told).allMatch(Effect.ShowClaim.class::isInstance);
        assertThat(life.balance()).isEqualTo("1000.00");
        assertThat(life.state()).isEqualTo("overdue");
    }

    @Test
    void a_case_that_moves_to_another_policy_says_nothing_twice_and_skips_no_notice() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        life.until("2026-02-04");
        assertThat(sent(life)).containsExactly("friendly 2026-01-23", "reminder-1 2026-02-04");

        life.hear(new Signal.PolicyChosen("one-reminder", "agreed"));
        life.until("2026-04-30");

        assertThat(sent(life)).last().isEqualTo("collection-notice 2026-02-19");
        assertThat(life.letters()).hasSize(3);
        assertThat(life.state()).isEqualTo("escalated");
        assertThat(life.c.issued().policyName()).isEqualTo("one-reminder/1");
    }

    @Test
    void the_creditors_rules_choose_for_an_invoice_that_names_no_policy() {
        RuleBook book = Life.BOOK.with(
                List.of(new RuleBook.Owned("dk-nordlys", policy(when(CALL, null, "large"), FORMAL, NOTICE, AGENCY))),
                Map.of(
                        "dk-nordlys",
                        List.of(
                                new Segment("abroad", "NO", When.ALWAYS, "strict"),
                                new Segment(
                                        "large", null, new When(new BigDecimal("5000"), null, null, null), "own"))));
        List<String> chosen = new ArrayList<>();
        for (String total : List.of("6000.00", "100.00")) {
            var life = new Life();
            life.book = book;
            life.today = LocalDate.parse("2026-01-05");
            life.hear(new Signal.Issued(
                    "dk-nordlys", Life.invoice("DK", DebtorKind.BUSINESS, total, LocalDate.parse("2026-01-19"), "")));
            life.until("2026-01-20");
            chosen.add(life.c.issued().policyName() + " " + life.c.course().segment() + " " + sent(life));
        }

        assertThat(chosen).containsExactly("own/1 large [call 2026-01-20]", "nordic-friendly/1 null []");
    }

    @Test
    void a_rule_may_ask_how_the_debtor_has_paid_so_far() {
        Receivable issued = Life.invoice("DK", DebtorKind.BUSINESS, "10.00", LocalDate.parse("2026-01-19"), "");
        var bad = new Segment("bad", null, When.ALWAYS, new Segment.Past(null, 40, null), "strict");
        var unknown = new Segment("new", null, When.ALWAYS, new Segment.Past(null, null, true), "one-reminder");

        assertThat(bad.holds(issued, PaymentHistory.NONE, Credit.NONE))
                .as("no score is no bad score")
                .isFalse();
        assertThat(unknown.holds(issued, PaymentHistory.NONE, Credit.NONE)).isTrue();
    }

    @Test
    void a_policy_that_breaks_the_law_is_refused_with_step_paragraph_and_what_would_be_lawful() {
        Step dear = new Step(
                "dear",
                StepKind.FORMAL,
                1,
                10,
                "firm",
                List.of("email"),
                true,
                false,
                false,
                new BigDecimal("150.00"),
                When.ALWAYS);
        Step early = new Step("early", StepKind.FORMAL, -5, 0, "firm", List.of("email"), true, false, false);
        Step kind = new Step("kind", StepKind.FRIENDLY, 1, 5, "friendly", List.of("email"), true, false, false);

        assertThat(breaches(dear, NOTICE, AGENCY))
                .contains("own/1, step dear: a fee of 150.00 is higher than the 100.00 DKK of renteloven § 9 b");
        assertThat(breaches(early, NOTICE, AGENCY))
                .anySatisfy(breach ->
                        assertThat(breach).contains("step early", "the earliest lawful day is the day after it"));
        assertThat(breaches(kind, NOTICE, AGENCY))
                .contains("own/1, step kind: a friendly reminder carries no fee; the highest lawful fee is 0");
        assertThat(breaches(FORMAL, AGENCY))
                .anySatisfy(breach -> assertThat(breach).contains("step agency", "no collection notice", "§"));
        assertThat(breaches(FORMAL, when(NOTICE, "100", null), AGENCY))
                .anySatisfy(breach -> assertThat(breach).contains("step notice: it cannot be for some cases only"));
        assertThat(breaches(FORMAL, NOTICE))
                .anySatisfy(breach -> assertThat(breach).contains("no escalation"));
        assertThat(PolicyCheck.of(
                                new Policy(
                                        "own",
                                        1,
                                        0,
                                        Amounts.NONE,
                                        List.of(NOTICE, AGENCY),
                                        Policy.Mode.AUTOMATIC,
                                        Quiet.NEVER,
                                        Shortcut.NONE,
                                        Set.of("XX"),
                                        Map.of()),
                                Life.BOOK)
                        .breaches())
                .containsExactly("own/1: there is no law pack for XX");
    }

    private static List<String> breaches(Step... steps) {
        return PolicyCheck.of(policy(steps), Life.BOOK).breaches();
    }

    @Test
    void what_is_lawful_and_not_wise_is_warned_of() {
        List<Step> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            many.add(contact("again-" + i, StepKind.FRIENDLY, 3, 5));
        }
        many.addAll(Arrays.asList(NOTICE, AGENCY));

        assertThat(PolicyCheck.of(policy(many.toArray(Step[]::new)), Life.BOOK).warnings())
                .anySatisfy(warning -> assertThat(warning).contains("5 reminders come without any consequence"));
        assertThat(PolicyCheck.of(policy(formal("late", 45), NOTICE, AGENCY), Life.BOOK)
                        .warnings())
                .anySatisfy(warning -> assertThat(warning).contains("step late", "hears nothing for 45 days"))
                .anySatisfy(warning -> assertThat(warning).contains("no friendly reminder or call"));
        assertThat(PolicyCheck.of(policy(FORMAL, FRIENDLY, NOTICE, AGENCY), Life.BOOK)
                        .warnings())
                .anySatisfy(warning -> assertThat(warning).contains("step friendly", "friendlier"))
                .anySatisfy(warning -> assertThat(warning)
                        .contains("step formal", "in NO a fee is lawful from day 14 on", "inkassoforskriften"));
    }

    @Test
    void a_policy_may_make_contact_on_the_day_after_the_due_date() {
        Life life = Life.of(
                Life.invoice("DK", DebtorKind.BUSINESS, "1000.00", LocalDate.parse("2026-03-31"), "prompt"),
                prompt(Terms.USUAL));

        life.until("2026-03-31");
        assertThat(life.letters())
                .as("until the end of the due date it may be paid")
                .isEmpty();
        life.until("2026-04-01");

        assertThat(life.letters()).extracting(Letter::askedOn).containsExactly(LocalDate.parse("2026-04-01"));
    }

    @Test
    void a_case_that_an_agency_gives_back_gets_a_new_notice_once_and_the_second_time_a_person_decides() {
        Life life = atTheAgency(Terms.AfterAgency.RESUME_NOTICE);

        life.hear(new Signal.Closed(life.c.openHandover().caseId(), "fjord", life.today, "returned", null));
        life.until(life.today.plusDays(3).toString());
        assertThat(life.letters().getLast().kind()).isEqualTo(StepKind.COLLECTION_NOTICE);
        assertThat(life.c.lettersThatStand(StepKind.COLLECTION_NOTICE)).isEqualTo(2);
        life.until(life.today.plusDays(40).toString());
        assertThat(life.state()).isEqualTo("escalated");

        life.hear(new Signal.Closed(life.c.openHandover().caseId(), "fjord", life.today, "uncollectible", null));
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.AGENCY);
    }

    @Test
    void a_case_that_an_agency_gives_back_is_written_off_or_waits_for_a_person_as_the_policy_says() {
        Life given = atTheAgency(Terms.AfterAgency.WRITE_OFF);
        given.hear(new Signal.Closed(given.c.openHandover().caseId(), "fjord", given.today, "uncollectible", null));
        assertThat(given.c.settled()).isEqualTo("written-off");

        Life held = atTheAgency(Terms.AfterAgency.HOLD);
        held.hear(new Signal.Closed(held.c.openHandover().caseId(), "fjord", held.today, "returned", null));
        assertThat(held.c.hold()).satisfies(hold -> {
            assertThat(hold.kind()).isEqualTo(Hold.Kind.AGENCY);
            assertThat(hold.then()).isEqualTo(Hold.Then.ASK_AGAIN);
        });

        Life paid = atTheAgency(Terms.AfterAgency.WRITE_OFF);
        paid.hear(new Signal.Closed(paid.c.openHandover().caseId(), "fjord", paid.today, "paid", null));
        assertThat(paid.c.settled()).as("the agency's money is still to come").isNull();
    }

    private static Life atTheAgency(Terms.AfterAgency after) {
        Life life = Life.of(
                Life.invoice("DK", DebtorKind.BUSINESS, "1000.00", LocalDate.parse("2026-01-19"), "prompt"),
                prompt(new Terms(1, after)));
        return life.until("2026-03-16");
    }

    private static Policy prompt(Terms terms) {
        return new Policy(
                "prompt",
                1,
                3,
                Amounts.NONE,
                List.of(
                        new Step(
                                "friendly", StepKind.FRIENDLY, 1, 8, "friendly", List.of("email"), false, false, false),
                        new Step(
                                "collection-notice",
                                StepKind.COLLECTION_NOTICE,
                                1,
                                14,
                                "formal",
                                List.of("letter"),
                                true,
                                true,
                                true),
                        new Step("agency", StepKind.ESCALATION, 1, 0, "formal", List.of("agency"), false, true, false)),
                Policy.Mode.AUTOMATIC,
                Quiet.NEVER,
                Shortcut.NONE,
                Set.of(),
                Map.of(),
                terms);
    }
}
