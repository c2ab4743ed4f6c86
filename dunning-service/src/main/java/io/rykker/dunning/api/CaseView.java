package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.dunning.domain.Acceptance;
import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Answer;
import io.rykker.dunning.domain.Assignment;
import io.rykker.dunning.domain.Call;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Contest;
import io.rykker.dunning.domain.Debtor;
import io.rykker.dunning.domain.Deliveries;
import io.rykker.dunning.domain.Delivery;
import io.rykker.dunning.domain.DisputeReason;
import io.rykker.dunning.domain.Excuse;
import io.rykker.dunning.domain.Fallback;
import io.rykker.dunning.domain.Handover;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Limitation;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Outstanding;
import io.rykker.dunning.domain.Plan;
import io.rykker.dunning.domain.Priority;
import io.rykker.dunning.domain.Proof;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Silence;
import io.rykker.dunning.domain.Telling;
import io.rykker.dunning.messaging.Outgoing.Amount;
import io.rykker.dunning.messaging.Outgoing.CreditTold;
import io.rykker.dunning.messaging.Outgoing.Document;
import io.rykker.dunning.messaging.Outgoing.History;
import io.rykker.dunning.messaging.Outgoing.Line;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.JournalRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How cases are shown. */
final class CaseView {

    private CaseView() {}

    /** One line of the list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Short(
            UUID invoiceId,
            String creditorId,
            @Nullable UUID debtorId,
            @Nullable String invoiceNumber,
            String state,
            String owner,
            @Nullable LocalDate dueOn,
            @Nullable LocalDate nextActionOn,
            @Nullable String missing,
            @Nullable Amount balance,
            @Nullable Priority priority) {

        static Short of(CaseRow row) {
            return of(row, null);
        }

        /** With its priority, and what that is made of. */
        static Short ranked(CaseRow row, LocalDate today) {
            return of(row, Priority.of(row.toDomain(), today));
        }

