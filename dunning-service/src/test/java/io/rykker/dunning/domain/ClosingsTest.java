package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.dunning.domain.Closings.ClosedDay;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingsTest {

    private static ClosedDay fixed(String name, int month, int day, boolean bankOnly) {
        return new ClosedDay(name, MonthDay.of(month, day), null, null, bankOnly, null);
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    /** The earliest and the latest there can be, both sides of a century, and the years that invoices are of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1818-03-22", "1886-04-25", "1900-04-15", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19",
                        "1999-04-04",
                "2000-04-23", "2008-03-23", "2011-04-24", "2016-03-27", "2019-04-21", "2020-04-12", "2021-04-04",
                        "2022-04-17",
                "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
                        "2030-04-21",
                "2031-04-13", "2035-03-25", "2038-04-25", "2049-04-18", "2076-04-19", "2099-04-12", "2100-03-28",
                        "2285-03-22"
            })
    void easter_is_when_the_churches_keep_it(String easter) {
        LocalDate sunday = day(easter);

        assertThat(Closings.easter(sunday.getYear())).isEqualTo(sunday);
        var monday = new Closings(List.of(new ClosedDay("Easter Monday", null, 1, null, false, null)));
        assertThat(monday.closing(sunday.plusDays(1))).contains("Easter Monday");
        assertThat(monday.closing(sunday.plusDays(8))).isEmpty();
    }

    @Test
    void easter_is_a_sunday_from_the_22nd_of_march_to_the_25th_of_april() {
        for (int year = 1583; year <= 4099; year++) {
            LocalDate easter = Closings.easter(year);
            assertThat(easter.getDayOfWeek()).as("%s", easter).isEqualTo(DayOfWeek.SUNDAY);
            assertThat(easter).isBetween(LocalDate.of(year, 3, 22), LocalDate.of(year, 4, 25));
        }
    }

    @ParameterizedTest
    @CsvSource({"2024-06-22", "2025-06-21", "2026-06-20", "2027-06-26"})
    void midsummer_is_the_first_saturday_from_the_20th_of_june(String midsummer) {
        var closings = new Closings(
                List.of(new ClosedDay("Midsummer Day", MonthDay.of(6, 20), null, DayOfWeek.SATURDAY, false, null)));

        assertThat(LongStream.range(0, 365)
                        .mapToObj(day(midsummer).withDayOfYear(1)::plusDays)
                        .filter(day -> closings.closing(day).isPresent()))
                .containsExactly(day(midsummer));
    }

    @Test
    void a_day_that_was_given_up_is_open_from_the_year_after() {
        var closings = new Closings(List.of(new ClosedDay("store bededag", null, 26, null, false, 2023)));

        assertThat(closings.isOpen(day("2023-05-05"))).isFalse();
        assertThat(closings.isOpen(day("2024-04-26"))).isTrue();
    }

    @Test
    void of_two_closed_days_that_fall_together_the_holiday_counts_and_else_the_first() {
        ClosedDay bank = fixed("bank day", 12, 24, true);
        ClosedDay holiday = fixed("holiday", 12, 24, false);
        ClosedDay other = fixed("other holiday", 12, 24, false);

        assertThat(new Closings(List.of(bank, holiday)).closing(day("2026-12-24")))
                .contains("holiday");
        assertThat(new Closings(List.of(holiday, bank)).closing(day("2026-12-24")))
                .contains("holiday");
        assertThat(new Closings(List.of(holiday, other)).closing(day("2026-12-24")))
                .contains("holiday");
    }

    @Test
    void a_day_on_which_just_the_banks_are_closed_moves_what_rolls_to_open_days_only() {
        var closings = new Closings(List.of(fixed("bank day", 12, 24, true), fixed("Christmas Day", 12, 25, false)));

        assertThat(closings.roll(day("2026-12-24"))).isEqualTo(day("2026-12-28"));
        assertThat(closings.rollFromHolidays(day("2026-12-24"))).isEqualTo(day("2026-12-24"));
        assertThat(closings.rollFromHolidays(day("2026-12-25"))).isEqualTo(day("2026-12-28"));
        assertThat(closings.roll(day("2026-12-23"))).isEqualTo(day("2026-12-23"));
        assertThat(closings.after(day("2026-12-23"), 0)).isEqualTo(day("2026-12-23"));
        assertThat(closings.after(day("2026-12-23"), 2)).isEqualTo(day("2026-12-29"));
    }

    @Test
    void a_country_without_a_list_has_its_weekends() {
        assertThat(Closings.WEEKENDS.isOpen(day("2026-12-25"))).isTrue();
        assertThat(Closings.WEEKENDS.isOpen(day("2026-12-26"))).isFalse();
        assertThat(Closings.WEEKENDS.isOpen(day("2026-12-27"))).isFalse();
        assertThat(Closings.WEEKENDS.closing(day("2026-12-26"))).isEmpty();
    }
}
