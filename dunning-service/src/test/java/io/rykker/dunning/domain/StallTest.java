package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What stands still until a person does something; all due on Monday 19 January 2026. */
class StallTest {

    private static final LocalDate ASKED = LocalDate.parse("2026-01-23");

    @Test
    void a_debtor_whom_no_channel_reaches_keeps_the_case_still_until_a_letter_goes_out() {
        Life life = consumer().on("2026-01-23");
        assertThat(Stall.of(life.c)).as("the letter is on its way").isEmpty();

        comesBack(life);
        assertThat(Stall.of(life.c)).contains(new Stall(Stall.Cause.UNDELIVERABLE, ASKED));
        life.on("2026-02-09");
        assertThat(life.c.pendingLetter()).as("it is tried again").isNotNull();
        assertThat(Stall.of(life.c)).contains(new Stall(Stall.Cause.UNDELIVERABLE, ASKED));
        comesBack(life);
        assertThat(Stall.of(life.c)).as("since the first").contains(new Stall(Stall.Cause.UNDELIVERABLE, ASKED));

        life.until("2026-03-20");
        assertThat(life.c.lastLetter()).isNotNull();
        assertThat(Stall.of(life.c)).isEmpty();
    }

    @Test
    void a_case_whose_letters_all_come_back_never_reaches_an_agency_however_long_it_takes() {
        Life life = consumer();
        for (LocalDate day = life.today; day.isBefore(LocalDate.parse("2026-12-31")); day = day.plusDays(1)) {
            life.on(day.toString());
            if (life.c.pendingLetter() != null) {
                comesBack(life);
            }
        }

        assertThat(life.facts).noneMatch(Fact.HandedOver.class::isInstance);
        assertThat(Stall.of(life.c)).contains(new Stall(Stall.Cause.UNDELIVERABLE, ASKED));
    }

    @Test
    void a_step_that_waits_for_approval_waits_for_a_person_until_it_is_given_or_the_case_is_paid() {
        Policy own =
                Life.BOOK.find("dk-nordlys", "nordic-friendly", RuleBook.NEWEST).orElseThrow();
        Policy approve = new Policy(
                "careful",
                1,
                own.graceDays(),
                own.smallBalance(),
                own.steps(),
                Policy.Mode.APPROVE,
                own.quiet(),
                own.shortcut(),
                own.countries(),
                own.choices());
        Life life = Life.of(
                        Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "careful"),
                        approve)
                .until("2026-02-01");
        assertThat(Stall.of(life.c)).contains(new Stall(Stall.Cause.PERSON, ASKED));
        Case paid = Life.of(life.c.issued(), approve).c;
        assertThat(Stall.of(paid)).as("not due yet").isEmpty();

        life.hear(new Signal.Approved("go ahead"));
        assertThat(Stall.of(life.c)).isEmpty();
    }

    @Test
    void what_the_debtor_or_a_person_has_given_a_day_stands_for_itself() {
        Life life = consumer().on("2026-01-23");
        comesBack(life);
        life.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called us"));
        assertThat(Stall.of(life.c)).as("promised").isEmpty();
        life.pay("p", "1000.00", "2026-02-01", "bank");
        assertThat(Stall.of(life.c)).as("paid").isEmpty();

        Life wrong = consumer().until("2026-01-23");
        wrong.hear(new Signal.Called(
                new Call(Call.Outcome.WRONG_PERSON, wrong.today, null, "moved on"), null, null, null));
        assertThat(Stall.of(wrong.c)).contains(new Stall(Stall.Cause.PERSON, wrong.today));
    }

    @Test
    void a_filing_of_bankruptcy_waits_for_a_person_from_its_own_day() {
        Life life = consumer().until("2026-01-20");
        LocalDate filed = LocalDate.parse("2026-01-15");

        life.hear(new Signal.DebtorHeld(Hold.insolvency(filed, LocalDate.parse("2026-02-20"), "filed"), "filed"));

        assertThat(Stall.of(life.c)).contains(new Stall(Stall.Cause.PERSON, filed));
    }

    private static void comesBack(Life life) {
        life.hear(new Signal.Undeliverable(life.c.pendingLetter().id(), "email", life.today, "no such mailbox"));
    }

    private static Life consumer() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
    }
}
