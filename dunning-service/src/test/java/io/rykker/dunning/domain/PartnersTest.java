package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Steps that a partner takes, with dates; all due on Monday 19 January 2026. */
class PartnersTest {

    private static final String PARTNER = "nordpartner";
    private static final String POLICY = "partner-reminds/3";

    private static Step step(String name, StepKind kind, int wait, boolean fee) {
        return new Step(name, kind, wait, 10, "firm", List.of("email", "letter"), fee, false, false);
    }

    /** The partner reminds, we give the notice. */
    private static Policy policy() {
        return new Policy(
                "partner-reminds",
                3,
                0,
                Amounts.NONE,
                List.of(
                        step("reminder-1", StepKind.FORMAL, 4, true).ownedBy(PARTNER),
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
                        new Step(
                                "agency", StepKind.ESCALATION, 1, 0, "formal", List.of("agency"), false, true, false)));
    }

    private static Life life() {
        return life(policy());
    }

    private static Life life(Policy policy) {
        return Life.of(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "partner-reminds"),
                policy);
    }

    /** On Friday 23 January the partner's reminder is due. */
    private static Life due() {
        return life().on("2026-01-20").on("2026-01-23");
    }

    private static Signal.StepDone done(String on) {
        return done(on, null, null);
    }

    private static Signal.StepDone done(String on, String deadline, String fee) {
        return new Signal.StepDone(
                PARTNER,
                POLICY,
                "reminder-1",
                LocalDate.parse(on),
                "email",
                deadline == null ? null : LocalDate.parse(deadline),
                fee == null ? null : Money.of(fee, "DKK"));
    }

    private static void refused(Life life, Signal.StepDone done, String... words) {
        Case before = life.c;
        Decision decision = life.hear(done);

        assertThat(decision).isInstanceOf(Decision.Move.class);
        assertThat(life.facts.getLast()).isInstanceOfSatisfying(Fact.PartnerRefused.class, fact -> {
            assertThat(fact.refusal().why()).contains(words);
            assertThat(fact.refusal().partner()).isEqualTo(done.partner());
            assertThat(fact.refusal().on()).isEqualTo(done.on());
        });
        assertThat(life.told.getLast()).isInstanceOf(Effect.ShowRefusal.class);
        assertThat(life.c.letters()).isEqualTo(before.letters());
        assertThat(life.hear(done)).as("the same again").isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void the_partner_is_told_and_waited_for_and_what_it_has_done_is_real() {
        Life life = due();

        Letter asked = life.told(Effect.AskReminder.class).getLast().letter();
        assertThat(asked.partner()).isEqualTo(PARTNER);
        assertThat(Ahead.of(life.c, life.rules()).on()).as("looked at again").isEqualTo("2026-01-30");
        assertThat(life.balance()).isEqualTo("1000.00");

        life.today = LocalDate.parse("2026-01-27");
        life.hear(done("2026-01-26"));

        assertThat(life.balance()).isEqualTo("1100.00");
        Letter sent = life.c.letter(asked.id()).orElseThrow();
        assertThat(sent.sent())
                .isEqualTo(new Letter.Sent("email", LocalDate.parse("2026-01-26"), LocalDate.parse("2026-02-05")));
        assertThat(life.told(Effect.ShowStepDone.class))
                .singleElement()
                .satisfies(told -> assertThat(told.letter().partner()).isEqualTo(PARTNER));
        life.until("2026-02-09");
        assertThat(life.letters().getLast().step())
                .as("ours, two days after the partner's deadline")
                .isEqualTo("notice");
        assertThat(life.letters().getLast().partner()).isNull();
    }

    @Test
    void a_partner_that_says_nothing_is_asked_about_and_nothing_follows() {
        Life life = due();

        for (int day = 0; day < 40; day++) {
            life.today = life.today.plusDays(1);
            life.hear(new Signal.DayCame());
        }

        assertThat(life.letters()).hasSize(1);
        assertThat(life.facts.stream().filter(Fact.Asked.class::isInstance))
                .hasSize(2)
                .first()
                .isEqualTo(new Fact.Asked(
                        LocalDate.parse("2026-02-06"), "nordpartner does not say that reminder-1 was done"));
    }

    @Test
    void what_is_outside_the_policy_agreed_to_is_refused_with_its_step_and_kept() {
        refused(
                due(),
                new Signal.StepDone(
                        PARTNER, "partner-reminds/2", "reminder-1", LocalDate.parse("2026-01-23"), "email", null, null),
                "the case walks policy partner-reminds/3, and not partner-reminds/2");
        refused(
                due(),
                new Signal.StepDone(PARTNER, POLICY, "reminder-9", LocalDate.parse("2026-01-23"), "email", null, null),
                "step reminder-9",
                "no such step");
        refused(
                due(),
                new Signal.StepDone(PARTNER, POLICY, "notice", LocalDate.parse("2026-01-23"), "email", null, null),
                "step notice: it is ours to take");
        refused(
                due(),
                new Signal.StepDone(
                        "stranger", POLICY, "reminder-1", LocalDate.parse("2026-01-23"), "email", null, null),
                "it is nordpartner's to take, not stranger's");
        refused(
                due(),
                new Signal.StepDone(PARTNER, POLICY, "reminder-1", LocalDate.parse("2026-01-23"), "sms", null, null),
                "email or letter, not by sms");
        refused(due(), done("2026-01-22"), "it was due on 2026-01-23, and not on 2026-01-22");
        refused(due(), done("2026-01-24"), "still to come");
        refused(due(), done("2026-01-23", "2026-01-30", null), "until 2026-02-02, not 2026-01-30");
        refused(due(), done("2026-01-23", null, "50.00"), "a fee of 100.00 DKK, not 50.00 DKK");
        Life early = life().on("2026-01-20");
        refused(early, done("2026-01-20"), "it is not due before 2026-01-23");
        Life weekend = due();
        weekend.today = LocalDate.parse("2026-01-26");
        refused(weekend, done("2026-01-25"), "nothing is done on 2026-01-25");
    }

    @Test
    void what_is_unlawful_is_refused_with_its_paragraph() {
        refused(due(), done("2026-01-23", null, "150.00"), "higher than the 100.00 DKK of", "§");

        Policy noticed = new Policy(
                "partner-reminds",
                3,
                0,
                Amounts.NONE,
                List.of(
                        new Step(
                                        "reminder-1",
                                        StepKind.COLLECTION_NOTICE,
                                        4,
                                        10,
                                        "formal",
                                        List.of("email"),
                                        false,
                                        true,
                                        false)
                                .ownedBy(PARTNER),
                        policy().steps().getLast()));
        refused(
                life(noticed).on("2026-01-20").on("2026-01-23"),
                done("2026-01-23", "2026-01-27", null),
                "the debtor has until 2026-02-02 by",
                "§",
                "not 2026-01-27");
    }

    @Test
    void a_step_that_was_withdrawn_does_not_count_unless_money_overtook_it() {
        Life held = due();
        held.hear(new Signal.Disputed("goods", "broken"));
        refused(held, done("2026-01-23"), "it was withdrawn (disputed)");

        Life paid = due();
        paid.today = LocalDate.parse("2026-01-27");
        paid.pay("p", "1000.00", "2026-01-27", "bank");
        assertThat(paid.state()).isEqualTo("settled");
        paid.hear(done("2026-01-26"));
        assertThat(paid.balance()).as("it went out before the money came").isEqualTo("100.00");

        Life inTime = due();
        inTime.today = LocalDate.parse("2026-01-27");
        inTime.pay("p", "1000.00", "2026-01-23", "bank");
        inTime.hear(done("2026-01-26"));
        assertThat(inTime.balance()).as("paid before it went out").isEqualTo("0.00");
    }

    @Test
    void the_same_word_again_changes_nothing_and_another_day_is_refused() {
        Life life = due();
        life.hear(done("2026-01-23"));

        assertThat(life.hear(done("2026-01-23"))).isInstanceOf(Decision.Stay.class);
        life.today = LocalDate.parse("2026-01-26");
        refused(life, done("2026-01-26"), "it was done on 2026-01-23 already");
    }

    @Test
    void a_partners_letter_is_never_in_one_with_others() {
        Life one = due();
        Case other = Case.of(new UUID(9, 9))
                .with(new Fact.InvoiceTaken("dk-nordlys", one.c.issued()))
                .with(new Fact.FellDue());
        Case first = Case.of(Life.INVOICE)
                .with(new Fact.InvoiceTaken("dk-nordlys", one.c.issued()))
                .with(new Fact.FellDue());

        Bundle.Day day = Bundle.day(List.of(first, other), one.rules());

        assertThat(day.decisions().values().stream()
                        .filter(Decision.Move.class::isInstance)
                        .map(move -> ((Decision.Move) move).next().pendingLetter())
                        .filter(java.util.Objects::nonNull))
                .singleElement()
                .satisfies(letter -> assertThat(letter.bundle()).isNull());
    }

    @Test
    void where_the_creditor_alone_may_give_the_notice_no_partner_can_be_left_it() {
        Step notice = policy().steps().get(1).ownedBy(PARTNER);
        Policy everywhere = new Policy(
                "own", 1, 0, Amounts.NONE, List.of(notice, policy().steps().getLast()));

        PolicyCheck check = PolicyCheck.of(everywhere, Life.BOOK);

        assertThat(check.breaches())
                .anyMatch(breach -> breach.contains("step notice: the creditor alone may send it, BGB § 286"));
        assertThat(check.warnings()).anyMatch(warning -> warning.contains("in SE it may be sent by"));
        assertThat(new Policy(
                                "own",
                                1,
                                0,
                                Amounts.NONE,
                                List.of(
                                        policy().steps().get(1),
                                        policy().steps().getLast().ownedBy(PARTNER)))
                        .flaws())
                .anyMatch(flaw -> flaw.contains("it has no other owner"));
    }
}
