package io.rykker.dunning.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rykker.dunning.domain.Acceptance;
import io.rykker.dunning.domain.Agreement;
import io.rykker.dunning.domain.Assignment;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.ClaimLine;
import io.rykker.dunning.domain.Credit;
import io.rykker.dunning.domain.Delivery;
import io.rykker.dunning.domain.Effect;
import io.rykker.dunning.domain.Evidence;
import io.rykker.dunning.domain.Finding;
import io.rykker.dunning.domain.Handover;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Mentions;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.PaymentHistory;
import io.rykker.dunning.domain.Plan;
import io.rykker.dunning.domain.Proof;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.Telling;
import io.rykker.dunning.persistence.FindingRow;
import io.rykker.dunning.persistence.JournalRow;
import io.rykker.dunning.persistence.OutboxRow;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what this service says, in the form that the contract fixes. */
public final class Outgoing {

    private static final String REMINDERS = "rykker.reminders.v1";
    private static final String CLAIMS = "rykker.claims.v1";
    private static final String CASES = "rykker.cases.v1";
    private static final String ALERTS = "rykker.alerts.v1";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private Outgoing() {}

    /** An amount as the wire has it. */
    public record Amount(String amount, String currency) {
        public static Amount of(Money money) {
            return new Amount(money.amount().toPlainString(), money.currency().getCurrencyCode());
        }
    }

    /** A claim line as the wire has it. */
    public record Line(String kind, Amount amount, LocalDate on, String text) {
        public static List<Line> of(List<ClaimLine> lines) {
            return lines.stream()
                    .map(line -> new Line(line.kind().word(), Amount.of(line.amount()), line.on(), line.text()))
                    .toList();
        }
    }

    /** Another invoice in the same letter. */
    record Other(
            UUID invoiceId,
            String invoiceNumber,
            LocalDate issuedOn,
            LocalDate dueOn,
            List<Line> lines,
            Amount paid,
            Amount credited,
            Amount balance,
            @Nullable String paymentReference) {

        static Other of(Effect.Companion other) {
            Receivable issued = other.c().issued();
            return new Other(
                    other.c().invoiceId(),
                    issued.number(),
                    issued.issuedOn(),
                    issued.dueOn(),
                    Line.of(other.claim()),
                    Amount.of(other.c().account().paid(issued.total())),
                    Amount.of(other.c().account().credited(issued.total())),
                    Amount.of(other.amountDue()),
                    issued.paymentReference());
        }
    }

    record ReminderDue(
            UUID reminderId,
            UUID invoiceId,
            String creditorId,
            UUID debtorId,
            String invoiceNumber,
            String step,
            String kind,
            String tone,
            LocalDate decidedOn,
            LocalDate deadline,
            int deadlineDays,
            Amount fee,
            Amount amountDue,
            List<Line> claim,
            Amount paid,
            Amount credited,
            List<String> channels,
            String language,
            LocalDate issuedOn,
            LocalDate dueOn,
            String because,
            int sequence,
            @Nullable String paymentReference,
            String policy,
            @Nullable String nextStep,
            Amount total,
            @Nullable List<Other> alsoDue,
            Amount disputed,
            @Nullable List<Part> instalments,
            @Nullable LocalDate earlierLetterOn,
            @Nullable LocalDate earlierCallOn,
            @Nullable Integer brokenAgreements,
            @Nullable Boolean newDebtor,
            @Nullable Boolean feesAgreed,
            @Nullable Integer debtorVersion) {}

    /** One instalment of a plan. */
    record Part(LocalDate on, Amount amount) {

        static @Nullable List<Part> of(Mentions mentions) {
            return mentions.instalments().isEmpty() ? null : of(mentions.instalments());
        }

        static List<Part> of(List<Plan.Instalment> instalments) {
            return instalments.stream()
                    .map(one -> new Part(one.on(), Amount.of(one.amount())))
                    .toList();
        }
    }

