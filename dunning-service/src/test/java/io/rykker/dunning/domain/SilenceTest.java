package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The drill: cases that somebody forgets, and when a person is told. */
class SilenceTest {

    @Test
    void a_case_that_somebody_holds_and_forgets_is_told_of_once() {
        Life life = consumer().until("2026-02-05");
        life.hear(new Signal.Held(LocalDate.parse("2026-12-01"), "ill"));

        life.until("2026-03-21");
        assertThat(silences(life)).isEmpty();
        life.until("2026-11-30");

        assertThat(silences(life)).containsExactly(new Fact.FellSilent(LocalDate.parse("2026-02-05")));
        assertThat(life.told(Effect.Silent.class)).hasSize(1);
        assertThat(Silence.told(life.c)).contains(LocalDate.parse("2026-02-05"));
        assertThat(Ahead.of(life.c, life.rules()).on()).isEqualTo("2026-12-02");
    }

    @Test
    void what_was_heard_or_done_ends_the_silence_and_the_next_one_is_told_of_again() {
        Life life = consumer().until("2026-02-05");
        life.hear(new Signal.Held(LocalDate.parse("2026-12-01"), "ill"));
        life.until("2026-04-10");
        int marked = Priority.rank(life.c);

        life.hear(new Signal.Answered(new Answer(Answer.Channel.PHONE, life.today, "will be back in a month", null)));

        assertThat(Silence.told(life.c)).isEmpty();
        assertThat(Priority.rank(life.c)).isLessThan(marked);
        life.until("2026-05-24");
        assertThat(silences(life)).hasSize(1);
        life.until("2026-05-25");
        assertThat(silences(life))
                .containsExactly(
                        new Fact.FellSilent(LocalDate.parse("2026-02-05")),
                        new Fact.FellSilent(LocalDate.parse("2026-04-10")));
    }

    @Test
    void an_agency_that_says_nothing_is_told_of_though_a_person_was_asked_to_look_before() {
        Life life = consumer().until("2026-03-16");
        LocalDate handedOver = life.c.openHandover().on();

        life.until(handedOver.plusDays(44).toString());
        assertThat(life.facts).anyMatch(Fact.Asked.class::isInstance);
        assertThat(silences(life)).isEmpty();
        life.until(handedOver.plusDays(45).toString());

        assertThat(silences(life)).containsExactly(new Fact.FellSilent(handedOver));
        assertThat(Priority.of(life.c, life.today).reasons())
                .contains("+120: nothing was heard or done since " + handedOver);
        life.hear(new Signal.Progressed(life.c.openHandover().caseId(), "fjord", life.today, "letter", null));
        assertThat(Silence.told(life.c)).isEmpty();
    }

    @Test
    void a_dispute_that_nobody_answers_is_told_of_however_often_it_is_asked_for() {
        Life life = consumer().until("2026-02-05");
        life.hear(new Signal.Disputed("goods", "broken"));

        life.until("2026-06-01");

        assertThat(silences(life)).containsExactly(new Fact.FellSilent(LocalDate.parse("2026-02-05")));
    }

    @Test
    void what_was_agreed_for_a_day_to_come_is_no_silence() {
        Life life = consumer().until("2026-02-05");
        life.hear(new Signal.PlannedEvenly(3, LocalDate.parse("2026-04-20"), "poor", Fallback.RESUME));
        Life early = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-06-19");

        life.until("2026-04-20");
        early.until("2026-06-19");

        assertThat(silences(life)).isEmpty();
        assertThat(silences(early)).as("it is not due yet").isEmpty();
    }

    @Test
    void an_agreement_that_is_broken_after_a_long_time_is_not_silent_since_it_was_made() {
        Life life = consumer().until("2026-02-05");
        life.hear(new Signal.Promised(LocalDate.parse("2026-05-01"), null, "wages"));

        life.until("2026-05-10");

        assertThat(life.c.hold()).isNull();
        assertThat(silences(life)).isEmpty();
    }

    @Test
    void a_policy_says_what_is_long() {
        Policy patient = nordicFriendly().with(new Terms(1, Terms.AfterAgency.HOLD, null, 90));
        Life life = Life.of(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "patient"), patient);
        life.until("2026-02-05").hear(new Signal.Held(LocalDate.parse("2026-12-01"), "ill"));

        life.until("2026-05-05");
        assertThat(silences(life)).isEmpty();
        life.until("2026-05-06");
        assertThat(silences(life)).hasSize(1);
    }

    private static Policy nordicFriendly() {
        return Life.BOOK
                .find("dk-nordlys", "nordic-friendly", RuleBook.NEWEST)
                .orElseThrow()
                .as("patient", 1);
    }

    private static Life consumer() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
    }

    private static List<Fact> silences(Life life) {
        return life.facts.stream().filter(Fact.FellSilent.class::isInstance).toList();
    }
}
