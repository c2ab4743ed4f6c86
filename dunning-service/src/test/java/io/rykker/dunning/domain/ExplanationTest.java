package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Why, in words that a person may be told. */
class ExplanationTest {

    private static final int WALKS = Integer.getInteger("walks", 10_000) / 10;

    /** A life whose facts keep their days. */
    private static final class Told {
        private final Life life;
        private final List<Explanation.Happened> journal = new ArrayList<>();

        private Told(Life life) {
            this.life = life;
            keep();
        }

        private Told until(String day) {
            while (life.today.isBefore(LocalDate.parse(day))) {
                life.until(life.today.plusDays(1).toString());
                keep();
            }
            return this;
        }

        private Told hear(Signal signal) {
            life.hear(signal);
            keep();
            return this;
        }

        private void keep() {
            life.facts.subList(journal.size(), life.facts.size()).stream()
                    .map(fact -> new Explanation.Happened(life.today, fact))
                    .toList()
                    .forEach(journal::add);
        }

        private Explanation why() {
            return Explanation.of(life.c, journal, life.rules());
        }
    }

    @Test
    void a_fee_that_waits_for_the_law_names_the_paragraph_and_both_days() {
        Told told = new Told(
                Life.of(Life.invoice("NO", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-03-02"), "strict")));
        told.until("2026-03-10");

        Explanation why = told.why();

        assertThat(why.state()).isEqualTo("overdue");
        assertThat(why.nextOn()).isEqualTo("2026-03-16");
        assertThat(why.next())
                .filteredOn(reason -> reason.rule().equals("law"))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.text()).startsWith("wanted 2026-03-03, the law allows a fee from 2026-03-16");
                    assertThat(reason.paragraph()).isNotNull();
                    assertThat(reason.source()).isNotNull();
                    assertThat(reason.policyStep()).isEqualTo("strict/1, reminder-1");
                });
    }

    @Test
    void the_last_letter_is_explained_by_its_step_the_deadline_before_and_the_law() {
        Told told = new Told(Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19"));
        told.until("2026-02-21");

        Explanation why = told.why();

        assertThat(why.last())
                .extracting(Explanation.Reason::text)
                .anySatisfy(text -> assertThat(text)
                        .contains("collection-notice is wanted on 2026-02-20: 2 days after the deadline of reminder-1"))
                .anySatisfy(text -> assertThat(text).contains("a fee of 100.00 DKK", "renteloven § 9 b"))
                .anySatisfy(text -> assertThat(text).contains("at least 10 days are lawful", "inkassoloven § 10"));
        assertThat(why.standing())
                .singleElement()
                .satisfies(reason -> assertThat(reason.text()).contains("its deadline is 2026-03-06"));
        assertThat(why.next())
                .extracting(Explanation.Reason::text)
                .anySatisfy(text -> assertThat(text).isEqualTo("2026-03-07: Saturday, moved to 2026-03-09"));
    }

    @Test
    void a_hold_a_statement_and_a_missing_law_are_said() {
        Told held = new Told(Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19"));
        held.until("2026-01-26").hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "on the phone"));
        Told bank = new Told(Life.of(Life.withStatements(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"))));
        bank.until("2026-01-26");
        Told lawless = new Told(Life.of(
                Life.invoice("XX", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly")));
        lawless.until("2026-01-26");

        assertThat(held.why().next().getFirst().text())
                .isEqualTo("nothing is sent while it is held until 2026-02-10; then dunning goes on");
        assertThat(bank.why().next())
                .anySatisfy(reason -> assertThat(reason.text())
                        .isEqualTo("it waits for the bank statement through 2026-01-19, known is none"));
        assertThat(lawless.why().next())
                .anySatisfy(reason -> assertThat(reason.text()).contains("no law pack for XX"));
    }

    @Test
    void whatever_happened_can_be_explained() {
        for (long seed = 1; seed <= WALKS; seed++) {
            var random = new Random(seed);
            Policy policy = RandomPolicies.lawful(random);
            Receivable invoice = RandomWalksTest.invoice(random).walking(policy.name(), 0);
            Told told = new Told(Life.of(invoice, policy));
            for (int i = 0; i < 25; i++) {
                RandomWalksTest.happen(random, told.life, invoice);
                told.keep();
                told.life.today = told.life.today.plusDays(1 + random.nextInt(9));
                told.hear(new Signal.DayCame());
                Explanation why = told.why();
                assertThat(why.standing()).as("seed %d", seed).isNotEmpty();
                assertThat(why.next()).as("seed %d", seed).isNotEmpty();
            }
        }
    }

    @Test
    void a_candidate_is_compared_with_what_is_walked_and_nothing_is_touched() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Life life = Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19");
            life.until("2026-02-10");
            if (i < 4) {
                life.pay("p", "1000.00", "2026-01-2" + i, "bank");
            }
            cases.add(life.c);
        }
        List<Case> before = List.copyOf(cases);
        Policy strict = Life.BOOK.find(null, "strict", 1).orElseThrow();

        Simulation simulation = Simulation.of(cases, strict, Life.BOOK);

        assertThat(simulation.current().cases()).isEqualTo(10);
        assertThat(simulation.current().escalations()).isEqualTo(6);
        assertThat(simulation.current().letters()).containsEntry("friendly", 6).containsEntry("formal", 6);
        assertThat(simulation.current().firstContactDays()).hasValue(new BigDecimal("4.0"));
        assertThat(simulation.candidate().firstContactDays()).hasValue(new BigDecimal("1.0"));
        assertThat(simulation.candidate().letters()).doesNotContainKey("friendly");
        assertThat(simulation.candidate().fees().get("DKK").amount())
                .isGreaterThan(simulation.current().fees().get("DKK").amount());
        assertThat(cases).isEqualTo(before);
    }
}