    /** A step that a partner is to take, with what the debtor is to be asked for. */
    record PartnerStepDue(
            UUID reminderId,
            UUID invoiceId,
            String creditorId,
            UUID debtorId,
            String invoiceNumber,
            String partner,
            String policy,
            String step,
            String kind,
            String tone,
            LocalDate decidedOn,
            LocalDate deadline,
            int deadlineDays,
            Amount fee,
            Amount amountDue,
            List<Line> claim,
            Amount paid,
            Amount credited,
            Amount disputed,
            Amount total,
            List<String> channels,
            String language,
            LocalDate issuedOn,
            LocalDate dueOn,
            String because,
            @Nullable String paymentReference,
            @Nullable String nextStep,
            int sequence) {}

    record PartnerStepWithdrawn(
            UUID reminderId,
            UUID invoiceId,
            String creditorId,
            String partner,
            String step,
            LocalDate withdrawnOn,
            String reason,
            int sequence) {}

    record PartnerStepDone(
            UUID reminderId,
            UUID invoiceId,
            String creditorId,
            String partner,
            String policy,
            String step,
            String kind,
            LocalDate doneOn,
            String channel,
            LocalDate deadline,
            Amount fee,
            int sequence) {}

    record PartnerStepRefused(
            UUID invoiceId,
            String creditorId,
            String partner,
            String policy,
            String step,
            LocalDate doneOn,
            LocalDate refusedOn,
            String why,
            int sequence) {}

    record ReminderWithdrawn(
            UUID reminderId, UUID invoiceId, String creditorId, LocalDate withdrawnOn, String reason, int sequence) {}

    record ClaimChanged(
            UUID invoiceId,
            String creditorId,
            UUID debtorId,
            int version,
            LocalDate asOf,
            List<Line> lines,
            Amount paid,
            Amount credited,
            Amount balance,
            String state,
            @Nullable String settled,
            @Nullable String assigned) {}

    /** How the debtor has paid this creditor so far, as the wire has it. */
    public record History(
            int invoices,
            int paid,
            @Nullable Integer onTimePercent,
            @Nullable String averageDaysLate,
            String trend,
            int promisesKept,
            int promisesBroken,
            int disputes,
            int writtenOff,
            long oldestOverdueDays,
            List<Amount> exposure,
            @Nullable Integer score,
            List<String> reasons) {

        public static History of(PaymentHistory history) {
            BigDecimal average = history.averageDaysLate();
            return new History(
                    history.invoices(),
                    history.paid(),
                    history.onTimePercent(),
                    average == null ? null : average.toPlainString(),
                    history.trend().word(),
                    history.promisesKept(),
                    history.promisesBroken(),
                    history.disputes(),
                    history.writtenOff(),
                    history.oldestOverdueDays(),
                    history.exposure().stream().map(Amount::of).toList(),
                    history.score(),
                    history.reasons());
        }
    }

    /** What a source outside says of the debtor's credit, as the wire has it. */
    public record CreditTold(String kind, @Nullable Integer value, LocalDate asOf, String source) {

        public static List<CreditTold> of(Credit credit) {
            return credit.facts().stream()
                    .map(fact -> new CreditTold(fact.kind().word(), fact.value(), fact.asOf(), fact.source()))
                    .toList();
        }
    }

    record InterestInfo(LocalDate from, String annualRatePercent) {}

    record HistoryEntry(
            Instant at,
            LocalDate on,
            String what,
            String who,
            @Nullable String why) {

        static HistoryEntry of(JournalRow row) {
            Telling telling = Telling.of(row.toDomain());
            return new HistoryEntry(row.heardAt, row.happenedOn, telling.what(), row.who, telling.why());
        }
    }

    record Notice(UUID reminderId, String kind, String step, LocalDate sentOn, LocalDate deadline, String channel) {

        static Notice of(Letter letter) {
            Letter.Sent sent = Objects.requireNonNull(letter.sent());
            return new Notice(
                    letter.id(), letter.kind().word(), letter.step(), sent.on(), sent.deadline(), sent.channel());
        }
    }

