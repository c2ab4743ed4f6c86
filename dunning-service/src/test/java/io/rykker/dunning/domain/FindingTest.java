package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the watchdogs find where it is decided in Java, and what they say. */
class FindingTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-05");

    /** Monday is 2 March 2026; Thursday 2 April is Maundy Thursday, the Monday after Easter 6 April. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-02, 2026-03-03, 1, ",
        "2026-03-02, 2026-03-04, 1, ",
        "2026-03-02, 2026-03-05, 1, 2026-03-03",
        "2026-03-02, 2026-03-04, 0, 2026-03-03",
        "2026-03-02, 2026-03-03, 0, ",
        "2026-03-06, 2026-03-10, 1, ",
        "2026-03-06, 2026-03-11, 1, 2026-03-09",
        "2026-04-01, 2026-04-08, 1, ",
        "2026-04-01, 2026-04-09, 1, 2026-04-07"
    })
    void a_bank_is_silent_when_more_whole_banking_days_are_over_than_it_may_take(
            LocalDate known, LocalDate today, int days, LocalDate since) {
        if (since == null) {
            assertThat(BankSilence.since(Life.BOOK, "DK", known, today, days)).isEmpty();
        } else {
            assertThat(BankSilence.since(Life.BOOK, "DK", known, today, days)).contains(since);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 1, false", "2, 100, 1, true", "1, 99, 1, true", "0, 5, 0, false", "1, 200, 0.5, false"})
    void first_contacts_are_too_late_when_there_are_more_of_them_than_may_be(
            long late, long all, BigDecimal percent, boolean isBreached) {
        assertThat(new Finding.Contact(30, 7, percent).isBreached(late, all)).isEqualTo(isBreached);
    }

    @Test
    void each_says_what_is_wrong_and_what_to_do_and_names_ten_cases_at_most() {
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(12).toList();

        assertThat(Finding.bankSilent("c", "0815", DAY, DAY.plusDays(1), 1, List.of())
                        .what())
                .startsWith("account 0815 is known through 2026-03-05 only, and 1 case waits for it: fetch");
        assertThat(Finding.bankSilent("c", "", null, DAY, 2, List.of()).what())
                .startsWith("no statement of any account was ever taken in, and 2 cases wait for it");
        assertThat(Finding.stalled("c", DAY, 3, 1, 7, many).what())
                .startsWith(
                        "3 cases stand still: 1 reached on no channel, 2 waiting for a person for more than 7 days");
        assertThat(Finding.escalationLate("c", DAY, 1, many).what()).startsWith("1 case is past the days");
        assertThat(Finding.firstContactLate("c", DAY, 3, 40, new Finding.Contact(30, 7, new BigDecimal("1")), many)
                        .what())
                .startsWith("of 40 invoices that fell due in the last 30 days, 3 had their first contact later than 7"
                        + " days after it, which is more than 1 %");
        List<Finding.Owned> owners =
                Stream.generate(() -> new Finding.Owned("bodil", 1)).limit(12).toList();
        Finding bottleneck =
                Finding.bottleneck("c", "awaiting-approval", DAY, new Finding.Stays(9, 6, 5), 1, many, owners);
        assertThat(bottleneck.what())
                .isEqualTo("half of 9 stays in the phase awaiting-approval took 6 days or more, and 5 are meant to be"
                        + " enough; 1 case is in it now: take the longest first");
        assertThat(bottleneck.cases()).isEqualTo(many.subList(0, 10));
        assertThat(bottleneck.owners()).isEqualTo(owners.subList(0, 10));
        assertThat(bottleneck.key()).isEqualTo(new Finding.Key("c", "bottleneck", "awaiting-approval"));
    }
}
