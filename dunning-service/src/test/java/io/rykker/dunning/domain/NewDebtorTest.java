package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever has settled nothing before is told the terms once, with the first reminder; due on Monday 19 January 2026. */
class NewDebtorTest {

    private final Household home = new Household();

    private boolean isNewInLastLetter() {
        return home.letters().getLast().newDebtor();
    }

    @Test
    void the_first_reminder_of_a_new_debtor_says_so_and_the_next_does_not() {
        home.issue("1", "1000.00", "2026-01-19");

        home.until("2026-01-23");
        assertThat(home.letters()).hasSize(1);
        assertThat(isNewInLastLetter()).isTrue();
        home.until("2026-02-10");

        assertThat(home.letters().getLast().letter().step()).isEqualTo("reminder-1");
        assertThat(isNewInLastLetter()).isFalse();
    }

    @Test
    void several_invoices_of_a_new_debtor_in_one_letter_are_the_first_together() {
        home.issue("1", "1000.00", "2026-01-19");
        home.issue("2", "500.00", "2026-01-19");

        home.until("2026-01-23");

        assertThat(home.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.alsoDue()).hasSize(1);
            assertThat(letter.newDebtor()).isTrue();
        });
    }

    @Test
    void whoever_settled_an_invoice_before_is_not_new_late_or_not() {
        UUID before = home.issue("0", "500.00", "2026-01-12");
        home.pay(before, "p", "500.00", "2026-01-12");
        home.issue("1", "1000.00", "2026-01-19");

        home.until("2026-01-23");

        assertThat(isNewInLastLetter()).isFalse();
    }

    @Test
    void of_a_debtor_of_whom_nothing_is_known_it_is_not_said() {
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-23");

        assertThat(life.told(Effect.AskReminder.class).getLast().newDebtor()).isFalse();
    }
}