    record CaseEscalated(
            UUID caseId,
            UUID invoiceId,
            String creditorId,
            UUID debtorId,
            String invoiceNumber,
            LocalDate issuedOn,
            LocalDate dueOn,
            LocalDate escalatedOn,
            List<Line> lines,
            Amount paid,
            Amount credited,
            Amount balance,
            InterestInfo interest,
            List<HistoryEntry> history,
            List<Notice> notices,
            String because,
            int sequence,
            @Nullable String agency,
            @Nullable String paymentReference,
            String policy,
            Amount total,
            History paymentHistory,
            Amount disputed,
            String mandate,
            List<Agreed> agreements,
            List<Document> evidence,
            List<Delivered> deliveries,
            List<CreditTold> creditFacts) {}

    /** How the invoice reached the debtor. */
    record Delivered(LocalDate on, String channel, @Nullable String receiptId) {

        static Delivered of(Delivery delivery) {
            return new Delivered(delivery.on(), delivery.channel(), delivery.receiptId());
        }
    }

    /** A file of a dispute, by its name: what there is, for who needs it to ask for it. */
    public record Document(
            UUID evidenceId,
            String kind,
            String name,
            String mediaType,
            int size,
            String sha256,
            LocalDate disputedOn,
            LocalDate addedOn,
            String addedBy) {

        public static List<Document> of(List<Evidence> evidence) {
            return evidence.stream().map(Document::of).toList();
        }

        public static Document of(Evidence one) {
            return new Document(
                    one.file().id(),
                    one.file().kind().word(),
                    one.file().name(),
                    one.file().mediaType(),
                    one.file().size(),
                    one.file().sha256(),
                    one.disputedOn(),
                    one.addedOn(),
                    one.by());
        }
    }

    record DisputeProofChanged(
            UUID invoiceId,
            String creditorId,
            UUID debtorId,
            String invoiceNumber,
            String state,
            String reason,
            @Nullable Amount disputed,
            LocalDate requestedOn,
            LocalDate dueOn,
            @Nullable LocalDate receivedOn,
            @Nullable LocalDate missedOn,
            String task,
            int sequence) {}

    /** What was agreed with the debtor, and what became of it. */
    record Agreed(
            String kind,
            LocalDate agreedOn,
            LocalDate until,
            @Nullable Amount amount,
            @Nullable List<Part> instalments,
            String why,
            @Nullable Accepted acceptance,
            @Nullable String outcome) {

        static Agreed of(Agreement agreement) {
            return new Agreed(
                    agreement.kind().word(),
                    agreement.agreedOn(),
                    agreement.until(),
                    agreement.amount() == null ? null : Amount.of(agreement.amount()),
                    agreement.instalments().isEmpty() ? null : Part.of(agreement.instalments()),
                    agreement.why(),
                    agreement.acceptance() == null ? null : Accepted.of(agreement.acceptance()),
                    agreement.outcome());
        }
    }

    /** How the debtor accepted a plan that was proposed. */
    record Accepted(LocalDate on, String how, String evidence) {

        static Accepted of(Acceptance acceptance) {
            return new Accepted(acceptance.on(), acceptance.how().word(), acceptance.evidence());
        }
    }

    record CaseRecalled(
            UUID caseId,
            UUID invoiceId,
            String creditorId,
            LocalDate recalledOn,
            String reason,
            Amount balance,
            int sequence) {}

    record CaseSilent(
            UUID invoiceId,
            String creditorId,
            UUID debtorId,
            String invoiceNumber,
            String state,
            LocalDate silentSince,
            LocalDate toldOn,
            Amount balance,
            int sequence,
            @Nullable UUID caseId,
            String policy) {

        static CaseSilent of(Case c, Saying saying, LocalDate since) {
            Handover handover = c.openHandover();
            return new CaseSilent(
                    c.invoiceId(),
                    saying.creditorId(),
                    c.issued().debtorId(),
                    c.issued().number(),
                    c.standing().word(),
                    since,
                    saying.today(),
                    Amount.of(c.balance()),
                    saying.number(),
                    handover == null ? null : handover.caseId(),
                    c.issued().policyName());
        }
    }

