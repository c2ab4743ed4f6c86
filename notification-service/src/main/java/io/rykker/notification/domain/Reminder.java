package io.rykker.notification.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A reminder that is to reach the debtor: what the letter says of the claim. */
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
        @Nullable String nextStep) {

    public Reminder {
        claim = List.copyOf(claim);
        channels = List.copyOf(channels);
    }

    /** One line of the claim. */
    public record Line(String kind, Money amount, LocalDate on) {}

    /** The deadline to print: never fewer days from the sending than were promised. */
    public LocalDate deadlineWhenSentOn(LocalDate day) {
        LocalDate earliest = day.plusDays(deadlineDays);
        return deadline.isBefore(earliest) ? earliest : deadline;
    }
}
