package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Statutory late-payment interest: simple, actual days over 365, from the day after the due date through the day asked
 * about, the payment's day included. Each stretch of one rate and one principal is rounded half up by itself, so that the
 * lines of a letter add up. No interest on interest or fees; money counts against the principal first, which is what the
 * debtor is served best by.
 */
public final class Interest {

    private static final BigDecimal DAYS_OF_YEAR_TIMES_PERCENT = BigDecimal.valueOf(36_500);

    private Interest() {}

    /** One stretch in which neither rate nor principal changed. */
    public record Stretch(LocalDate from, LocalDate through, Money principal, BigDecimal rate, Money amount) {

        public long days() {
            return ChronoUnit.DAYS.between(from, through) + 1;
        }
    }

    /** Interest on a principal that nobody paid anything of. */
    public static List<Stretch> on(
            Money principal, LocalDate issuedOn, LocalDate due, LocalDate through, DebtorKind kind, Law law) {
        return on(principal, List.of(), issuedOn, due, through, kind, law);
    }

    static List<Stretch> on(
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
                stretches.add(stretch(from, until, left, law.rate(kind, dates)));
            }
            from = until.plusDays(1);
        }
        return stretches;
    }

    public static Money sum(List<Stretch> stretches, Money like) {
        Money sum = Money.zero(like.currency());
        for (Stretch stretch : stretches) {
            sum = sum.plus(stretch.amount());
        }
        return sum;
    }

    private static Stretch stretch(LocalDate from, LocalDate until, Money principal, BigDecimal rate) {
        long days = ChronoUnit.DAYS.between(from, until) + 1;
        BigDecimal amount = principal
                .amount()
                .multiply(rate)
                .multiply(BigDecimal.valueOf(days))
                .divide(
                        DAYS_OF_YEAR_TIMES_PERCENT,
                        principal.currency().getDefaultFractionDigits(),
                        RoundingMode.HALF_UP);
        return new Stretch(from, until, principal, rate, new Money(amount, principal.currency()));
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