    /** Something in a creditor's follow-up is to be looked at. */
    record WatchdogRaised(
            UUID findingId,
            String creditorId,
            String kind,
            @Nullable String subject,
            LocalDate since,
            LocalDate raisedOn,
            long count,
            String what,
            List<UUID> cases) {}

    record WatchdogCleared(
            UUID findingId,
            String creditorId,
            String kind,
            @Nullable String subject,
            LocalDate raisedOn,
            LocalDate clearedOn) {}

    record Rejection(
            String reason,
            @Nullable String field,
            String service,
            String topic,
            int partition,
            long offset,
            Map<String, String> headers) {}

    /**
     * Something to be said of a case.
     *
     * @param c the case as it is when this is said
     * @param number the sequence of reminders and cases, or the version of the claim
     */
    public record Saying(Case c, String creditorId, Effect effect, int number, LocalDate today, String traceparent) {}

    /**
     * What goes with a handover and with nothing else.
     *
     * @param journal of the case, from its beginning
     * @param history how the debtor has paid so far
     */
    public record Background(List<JournalRow> journal, PaymentHistory history) {

        public static final Background NONE = new Background(List.of(), PaymentHistory.NONE);
    }

    public static OutboxRow event(Saying saying, Instant now, Background background) {
        Case c = saying.c();
        return switch (saying.effect()) {
            case Effect.AskReminder asked
            when asked.letter().partner() != null ->
                row(CASES, "rykker.PartnerStepDue.v1", saying, stepDue(c, saying, asked), now);
            case Effect.AskReminder asked ->
                row(REMINDERS, "rykker.ReminderDue.v1", saying, reminderDue(c, saying, asked), now);
            case Effect.WithdrawReminder(var id, var reason)
            when partner(c, id) != null ->
                row(CASES, "rykker.PartnerStepWithdrawn.v1", saying, stepWithdrawn(c, saying, id, reason), now);
            case Effect.WithdrawReminder(var id, var reason) ->
                row(
                        REMINDERS,
                        "rykker.ReminderWithdrawn.v1",
                        saying,
                        new ReminderWithdrawn(
                                id, c.invoiceId(), saying.creditorId(), saying.today(), reason, saying.number()),
                        now);
            case Effect.ShowClaim _ -> row(CLAIMS, "rykker.ClaimChanged.v1", saying, claimChanged(c, saying), now);
            case Effect.HandOver handOver ->
                row(CASES, "rykker.CaseEscalated.v1", saying, caseEscalated(c, saying, handOver, background), now);
            case Effect.Silent(var since) ->
                row(CASES, "rykker.CaseSilent.v1", saying, CaseSilent.of(c, saying, since), now);
            case Effect.Recall(var caseId, var reason) ->
                row(
                        CASES,
                        "rykker.CaseRecalled.v1",
                        saying,
                        new CaseRecalled(
                                caseId,
                                c.invoiceId(),
                                saying.creditorId(),
                                saying.today(),
                                reason,
                                Amount.of(c.balance()),
                                saying.number()),
                        now);
            case Effect.ShowStepDone(var letter) ->
                row(CASES, "rykker.PartnerStepDone.v1", saying, stepDone(c, saying, letter), now);
            case Effect.ShowRefusal(var refusal) ->
                row(
                        CASES,
                        "rykker.PartnerStepRefused.v1",
                        saying,
                        new PartnerStepRefused(
                                c.invoiceId(),
                                saying.creditorId(),
                                refusal.partner(),
                                refusal.policy(),
                                refusal.step(),
                                refusal.on(),
                                saying.today(),
                                refusal.why(),
                                saying.number()),
                        now);
            case Effect.ShowProof(var proof) ->
                row(CASES, "rykker.DisputeProofChanged.v1", saying, proofChanged(c, saying, proof), now);
        };
    }

    private static @Nullable String partner(Case c, UUID reminderId) {
        return c.letter(reminderId).map(Letter::partner).orElse(null);
    }

