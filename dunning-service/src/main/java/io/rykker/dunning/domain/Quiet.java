package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a creditor does not want to remind, although it is due.
 *
 * @param below less than this, in the claim's currency, is not worth a letter
 * @param weekdays on which nothing is done
 * @param dates yearly stretches in which nothing is done
 * @param onClosedDays weekends and holidays of the debtor's country are days like any other
 */
public record Quiet(BigDecimal below, Set<DayOfWeek> weekdays, List<Stretch> dates, boolean onClosedDays) {

    /** The law's own closed days only. */
    public static final Quiet NEVER = new Quiet(BigDecimal.ZERO, Set.of(), List.of(), false);

    /** More than the longest stretch that leaves any day of a year. */
    private static final int LONGEST = 400;

    /** A yearly stretch, both days included; it may run over the end of the year. */
    public record Stretch(MonthDay from, MonthDay to) {

        boolean contains(LocalDate date) {
            MonthDay day = MonthDay.from(date);
            boolean isAfterStart = !day.isBefore(from);
            boolean isBeforeEnd = !day.isAfter(to);
            return from.isAfter(to) ? isAfterStart || isBeforeEnd : isAfterStart && isBeforeEnd;
        }

        @Override
        public String toString() {
            return from.toString().substring(2) + " to " + to.toString().substring(2);
        }
    }

    /** Why nothing is done on a day, when nothing is. */
    Optional<String> on(LocalDate day, Closings closings) {
        if (!onClosedDays && !closings.isOpen(day)) {
            return Optional.of(closings.closing(day).orElse(name(day.getDayOfWeek())));
        }
        if (weekdays.contains(day.getDayOfWeek())) {
            return Optional.of("the policy does nothing on a " + name(day.getDayOfWeek()));
        }
        return dates.stream()
                .filter(stretch -> stretch.contains(day))
                .findFirst()
                .map(stretch -> "the policy does nothing from " + stretch);
    }

    boolean isOpen(LocalDate day, Closings closings) {
        return on(day, closings).isEmpty();
    }

    /** The day itself, or the next one on which something may be done. */
    LocalDate roll(LocalDate day, Closings closings) {
        LocalDate open = day;
        for (int i = 0; i < LONGEST; i++) {
            if (isOpen(open, closings)) {
                return open;
            }
            open = open.plusDays(1);
        }
        throw new MissingLaw("the policy leaves no day in a year on which anything could be done");
    }

    /** The longest time from a day of this year on in which nothing can be done. */
    int longestSilence(int year) {
        int longest = 0;
        int silence = 0;
        for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() < year + 2; day = day.plusDays(1)) {
            silence = isOpen(day, Closings.WEEKENDS) ? 0 : silence + 1;
            longest = Math.max(longest, silence);
        }
        return longest;
    }

    private static String name(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
