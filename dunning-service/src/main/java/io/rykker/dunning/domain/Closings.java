package io.rykker.dunning.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The days on which banks and offices of a country are closed: weekends, and the days of a list. Every decision asks for
 * some of them, so a year is worked out once.
 */
public final class Closings {

    /** Saturdays and Sundays only, for a country without a law pack. */
    public static final Closings WEEKENDS = new Closings(List.of());

    private final List<ClosedDay> days;
    private final Map<Integer, Map<LocalDate, ClosedDay>> years = new ConcurrentHashMap<>();

    public Closings(List<ClosedDay> days) {
        this.days = List.copyOf(days);
    }

    /**
     * One yearly closed day: on a fixed day, a number of days from Easter Sunday, or the first such weekday from a day on.
     *
     * @param weekday the weekday that is looked for from the fixed day on, like the Saturday that is Midsummer Day
     * @param bankOnly banks are closed and it is no holiday
     * @param lastYear the last year in which it was kept, or null
     */
    public record ClosedDay(
            String name,
            @Nullable MonthDay fixed,
            @Nullable Integer easterOffset,
            @Nullable DayOfWeek weekday,
            boolean bankOnly,
            @Nullable Integer lastYear) {

        Optional<LocalDate> in(int year) {
            if (lastYear != null && year > lastYear) {
                return Optional.empty();
            }
            if (fixed != null) {
                LocalDate from = fixed.atYear(year);
                return Optional.of(weekday == null ? from : from.with(TemporalAdjusters.nextOrSame(weekday)));
            }
            return Optional.ofNullable(easterOffset).map(easter(year)::plusDays);
        }
    }

    public boolean isOpen(LocalDate day) {
        return !isWeekend(day) && !closed(day.getYear()).containsKey(day);
    }

    /** The name of the closed day, when it is one. */
    public Optional<String> closing(LocalDate day) {
        return Optional.ofNullable(closed(day.getYear()).get(day)).map(ClosedDay::name);
    }

    /** The day itself when it is open, or the next one that is. */
    public LocalDate roll(LocalDate day) {
        LocalDate open = day;
        while (!isOpen(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    /** The day on which so many open days have passed after a day. */
    LocalDate after(LocalDate day, int openDays) {
        LocalDate on = day;
        for (int i = 0; i < openDays; i++) {
            on = roll(on.plusDays(1));
        }
        return on;
    }

    /** The same for a rule that moves from weekends and holidays only: a day on which just the banks are closed counts. */
    public LocalDate rollFromHolidays(LocalDate day) {
        LocalDate open = day;
        while (isWeekend(open) || isHoliday(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    private boolean isHoliday(LocalDate day) {
        ClosedDay closed = closed(day.getYear()).get(day);
        return closed != null && !closed.bankOnly();
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Of two closed days that fall together the holiday counts, else the first of the list. */
    private Map<LocalDate, ClosedDay> closed(int year) {
        return years.computeIfAbsent(year, _ -> {
            Map<LocalDate, ClosedDay> closed = new HashMap<>();
            for (ClosedDay one : days) {
                one.in(year)
                        .ifPresent(on -> closed.merge(on, one, (first, second) -> first.bankOnly() ? second : first));
            }
            return Map.copyOf(closed);
        });
    }

    /** Easter Sunday of the Gregorian calendar (the anonymous algorithm that Meeus printed). */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int month = (h + l - 7 * m + 114) / 31;
        return LocalDate.of(year, month, (h + l - 7 * m + 114) % 31 + 1);
    }
}
