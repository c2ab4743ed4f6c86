package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a case hears: news from the other services, the word of a person, and that a day began. */
public sealed interface Signal {

    /** What invoice-service says. */
    sealed interface FromInvoices extends Signal {}

    /**
     * The invoice was issued.
     *
     * @param delivery how it reached the debtor, when that was told with it
     */
    record Issued(
            String creditorId,
            Receivable receivable,
            @Nullable Delivery delivery) implements FromInvoices {

        public Issued(String creditorId, Receivable receivable) {
            this(creditorId, receivable, null);
        }
    }

    record Delivered(Delivery delivery) implements FromInvoices {}

    record Credited(UUID creditNoteId, Account.Credit credit) implements FromInvoices {}

    record Cancelled(Account.Cancellation cancellation) implements FromInvoices {}

    /** The claim is a factor's or a buyer's: a level, as it is after that many words about the invoice. */
    record Assigned(Assignment assignment) implements FromInvoices {}

    /** It came back from the factor; likewise. */
    record Returned(Assignment assignment) implements FromInvoices {}

    /** What payment-service says. */
    sealed interface FromPayments extends Signal {}

    record Paid(UUID allocationId, Account.Payment payment) implements FromPayments {}

    record Reversed(UUID allocationId, Account.Reversal reversal) implements FromPayments {}

    /**
     * A person found where the debtor is to be reached.
     *
     * @param version the version of the debtor that has it
     * @param by whose word it is
     */
    record ContactFound(int version, LocalDate on, String by, String why) implements Signal {}

    /** What is said of a letter. */
    sealed interface FromDeliveries extends Signal {
        UUID reminderId();
    }

    record Sent(UUID reminderId, Letter.Sent sending) implements FromDeliveries {}

    record Arrived(UUID reminderId, String channel) implements FromDeliveries {}

    record Undeliverable(UUID reminderId, String channel, LocalDate on, String reason) implements FromDeliveries {}

    /** The letter, which is about another invoice too, went to somebody else. */
    record Misdirected(UUID reminderId) implements FromDeliveries {}

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

    /**
     * The debtor promised to pay, all or an amount, by a day.
     *
     * @param until the day, or null when none was named: then nothing happens for a week
     * @param fallback what was said to follow when it is broken
     */
    record Promised(@Nullable LocalDate until, @Nullable Money amount, String why, Fallback fallback)
            implements FromPeople {

        public Promised(LocalDate until, @Nullable Money amount, String why) {
            this(until, amount, why, Fallback.RESUME);
        }
    }

    /**
     * The debtor was given more time.
     *
     * @param approved by somebody who may grant more than a clerk
     */
    record Extended(LocalDate until, String why, Fallback fallback, boolean approved) implements FromPeople {}

    /** Instalments were agreed on, one by one. */
    record Planned(List<Plan.Instalment> instalments, String why, Fallback fallback) implements FromPeople {}

    /** So many equal instalments were agreed on, one a month. */
    record PlannedEvenly(int count, LocalDate first, String why, Fallback fallback) implements FromPeople {}

    /**
     * Instalments are proposed to the debtor, one by one.
     *
     * @param acceptBy the last day on which they can be accepted, or null for the usual days
     * @param fallback what follows when they are not accepted, and when they are accepted and not paid
     */
    record Proposed(
            List<Plan.Instalment> instalments, @Nullable LocalDate acceptBy, String why, Fallback fallback)
            implements FromPeople {}

    /** So many equal instalments, one a month, are proposed to the debtor. */
    record ProposedEvenly(
            int count, LocalDate first, @Nullable LocalDate acceptBy, String why, Fallback fallback)
            implements FromPeople {}

    /** The debtor accepted the instalments that were proposed. */
    record PlanAccepted(Acceptance acceptance, String why) implements FromPeople {}