    private static PartnerStepDue stepDue(Case c, Saying saying, Effect.AskReminder asked) {
        Receivable issued = c.issued();
        Letter letter = asked.letter();
        return new PartnerStepDue(
                letter.id(),
                c.invoiceId(),
                saying.creditorId(),
                issued.debtorId(),
                issued.number(),
                Objects.requireNonNull(letter.partner()),
                issued.policyName(),
                letter.step(),
                letter.kind().word(),
                letter.tone(),
                letter.askedOn(),
                letter.deadline(),
                letter.deadlineDays(),
                Amount.of(letter.fee()),
                Amount.of(asked.amountDue()),
                Line.of(asked.claim()),
                Amount.of(c.account().paid(issued.total())),
                Amount.of(c.account().credited(issued.total())),
                Amount.of(c.disputed()),
                Amount.of(issued.total()),
                letter.channels(),
                issued.language(),
                issued.issuedOn(),
                issued.dueOn(),
                asked.because(),
                issued.paymentReference(),
                asked.nextStep(),
                saying.number());
    }

    private static PartnerStepWithdrawn stepWithdrawn(Case c, Saying saying, UUID reminderId, String reason) {
        Letter letter = c.letter(reminderId).orElseThrow();
        return new PartnerStepWithdrawn(
                reminderId,
                c.invoiceId(),
                saying.creditorId(),
                Objects.requireNonNull(letter.partner()),
                letter.step(),
                saying.today(),
                reason,
                saying.number());
    }

    private static PartnerStepDone stepDone(Case c, Saying saying, Letter letter) {
        Letter.Sent sent = Objects.requireNonNull(letter.sent());
        return new PartnerStepDone(
                letter.id(),
                c.invoiceId(),
                saying.creditorId(),
                Objects.requireNonNull(letter.partner()),
                c.issued().policyName(),
                letter.step(),
                letter.kind().word(),
                sent.on(),
                sent.channel(),
                sent.deadline(),
                Amount.of(letter.fee()),
                saying.number());
    }

    private static DisputeProofChanged proofChanged(Case c, Saying saying, Proof proof) {
        Receivable issued = c.issued();
        return new DisputeProofChanged(
                c.invoiceId(),
                saying.creditorId(),
                issued.debtorId(),
                issued.number(),
                proof.state(),
                proof.reason(),
                proof.amount() == null ? null : Amount.of(proof.amount()),
                proof.askedOn(),
                proof.by(),
                proof.cameOn(),
                proof.missedOn(),
                proof.task(),
                saying.number());
    }

    private static ReminderDue reminderDue(Case c, Saying saying, Effect.AskReminder asked) {
        Receivable issued = c.issued();
        Letter letter = asked.letter();
        // what went before is told of one invoice, not of all that are in the same letter
        Mentions mentions = asked.alsoDue().isEmpty() ? Mentions.of(c, letter) : Mentions.NOTHING;
        return new ReminderDue(
                letter.id(),
                c.invoiceId(),
                saying.creditorId(),
                issued.debtorId(),
                issued.number(),
                letter.step(),
                letter.kind().word(),
                letter.tone(),
                letter.askedOn(),
                letter.deadline(),
                letter.deadlineDays(),
                Amount.of(letter.fee()),
                Amount.of(asked.amountDue()),
                Line.of(asked.claim()),
                Amount.of(c.account().paid(issued.total())),
                Amount.of(c.account().credited(issued.total())),
                letter.channels(),
                issued.language(),
                issued.issuedOn(),
                issued.dueOn(),
                asked.because(),
                saying.number(),
                issued.paymentReference(),
                issued.policyName(),
                asked.nextStep(),
                Amount.of(issued.total()),
                asked.alsoDue().isEmpty()
                        ? null
                        : asked.alsoDue().stream().map(Other::of).toList(),
                Amount.of(c.disputed()),
                Part.of(mentions),
                mentions.letterOn(),
                mentions.callOn(),
                mentions.brokenAgreements(),
                asked.newDebtor() ? true : null,
                asked.newDebtor() ? issued.feesAgreed() : null,
                c.dealings().reach().version() == 0
                        ? null
                        : c.dealings().reach().version());
    }

