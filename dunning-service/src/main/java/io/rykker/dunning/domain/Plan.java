package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An instalment plan: what is owed, in parts that add up to it. Money covers the instalments in their order, whatever it
 * was meant for. One instalment may be late and is asked for once; the next one that is late breaks the plan.
 *
 * @param cameInBefore what had been paid and credited when the plan was made
 * @param graceDays days after an instalment's date in which nothing is said
 * @param lateNumber the instalment that was late and was asked for, from 1; 0 for none
 * @param lateUntil the day that was given for it, or null
 * @param acceptance how the debtor accepted it after it was proposed; null when it was agreed on at once, as are all that
 *     were stored before plans could be proposed, and while it is only proposed
 */
public record Plan(
        List<Instalment> instalments,
        Money cameInBefore,
        int graceDays,
        int lateNumber,
        @Nullable LocalDate lateUntil,
        @Nullable Acceptance acceptance) {

    /** The instalments of the longest plan. */
    public static final int MOST = 60;

    /** One part of a plan. */
    public record Instalment(LocalDate on, Money amount) {}

    /** How far instalments are apart. */
    public enum Interval {
        WEEK,
        TWO_WEEKS,
        MONTH;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        LocalDate after(LocalDate first, int times) {
            return switch (this) {
                case WEEK -> first.plusWeeks(times);
                case TWO_WEEKS -> first.plusWeeks(2L * times);
                case MONTH -> first.plusMonths(times);
            };
        }
    }

    /** Equal parts, one a month; the last takes what rounding leaves. */
    public static List<Instalment> schedule(Money owed, int count, LocalDate first) {
        return schedule(owed, count, first, Interval.MONTH);
    }

    static List<Instalment> schedule(Money owed, int count, LocalDate first, Interval every) {
        BigDecimal each =
                owed.amount().divide(BigDecimal.valueOf(count), owed.amount().scale(), RoundingMode.DOWN);
        Money part = new Money(each, owed.currency());
        List<Instalment> instalments = new ArrayList<>();
        Money left = owed;
        for (int i = 0; i < count; i++) {
            Money amount = i == count - 1 ? left : part;
            instalments.add(new Instalment(every.after(first, i), amount));
            left = left.minus(amount);
        }
        return List.copyOf(instalments);
    }

    /** Why these instalments are no plan for what is owed, or null when they are one. */
    static @Nullable String wrong(List<Instalment> instalments, Money owed, LocalDate today) {
        if (instalments.size() < 2 || instalments.size() > MOST) {
            return "a plan has 2 to " + MOST + " instalments; a single payment is a promise";
        }
        Money sum = Money.zero(owed.currency());
        LocalDate before = today.minusDays(1);
        for (Instalment instalment : instalments) {
            if (!instalment.amount().currency().equals(owed.currency())) {
                return "the instalments must be in " + owed.currency() + ", as the claim is";
            }
            if (!instalment.amount().isPositive()) {
                return "an instalment of " + instalment.amount() + " is none";
            }
            if (!instalment.on().isAfter(before)) {
                return "the instalment of " + instalment.on() + " is in the past or not after the one before it";
            }
            before = instalment.on();
            sum = sum.plus(instalment.amount());
        }
        return sum.equals(owed) ? null : "the instalments add up to " + sum + ", owed is " + owed;
    }

    /** The place of the first instalment that is not covered; their number when all are. */
    int next(Money cameIn) {
        Money covered = cameIn.minus(cameInBefore);
        for (int i = 0; i < instalments.size(); i++) {
            covered = covered.minus(instalments.get(i).amount());
            if (covered.isNegative()) {
                return i;
            }
        }
        return instalments.size();
    }

    /** How many of the instalments are covered by what came in since the plan was made. */
    public int covered(Account account, Money like) {
        return next(account.paid(like).plus(account.credited(like)));
    }

    /** What is missing of all instalments through one, counted from 1. */
    Money missing(int number, Money cameIn) {
        Money missing = cameInBefore.minus(cameIn);
        for (Instalment instalment : instalments.subList(0, number)) {
            missing = missing.plus(instalment.amount());
        }
        return missing.atLeastZero();
    }

    boolean isPaid(Money cameIn) {
        return next(cameIn) == instalments.size();
    }

    /** The last day on which the next instalment is still in time. */
    LocalDate watchedUntil(Money cameIn) {
        int next = next(cameIn);
        if (next == instalments.size()) {
            return instalments.getLast().on();
        }
        LocalDate until = instalments.get(next).on().plusDays(graceDays);
        return lateUntil != null && next + 1 == lateNumber && lateUntil.isAfter(until) ? lateUntil : until;
    }

    Plan late(int number, LocalDate until) {
        return new Plan(instalments, cameInBefore, graceDays, number, until, acceptance);
    }

    Plan accepted(Acceptance how) {
        return new Plan(instalments, cameInBefore, graceDays, lateNumber, lateUntil, how);
    }
}
