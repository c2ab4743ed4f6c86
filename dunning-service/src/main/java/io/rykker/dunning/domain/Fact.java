package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a case, in the order it happened: the journal. Nothing is ever changed or taken out of it. Once
 * stored, a name here is a contract: add, never rename.
 */
public sealed interface Fact {

    record InvoiceTaken(String creditorId, Receivable receivable) implements Fact {}

    /** How the invoice reached the debtor became known. */
    record InvoiceDelivered(Delivery delivery) implements Fact {}

    record InvoiceWithdrawn(Account.Cancellation cancellation) implements Fact {}

    record CreditCounted(UUID creditNoteId, Account.Credit credit) implements Fact {}

    record PaymentCounted(UUID allocationId, Account.Payment payment) implements Fact {}

    record PaymentTakenBack(UUID allocationId, Account.Reversal reversal) implements Fact {}

    record LineCharged(ClaimLine line) implements Fact {}

    record FellDue() implements Fact {}

    record ReminderAsked(Letter letter) implements Fact {}

    record ReminderCalledOff(UUID reminderId, String reason) implements Fact {}

    record ReminderWentOut(UUID reminderId, Letter.Sent sending) implements Fact {}

    record ReminderArrived(UUID reminderId, String channel) implements Fact {}

    record ReminderFailed(UUID reminderId, String channel, String reason) implements Fact {}

    /** A person found where the debtor is to be reached; the addresses are kept with the debtor, in this version. */
    record ContactFound(int version, LocalDate on, String why) implements Fact {}

    record HeldBack(Hold hold) implements Fact {}

    record HoldEnded(Hold.Kind kind, String outcome) implements Fact {}

    /**
     * The debtor was given more time.
     *
     * @param approved by somebody who may grant more than a clerk
     */
    record ExtensionGranted(LocalDate until, boolean approved) implements Fact {}

    /** An instalment was not paid in time, and is asked for once. */
    record InstalmentLate(int number, LocalDate until) implements Fact {}

    /** The debtor accepted the instalments that were proposed: they are agreed on from now on. */
    record PlanAccepted(Acceptance acceptance) implements Fact {}

    /** The debtor acknowledged the debt, which begins its limitation anew. */
    record DebtAcknowledged(LocalDate on, String how) implements Fact {}

    /**
     * A person recorded that the debtor acknowledged the debt, or that a court gave judgment: limitation may begin anew.
     */
    record ClaimConfirmed(Limitation.Event event, String why) implements Fact {}

    /** A part of the invoice is disputed, or the answer to it is asked for again, or it was right. */
    record Contested(Contest contest) implements Fact {}

    record ContestEnded(String outcome) implements Fact {}

    /** What a letter charged is taken back, though it was sent. */
    record ChargesLost(UUID reminderId, String reason) implements Fact {}

    /** The debtor answered something. */
    record DebtorAnswered(Answer answer) implements Fact {}

    record CallMade(Call call) implements Fact {}

    /** Dunning goes on elsewhere than the policy's order would have it. */
    record DetourSet(Detour detour, String because) implements Fact {}

    /** Nothing happened for long: a person is asked to look. */
    record Asked(LocalDate on, String what) implements Fact {}

    record GivenUp(Account.WriteOff writeOff) implements Fact {}

    record HandedOver(Handover handover, String because) implements Fact {}

    record TakenBack(UUID caseId, String reason) implements Fact {}

    /**
     * The agency reported.
     *
     * @param over how the agency ended its work with this word, or null when it goes on
     */
    record AgencySpoke(
            UUID caseId,
            String agency,
            String word,
            @Nullable String over) implements Fact {}

    record ClaimSettled(String how) implements Fact {}

    record ClaimReopened(String why) implements Fact {}

    /**
     * The next step cannot be judged, or can be again.
     *
     * @param missing the row of law or the policy that the case waits for, or null when it waits no longer
     */
    record Waiting(@Nullable String missing) implements Fact {}

    /** The creditor's rules put the case into this segment. */
    record SegmentFound(String segment) implements Fact {}

    /**
     * The step at this place of the policy is due and waits for a person's word.
     *
     * @param manager who alone can give it, or null when whoever works here can
     */
    record ApprovalAsked(
            int index, String step, LocalDate on, @Nullable String manager) implements Fact {

        /** Of whoever works here. */
        public ApprovalAsked(int index, String step, LocalDate on) {
            this(index, step, on, null);
        }
    }

    record ApprovalGiven(String step, String why) implements Fact {}

    /** What would have been done, for the record: the policy observes and sends nothing. */
    record StepObserved(Letter letter) implements Fact {}

    /**
     * The case walks another policy.
     *
     * @param goesOnAt the place in it that stands for what was walked before
     */
    record PolicyMoved(String policy, int version, int goesOnAt, String why) implements Fact {}

    /** Something was heard of a case, after days in which nothing was; it has no day of its own. */
    record SignOfLife(LocalDate on) implements Fact {}

    /** Nothing has been heard of an open case, and nothing done about it, since that day: told once for each silence. */
    record FellSilent(LocalDate since) implements Fact {}

    /** The days that the policy gives it from the due date to the handover ended on that day, and no agency has had it. */
    record EscalationLate(LocalDate limit) implements Fact {}

    /** The claim will soon be barred by limitation: somebody is to go to court, or to let it be. */
    record LimitationNear(LocalDate on, String paragraph) implements Fact {}

    /** A file was added to the dispute that is open. */
    record EvidenceAdded(Evidence evidence, String why) implements Fact {}

    /** The seller is asked to prove the delivery that is disputed. */
    record ProofAsked(Proof proof) implements Fact {}

    /**
     * The seller proved the delivery.
     *
     * @param evidenceId the file that proves it, or null when it is the receipt of the invoice
     */
    record ProofCame(@Nullable UUID evidenceId, LocalDate on) implements Fact {}

    /** The day is over, and the seller has proved nothing. */
    record ProofMissed(LocalDate on) implements Fact {}

    /** The claim is a factor's or a buyer's. */
    record ClaimAssigned(Assignment assignment) implements Fact {}

    /** The claim came back from the factor. */
    record ClaimReturned(Assignment assignment) implements Fact {}

    /** A partner says that a step was done, and it was not to be done so. */
    record PartnerRefused(Refusal refusal) implements Fact {}

    /**
     * Somebody was named to look after the case.
     *
     * @param owner who, or null when it belongs to whom its policy names again
     */
    record OwnerNamed(@Nullable String owner, String why) implements Fact {}
}
