package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A debtor whom one person looks after, and what does not happen without that person. */
class KeyAccountTest {

    private static final KeyAccount HANDOVERS = new KeyAccount("anna", false);
    private static final KeyAccount ALL = new KeyAccount("anna", true);

    private final Life life = Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19");
    private @Nullable KeyAccount account = HANDOVERS;

    private Rules rules() {
        return life.book
                .on(life.today, null)
                .about(Debtor.of(new Profile(null, Credit.NONE, account), List.of(), life.today));
    }

    private Decision hear(Signal signal) {
        Decision decision = Dunning.decide(life.c, signal, rules());
        if (decision instanceof Decision.Move(var next, var facts, var _)) {
            life.c = next;
            life.facts.addAll(facts);
        }
        return decision;
    }

    private void until(String day) {
        while (life.today.isBefore(LocalDate.parse(day))) {
            life.today = life.today.plusDays(1);
            hear(new Signal.DayCame());
            life.sendWhatIsAsked();
        }
    }

    private String refusal(Signal signal) {
        return hear(signal) instanceof Decision.Refuse(var why) ? why : "";
    }

    private List<String> asked() {
        return life.facts.stream()
                .filter(Fact.ApprovalAsked.class::isInstance)
                .map(fact -> (Fact.ApprovalAsked) fact)
                .map(fact -> fact.step() + " of " + fact.manager())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ESCALATION, true, true",
        "COLLECTION_NOTICE, false, true",
        "FORMAL, false, true",
        "FRIENDLY, false, false",
        "CALL, false, false",
        "PROMISE_CONFIRMATION, false, false",
        "PLAN_PROPOSAL, false, false"
    })
    void a_handover_needs_the_manager_and_a_formal_step_when_it_was_said_so(
            StepKind step, boolean isForHandovers, boolean isForAll) {
        assertThat(HANDOVERS.approver(step)).isEqualTo(isForHandovers ? "anna" : null);
        assertThat(ALL.approver(step)).isEqualTo(isForAll ? "anna" : null);
        assertThat(Debtor.NONE.approver(step)).isNull();
    }

    @Test
    void everything_goes_its_way_but_the_handover_which_waits_for_the_manager_alone() {
        until("2026-05-01");

        assertThat(life.c.standingNotice()).isNotNull();
        assertThat(life.c.handovers()).isEmpty();
        assertThat(asked()).containsExactly("escalation of anna");
        assertThat(Priority.of(life.c, life.today).reasons()).contains("+30: waits for approval by anna");
        assertThat(Ahead.of(life.c, rules()).on()).isAfter(life.today);

        assertThat(refusal(new Signal.Approved("it is time", "bodil")))
                .isEqualTo(
                        "step escalation waits for the approval of anna, whose key account the debtor is: bodil cannot"
                                + " give it");
        until("2026-05-04");
        assertThat(life.c.handovers()).isEmpty();

        hear(new Signal.Approved("talked to them", "anna"));
        until("2026-05-08");
        assertThat(life.c.handovers()).hasSize(1);
    }

    @Test
    void with_the_formal_steps_each_of_them_waits_and_what_is_friendly_does_not() {
        account = ALL;
        until("2026-02-28");
        assertThat(asked()).containsExactly("reminder-1 of anna");
        assertThat(life.letters()).extracting(Letter::step).containsExactly("friendly");

        hear(new Signal.Approved("they know", "anna"));
        until("2026-06-01");
        assertThat(asked()).hasSize(2).last().asString().endsWith(" of anna");
        assertThat(life.letters()).hasSize(2);
    }

    @Test
    void another_manager_is_asked_anew_and_without_one_it_goes_on() {
        until("2026-05-01");
        account = new KeyAccount("carl", false);
        assertThat(Ahead.of(life.c, rules()).on()).as("at once").isEqualTo(life.today);
        until("2026-05-04");
        assertThat(asked()).containsExactly("escalation of anna", "escalation of carl");
        assertThat(refusal(new Signal.Approved("mine before", "anna"))).contains("the approval of carl");

        account = null;
        until("2026-05-08");
        assertThat(life.c.handovers()).hasSize(1);
    }

    @Test
    void what_was_approved_before_a_manager_was_named_is_approved_by_nobody_yet() {
        until("2026-05-01");
        hear(new Signal.Approved("talked to them", "anna"));
        account = new KeyAccount("carl", false);

        until("2026-05-05");

        assertThat(life.c.handovers()).isEmpty();
        assertThat(asked()).last().isEqualTo("escalation of carl");
    }

    @Test
    void nobody_but_the_manager_hands_the_case_over_by_hand() {
        account = null;
        until("2026-02-28");
        while (life.c.standingNotice() == null) {
            until(life.today.plusDays(1).toString());
        }
        LocalDate over = life.c.standingNotice().standingDeadline().plusDays(1);
        account = HANDOVERS;
        life.today = over;

        assertThat(refusal(new Signal.ToBeHandedOver("a hurry", "bodil")))
                .isEqualTo("the debtor is a key account of anna: only anna can hand the case over, or approve the step"
                        + " when it is due");
        assertThat(hear(new Signal.ToBeHandedOver("a hurry", "anna"))).isInstanceOf(Decision.Move.class);
        assertThat(life.c.handovers()).hasSize(1);
    }

    @Test
    void what_is_written_off_is_nobodys_to_approve() {
        until("2026-05-01");
        assertThat(life.c.handovers()).isEmpty();
        life.pay("all but a little", "1000.00", "2026-05-01", "bank");
        Money left = life.c.balance();
        assertThat(left.isPositive()).as("fees are left").isTrue();
        life.pay(
                "the rest but a little",
                left.minus(Money.of("1.00", "DKK")).amount().toPlainString(),
                "2026-05-01",
                "bank");

        until("2026-05-20");

        assertThat(life.c.settled()).isEqualTo("written-off");
    }

    @Test
    void an_explanation_names_whom_it_waits_for() {
        until("2026-05-01");

        String said = Explanation.of(life.c, List.of(), rules()).toString().toLowerCase(Locale.ROOT);

        assertThat(said).contains("it waits for anna's approval since");
    }
}
