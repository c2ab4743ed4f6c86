package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a debtor has paid one creditor so far.
 *
 * @param invoices that have fallen due
 * @param paid of these
 * @param onTimePercent of those that have fallen due: paid by the due date; null when none has
 * @param averageDaysLate of those that are paid, one decimal; null when none is
 * @param trend the newer half of the paid invoices against the older
 * @param oldestOverdueDays 0 when nothing is overdue
 * @param exposure all that is overdue today, one amount a currency
 * @param score 100 for who always paid in time, less for what is in {@code reasons}, 0 at the least; null for a debtor
 *     without a due date behind them
 * @param reasons what the score is made of, in plain words
 */
public record PaymentHistory(
        int invoices,
        int paid,
        @Nullable Integer onTimePercent,
        @Nullable BigDecimal averageDaysLate,
        Trend trend,
        int promisesKept,
        int promisesBroken,
        int disputes,
        int writtenOff,
        long oldestOverdueDays,
        List<Money> exposure,
        @Nullable Integer score,
        List<String> reasons) {

    /** Whether the debtor pays sooner or later than before. */
    public enum Trend {
        UNKNOWN("unknown"),
        BETTER("better"),
        STEADY("steady"),
        WORSE("worse");

        private final String word;

        Trend(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Nothing is known of the debtor. */
    public static final PaymentHistory NONE = of(List.of(), LocalDate.EPOCH);

    private static final int ENOUGH_FOR_A_TREND = 4;
    private static final int TREND_DAYS = 3;

    public static PaymentHistory of(Collection<Past> cases, LocalDate today) {
        List<Past> due = cases.stream()
                .filter(past -> today.isAfter(past.due()) || past.paidOn() != null)
                .filter(past -> past.settled() == null || isJudged(past.settled()))
                .sorted(Comparator.comparing(Past::due).thenComparing(Past::invoiceId))
                .toList();
        List<Integer> late = new ArrayList<>();
        Map<String, Money> exposure = new TreeMap<>();
        Tally tally = Tally.NONE;
        int onTime = 0;
        int lost = 0;
        long oldest = 0;
        for (Past past : cases) {
            tally = tally.and(past.tally());
            if (past.isOverdue(today)) {
                Currency currency = past.owed().currency();
                exposure.merge(currency.getCurrencyCode(), past.owed(), Money::plus);
                oldest = Math.max(oldest, ChronoUnit.DAYS.between(past.due(), today));
            }
        }
        for (Past past : due) {
            Integer days = past.daysLate();
            if (days != null) {
                late.add(days);
                onTime += days == 0 ? 1 : 0;
            }
            lost += "written-off".equals(past.settled()) && days == null ? 1 : 0;
        }
        Integer percent = due.isEmpty() ? null : Math.round(100f * onTime / due.size());
        BigDecimal average = late.isEmpty() ? null : average(late);
        Trend trend = trend(late);
        var score = new Score();
        if (average != null && average.signum() > 0) {
            score.take(Math.min(30, average.intValue()), "paid " + average.toPlainString() + " days late on average");
        }
        if (percent != null && percent < 100) {
            score.take((100 - percent) / 5, (due.size() - onTime) + " of " + due.size() + " were not paid in time");
        }
        score.take(Math.min(30, 10 * tally.promisesBroken()), tally.promisesBroken() + " promises were broken");
        score.take(Math.min(40, 20 * lost), lost + " were written off unpaid");
        score.take(trend == Trend.WORSE ? 10 : 0, "pays later than before");
        score.take(oldest > 30 ? 10 : 0, "something has been overdue for " + oldest + " days");
        score.give(Math.min(10, 5 * tally.promisesKept()), tally.promisesKept() + " promises were kept");
        score.give(trend == Trend.BETTER ? 5 : 0, "pays sooner than before");
        return new PaymentHistory(
                due.size(),
                late.size(),
                percent,
                average,
                trend,
                tally.promisesKept(),
                tally.promisesBroken(),
                tally.disputes(),
                lost,
                oldest,
                List.copyOf(exposure.values()),
                due.isEmpty() ? null : score.points(),
                List.copyOf(score.reasons));
    }

    /** What was credited or cancelled was no claim, and says nothing of the debtor. */
    private static boolean isJudged(String settled) {
        return settled.equals("paid") || settled.equals("written-off");
    }

    private static BigDecimal average(List<Integer> days) {
        long sum = days.stream().mapToLong(Integer::longValue).sum();
        return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(days.size()), 1, RoundingMode.HALF_UP);
    }

    private static Trend trend(List<Integer> late) {
        if (late.size() < ENOUGH_FOR_A_TREND) {
            return Trend.UNKNOWN;
        }
        int half = late.size() / 2;
        BigDecimal change = average(late.subList(half, late.size())).subtract(average(late.subList(0, half)));
        if (change.abs().compareTo(BigDecimal.valueOf(TREND_DAYS)) <= 0) {
            return Trend.STEADY;
        }
        return change.signum() > 0 ? Trend.WORSE : Trend.BETTER;
    }

    private static final class Score {
        private final List<String> reasons = new ArrayList<>();
        private int given = 100;

        private void take(int points, String why) {
            if (points > 0) {
                given -= points;
                reasons.add("-" + points + ": " + why);
            }
        }

        private void give(int points, String why) {
            if (points > 0) {
                given += points;
                reasons.add("+" + points + ": " + why);
            }
        }

        private int points() {
            return Math.clamp(given, 0, 100);
        }
    }
}
