package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Statutory late-payment interest: simple, by the day count that is chosen (actual days over 365), from the day after the due date through the day asked
 * about, the payment's day included. Each stretch of one rate and one principal is rounded half up by itself, so that the
 * lines of a letter add up. No interest on interest or fees.
 */
public final class Interest {

    private static final BigDecimal DAYS_OF_YEAR_TIMES_PERCENT = BigDecimal.valueOf(36_500);
    private static final BigDecimal DAYS_OF_SHORT_YEAR_TIMES_PERCENT = BigDecimal.valueOf(36_000);

    private Interest() {}

    /**
     * One stretch in which neither rate nor principal changed.
     *
     * @param days as the day count of the claim has them
     */
    public record Stretch(
            LocalDate from, LocalDate through, long days, Money principal, BigDecimal rate, Money amount) {}

    /** Interest on a principal that nobody paid anything of. */
    public static List<Stretch> on(
            Money principal, LocalDate issuedOn, LocalDate due, LocalDate through, DebtorKind kind, Law law) {
        return on(principal, List.of(), issuedOn, due, through, kind, law);
    }

    /**
     * The same on what was left from day to day.
     *
     * @param payments what of each payment counted against the principal
     */
    public static List<Stretch> on(
            Money principal,
            List<Account.Payment> payments,
            LocalDate issuedOn,
            LocalDate due,
            LocalDate through,
            DebtorKind kind,
            Law law) {
        List<Stretch> stretches = new ArrayList<>();
        LocalDate from = due.plusDays(1);
        while (!from.isAfter(through)) {
            Money left = leftAtStartOf(from, principal, payments);
            ClaimDates dates = new ClaimDates(issuedOn, due, from);
            LocalDate until = earliest(through, law.rateHoldsThrough(kind, dates), nextPayment(from, payments));
            if (left.isPositive()) {
                stretches.add(stretch(from, until, left, law.rate(kind, dates), law.countsThirtyDays(kind, dates)));
            }
            from = until.plusDays(1);
        }
        return stretches;
    }

    public static Money sum(List<Stretch> stretches, Money like) {
        return Money.sum(like, stretches, _ -> true, Stretch::amount);
    }

    private static Stretch stretch(
            LocalDate from, LocalDate until, Money principal, BigDecimal rate, boolean thirtyDays) {
        long days = thirtyDays ? thirtyDays(from.minusDays(1), until) : ChronoUnit.DAYS.between(from, until) + 1;
        BigDecimal amount = principal
                .amount()
                .multiply(rate)
                .multiply(BigDecimal.valueOf(days))
                .divide(
                        thirtyDays ? DAYS_OF_SHORT_YEAR_TIMES_PERCENT : DAYS_OF_YEAR_TIMES_PERCENT,
                        principal.currency().getDefaultFractionDigits(),
                        RoundingMode.HALF_UP);
        return new Stretch(from, until, days, principal, rate, new Money(amount, principal.currency()));
    }

    /** Days between two dates when every month has 30. */
    private static long thirtyDays(LocalDate after, LocalDate through) {
        return 360L * (through.getYear() - after.getYear())
                + 30L * (through.getMonthValue() - after.getMonthValue())
                + Math.min(30, through.getDayOfMonth())
                - Math.min(30, after.getDayOfMonth());
    }

    /** A percentage of an amount, rounded half up. */
    static Money percent(Money amount, BigDecimal percent) {
        return new Money(
                amount.amount()
                        .multiply(percent)
                        .divide(
                                BigDecimal.valueOf(100),
                                amount.currency().getDefaultFractionDigits(),
                                RoundingMode.HALF_UP),
                amount.currency());
    }

    private static Money leftAtStartOf(LocalDate day, Money principal, List<Account.Payment> payments) {
        Money left = principal;
        for (Account.Payment payment : payments) {
            if (payment.valueDate().isBefore(day)) {
                left = left.minus(payment.amount());
            }
        }
        return left;
    }

    /** The day of the first payment on or after a day: interest runs through it on the old principal. */
    private static LocalDate nextPayment(LocalDate day, List<Account.Payment> payments) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (Account.Payment payment : payments) {
            days.add(payment.valueDate());
        }
        LocalDate next = days.ceiling(day);
        return next == null ? LocalDate.MAX : next;
    }

    private static LocalDate earliest(LocalDate a, LocalDate b, LocalDate c) {
        LocalDate first = a.isBefore(b) ? a : b;
        return first.isBefore(c) ? first : c;
    }
}