    /**
     * The debtor says that something is wrong.
     *
     * @param reason a word of {@link DisputeReason}, or the debtor's own words
     * @param amount what is disputed of the invoice, or null for all of it
     * @param owner who looks after the case from then on, or null for whoever does already
     */
    record Disputed(
            String reason,
            String why,
            @Nullable Money amount,
            @Nullable String owner) implements FromPeople {

        public Disputed(String reason, String why, @Nullable Money amount) {
            this(reason, why, amount, null);
        }

        public Disputed(String reason, String why) {
            this(reason, why, null);
        }
    }

    /**
     * The debtor acknowledged the debt, or a court gave judgment on it.
     *
     * @param how {@link Limitation.Cause#ACKNOWLEDGEMENT}, {@link Limitation.Cause#WRITTEN_ACKNOWLEDGEMENT} or
     *     {@link Limitation.Cause#JUDGMENT}
     */
    record Confirmed(Limitation.Cause how, LocalDate on, String why) implements FromPeople {}

    record Resolved(boolean upheld, String why) implements FromPeople {}

    /** Somebody adds a file to the dispute that is open. */
    record EvidenceGiven(Evidence.File file, String by, String why) implements FromPeople {}

    record Held(LocalDate until, String why) implements FromPeople {}

    record Released(String why) implements FromPeople {}

    /** All cases of the debtor are held. */
    record DebtorHeld(Hold hold, String why) implements FromPeople {}

    /** The hold of all cases of the debtor has been ended. */
    record DebtorReleased(String why) implements FromPeople {}

    record WrittenOff(String why) implements FromPeople {}

    /**
     * The step that waits for approval may be taken.
     *
     * @param by the name of whoever says so, or null for whoever it must be
     */
    record Approved(String why, @Nullable String by) implements FromPeople {

        /** By whoever it must be. */
        public Approved(String why) {
            this(why, null);
        }
    }

    /** From now on the case walks the newest version of another policy, or of its own. */
    record PolicyChosen(String policy, String why) implements FromPeople {}

    /** Bankruptcy or death. */
    record Stopped(
            Hold.Kind kind,
            LocalDate on,
            String why,
            @Nullable LocalDate reviewOn) implements FromPeople {}

    /**
     * A person hands the case over to the agency before the policy does.
     *
     * @param by the name of that person, or null when it is not known
     */
    record ToBeHandedOver(String why, @Nullable String by) implements FromPeople {

        /** By somebody whose name is not known. */
        public ToBeHandedOver(String why) {
            this(why, null);
        }
    }

    /** A person takes the case from the agency. */
    record Recalled(String why) implements FromPeople {}

    /**
     * Somebody is named to look after the case.
     *
     * @param owner who, or null when it is to belong to whom its policy names again
     */
    record OwnerNamed(@Nullable String owner, String why) implements FromPeople {}

    /** A person takes the case from the automation, until a day, and looks after it also when that is over. */
    record TakenOver(String owner, LocalDate until, String why) implements FromPeople {}

    record GivenBack(String why) implements FromPeople {}

    /**
     * A call was made.
     *
     * @param until the day that was promised in it
     * @param amount what was promised or is disputed, or null for all
     * @param reason what is disputed
     */
    record Called(
            Call call,
            @Nullable LocalDate until,
            @Nullable Money amount,
            @Nullable String reason) implements FromPeople {
        @Override
        public String why() {
            return call.said();
        }
    }

    /** The debtor wrote back, or called. */
    record Answered(Answer answer) implements FromPeople {
        @Override
        public String why() {
            return answer.summary();
        }
    }

    /**
     * A partner says that a step which the policy leaves to it was done.
     *
     * @param policy name and version of the policy that it worked under, like {@code partner-reminds/3}
     * @param deadline until when the debtor may pay by the letter, or null for what was asked for
     * @param fee what the letter charges, or null for what was asked for
     */
    record StepDone(
            String partner,
            String policy,
            String step,
            LocalDate on,
            String channel,
            @Nullable LocalDate deadline,
            @Nullable Money fee)
            implements Signal {}

    /** A day began for the creditor, or has been going on: what is due on it may be decided. */
    record DayCame() implements Signal {}
}
