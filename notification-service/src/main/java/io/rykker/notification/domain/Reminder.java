package io.rykker.notification.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reminder that is to reach the debtor: what the letter says of the claim.
 *
 * @param amountDue all that is to be paid, of the other invoices too
 * @param alsoDue more invoices in the same letter
 * @param step the policy's name of it, or null
 * @param terms what is explained to a debtor who is new, or null
 * @param debtorVersion the version of the debtor that must be known before it is sent, 0 for any
 */
public record Reminder(
        UUID reminderId,
        UUID invoiceId,
        String creditorId,
        UUID debtorId,
        String invoiceNumber,
        String kind,
        LocalDate decidedOn,
        LocalDate deadline,
        int deadlineDays,
        Money amountDue,
        List<Line> claim,
        Money paid,
        Money credited,
        List<String> channels,
        String language,
        LocalDate issuedOn,
        LocalDate dueOn,
        @Nullable String paymentReference,
        @Nullable String nextStep,
        List<Other> alsoDue,
        @Nullable String step,
        Before before,
        @Nullable Terms terms,
        int debtorVersion) {

    public Reminder {
        claim = List.copyOf(claim);
        channels = List.copyOf(channels);
        alsoDue = List.copyOf(alsoDue);
    }

    /**
     * What the letter mentions of what went before.
     *
     * @param instalments the plan that it confirms, or none
     * @param letterOn the day of the letter before it, or null
     * @param callOn the day on which the debtor was last spoken to, or null
     * @param brokenAgreements how often agreements were broken, when the debtor is to be warned of it, or zero
     */
    public record Before(
            List<Instalment> instalments,
            @Nullable LocalDate letterOn,
            @Nullable LocalDate callOn,
            int brokenAgreements) {

        public Before {
            instalments = List.copyOf(instalments);
        }
    }

    /**
     * The creditor's terms, as far as they are known.
     *
     * @param feesAgreed fees and interest for late payment were agreed when the debt arose
     */
    public record Terms(boolean feesAgreed) {}

    public record Instalment(LocalDate on, Money amount) {}

    /** One line of the claim. */
    public record Line(String kind, Money amount, LocalDate on) {}

    /** Another invoice in the same letter. */
    public record Other(
            String invoiceNumber,
            LocalDate issuedOn,
            LocalDate dueOn,
            List<Line> claim,
            Money paid,
            Money credited,
            Money amountDue,
            @Nullable String paymentReference) {

        public Other {
            claim = List.copyOf(claim);
        }

        /** All that is owed; what is disputed, or has been agreed for later, is not asked for. */
        public Money owed() {
            Money owed = paid.negated().minus(credited);
            for (Line line : claim) {
                owed = owed.plus(line.amount());
            }
            return owed;
        }
    }

    /** Every invoice that the letter is about, each with what is to be paid of it. */
    public List<Other> invoices() {
        Money own = amountDue;
        for (Other other : alsoDue) {
            own = own.minus(other.amountDue());
        }
        List<Other> all = new ArrayList<>(alsoDue.size() + 1);
        all.add(new Other(invoiceNumber, issuedOn, dueOn, claim, paid, credited, own, paymentReference));
        all.addAll(alsoDue);
        return all;
    }

    /** The deadline to print: never fewer days from the sending than were promised. */
    public LocalDate deadlineWhenSentOn(LocalDate day) {
        LocalDate earliest = day.plusDays(deadlineDays);
        return deadline.isBefore(earliest) ? earliest : deadline;
    }
}
