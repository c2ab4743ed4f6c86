package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan that a policy offers by itself, once in a case, when an agreement is broken that was to be followed by one.
 *
 * @param instalments how many at the most; fewer when each would be less than the least
 * @param firstDays days from the offer to the first instalment
 * @param acceptDays days in which it can be accepted
 * @param minInstalment the least that an instalment may be, in the claim's currency, or null
 * @param minAmount what must be owed, this amount included, or null
 * @param maxAmount what may be owed, this amount included, or null
 * @param then what follows when it is not accepted, and when it is accepted and not paid
 */
public record PlanOffer(
        int instalments,
        Plan.Interval every,
        int firstDays,
        int acceptDays,
        @Nullable BigDecimal minInstalment,
        @Nullable BigDecimal minAmount,
        @Nullable BigDecimal maxAmount,
        Fallback then) {

    public static final int USUAL_FIRST_DAYS = 14;
    public static final int USUAL_ACCEPT_DAYS = Proposals.ACCEPT_DAYS;

    /** A plan has two instalments, or is none. */
    private static final int LEAST = 2;

    /** The instalments that are offered of what is owed; none when it is not offered. */
    List<Plan.Instalment> of(Money owed, LocalDate today, LocalDate acceptBy) {
        boolean isMeant = (minAmount == null || owed.amount().compareTo(minAmount) >= 0)
                && (maxAmount == null || owed.amount().compareTo(maxAmount) <= 0);
        int count = Math.min(instalments, most(owed));
        LocalDate first = today.plusDays(firstDays);
        return isMeant && count >= LEAST
                ? Plan.schedule(owed, count, first.isBefore(acceptBy) ? acceptBy : first, every)
                : List.of();
    }

    /** Into how many parts it can be split that are large enough: nobody can pay less than the smallest coin. */
    private int most(Money owed) {
        BigDecimal coin = BigDecimal.ONE.movePointLeft(owed.currency().getDefaultFractionDigits());
        BigDecimal least = minInstalment == null ? coin : coin.max(minInstalment);
        BigDecimal parts = owed.amount().divide(least, 0, RoundingMode.DOWN);
        return parts.min(BigDecimal.valueOf(Plan.MOST)).intValue();
    }

    /** What is wrong with it in any country. */
    List<String> flaws(String policy) {
        String offer = policy + ", planOffer: ";
        List<String> flaws = new ArrayList<>();
        if (firstDays < acceptDays) {
            flaws.add(offer + "the first instalment, after " + firstDays + " days, comes before the " + acceptDays
                    + " days in which the debtor may accept are over");
        }
        if (minAmount != null && maxAmount != null && minAmount.compareTo(maxAmount) > 0) {
            flaws.add(offer + "no amount is from " + minAmount.toPlainString() + " up to " + maxAmount.toPlainString());
        }
        if (minInstalment != null
                && maxAmount != null
                && minInstalment.multiply(BigDecimal.valueOf(LEAST)).compareTo(maxAmount) > 0) {
            flaws.add(offer + "no amount up to " + maxAmount.toPlainString() + " makes two instalments of "
                    + minInstalment.toPlainString());
        }
        return flaws;
    }
}
