package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.dunning.domain.Forecast.Coming;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is foreseen is what happens, if nothing happens. */
class ForecastTest {

    private static final int WALKS = Integer.getInteger("walks", 10_000) / 4;
    private static final Long ONLY = Long.getLong("walk.seed");
    private static final int DAYS = 150;

    @Test
    void a_new_danish_case_is_foreseen_to_the_agency() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");

        Forecast forecast = Forecast.of(life.c, life.rules());

        assertThat(forecast.coming())
                .extracting(
                        Coming::step,
                        coming -> coming.on().toString(),
                        coming -> coming.amountDue().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("friendly", "2026-01-23", "1000.00 DKK"),
                        org.assertj.core.groups.Tuple.tuple("reminder-1", "2026-02-04", "1100.00 DKK"),
                        org.assertj.core.groups.Tuple.tuple("collection-notice", "2026-02-20", "1208.55 DKK"),
                        org.assertj.core.groups.Tuple.tuple("escalation", "2026-03-09", "1213.09 DKK"));
        assertThat(forecast.end()).isEqualTo("the agency has the case");
    }

    @Test
    void what_waits_for_law_says_for_what() {
        Life life = Life.of(
                Life.invoice("XX", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"));

        Forecast forecast = Forecast.of(life.c, life.rules());

        assertThat(forecast.coming()).isEmpty();
        assertThat(forecast.end()).isEqualTo("it waits: no law pack for XX");
    }

    @Test
    void if_nothing_happens_the_steps_are_those_that_were_foreseen() {
        int steps = 0;
        for (long seed = ONLY == null ? 1 : ONLY; seed <= (ONLY == null ? WALKS : ONLY); seed++) {
            try {
                steps += walk(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("walk.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
        if (ONLY == null) {
            assertThat(steps).as("steps compared").isGreaterThan(WALKS / 2);
        }
    }

    private static int walk(Random random) {
        Policy policy = RandomPolicies.lawful(random);
        Receivable invoice = RandomWalksTest.invoice(random).walking(policy.name(), 0);
        Life life = Life.of(invoice, policy);
        life.told.clear();
        for (int i = random.nextInt(20); i > 0; i--) {
            RandomWalksTest.happen(random, life, invoice);
            life.today = life.today.plusDays(1 + random.nextInt(6));
            life.hear(new Signal.DayCame());
        }
        LocalDate until = life.today.plusDays(DAYS);
        life.bank = life.today;
        List<Coming> foreseen = Forecast.of(life.c, life.rules()).coming().stream()
                .filter(coming -> !coming.on().isAfter(until))
                .toList();

        List<Coming> real = new ArrayList<>();
        while (!life.today.isAfter(until)) {
            day(life, real);
            life.today = life.today.plusDays(1);
            life.bank = life.today;
        }

        assertThat(real.stream().map(ForecastTest::said).toList())
                .isEqualTo(foreseen.stream().map(ForecastTest::said).toList());
        return real.size();
    }

    private static String said(Coming coming) {
        return coming.on() + " " + coming.step() + " fee " + coming.fee() + " sum " + coming.compensation()
                + " interest " + coming.interest() + " due " + coming.amountDue() + " by " + coming.deadline();
    }

    /** One day as the service lives it, written here once more on purpose. */
    private static void day(Life life, List<Coming> real) {
        int before = life.facts.size();
        life.hear(new Signal.DayCame());
        if (life.c.course().approval() != null && !life.c.course().approval().given()) {
            if (life.hear(new Signal.Approved("go ahead")) instanceof Decision.Move) {
                life.hear(new Signal.DayCame());
            }
        }
        Letter pending = life.c.pendingLetter();
        life.sendWhatIsAsked();
        if (pending != null) {
            real.add(letter(life, life.c.letter(pending.id()).orElseThrow()));
        }
        for (Fact fact : life.facts.subList(before, life.facts.size())) {
            switch (fact) {
                case Fact.StepObserved(var letter) -> real.add(letter(life, letter));
                case Fact.HandedOver(var handover, var _) ->
                    real.add(other(life, "escalation", handover.caseId().toString()));
                case Fact.GivenUp _ -> real.add(other(life, "write-off", ""));
                default -> {}
            }
        }
    }

    private static Coming letter(Life life, Letter letter) {
        return new Coming(
                life.today,
                letter.step(),
                letter.kind(),
                letter.standingDeadline(),
                letter.fee(),
                letter.compensation(),
                life.c.account().claimed(ClaimLine.Kind.INTEREST, letter.id().toString(), letter.fee()),
                life.c.balance(),
                "");
    }

    private static Coming other(Life life, String step, String key) {
        Money none = Money.zero(life.c.issued().total().currency());
        return new Coming(
                life.today,
                step,
                null,
                null,
                none,
                none,
                life.c.account().claimed(ClaimLine.Kind.INTEREST, key, none),
                life.c.balance(),
                "");
    }
}
