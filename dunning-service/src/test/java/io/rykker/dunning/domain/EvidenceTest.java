package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The files of a dispute and the proof of delivery that the seller is asked for, with dates; due on 19 January 2026. */
class EvidenceTest {

    /** A Friday; the fifth banking day after it is the next Friday. */
    private static Life disputed(String reason) {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-02-06");
        life.hear(new Signal.Disputed(reason, "the box was empty"));
        return life;
    }

    private static Proof proof(Life life) {
        return life.c.dealings().dossier().proof();
    }

    private static Signal delivered(String content) {
        return TableTest.evidence(content, Evidence.Kind.PROOF_OF_DELIVERY);
    }

    @Test
    void goods_that_are_disputed_are_proved_delivered_within_five_banking_days() {
        for (String reason : new String[] {"goods", "not-received"}) {
            Life life = disputed(reason);

            assertThat(proof(life).by()).isEqualTo("2026-02-13");
            assertThat(life.told(Effect.ShowProof.class).getLast().proof().state())
                    .isEqualTo("requested");
            assertThat(Ahead.of(life.c, life.rules()).on()).isEqualTo("2026-02-14");
        }
        assertThat(proof(disputed("wrong-amount"))).isNull();
    }

    @Test
    void holidays_of_the_seller_are_no_banking_days() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-03-02").until("2026-03-31");
        life.hear(new Signal.Disputed("goods", "broken"));

        assertThat(proof(life).by()).as("Easter lies between").isEqualTo("2026-04-10");
    }

    @Test
    void a_proof_in_time_is_for_a_person_to_show_and_the_dispute_stays() {
        Life life = disputed("goods").until("2026-02-12");

        life.hear(delivered("a"));

        assertThat(proof(life).state()).isEqualTo("received");
        assertThat(life.told(Effect.ShowProof.class).getLast().proof().cameOn()).isEqualTo("2026-02-12");
        assertThat(life.state()).isEqualTo("on-hold");
        life.until("2026-02-14");
        assertThat(proof(life).missedOn()).isNull();
        assertThat(Priority.of(life.c, life.today).reasons())
                .contains(
                        "+25: show the debtor the proof of delivery, then reject the dispute, or uphold it and credit");
    }

    @Test
    void a_proof_that_does_not_come_never_lets_dunning_go_on() {
        Life life = disputed("not-received");
        int letters = life.letters().size();

        life.until("2026-02-14");
        assertThat(proof(life).state()).isEqualTo("missing");
        assertThat(life.told(Effect.ShowProof.class).getLast().proof().task()).startsWith("no proof of delivery came");
        life.until("2026-12-31");

        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(life.letters()).hasSize(letters);
        assertThat(life.facts.stream().filter(Fact.ProofMissed.class::isInstance))
                .hasSize(1);
        life.hear(delivered("late"));
        assertThat(proof(life).state()).isEqualTo("received");
        life.hear(new Signal.Resolved(false, "the carrier's note was shown"));
        assertThat(life.state()).isEqualTo("overdue");
        assertThat(proof(life)).isNull();
        assertThat(life.c.dealings().dossier().evidence()).hasSize(1);
    }

    @Test
    void a_part_that_is_disputed_is_proved_while_the_rest_goes_on() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-02-06");
        life.hear(new Signal.Disputed("goods", "one of four", Money.of("250.00", "DKK")));

        assertThat(proof(life).amount()).hasToString("250.00 DKK");
        life.until("2026-02-14");
        assertThat(proof(life).state()).isEqualTo("missing");
        assertThat(life.state()).isEqualTo("overdue");
        life.hear(new Signal.Resolved(true, "it is broken"));
        assertThat(proof(life)).isNull();
    }

    @Test
    void evidence_belongs_to_a_dispute_that_is_open_and_ten_files_are_enough() {
        Life life = disputed("goods");
        for (int i = 0; i < Evidence.MOST; i++) {
            assertThat(life.hear(TableTest.evidence(String.valueOf((char) ('a' + i)), Evidence.Kind.STATEMENT)))
                    .isInstanceOf(Decision.Move.class);
        }

        assertThat(life.hear(TableTest.evidence("a", Evidence.Kind.STATEMENT)))
                .as("the same file again")
                .isInstanceOf(Decision.Stay.class);
        assertThat(life.hear(TableTest.evidence("z", Evidence.Kind.STATEMENT))).isInstanceOf(Decision.Refuse.class);
        assertThat(life.c.dealings().dossier().evidence())
                .allMatch(one -> one.disputedOn().equals(LocalDate.parse("2026-02-06"))
                        && one.by().equals("bodil"));
        life.hear(new Signal.Resolved(false, "looked into"));
        assertThat(life.hear(TableTest.evidence("z", Evidence.Kind.STATEMENT)))
                .isEqualTo(new Decision.Refuse("no dispute is open, and evidence belongs to one"));
    }

    @Test
    void a_stop_or_a_person_on_top_of_the_dispute_leaves_it_open_for_evidence() {
        Life life = disputed("goods");
        life.hear(new Signal.TakenOver("bodil", LocalDate.parse("2026-03-02"), "an old customer"));

        assertThat(life.hear(delivered("a"))).isInstanceOf(Decision.Move.class);
        assertThat(proof(life).state()).isEqualTo("received");
    }

    @Test
    void what_was_shown_is_told_in_the_journal_with_its_digest() {
        Life life = disputed("goods");
        life.hear(delivered("a"));

        Telling told = Telling.of(life.facts.stream()
                .filter(Fact.EvidenceAdded.class::isInstance)
                .findFirst()
                .orElseThrow());

        assertThat(told.what()).contains("bodil", "note.pdf", "application/pdf", "a".repeat(64), "2026-02-06");
        assertThat(told.why()).isEqualTo("the carrier has it");
    }
}
