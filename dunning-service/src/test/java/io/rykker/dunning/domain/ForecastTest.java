package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.dunning.domain.Forecast.Coming;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is foreseen is what happens, if nothing happens. */
class ForecastTest {

    private static final int WALKS = Walks.ALL / 4;
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

    private static Life walking(Policy.Mode mode, Quiet quiet, String total) {
        Step formal = new Step("formal", StepKind.FORMAL, 2, 10, "firm", List.of("email"), true, false, false);
        Step notice =
                new Step("notice", StepKind.COLLECTION_NOTICE, 2, 14, "formal", List.of("email"), false, true, false);
        Step agency = new Step("agency", StepKind.ESCALATION, 1, 0, "formal", List.of("agency"), false, true, false);
        Policy policy = new Policy(
                "own",
                1,
                3,
                new Amounts(Map.of("DKK", new BigDecimal("100"))),
                List.of(formal, notice, agency),
                mode,
                quiet,
                Shortcut.NONE,
                Set.of(),
                Map.of());
        return Life.of(Life.invoice("DK", DebtorKind.CONSUMER, total, LocalDate.parse("2026-01-19"), "own"), policy);
    }

    private static List<String> steps(Life life) {
        return Forecast.of(life.c, life.rules()).coming().stream()
                .map(coming -> coming.on() + " " + coming.step() + " " + coming.deadline() + ", " + coming.because())
                .toList();
    }

    private static String end(Life life) {
        Forecast forecast = Forecast.of(life.c, life.rules());
        return forecast.endsOn() + " " + forecast.end();
    }

    @Test
    void an_invoice_that_is_not_known_has_no_future() {
        Life life = new Life().pay("p", "10.00", "2026-01-05", "bank");

        assertThat(steps(life)).isEmpty();
        assertThat(end(life)).isEqualTo("2026-01-05 the invoice is not known yet");
    }

    @Test
    void who_is_asked_for_approval_is_assumed_to_say_yes_at_once() {
        Life asked = walking(Policy.Mode.APPROVE, Quiet.NEVER, "1000.00");
        Life waiting = walking(Policy.Mode.APPROVE, Quiet.NEVER, "1000.00").until("2026-01-26");

        assertThat(steps(asked)).isEqualTo(steps(walking(Policy.Mode.AUTOMATIC, Quiet.NEVER, "1000.00")));
        assertThat(steps(asked))
                .startsWith("2026-01-21 formal 2026-02-02, it is due", "2026-02-04 notice 2026-02-18, it is due")
                .hasSize(3);
        assertThat(steps(waiting)).first().isEqualTo("2026-01-26 formal 2026-02-05, it is due");
        assertThat(end(waiting)).endsWith("the agency has the case");
    }

    @Test
    void what_is_only_observed_is_foreseen_as_what_would_be() {
        Life life = walking(Policy.Mode.OBSERVE, Quiet.NEVER, "1000.00");

        assertThat(steps(life))
                .first()
                .isEqualTo("2026-01-21 formal 2026-02-02, it would be sent; the policy observes only");
        assertThat(end(life)).endsWith("the policy was observed to its end");
    }

    @Test
    void a_letter_that_was_asked_for_earlier_gives_its_full_days_from_when_it_is_sent() {
        Life life = walking(Policy.Mode.AUTOMATIC, Quiet.NEVER, "1000.00")
                .until("2026-01-20")
                .on("2026-01-21");
        life.today = LocalDate.parse("2026-01-27");

        assertThat(steps(life)).first().isEqualTo("2026-01-27 formal 2026-02-06, it is due");
    }

    @Test
    void a_case_that_somebody_must_answer_ends_there_and_one_that_waits_goes_on() {
        Life disputed = walking(Policy.Mode.AUTOMATIC, Quiet.NEVER, "1000.00").until("2026-01-26");
        disputed.hear(new Signal.Disputed("goods", "broken"));
        Life held = walking(Policy.Mode.AUTOMATIC, Quiet.NEVER, "1000.00").until("2026-01-20");
        held.hear(new Signal.Held(LocalDate.parse("2026-03-31"), "ill"));
        Life stopped = walking(Policy.Mode.AUTOMATIC, Quiet.NEVER, "1000.00").until("2026-01-20");
        stopped.hear(new Signal.Stopped(
                Hold.Kind.BANKRUPTCY, stopped.today, "in the gazette", LocalDate.parse("2026-05-01")));

        assertThat(steps(disputed)).isEmpty();
        assertThat(end(disputed)).isEqualTo("2026-01-26 held until somebody answers: goods");
        assertThat(steps(held)).first().isEqualTo("2026-04-01 formal 2026-04-13, it is due");
        assertThat(steps(stopped)).isEmpty();
        assertThat(end(stopped)).endsWith("held until somebody answers: bankruptcy");
    }

    @Test
    void what_is_too_little_ends_where_it_waits_or_is_written_off() {
        Life little =
                walking(Policy.Mode.AUTOMATIC, new Quiet(new BigDecimal("50.00"), Set.of(), List.of(), false), "40.00");
        Life fees = walking(Policy.Mode.AUTOMATIC, Quiet.NEVER, "1000.00").until("2026-01-26");
        fees.pay("p", "1000.00", "2026-01-26", "bank");
        Life paid = walking(Policy.Mode.AUTOMATIC, Quiet.NEVER, "1000.00").pay("p", "1000.00", "2026-01-10", "bank");

        assertThat(steps(little)).isEmpty();
        assertThat(end(little)).endsWith("what is owed is less than the policy reminds of");
        assertThat(steps(fees))
                .last()
                .asString()
                .contains("write-off null, only 100.00 DKK on top of the paid invoice");
        assertThat(end(fees)).endsWith("nothing is owed: written-off");
        assertThat(end(paid)).endsWith("nothing is owed: paid");
    }

    @Test
    void the_agency_is_foreseen_with_the_interest_that_the_handover_claims() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");

        Coming handover = Forecast.of(life.c, life.rules()).coming().getLast();

        assertThat(handover.interest()).hasToString("4.54 DKK");
        assertThat(handover.kind()).isEqualTo(StepKind.ESCALATION);
        assertThat(end(life)).isEqualTo("2026-03-09 the agency has the case");
    }

    @Test
    void if_nothing_happens_the_steps_are_those_that_were_foreseen() {
        int steps = Walks.sum(WALKS, seed -> walk(new Random(seed)));
        if (Walks.areMany(WALKS)) {
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
                "",
                null);
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
                "",
                null);
    }
}
