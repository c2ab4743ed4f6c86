package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who looks after a case; all are due on 19 January 2026. */
class OwnerTest {

    @Test
    void a_case_belongs_to_whom_its_policy_names_and_otherwise_to_accounts_receivable() {
        assertThat(Owner.of(Case.of(UUID.randomUUID()), Life.BOOK)).isEqualTo("accounts receivable");
        assertThat(owner(life(null))).isEqualTo("accounts receivable");
        assertThat(owner(life("credit control"))).isEqualTo("credit control");
        Life unknown = Life.of(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "no such policy"));
        assertThat(owner(unknown)).isEqualTo("accounts receivable");
    }

    @Test
    void who_is_named_owns_it_until_that_is_taken_back_and_the_same_again_is_nothing_new() {
        Life life = life("credit control").until("2026-02-05");

        life.hear(new Signal.OwnerNamed("bodil", "an old customer"));

        assertThat(owner(life)).isEqualTo("bodil");
        assertThat(life.hear(new Signal.OwnerNamed("bodil", "once more"))).isInstanceOf(Decision.Stay.class);
        life.hear(new Signal.OwnerNamed("karl", "she is ill"));
        assertThat(owner(life)).isEqualTo("karl");
        life.hear(new Signal.OwnerNamed(null, "he has left"));
        assertThat(owner(life)).isEqualTo("credit control");
        assertThat(life.hear(new Signal.OwnerNamed(null, "really"))).isInstanceOf(Decision.Stay.class);
        assertThat(named(life))
                .containsExactly(
                        new Fact.OwnerNamed("bodil", "an old customer"),
                        new Fact.OwnerNamed("karl", "she is ill"),
                        new Fact.OwnerNamed(null, "he has left"));
        assertThat(named(life).stream().map(Telling::of))
                .containsExactly(
                        new Telling("bodil looks after the case from now on", "an old customer"),
                        new Telling("karl looks after the case from now on", "she is ill"),
                        new Telling("the case belongs to whom its policy names", "he has left"));
        Invariants.replays(life);
    }

    @Test
    void naming_somebody_changes_nothing_else() {
        Life life = life(null).until("2026-02-05");
        Life other = life(null).until("2026-02-05");

        life.hear(new Signal.OwnerNamed("bodil", "an old customer"));

        assertThat(life.state()).isEqualTo(other.state());
        assertThat(life.c.hold()).isNull();
        assertThat(Ahead.of(life.c, life.rules())).isEqualTo(Ahead.of(other.c, other.rules()));
        assertThat(life.told).isEqualTo(other.told);
    }

    @Test
    void who_takes_a_case_over_owns_it_also_when_it_was_given_back() {
        Life life = life(null).until("2026-02-05");

        life.hear(new Signal.TakenOver("bodil", LocalDate.parse("2026-02-10"), "an old customer"));
        assertThat(owner(life)).isEqualTo("bodil");
        life.hear(new Signal.GivenBack("done"));

        assertThat(life.c.hold()).isNull();
        assertThat(owner(life)).isEqualTo("bodil");
        life.hear(new Signal.TakenOver("karl", LocalDate.parse("2026-02-10"), "she is ill"));
        life.hear(new Signal.OwnerNamed("anna", "for now"));
        life.hear(new Signal.TakenOver("karl", LocalDate.parse("2026-02-10"), "she is ill"));
        assertThat(owner(life)).isEqualTo("karl");
        life.until("2026-02-11");
        assertThat(life.c.hold()).isNull();
        assertThat(owner(life)).isEqualTo("karl");
    }

    @Test
    void a_refused_takeover_names_nobody() {
        Life life = life(null).until("2026-02-05");

        life.hear(new Signal.TakenOver("bodil", LocalDate.parse("2026-02-04"), "an old customer"));

        assertThat(owner(life)).isEqualTo("accounts receivable");
    }

    @Test
    void a_dispute_names_who_negotiates_and_nothing_escalates_by_itself_while_it_is_open() {
        Life life = life(null).until("2026-02-20");
        assertThat(life.state()).isEqualTo("notice-running");
        life.hear(new Signal.Disputed("wrong-amount", "a discount was agreed on", null, "anna"));
        assertThat(owner(life)).isEqualTo("anna");
        LocalDate answerBy = life.c.hold().until();

        life.until("2026-05-15");

        assertThat(answerBy).isEqualTo("2026-03-06");
        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(life.c.hold().until()).as("it is asked for again").isAfterOrEqualTo(life.today);
        assertThat(life.told(Effect.HandOver.class)).isEmpty();
        assertThat(owner(life)).isEqualTo("anna");
        life.hear(new Signal.Disputed("wrong-amount", "a discount was agreed on", null, "karl"));
        assertThat(owner(life)).isEqualTo("karl");
        life.hear(new Signal.Resolved(false, "none was"));
        assertThat(owner(life)).as("who negotiated still knows it best").isEqualTo("karl");
        life.until("2026-06-15");
        assertThat(life.told(Effect.HandOver.class)).hasSize(1);
    }

    @Test
    void a_dispute_of_a_part_names_somebody_too_and_one_without_an_owner_leaves_it_as_it_is() {
        Life life = life(null).until("2026-02-05");
        Money part = Money.of("250.00", "DKK");

        life.hear(new Signal.Disputed("goods", "one of four is broken", part));
        assertThat(owner(life)).isEqualTo("accounts receivable");
        assertThat(life.hear(new Signal.Disputed("goods", "again", part))).isInstanceOf(Decision.Stay.class);
        life.hear(new Signal.Disputed("goods", "again", part, "anna"));

        assertThat(owner(life)).isEqualTo("anna");
        assertThat(life.c.dealings().contest().amount()).isEqualTo(part);
        life.hear(new Signal.Disputed("wrong-amount", "and more", part, "karl"));
        assertThat(life.refused).hasSize(1);
        assertThat(owner(life)).isEqualTo("anna");
    }

    @Test
    void an_owner_is_named_wherever_an_open_case_stands() {
        Life stopped = life(null).until("2026-02-05");
        stopped.hear(new Signal.Stopped(Hold.Kind.BANKRUPTCY, stopped.today, "in the gazette", null));
        Life escalated = life(null).until("2026-03-16");
        Life factored = life(null).until("2026-02-05");
        factored.hear(TableTest.assignment(factored, Assignment.Kind.FACTORED, factored.today));
        assertThat(escalated.state()).isEqualTo("escalated");

        for (Life life : List.of(stopped, escalated, factored)) {
            String before = life.state();
            life.hear(new Signal.OwnerNamed("bodil", "an old customer"));
            assertThat(owner(life)).isEqualTo("bodil");
            assertThat(life.state()).isEqualTo(before);
        }
    }

    @Test
    void another_policy_names_another_owner_and_takes_nobody_away() {
        Life life = life("credit control").until("2026-01-20");
        life.hear(new Signal.PolicyChosen("strict", "a hard case"));
        assertThat(owner(life)).isEqualTo("accounts receivable");
        Life own = life("credit control").until("2026-01-20");
        own.hear(new Signal.OwnerNamed("bodil", "an old customer"));

        own.hear(new Signal.PolicyChosen("strict", "a hard case"));

        assertThat(owner(own)).isEqualTo("bodil");
    }

    @Test
    void the_explanation_says_whose_it_is() {
        Life life = life("credit control");

        assertThat(Explanation.of(life.c, List.of(), life.rules()).owner()).isEqualTo("credit control");
    }

    private static Life life(@Nullable String owner) {
        Policy policy = Life.BOOK
                .find("dk-nordlys", "nordic-friendly", RuleBook.NEWEST)
                .orElseThrow()
                .as("own", 1)
                .with(new Terms(1, Terms.AfterAgency.HOLD, null, Silence.USUAL_DAYS, false, null, owner));
        return Life.of(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "own"), policy);
    }

    private static String owner(Life life) {
        return Owner.of(life.c, life.book);
    }

    private static List<Fact> named(Life life) {
        return life.facts.stream().filter(Fact.OwnerNamed.class::isInstance).toList();
    }
}
