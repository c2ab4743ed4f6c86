package io.rykker.dunning.domain;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fact in plain words, for the timeline and for the history that an agency gets.
 *
 * @param why the reason that was given, or null when the fact is its own
 */
public record Telling(String what, @Nullable String why) {

    public static Telling of(Fact fact) {
        return switch (fact) {
            case Fact.InvoiceTaken(var _, var issued) ->
                new Telling(
                        "invoice " + issued.number() + " of " + issued.total() + " was taken in, due " + issued.dueOn()
                                + warned(issued),
                        "policy " + issued.policyName());
            case Fact.InvoiceDelivered(var delivery) -> new Telling("the invoice was " + delivery.words(), null);
            case Fact.InvoiceWithdrawn(var cancellation) ->
                new Telling("the invoice was cancelled on " + cancellation.on(), cancellation.reason());
            case Fact.CreditCounted(var _, var credit) ->
                new Telling("credit note " + credit.number() + " of " + credit.amount(), credit.reason());
            case Fact.PaymentCounted(var _, var payment) ->
                new Telling(
                        payment.amount() + " was paid, value date " + payment.valueDate(),
                        "source " + payment.source());
            case Fact.PaymentTakenBack(var _, var reversal) ->
                new Telling("a payment of " + reversal.amount() + " was taken back", reversal.reason());
            case Fact.LineCharged(var line) ->
                new Telling(line.kind().word() + " " + line.amount() + " was added to the claim", line.text());
            case Fact.FellDue _ -> new Telling("the due date passed unpaid", null);
            case Fact.ReminderAsked(var letter) ->
                new Telling(
                        letter.step()
                                + (letter.partner() == null ? " was decided" : " was left to " + letter.partner())
                                + ", deadline " + letter.deadline(),
                        letter.kind().word());
            case Fact.ReminderCalledOff(var _, var reason) -> new Telling("the reminder was withdrawn", reason);
            case Fact.ReminderWentOut(var _, var sending) ->
                new Telling(
                        "the reminder was sent by " + sending.channel() + " on " + sending.on() + ", deadline "
                                + sending.deadline(),
                        null);
            case Fact.ReminderArrived(var _, var channel) ->
                new Telling("the reminder was delivered by " + channel, null);
            case Fact.ReminderFailed(var _, var channel, var reason) ->
                new Telling("the reminder could not be delivered by " + channel, reason);
            case Fact.ContactFound(var _, var on, var why) ->
                new Telling("a new contact of the debtor was stored on " + on, why);
            case Fact.HeldBack(var hold) ->
                new Telling("held until " + hold.until() + ": " + hold.reason(), hold.why());
            case Fact.HoldEnded(var kind, var outcome) -> new Telling("the hold (" + kind.word() + ") ended", outcome);
            case Fact.ExtensionGranted(var until, var approved) ->
                new Telling(
                        "more time was given until " + until,
                        approved ? "granted with approval" : "within what a clerk may grant");
            case Fact.InstalmentLate(var number, var until) ->
                new Telling("instalment " + number + " is late, and is asked for until " + until, null);
            case Fact.PlanAccepted(var acceptance) ->
                new Telling(
                        "the debtor accepted the proposed instalments on " + acceptance.on() + ", by "
                                + acceptance.how().word(),
                        acceptance.evidence());
            case Fact.DebtAcknowledged(var on, var how) ->
                new Telling("the debtor acknowledged the debt on " + on, how);
            case Fact.ClaimConfirmed(var event, var why) ->
                new Telling(event.cause().words() + " on " + event.on(), why);
            case Fact.Contested(var contest) ->
                new Telling(
                        contest.amount() + " of the invoice is disputed" + (contest.upheld() ? " and was right" : "")
                                + ", to be answered by " + contest.until() + ": " + contest.reason(),
                        contest.why());
            case Fact.ContestEnded(var outcome) -> new Telling("the dispute of a part ended", outcome);
            case Fact.EvidenceAdded(var evidence, var why) ->
                new Telling(
                        evidence.by() + " added " + evidence.file().name() + " ("
                                + evidence.file().mediaType() + ", SHA-256 "
                                + evidence.file().sha256() + ") to the dispute of " + evidence.disputedOn(),
                        why);
            case Fact.ProofAsked(var proof)
            when proof.cameOn() != null ->
                new Telling("the receipt of the invoice is the proof of its delivery", proof.reason());
            case Fact.ProofAsked(var proof) ->
                new Telling("the seller was asked for the proof of delivery by " + proof.by(), proof.reason());
            case Fact.ProofCame(var _, var on) -> new Telling("the proof of delivery came on " + on, null);
            case Fact.ProofMissed(var on) ->
                new Telling(
                        "no proof of delivery had come on " + on, "the claim rests until a person answers the debtor");
            case Fact.ChargesLost(var _, var reason) -> new Telling("what a letter had charged was taken back", reason);
            case Fact.DebtorAnswered(var answer) ->
                new Telling(
                        "the debtor answered on " + answer.on() + " by "
                                + answer.channel().word()
                                + (answer.reference() == null ? "" : ", " + answer.reference()),
                        answer.summary());
            case Fact.CallMade(var call) ->
                new Telling(
                        "call of " + call.on() + (call.with() == null ? "" : " with " + call.with()) + ": "
                                + call.outcome().word(),
                        call.said());
            case Fact.DetourSet(var detour, var because) -> new Telling(told(detour), because);
            case Fact.Asked(var on, var what) -> new Telling("a person was asked to look at the case on " + on, what);
            case Fact.GivenUp(var writeOff) -> new Telling("what was left was written off", writeOff.why());
            case Fact.ClaimAssigned(var assignment) ->
                new Telling(
                        "the claim was " + assignment.told()
                                + (assignment.price() == null ? "" : " for " + assignment.price()),
                        assignment.why());
            case Fact.ClaimReturned(var assignment) ->
                new Telling(
                        "the claim came back from " + assignment.assigneeName() + " on " + assignment.returnedOn(),
                        assignment.why());
            case Fact.HandedOver(var handover, var because) ->
                new Telling(
                        "handed over to the agency as case " + handover.caseId()
                                + (handover.mandate() == Mandate.REMINDERS ? ", to remind" : ""),
                        because);
            case Fact.TakenBack(var caseId, var reason) ->
                new Telling("case " + caseId + " was recalled from the agency", reason);
            case Fact.AgencySpoke(var _, var agency, var word, var _) ->
                new Telling("the agency said: " + word, agency);
            case Fact.ClaimSettled(var how) -> new Telling("the claim is settled", how);
            case Fact.ClaimReopened(var why) -> new Telling("the claim is open again", why);
            case Fact.SegmentFound(var segment) -> new Telling("the case belongs to segment " + segment, null);
            case Fact.ApprovalAsked(var _, var step, var on, var manager) ->
                new Telling(
                        "step " + step + " is due on " + on + " and waits for approval",
                        manager == null ? null : "the debtor is a key account of " + manager);
            case Fact.ApprovalGiven(var step, var why) -> new Telling("step " + step + " was approved", why);
            case Fact.PartnerRefused(var refusal) ->
                new Telling(
                        refusal.partner() + " says that " + refusal.step() + " was done on " + refusal.on()
                                + " under policy " + refusal.policy() + ", which does not count",
                        refusal.why());
            case Fact.StepObserved(var letter) ->
                new Telling(
                        letter.step() + " would have been taken, deadline " + letter.deadline()
                                + "; the policy observes only",
                        letter.kind().word());
            case Fact.PolicyMoved(var policy, var version, var _, var why) ->
                new Telling("the case walks policy " + policy + "/" + version + " from now on", why);
            case Fact.OwnerNamed(var owner, var why) ->
                new Telling(
                        owner == null
                                ? "the case belongs to whom its policy names"
                                : owner + " looks after the case from now on",
                        why);
            case Fact.SignOfLife(var on) -> new Telling("the case was heard of again on " + on, null);
            case Fact.FellSilent(var since) ->
                new Telling(
                        "nothing has been heard or done since " + since,
                        "a person is to look whether it was forgotten");
            case Fact.EscalationLate(var limit) ->
                new Telling(
                        "the case was to be handed over by " + limit + ", and was not",
                        "a person is to look what keeps it");
            case Fact.LimitationNear(var on, var paragraph) ->
                new Telling("the claim will be barred by limitation after " + on, paragraph);
            case Fact.Waiting(var missing) ->
                missing == null
                        ? new Telling("the case waits no longer", null)
                        : new Telling("the case waits: no step is taken on guesses", missing);
        };
    }

    private static String warned(Receivable issued) {
        return issued.warnings().isEmpty()
                ? ""
                : ", with a warning: "
                        + issued.warnings().stream()
                                .map(Receivable.Warning::code)
                                .collect(Collectors.joining(", "));
    }

    private static String told(Detour detour) {
        return switch (detour) {
            case NEXT_STEP -> "dunning goes on with its next step at once";
            case FORMAL_STEP -> "dunning goes on with its next formal step at once";
            case NOTICE -> "dunning goes on with the collection notice at once";
            case AGENCY -> "dunning goes on to the agency as soon as it is lawful";
            case NOTICE_AGAIN -> "dunning goes on with a new collection notice";
        };
    }
}
