package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy that wants a case handed over within so many days, and what stands in the way; all due on 19 January 2026. */
class OverrunTest {

    private static final LocalDate LIMIT = LocalDate.parse("2026-03-30");

    @Test
    void a_case_past_its_days_is_told_of_once_and_is_on_the_list_of_work_with_the_reason() {
        Life life = within(70).until("2026-02-05");
        life.hear(new Signal.Held(LocalDate.parse("2026-12-01"), "ill"));

        life.until("2026-03-30");
        assertThat(told(life)).isEmpty();
        int before = Priority.rank(life.c);
        life.until("2026-03-31");

        assertThat(told(life)).containsExactly(new Fact.EscalationLate(LIMIT));
        assertThat(Overrun.told(life.c)).contains(LIMIT);
        assertThat(Priority.rank(life.c)).isEqualTo(before + 70);
        assertThat(Priority.of(life.c, life.today).reasons()).contains("+70: was to be handed over by 2026-03-30");
        life.until("2026-06-01");
        assertThat(told(life)).hasSize(1);
        assertThat(Telling.of(told(life).getFirst()).what())
                .isEqualTo("the case was to be handed over by 2026-03-30, and was not");
    }

    @Test
    void the_day_is_one_that_the_sweep_looks_for() {
        Life life = within(70).until("2026-02-05");
        life.hear(new Signal.Held(LocalDate.parse("2026-12-01"), "ill"));
        life.until("2026-03-23");

        assertThat(Ahead.of(life.c, life.rules()).on()).isEqualTo("2026-03-31");
    }

    @Test
    void what_is_handed_over_in_time_is_never_late_whatever_becomes_of_it() {
        Life life = within(70).until("2026-03-16");
        assertThat(life.state()).isEqualTo("escalated");

        life.hear(new Signal.Recalled("a mistake"));
        life.until("2026-06-01");

        assertThat(told(life)).isEmpty();
    }

    @Test
    void a_lawful_hold_excuses_it_while_it_lasts_and_it_is_told_of_when_that_is_over() {
        Life life = within(70).until("2026-02-05");
        life.hear(new Signal.Disputed("goods", "broken"));
        life.until("2026-05-01");
        assertThat(told(life)).isEmpty();

        life.hear(new Signal.Resolved(false, "photos"));
        assertThat(Ahead.of(life.c, life.rules()).on()).isEqualTo(life.today);
        life.on("2026-05-01");
        assertThat(told(life)).containsExactly(new Fact.EscalationLate(LIMIT));

        life.hear(new Signal.Disputed("wrong-amount", "a discount"));
        assertThat(Overrun.told(life.c)).as("excused again").isEmpty();
        life.hear(new Signal.Resolved(false, "no discount"));
        assertThat(Overrun.told(life.c)).contains(LIMIT);
        life.on("2026-05-02");
        assertThat(told(life)).hasSize(1);
    }

    @Test
    void what_is_paid_is_late_no_more_and_another_policy_counts_anew() {
        Life life = within(70).until("2026-02-05");
        life.hear(new Signal.Held(LocalDate.parse("2026-12-01"), "ill"));
        life.until("2026-04-01");
        assertThat(Overrun.told(life.c)).isPresent();

        Case moved = life.c.with(new Fact.PolicyMoved("nordic-friendly", 1, 1, "patience"));
        assertThat(Overrun.told(moved)).isEmpty();
        life.pay("p", "5000.00", "2026-04-01", "bank");
        assertThat(Overrun.told(life.c)).isEmpty();
    }

    @Test
    void a_filing_of_bankruptcy_is_no_delay_of_the_creditors() {
        Life life = within(70).until("2026-02-05");

        life.hear(new Signal.DebtorHeld(Hold.insolvency(life.today, LocalDate.parse("2026-12-01"), "filed"), "filed"));
        life.until("2026-05-01");

        assertThat(told(life)).isEmpty();
    }

    @Test
    void a_policy_that_names_no_days_or_only_observes_tells_nobody() {
        Life silent = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-02-05");
        silent.hear(new Signal.Held(LocalDate.parse("2026-12-01"), "ill"));
        Policy own = policy(70);
        Life observed = life(new Policy(
                own.name(),
                1,
                own.graceDays(),
                own.smallBalance(),
                own.steps(),
                Policy.Mode.OBSERVE,
                own.quiet(),
                own.shortcut(),
                own.countries(),
                own.choices(),
                own.terms()));

        silent.until("2026-11-01");
        observed.until("2026-11-01");

        assertThat(told(silent)).isEmpty();
        assertThat(told(observed)).isEmpty();
    }

    @Test
    void a_policy_may_not_want_it_sooner_than_its_own_steps_take() {
        // 4 + 8 + 2 + 14 + 2 + 14 + 1
        assertThat(policy(45).flaws()).isEmpty();
        assertThat(policy(44).flaws())
                .containsExactly(
                        "own/1: escalateWithinDays is 44, and its own steps take 45 days to the handover: every"
                                + " case would be late");
        Policy quick = policy(10);
        assertThat(new Policy(
                                quick.name(),
                                1,
                                quick.graceDays(),
                                quick.smallBalance(),
                                quick.steps(),
                                quick.mode(),
                                quick.quiet(),
                                new Shortcut(null, null, null, false, 5),
                                quick.countries(),
                                quick.choices(),
                                quick.terms())
                        .flaws())
                .as("a shortcut may be quicker")
                .isEmpty();
    }

    private static Life within(int days) {
        return life(policy(days));
    }

    private static Life life(Policy policy) {
        return Life.of(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "own"), policy);
    }

    private static Policy policy(int days) {
        return Life.BOOK
                .find("dk-nordlys", "nordic-friendly", RuleBook.NEWEST)
                .orElseThrow()
                .as("own", 1)
                .with(new Terms(1, Terms.AfterAgency.HOLD, null, Silence.USUAL_DAYS, false, days, null));
    }

    private static List<Fact> told(Life life) {
        return life.facts.stream().filter(Fact.EscalationLate.class::isInstance).toList();
    }
}
