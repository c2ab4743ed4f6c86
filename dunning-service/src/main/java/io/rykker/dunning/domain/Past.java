package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One case in the memory of its debtor: what the debtor's other cases need to know of it.
 *
 * @param due the due date, moved to a banking day
 * @param paidOn the value date on which the invoice itself was paid in full, or null
 * @param clearedOn the day on which it ceased to be owed, however that came about, or null while it is owed
 * @param owed the balance, which is below zero when it was overpaid
 * @param fees the letters that charge a fee
 * @param flatSum the flat sum for paying late is claimed, or asked for in a letter that is on its way
 * @param letterOn the last day on which a letter was asked for or went out, or null
 * @param letterPending a letter is asked for and nobody knows yet whether it went out
 */
public record Past(
        java.util.UUID invoiceId,
        LocalDate due,
        @Nullable LocalDate paidOn,
        @Nullable LocalDate clearedOn,
        @Nullable String settled,
        Money owed,
        Tally tally,
        int fees,
        boolean flatSum,
        @Nullable LocalDate letterOn,
        boolean letterPending) {

    /** Null while the invoice is not known. */
    public static @Nullable Past of(Case c, RuleBook book, Tally tally) {
        if (c.receivable() == null) {
            return null;
        }
        LocalDate letterOn = c.letters().stream()
                .flatMap(Past::reached)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Past(
                c.invoiceId(),
                Ahead.due(c, book),
                paidOn(c),
                c.settled() == null ? null : clearedOn(c),
                c.settled(),
                c.balance(),
                tally,
                Ahead.feeLetters(c).size(),
                c.account()
                                .claimed(ClaimLine.Kind.COMPENSATION, c.issued().total())
                                .isPositive()
                        || c.letters().stream()
                                .anyMatch(letter -> letter.isPending()
                                        && letter.compensation().isPositive()),
                letterOn,
                c.pendingLetter() != null);
    }

    /** The same when the letter that is on its way has left the house on this day. */
    Past wentOut(LocalDate on) {
        return new Past(invoiceId, due, paidOn, clearedOn, settled, owed, tally, fees, flatSum, on, false);
    }

    /**
     * The first day on which what is decided of the debtor's other cases goes by this one, where nobody asks how the debtor
     * has paid: the day after the due date for what is owed and nothing was written of. Null for what ceased to be owed by
     * its due date, never had a letter, and shows no more than that the debtor is not new.
     */
    public @Nullable LocalDate countsFrom() {
        boolean isQuiet = letterOn == null && !letterPending;
        if (clearedOn != null) {
            return isQuiet && !clearedOn.isAfter(due) ? null : LocalDate.EPOCH;
        }
        return isQuiet && paidOn == null && fees == 0 && !flatSum ? due.plusDays(1) : LocalDate.EPOCH;
    }

    /** Days after the due date until the invoice was paid; below zero never. Null while it is not paid. */
    @Nullable
    Integer daysLate() {
        return paidOn == null ? null : (int) Math.max(0, ChronoUnit.DAYS.between(due, paidOn));
    }

    boolean isOverdue(LocalDate today) {
        return clearedOn == null && owed.isPositive() && today.isAfter(due);
    }

    private static Stream<LocalDate> reached(Letter letter) {
        Letter.Sent sent = letter.sent();
        if (letter.failed() != null || letter.isObserved()) {
            return Stream.empty();
        }
        if (sent != null) {
            return Stream.of(sent.on());
        }
        return letter.calledOff() == null ? Stream.of(letter.askedOn()) : Stream.empty();
    }

    private static @Nullable LocalDate paidOn(Case c) {
        Money total = c.issued().total();
        Money missing = total.minus(c.account().credited(total));
        LocalDate on = null;
        for (Account.Payment payment : c.account().standing(total)) {
            if (!missing.isPositive()) {
                break;
            }
            missing = missing.minus(payment.amount());
            on = payment.valueDate();
        }
        return missing.isPositive() ? null : on;
    }

    private static LocalDate clearedOn(Case c) {
        Account account = c.account();
        Stream.Builder<LocalDate> days = Stream.builder();
        days.add(c.issued().issuedOn());
        account.standing(c.issued().total()).forEach(payment -> days.add(payment.valueDate()));
        account.credits().values().forEach(credit -> days.add(credit.on()));
        if (account.cancelled() != null) {
            days.add(account.cancelled().on());
        }
        if (account.writtenOff() != null) {
            days.add(account.writtenOff().on());
        }
        Assignment sale = account.sale();
        if (sale != null) {
            days.add(sale.on());
        }
        return days.build().max(Comparator.naturalOrder()).orElseThrow();
    }
}
