package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a case hears: news from the other services, the word of a person, and that a day began. */
public sealed interface Signal {

    /** What invoice-service says. */
    sealed interface FromInvoices extends Signal {}

    record Issued(String creditorId, Receivable receivable) implements FromInvoices {}

    record Credited(UUID creditNoteId, Account.Credit credit) implements FromInvoices {}

    record Cancelled(Account.Cancellation cancellation) implements FromInvoices {}

    /** What payment-service says. */
    sealed interface FromPayments extends Signal {}

    record Paid(UUID allocationId, Account.Payment payment) implements FromPayments {}

    record Reversed(UUID allocationId, Account.Reversal reversal) implements FromPayments {}

    /** What is said of a letter. */
    sealed interface FromDeliveries extends Signal {
        UUID reminderId();
    }

    record Sent(UUID reminderId, Letter.Sent sending) implements FromDeliveries {}

    record Arrived(UUID reminderId, String channel) implements FromDeliveries {}

    record Undeliverable(UUID reminderId, String channel, LocalDate on, String reason) implements FromDeliveries {}

    /** Another invoice of the same letter no longer belongs in it, so the whole letter was called off. */
    record CalledOff(UUID reminderId, String reason) implements FromDeliveries {}

    /** What the agency says through the gateway. */
    sealed interface FromAgency extends Signal {
        UUID caseId();

        String agency();

        LocalDate on();
    }

    record Accepted(
            UUID caseId,
            String agency,
            LocalDate on,
            @Nullable String agencyCaseNumber) implements FromAgency {}

    record Rejected(UUID caseId, String agency, LocalDate on, String reason) implements FromAgency {}

    record Progressed(
            UUID caseId,
            String agency,
            LocalDate on,
            String status,
            @Nullable String text) implements FromAgency {}

    record Closed(
            UUID caseId,
            String agency,
            LocalDate on,
            String closeCode,
            @Nullable String text) implements FromAgency {}

    /** What a person at the creditor decides, always with why. */
    sealed interface FromPeople extends Signal {
        String why();
    }

    /** The debtor promised to pay, all or an amount, by a day. */
    record Promised(LocalDate until, @Nullable Money amount, String why) implements FromPeople {}

    record Disputed(String reason, String why) implements FromPeople {}

    record Resolved(boolean upheld, String why) implements FromPeople {}

    record Held(LocalDate until, String why) implements FromPeople {}

    record Released(String why) implements FromPeople {}

    /** All cases of the debtor are held. */
    record DebtorHeld(Hold hold, String why) implements FromPeople {}

    /** The hold of all cases of the debtor has been ended. */
    record DebtorReleased(String why) implements FromPeople {}

    record WrittenOff(String why) implements FromPeople {}

    /** The step that waits for approval may be taken. */
    record Approved(String why) implements FromPeople {}

    /** From now on the case walks the newest version of another policy, or of its own. */
    record PolicyChosen(String policy, String why) implements FromPeople {}

    /** A day began for the creditor, or has been going on: what is due on it may be decided. */
    record DayCame() implements Signal {}
}
