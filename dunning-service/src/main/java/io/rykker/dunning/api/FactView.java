package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Fact;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.messaging.Outgoing.Amount;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.JournalRow;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fact of a journal for analysis: what, when, by which step and channel, with what outcome and amount. No name, no
 * number of an invoice and no word of anybody is in it.
 *
 * @param invoiceId the case, as every event names it
 * @param number its place in the journal of the case
 * @param fact its name, as the journal has it
 * @param by person, agency or service
 * @param policy name and version that the case walks now
 * @param kind of the letter, hold, call or line of the claim
 * @param amount what the fact itself is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FactView(
        LocalDate day,
        UUID invoiceId,
        int number,
        String fact,
        String by,
        @Nullable String policy,
        @Nullable String debtorKind,
        @Nullable String country,
        @Nullable String step,
        @Nullable String kind,
        @Nullable String channel,
        @Nullable String outcome,
        @Nullable Amount amount) {

    /** What differs from fact to fact. */
    private record Told(
            @Nullable String step,
            @Nullable String kind,
            @Nullable String channel,
            @Nullable String outcome,
            @Nullable Money amount) {

        private static final Told NOTHING = new Told(null, null, null, null, null);

        static Told outcome(String words) {
            return new Told(null, null, null, word(words), null);
        }

        static Told amount(Money amount) {
            return new Told(null, null, null, null, amount);
        }

        static Told letter(@Nullable Letter letter, @Nullable String channel, @Nullable String outcome) {
            return letter == null
                    ? new Told(null, null, channel, outcome, null)
                    : new Told(letter.step(), letter.kind().word(), channel, outcome, letter.fee());
        }

        /** What is said behind a colon is somebody's own words. */
        private static String word(String words) {
            return words.split("[:,]", 2)[0];
        }
    }

    static FactView of(JournalRow row, CaseRow of) {
        Case c = of.toDomain();
        Told told = told(row.toDomain(), c);
        var issued = c.receivable();
        Money amount = told.amount();
        return new FactView(
                row.happenedOn,
                row.invoiceId,
                row.number,
                row.what,
                by(row),
                issued == null ? null : issued.policyName(),
                issued == null ? null : issued.debtorKind().word(),
                issued == null ? null : issued.debtorCountry(),
                told.step(),
                told.kind(),
                told.channel(),
                told.outcome(),
                amount == null ? null : Amount.of(amount));
    }

    private static String by(JournalRow row) {
        if (row.what.equals("AgencySpoke")) {
            return "agency";
        }
        return JournalRow.SERVICES.contains(row.who) ? "service" : "person";
    }

    private static Told told(Fact fact, Case c) {
        return switch (fact) {
            case Fact.InvoiceTaken(var _, var issued) -> Told.amount(issued.total());
            case Fact.InvoiceDelivered(var delivery) -> new Told(null, null, delivery.channel(), null, null);
            case Fact.PaymentCounted(var _, var payment) -> Told.amount(payment.amount());
            case Fact.PaymentTakenBack(var _, var reversal) -> Told.amount(reversal.amount());
            case Fact.CreditCounted(var _, var credit) -> Told.amount(credit.amount());
            case Fact.LineCharged(var line) -> new Told(null, line.kind().word(), null, null, line.amount());
            case Fact.ReminderAsked(var letter) -> Told.letter(letter, null, null);
            case Fact.StepObserved(var letter) -> Told.letter(letter, null, "observed");
            case Fact.ReminderWentOut(var id, var sending) ->
                Told.letter(c.letter(id).orElse(null), sending.channel(), "sent");
            case Fact.ReminderArrived(var id, var channel) ->
                Told.letter(c.letter(id).orElse(null), channel, "delivered");
            case Fact.ReminderFailed(var id, var channel, var _) ->
                Told.letter(c.letter(id).orElse(null), channel, "undeliverable");
            case Fact.ReminderCalledOff(var id, var reason) ->
                Told.letter(c.letter(id).orElse(null), null, Told.word(reason));
            case Fact.HeldBack(var hold) -> new Told(null, hold.kind().word(), null, null, hold.amount());
            case Fact.HoldEnded(var kind, var outcome) -> new Told(null, kind.word(), null, Told.word(outcome), null);
            case Fact.DebtorAnswered(var answer) ->
                new Told(null, null, answer.channel().word(), null, null);
            case Fact.CallMade(var call) -> Told.outcome(call.outcome().word());
            case Fact.ApprovalAsked(var _, var step, var _, var _) -> new Told(step, null, null, null, null);
            case Fact.ApprovalGiven(var step, var _) -> new Told(step, null, null, null, null);
            case Fact.AgencySpoke(var _, var _, var word, var over) -> Told.outcome(over == null ? "goes on" : over);
            case Fact.TakenBack(var _, var reason) -> Told.outcome(reason);
            case Fact.ClaimSettled(var how) -> Told.outcome(how);
            case Fact.ClaimAssigned(var assignment) ->
                new Told(null, assignment.kind().word(), null, null, assignment.price());
            case Fact.ClaimReturned(var assignment) ->
                new Told(null, assignment.kind().word(), null, "returned", null);
            case Fact.PolicyMoved(var policy, var version, var _, var _) -> Told.outcome(policy + "/" + version);
            case Fact.EvidenceAdded(var evidence, var _) ->
                new Told(null, evidence.file().kind().word(), null, null, null);
            case Fact.PartnerRefused(var refusal) -> new Told(refusal.step(), null, null, "refused", null);
            // of the others the name says all that is not somebody's words
            default -> Told.NOTHING;
        };
    }
}