        private static Short of(CaseRow row, @Nullable Priority priority) {
            return new Short(
                    row.invoiceId,
                    row.creditorId,
                    row.debtorId,
                    row.invoiceNumber,
                    row.state,
                    row.owner,
                    row.dueOn,
                    row.nextActionOn,
                    row.missing,
                    row.currency == null
                            ? null
                            : Amount.of(
                                    Money.of(row.balance.stripTrailingZeros().toPlainString(), row.currency)),
                    priority);
        }
    }

    record Page(int page, int size, List<Short> cases) {}

    /**
     * The whole case.
     *
     * @param owner who looks after it
     * @param segment the creditor's segment that the invoice was put into
     * @param awaitsApproval the step that waits for a person's word
     * @param nextActionOn the day on which it is looked at again if nothing happens
     * @param waitsForBankThrough the day through which the bank must be known before that
     * @param missing the row of law or policy that is missing, in plain words
     * @param silentSince nothing was heard or done since, and a person was told
     * @param interestToday interest that has run and is in no line yet
     * @param limitationOn the last day on which the claim can be enforced, as far as is known
     * @param limitationAlert from when a person is told
     * @param lawChoices the reading of each contested point of law that holds for this case
     * @param warnings what was odd in the invoice when it was taken in
     * @param deliveries how the invoice reached the debtor, the oldest first
     * @param missingEvidence that none is known of the delivery, while formal steps are to come
     * @param creditFacts what sources outside say of the debtor's credit, the newest of each kind
     * @param approvalBy who alone can give it, when the debtor is a key account
     * @param assignment whose the claim is or last was, if not the creditor's own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Full(
            UUID invoiceId,
            String creditorId,
            @Nullable UUID debtorId,
            @Nullable String invoiceNumber,
            String state,
            String owner,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate dueOn,
            @Nullable Amount total,
            @Nullable String policy,
            @Nullable String segment,
            @Nullable String awaitsApproval,
            @Nullable String settled,
            @Nullable LocalDate nextActionOn,
            @Nullable LocalDate waitsForBankThrough,
            @Nullable String missing,
            @Nullable LocalDate silentSince,
            @Nullable List<Line> lines,
            @Nullable Amount paid,
            @Nullable Amount credited,
            @Nullable Amount balance,
            @Nullable Amount interestToday,
            @Nullable LocalDate limitationOn,
            @Nullable LocalDate limitationAlert,
            @Nullable String limitationBecause,
            Map<String, String> lawChoices,
            @Nullable HoldView hold,
            @Nullable ContestView disputed,
            @Nullable LocalDate acknowledgedOn,
            List<ConfirmationView> confirmations,
            List<CallView> calls,
            List<AnswerView> answers,
            List<LetterView> letters,
            List<HandoverView> handovers,
            List<PaymentView> payments,
            @Nullable HoldView debtorHold,
            @Nullable History paymentHistory,
            @Nullable Priority priority,
            List<Document> evidence,
            @Nullable ProofView proof,
            List<Receivable.Warning> warnings,
            List<DeliveryView> deliveries,
            @Nullable String missingEvidence,
            @Nullable AssignmentView assignment,
            @Nullable List<CreditTold> creditFacts,
            @Nullable String approvalBy) {

        /** With the hold of the whole debtor, also when another holds the case, and with how the debtor has paid so far. */
        static Full of(CaseRow row, RuleBook book, LocalDate today, @Nullable Debtor debtor) {
            Case c = row.toDomain();
            Hold debtorHold = debtor == null ? null : debtor.holdOn(today);
            Receivable issued = c.receivable();
            Money like = issued == null ? null : issued.total();
            Limitation limitation = Limitation.of(c, book).orElse(null);
            return new Full(
                    row.invoiceId,
                    row.creditorId,
                    row.debtorId,
                    row.invoiceNumber,
                    row.state,
                    row.owner,
                    issued == null ? null : issued.issuedOn(),
                    row.dueOn,
                    like == null ? null : Amount.of(like),
                    issued == null ? null : issued.policyName(),
                    c.course().segment(),
                    stepAskedAbout(c),
                    c.settled(),
                    row.nextActionOn,
                    row.bankThrough,
                    row.missing,
                    Silence.told(c).orElse(null),
                    like == null ? null : Line.of(c.account().lines()),
                    like == null ? null : Amount.of(c.account().paid(like)),
                    like == null ? null : Amount.of(c.account().credited(like)),
                    like == null ? null : Amount.of(c.balance()),
                    Outstanding.interest(c, book, today).map(Amount::of).orElse(null),
                    limitation == null ? null : limitation.on(),
                    limitation == null ? null : limitation.alertOn(),
                    limitation == null ? null : limitation.because() + ", " + limitation.paragraph(),
                    issued == null ? Map.of() : book.chosenFor(c),
                    c.hold() == null || c.settled() != null ? null : HoldView.of(c.hold(), c),
                    c.dealings().contest() == null
                            ? null
                            : ContestView.of(c.dealings().contest()),
                    c.dealings().acknowledgedOn(),
                    c.dealings().confirmations().stream()
                            .map(ConfirmationView::of)
                            .toList(),
                    c.dealings().calls().stream().map(CallView::of).toList(),
                    c.dealings().reach().answers().stream().map(AnswerView::of).toList(),
                    c.letters().stream().map(LetterView::of).toList(),
                    c.handovers().stream().map(HandoverView::of).toList(),
                    c.account().payments().entrySet().stream()
                            .map(entry -> PaymentView.of(
                                    entry.getKey(),
                                    entry.getValue(),
                                    c.account().reversals().get(entry.getKey())))
                            .toList(),
                    debtorHold == null ? null : HoldView.of(debtorHold),
                    debtor == null ? null : History.of(debtor.history()),
                    Priority.of(c, today),
                    Document.of(c.dealings().dossier().evidence()),
                    ProofView.of(c.dealings().dossier().proof()),
                    issued == null ? List.of() : issued.warnings(),
                    c.dealings().dossier().deliveries().stream()
                            .map(DeliveryView::of)
                            .toList(),
                    Deliveries.missing(c).orElse(null),
                    AssignmentView.of(c.account().assignment()),
                    debtor == null ? null : CreditTold.of(debtor.credit()),
                    stepAskedAbout(c) == null ? null : managerAsked(c));
        }
    }

    /** How the invoice reached the debtor; {@code text} says it in a line. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(
            LocalDate on, String channel, @Nullable String receiptId, String text) {

        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(delivery.on(), delivery.channel(), delivery.receiptId(), delivery.words());
        }
    }

    /** To whom the claim was assigned last, and when it came back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AssignmentView(
            String kind,
            String assigneeId,
            String assigneeName,
            LocalDate assignedOn,
            @Nullable Amount price,
            @Nullable LocalDate returnedOn,
            String by,
            String why) {

        static @Nullable AssignmentView of(@Nullable Assignment assignment) {
            return assignment == null
                    ? null
                    : new AssignmentView(
                            assignment.kind().word(),
                            assignment.assigneeId(),
                            assignment.assigneeName(),
                            assignment.on(),
                            assignment.price() == null ? null : Amount.of(assignment.price()),
                            assignment.returnedOn(),
                            assignment.by(),
                            assignment.why());
        }
    }

    /** The proof of delivery that the seller was asked for in the dispute that is open. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProofView(
            String state,
            LocalDate requestedOn,
            LocalDate dueOn,
            @Nullable LocalDate receivedOn,
            @Nullable LocalDate missedOn,
            String task) {

        static @Nullable ProofView of(@Nullable Proof proof) {
            return proof == null
                    ? null
                    : new ProofView(
                            proof.state(), proof.askedOn(), proof.by(), proof.cameOn(), proof.missedOn(), proof.task());
        }
    }

    /** The step that a person is asked about, if any. */
    private static @Nullable String stepAskedAbout(Case c) {
        var approval = c.course().approval();
        return approval == null || approval.given() || c.settled() != null ? null : approval.step();
    }

    private static @Nullable String managerAsked(Case c) {
        var approval = c.course().approval();
        return approval == null ? null : approval.manager();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoldView(
            String kind,
            LocalDate from,
            LocalDate until,
            String then,
            String reason,
            String why,
            @Nullable Amount amount,
            @Nullable String fallback,
            @Nullable String task,
            @Nullable List<InstalmentView> plan,
            @Nullable AcceptanceView acceptance,
            @Nullable HoldView interrupted) {

        /** A hold of the whole debtor. */
        static HoldView of(Hold hold) {
            return of(hold, null);
        }

        static HoldView of(Hold hold, @Nullable Case c) {
            Plan plan = hold.plan();
            Fallback fallback = hold.fallback();
            return new HoldView(
                    hold.kind().word(),
                    hold.from(),
                    hold.until(),
                    hold.then() == Hold.Then.RESUME ? "dunning goes on" : "somebody must answer",
                    hold.reason(),
                    hold.why(),
                    hold.amount() == null ? null : Amount.of(hold.amount()),
                    fallback == null ? null : fallback.word(),
                    task(hold, c),
                    plan == null || c == null ? null : InstalmentView.of(plan, c),
                    plan == null || plan.acceptance() == null ? null : AcceptanceView.of(plan.acceptance()),
                    hold.before() == null ? null : of(hold.before(), c));
        }

        private static @Nullable String task(Hold hold, @Nullable Case c) {
            String ofDelivery = c == null ? null : Deliveries.task(hold, c).orElse(null);
            if (ofDelivery != null) {
                return ofDelivery;
            }
            return hold.kind() == Hold.Kind.DISPUTE
                    ? DisputeReason.of(hold.reason()).task()
                    : Excuse.task(hold).orElse(null);
        }
    }

    /** How the debtor accepted a plan that was proposed. */
    record AcceptanceView(String how, LocalDate on, String evidence) {

        static AcceptanceView of(Acceptance acceptance) {
            return new AcceptanceView(acceptance.how().word(), acceptance.on(), acceptance.evidence());
        }
    }

    /** One instalment, as far as what came in covers it. */
    record InstalmentView(int number, LocalDate on, Amount amount, String state) {

        static List<InstalmentView> of(Plan plan, Case c) {
            int covered = plan.covered(c.account(), c.issued().total());
            List<InstalmentView> views = new ArrayList<>();
            for (Plan.Instalment instalment : plan.instalments()) {
                int number = views.size() + 1;
                String state = number <= covered ? "covered" : number == plan.lateNumber() ? "late" : "open";
                views.add(new InstalmentView(number, instalment.on(), Amount.of(instalment.amount()), state));
            }
            return views;
        }
    }

    /** A part of the invoice that is disputed while the rest goes on. */
    record ContestView(
            Amount amount, String reason, String why, LocalDate from, LocalDate answerBy, String state, String task) {

        static ContestView of(Contest contest) {
            return new ContestView(
                    Amount.of(contest.amount()),
                    contest.reason(),
                    contest.why(),
                    contest.from(),
                    contest.until(),
                    contest.upheld() ? "upheld, the credit note is to come" : "to be answered",
                    DisputeReason.of(contest.reason()).task());
        }
    }

    /** That the debtor or a court confirmed the debt. */
    record ConfirmationView(LocalDate on, String how) {

        static ConfirmationView of(Limitation.Event event) {
            return new ConfirmationView(event.on(), event.cause().word());
        }
    }

    /** A call, as it was told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CallView(LocalDate on, String outcome, @Nullable String who, String why) {

        static CallView of(Call call) {
            return new CallView(call.on(), call.outcome().word(), call.with(), call.said());
        }
    }

    /** What the debtor answered, as it was told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnswerView(
            LocalDate on,
            String channel,
            String summary,
            @Nullable String reference) {

        static AnswerView of(Answer answer) {
            return new AnswerView(answer.on(), answer.channel().word(), answer.summary(), answer.reference());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LetterView(
            UUID reminderId,
            String step,
            String kind,
            LocalDate decidedOn,
            @Nullable LocalDate sentOn,
            LocalDate deadline,
            @Nullable String channel,
            Amount fee,
            String state,
            @Nullable String partner) {

        static LetterView of(Letter letter) {
            Letter.Sent sent = letter.sent();
            return new LetterView(
                    letter.id(),
                    letter.step(),
                    letter.kind().word(),
                    letter.askedOn(),
                    sent == null ? null : sent.on(),
                    sent == null ? letter.deadline() : sent.deadline(),
                    sent == null ? null : sent.channel(),
                    Amount.of(letter.fee()),
                    state(letter),
                    letter.partner());
        }

        private static String state(Letter letter) {
            if (letter.failed() != null) {
                return "undeliverable: " + letter.failed();
            }
            if (letter.sent() != null) {
                return "sent";
            }
            return letter.calledOff() == null ? "asked for" : "withdrawn: " + letter.calledOff();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HandoverView(UUID caseId, LocalDate on, String mandate, String state, List<String> words) {

        static HandoverView of(Handover handover) {
            return new HandoverView(
                    handover.caseId(),
                    handover.on(),
                    handover.mandate().word(),
                    handover.over() == null ? "with the agency" : handover.over(),
                    handover.words());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaymentView(
            UUID allocationId,
            Amount amount,
            LocalDate valueDate,
            String source,
            @Nullable LocalDate reversedOn) {

        static PaymentView of(UUID id, Account.Payment payment, Account.@Nullable Reversal reversal) {
            return new PaymentView(
                    id,
                    Amount.of(payment.amount()),
                    payment.valueDate(),
                    payment.source(),
                    reversal == null ? null : reversal.on());
        }
    }

    /** One entry of the journal, in plain words, with the name of the fact. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            int number,
            LocalDate on,
            Instant at,
            String who,
            String fact,
            String what,
            @Nullable String why) {

        static Entry of(JournalRow row) {
            Telling telling = Telling.of(row.toDomain());
            return new Entry(row.number, row.happenedOn, row.heardAt, row.who, row.what, telling.what(), telling.why());
        }
    }
}
