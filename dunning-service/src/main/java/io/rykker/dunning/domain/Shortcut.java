package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.chrono.ChronoLocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a case goes straight to its collection notice, and from there to the agency: any one of these is enough. It
 * passes over steps of the policy, never over the law: the notice and every printed deadline stay. Null asks nothing.
 *
 * @param reminders formal reminders without any payment, promise or dispute since
 * @param brokenAgreements agreements that were broken
 * @param amount owed, in the claim's currency
 * @param contactBroken the last letter came back
 * @param days since the due date
 */
public record Shortcut(
        @Nullable Integer reminders,
        @Nullable Integer brokenAgreements,
        @Nullable BigDecimal amount,
        boolean contactBroken,
        @Nullable Integer days) {

    public static final Shortcut NONE = new Shortcut(null, null, null, false, null);

    /** A criterion that is met, and from which day it is: null when it is already. */
    record Met(String why, @Nullable LocalDate from) {}

    /** The first criterion that is met, now or on a day to come. */
    @Nullable
    Met met(Case c, LocalDate due) {
        Met now = metNow(c);
        return now != null || days == null
                ? now
                : new Met(days + " days have passed since the due date", due.plusDays(days));
    }

    private @Nullable Met metNow(Case c) {
        if (reminders != null && unanswered(c) >= reminders) {
            return new Met(reminders + " formal reminders stayed without any reaction", null);
        }
        if (brokenAgreements != null && c.course().broken() >= brokenAgreements) {
            return new Met("an agreement was broken", null);
        }
        if (amount != null && c.balance().amount().compareTo(amount) >= 0) {
            return new Met("the balance " + c.balance() + " is " + amount.toPlainString() + " or more", null);
        }
        if (contactBroken && isContactBroken(c)) {
            return new Met("the last letter did not reach the debtor", null);
        }
        return null;
    }

    private static long unanswered(Case c) {
        LocalDate reaction = c.account().standing(c.issued().total()).stream()
                .map(Account.Payment::valueDate)
                .max(ChronoLocalDate::compareTo)
                .orElse(LocalDate.MIN);
        LocalDate word = c.course().reactedOn();
        LocalDate last = word != null && word.isAfter(reaction) ? word : reaction;
        return c.letters().stream()
                .filter(letter -> letter.kind() == StepKind.FORMAL && letter.stands())
                .filter(letter -> letter.sentOn().isAfter(last))
                .count();
    }

    private static boolean isContactBroken(Case c) {
        Letter last = null;
        for (Letter letter : c.letters()) {
            if (letter.sent() != null || letter.failed() != null) {
                last = letter;
            }
        }
        return last != null && last.failed() != null && !isFoundSince(c, last);
    }

    /** A person found where the debtor is, or the debtor answered: the letter did not come through, the next may. */
    private static boolean isFoundSince(Case c, Letter letter) {
        Reach reach = c.dealings().reach();
        LocalDate found = reach.foundOn();
        return (found != null && !found.isBefore(letter.sentOn()))
                || reach.answers().stream().anyMatch(answer -> !answer.on().isBefore(letter.sentOn()));
    }
}