    private static ClaimChanged claimChanged(Case c, Saying saying) {
        Receivable issued = c.issued();
        return new ClaimChanged(
                c.invoiceId(),
                saying.creditorId(),
                issued.debtorId(),
                saying.number(),
                saying.today(),
                Line.of(c.account().lines()),
                Amount.of(c.account().paid(issued.total())),
                Amount.of(c.account().credited(issued.total())),
                Amount.of(c.balance()),
                c.standing().word(),
                c.settled(),
                assigned(c.account().assignment()));
    }

    private static @Nullable String assigned(@Nullable Assignment assignment) {
        return assignment == null || assignment.returnedOn() != null
                ? null
                : assignment.kind().word();
    }

    private static CaseEscalated caseEscalated(Case c, Saying saying, Effect.HandOver handOver, Background background) {
        List<JournalRow> journal = background.journal();
        Receivable issued = c.issued();
        Handover handover = handOver.handover();
        return new CaseEscalated(
                handover.caseId(),
                c.invoiceId(),
                saying.creditorId(),
                issued.debtorId(),
                issued.number(),
                issued.issuedOn(),
                issued.dueOn(),
                handover.on(),
                Line.of(c.account().lines()),
                Amount.of(c.account().paid(issued.total())),
                Amount.of(c.account().credited(issued.total())),
                Amount.of(c.uncontested()),
                new InterestInfo(handOver.interestFrom(), handOver.annualRate().toPlainString()),
                journal.stream().map(HistoryEntry::of).toList(),
                c.letters().stream().filter(Letter::stands).map(Notice::of).toList(),
                handOver.because(),
                saying.number(),
                issued.agency(),
                issued.paymentReference(),
                issued.policyName(),
                Amount.of(issued.total()),
                History.of(background.history()),
                Amount.of(c.disputed()),
                handover.mandate().word(),
                Agreement.of(journal.stream().map(JournalRow::toDomain).toList()).stream()
                        .map(Agreed::of)
                        .toList(),
                Document.of(c.dealings().dossier().evidence()),
                c.dealings().dossier().deliveries().stream().map(Delivered::of).toList(),
                CreditTold.of(handOver.credit()));
    }

    /** A finding begins. */
    public static OutboxRow raised(Finding finding, FindingRow row, Instant now) {
        return alert(
                "rykker.WatchdogRaised.v1",
                row,
                new WatchdogRaised(
                        row.id,
                        row.creditorId,
                        row.kind,
                        subject(row),
                        finding.since(),
                        row.raisedOn,
                        finding.count(),
                        finding.what(),
                        finding.cases()),
                now);
    }

    /** A finding that was raised is over. */
    public static OutboxRow cleared(FindingRow row, LocalDate today, Instant now) {
        return alert(
                "rykker.WatchdogCleared.v1",
                row,
                new WatchdogCleared(row.id, row.creditorId, row.kind, subject(row), row.raisedOn, today),
                now);
    }

    private static @Nullable String subject(FindingRow row) {
        return row.subject.isEmpty() ? null : row.subject;
    }

    private static OutboxRow alert(String type, FindingRow row, Object body, Instant now) {
        return new OutboxRow(
                ALERTS, row.creditorId, type, row.id.toString(), now.toString(), row.traceparent, bytes(body), null);
    }

    /** The record goes back to whoever watches the rejected ones: same key, same bytes, and why. */
    public static OutboxRow rejected(Incoming record, @Nullable String field, String reason, Instant now) {
        var why = new Rejection(
                reason,
                field == null || field.isEmpty() ? null : field,
                "dunning-service",
                record.topic(),
                record.partition(),
                record.offset(),
                new TreeMap<>(record.headers()));
        return new OutboxRow(
                record.topic() + ".rejected",
                record.key(),
                "rykker.Rejected.v1",
                record.key() == null ? "" : record.key(),
                now.toString(),
                record.traceparent(),
                record.body(),
                new String(bytes(why), StandardCharsets.UTF_8));
    }

    private static OutboxRow row(String topic, String type, Saying saying, Object body, Instant now) {
        String key = saying.c().invoiceId().toString();
        return new OutboxRow(topic, key, type, key, now.toString(), saying.traceparent(), bytes(body), null);
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
