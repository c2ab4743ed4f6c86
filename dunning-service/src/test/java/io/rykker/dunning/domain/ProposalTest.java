package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Instalments that are proposed and wait for the debtor; all due on Monday 19 January 2026. */
class ProposalTest {

    /** Asked on Monday the 26th for two times 500 on 10 February and 10 March; open until Monday the 2nd. */
    private static Life proposed(Fallback fallback) {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
        life.hear(new Signal.ProposedEvenly(2, LocalDate.parse("2026-02-10"), null, "wrote that she is ill", fallback));
        return life;
    }

    private static Signal accepted(String on) {
        return new Signal.PlanAccepted(
                new Acceptance(Acceptance.How.REPLY, LocalDate.parse(on), "mail 4711"), "wrote back");
    }

    private static String refusal(Life life, Signal signal) {
        assertThat(life.hear(signal)).isInstanceOf(Decision.Refuse.class);
        return life.refused.getLast();
    }

    @Test
    void a_proposal_is_a_letter_that_costs_nothing_and_binds_the_debtor_to_nothing() {
        Life life = proposed(Fallback.NOTICE);

        assertThat(life.told(Effect.AskReminder.class).getLast()).satisfies(asked -> {
            assertThat(asked.letter().kind()).isEqualTo(StepKind.PLAN_PROPOSAL);
            assertThat(asked.letter().deadline()).as("31 January is a Saturday").isEqualTo("2026-02-02");
            assertThat(asked.letter().fee().isZero()).isTrue();
            assertThat(asked.amountDue()).hasToString("500.00 DKK");
        });
        assertThat(Mentions.of(life.c, life.letters().getLast()).instalments()).hasSize(2);
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.PLAN_PROPOSAL);
        assertThat(life.c.dealings().acknowledgedOn()).isNull();
        assertThat(Limitation.of(life.c, Life.BOOK).orElseThrow().on()).isEqualTo("2029-01-19");
        life.sendWhatIsAsked().until("2026-02-02");
        assertThat(life.letters()).extracting(Letter::step).containsExactly("friendly", "plan-proposal");
    }

    @Test
    void what_is_not_accepted_by_its_day_lapses_and_dunning_resumes_with_no_agreement_broken() {
        Life life = proposed(Fallback.RESUME);

        life.sendWhatIsAsked().until("2026-02-03");

        assertThat(life.facts)
                .contains(new Fact.HoldEnded(Hold.Kind.PLAN_PROPOSAL, "lapsed: not accepted by 2026-02-02"));
        assertThat(life.state()).isEqualTo("overdue");
        assertThat(life.c.course().broken()).isZero();
        assertThat(life.c.dealings().plansBroken()).isZero();
        assertThat(life.c.dealings().acknowledgedOn()).isNull();
        life.until("2026-02-04");
        assertThat(life.letters().getLast().step()).isEqualTo("reminder-1");
        assertThat(refusal(life, accepted("2026-02-04"))).startsWith("no plan waits for acceptance");
    }

    @Test
    void an_accepted_proposal_is_a_plan_from_then_on_confirmed_and_an_acknowledgement() {
        Life life = proposed(Fallback.NOTICE);
        life.sendWhatIsAsked().until("2026-01-29");

        life.hear(accepted("2026-01-28"));

        assertThat(life.c.hold()).satisfies(hold -> {
            assertThat(hold.kind()).isEqualTo(Hold.Kind.PLAN);
            assertThat(hold.until()).isEqualTo("2026-03-10");
            assertThat(hold.plan().acceptance().evidence()).isEqualTo("mail 4711");
        });
        assertThat(life.letters().getLast().step()).isEqualTo("plan-confirmation");
        assertThat(life.letters().getLast().deadline()).isEqualTo("2026-02-10");
        assertThat(Limitation.of(life.c, Life.BOOK)).hasValueSatisfying(limitation -> {
            assertThat(limitation.on()).isEqualTo("2029-01-29");
            assertThat(limitation.because()).contains("anew from 2026-01-28");
        });
        assertThat(life.hear(accepted("2026-01-28"))).isInstanceOf(Decision.Stay.class);
        assertThat(refusal(life, accepted("2026-01-29"))).startsWith("the plan is agreed on already");
        life.sendWhatIsAsked().until("2026-03-16");
        assertThat(life.facts).contains(new Fact.HoldEnded(Hold.Kind.PLAN, "broken"));
        assertThat(life.letters().getLast().step()).isEqualTo("collection-notice");
    }

    @Test
    void paying_the_first_instalment_in_full_and_in_time_accepts_by_itself() {
        Life life = proposed(Fallback.NOTICE);
        life.sendWhatIsAsked().until("2026-01-28").pay("half", "300.00", "2026-01-28", "bank");
        assertThat(life.c.hold().isProposal()).as("a part of it is none").isTrue();

        life.until("2026-01-30").pay("rest", "200.00", "2026-01-30", "bank");

        assertThat(life.c.hold().plan().acceptance())
                .isEqualTo(new Acceptance(
                        Acceptance.How.PAYMENT,
                        LocalDate.parse("2026-01-30"),
                        "payment " + UUID.nameUUIDFromBytes("rest".getBytes())));
        assertThat(life.c.dealings().acknowledgedOn()).isEqualTo("2026-01-30");
        assertThat(life.told(Effect.AskReminder.class).getLast()).satisfies(asked -> {
            assertThat(asked.letter().deadline()).as("the first is paid").isEqualTo("2026-03-10");
            assertThat(asked.amountDue()).hasToString("500.00 DKK");
        });
    }

    @Test
    void money_that_was_paid_before_the_proposal_or_after_its_day_accepts_nothing() {
        Life before = proposed(Fallback.RESUME);
        before.sendWhatIsAsked().pay("early", "500.00", "2026-01-25", "bank");
        assertThat(before.c.hold().isProposal()).isTrue();

        Life same = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
        same.pay("known", "600.00", "2026-01-26", "bank");
        same.hear(new Signal.ProposedEvenly(2, LocalDate.parse("2026-02-10"), null, "ill", Fallback.RESUME));
        assertThat(same.c.hold().isProposal()).isTrue();

        Life late = Life.of(Life.withStatements(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly")));
        late.bank = LocalDate.parse("2026-02-01");
        late.until("2026-01-26");
        late.hear(new Signal.ProposedEvenly(2, LocalDate.parse("2026-02-10"), null, "ill", Fallback.RESUME));
        late.sendWhatIsAsked().until("2026-02-06");
        assertThat(late.c.hold().isProposal()).as("the bank is not known yet").isTrue();
        late.pay("late", "500.00", "2026-02-03", "bank");
        assertThat(late.c.hold().isProposal()).isTrue();
        late.bank = LocalDate.parse("2026-02-05");
        late.on("2026-02-06");
        assertThat(late.c.hold()).isNull();
    }

    @Test
    void a_letter_that_goes_out_late_gives_its_days_and_one_that_never_does_lapses_never() {
        Life life = proposed(Fallback.RESUME);
        for (int day = 0; day < 10; day++) {
            life.today = life.today.plusDays(1);
            life.hear(new Signal.DayCame());
        }
        assertThat(life.c.hold().isProposal()).isTrue();

        life.sendWhatIsAsked();

        assertThat(life.c.hold().until()).isEqualTo("2026-02-12");
        life.until("2026-02-12");
        assertThat(life.c.hold()).isNotNull();
        life.until("2026-02-13");
        assertThat(life.c.hold()).isNull();
    }

    @Test
    void a_proposal_comes_back_after_a_dispute_and_can_be_accepted_for_the_day_that_it_was() {
        Life life = proposed(Fallback.RESUME);
        life.sendWhatIsAsked().until("2026-01-28");
        life.hear(new Signal.Disputed("goods", "broken"));
        assertThat(refusal(life, accepted("2026-01-28"))).contains("end that first");

        life.hear(new Signal.Resolved(false, "they are not"));
        life.hear(accepted("2026-01-28"));

        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.PLAN);
    }

    @Test
    void what_cannot_be_proposed_or_accepted_is_refused_with_what_to_do() {
        Life life = proposed(Fallback.RESUME);
        assertThat(refusal(life, accepted("2026-01-27"))).contains("is still to come");
        assertThat(refusal(life, accepted("2026-01-25"))).contains("not yet proposed on 2026-01-25");
        Life late = proposed(Fallback.RESUME);
        late.hear(new Signal.Held(LocalDate.parse("2026-02-10"), "ill"));
        late.until("2026-02-06").hear(new Signal.Released("well"));
        assertThat(refusal(late, accepted("2026-02-05"))).contains("is too late");

        Life overdue = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
        LocalDate first = LocalDate.parse("2026-02-10");
        assertThat(refusal(overdue, new Signal.ProposedEvenly(1, first, null, "ill", Fallback.RESUME)))
                .startsWith("a plan has 2 to 60 instalments");
        assertThat(refusal(overdue, new Signal.ProposedEvenly(2, first, null, "ill", Fallback.PLAN)))
                .startsWith("a plan cannot be what follows");
        assertThat(refusal(
                        overdue,
                        new Signal.ProposedEvenly(2, first, LocalDate.parse("2026-02-11"), "ill", Fallback.RESUME)))
                .startsWith("the first instalment is of 2026-02-10, and the debtor may accept until 2026-02-11");
        assertThat(refusal(
                        overdue,
                        new Signal.ProposedEvenly(2, first, LocalDate.parse("2026-01-25"), "ill", Fallback.RESUME)))
                .endsWith("which is over");
        overdue.hear(new Signal.Promised(first, null, "called"));
        assertThat(refusal(overdue, new Signal.ProposedEvenly(2, first, null, "ill", Fallback.RESUME)))
                .startsWith("the promise until 2026-02-10 runs");
    }

    @Test
    void who_agrees_in_a_call_or_promises_needs_no_acceptance_and_who_refuses_has_answered() {
        Life agreed = proposed(Fallback.RESUME);
        agreed.hear(new Signal.PlannedEvenly(2, LocalDate.parse("2026-02-10"), "agreed in a call", Fallback.RESUME));
        assertThat(agreed.c.hold().kind()).isEqualTo(Hold.Kind.PLAN);

        Life promised = proposed(Fallback.RESUME);
        promised.hear(new Signal.Promised(LocalDate.parse("2026-02-05"), null, "all of it"));
        assertThat(promised.c.hold().kind()).isEqualTo(Hold.Kind.PROMISE);

        Life refuses = proposed(Fallback.RESUME);
        refuses.hear(new Signal.Called(new Call(Call.Outcome.REFUSES, refuses.today, null, "never"), null, null, null));
        assertThat(refuses.c.hold()).isNull();
        assertThat(refuses.c.pendingLetter()).isNull();

        Life vague = proposed(Fallback.RESUME);
        vague.hear(new Signal.Promised(null, null, "soon", Fallback.RESUME));
        assertThat(vague.c.hold().isProposal()).isTrue();

        Life paid = proposed(Fallback.RESUME);
        paid.pay("all", "1000.00", "2026-01-27", "bank");
        assertThat(paid.facts).contains(new Fact.HoldEnded(Hold.Kind.PLAN_PROPOSAL, "paid"));
    }

    @Test
    void a_journal_tells_what_was_agreed_how_it_was_accepted_and_what_became_of_it() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
        life.hear(new Signal.Promised(LocalDate.parse("2026-01-28"), Money.of("100.00", "DKK"), "called"));
        life.sendWhatIsAsked().until("2026-01-29");
        life.hear(new Signal.ProposedEvenly(2, LocalDate.parse("2026-02-10"), null, "lapses", Fallback.RESUME));
        life.sendWhatIsAsked().until("2026-02-04");
        life.hear(new Signal.ProposedEvenly(2, LocalDate.parse("2026-02-20"), null, "ill", Fallback.RESUME));
        life.sendWhatIsAsked().hear(accepted("2026-02-04"));
        life.hear(new Signal.TakenOver("bodil", life.today.plusDays(2), "an old customer"));
        life.hear(new Signal.GivenBack("done"));
        life.hear(new Signal.Called(new Call(Call.Outcome.REFUSES, life.today, null, "never"), null, null, null));

        List<Agreement> agreements = Agreement.of(life.facts);

        assertThat(agreements).extracting(Agreement::kind).containsExactly(Hold.Kind.PROMISE, Hold.Kind.PLAN);
        assertThat(agreements).extracting(Agreement::outcome).containsExactly("broken", "broken: the debtor refuses");
        assertThat(agreements.getLast().acceptance())
                .isEqualTo(new Acceptance(Acceptance.How.REPLY, LocalDate.parse("2026-02-04"), "mail 4711"));
        assertThat(agreements.getLast().instalments()).hasSize(2);
    }

    @Test
    void an_agreement_that_another_took_the_place_of_was_replaced() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
        life.hear(new Signal.Promised(LocalDate.parse("2026-02-05"), null, "called"));
        life.hear(new Signal.PlannedEvenly(2, LocalDate.parse("2026-02-10"), "called again", Fallback.RESUME));

        assertThat(Agreement.of(life.facts)).extracting(Agreement::outcome).containsExactly("replaced", null);
    }
}
