package io.rykker.invoice;

import io.rykker.invoice.domain.Creditor;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.domain.Delivery;
import io.rykker.invoice.domain.Invoice;
import io.rykker.invoice.domain.Order;
import io.rykker.invoice.domain.Receivable;
import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.messaging.Incoming;
import io.rykker.invoice.messaging.Outgoing;
import io.rykker.invoice.persistence.CreditNoteRow;
import io.rykker.invoice.persistence.CreditorRow;
import io.rykker.invoice.persistence.DebtorRow;
import io.rykker.invoice.persistence.OutboxRow;
import io.rykker.invoice.persistence.ReceivableRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folds one batch over what is known, in memory: what is to be written is collected and written in bulk afterwards. */
final class Intake {

    /** What a batch asks about. */
    record Asked(Set<String> creditors, Set<UUID> debtors, Set<UUID> receivables, Set<UUID> creditNotes) {

        static Asked by(List<Submission> batch) {
            var asked = new Asked(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (Submission submission : batch) {
                if (submission instanceof Submission.Understood readable) {
                    asked.creditors.add(readable.order().creditorId());
                    asked.receivables.add(readable.order().invoiceId());
                    switch (readable.order()) {
                        case Order.Issue issue ->
                            asked.debtors.add(issue.debtor().id());
                        case Order.Credit credit -> asked.creditNotes.add(credit.creditNoteId());
                        case Order.Cancel _, Order.Deliver _, Order.Assigning _ -> {}
                    }
                }
            }
            return asked;
        }
    }

    /** What the database knows of it. */
    record Known(
            Map<String, Creditor> creditors,
            Map<UUID, DebtorRow> debtors,
            Map<UUID, Case> receivables,
            Map<UUID, UUID> receivableOfCreditNote) {

        static Known of(
                List<CreditorRow> creditors,
                List<DebtorRow> debtors,
                List<ReceivableRow> receivables,
                List<CreditNoteRow> notes) {
            Map<UUID, List<CreditNoteRow>> notesOf = new HashMap<>();
            notes.forEach(note -> notesOf.computeIfAbsent(note.receivableId, _ -> new ArrayList<>())
                    .add(note));
            var known = new Known(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
            notes.forEach(note -> known.receivableOfCreditNote.put(note.id, note.receivableId));
            creditors.forEach(row -> known.creditors.put(row.id, row.toDomain()));
            debtors.forEach(row -> known.debtors.put(row.id, row));
            receivables.forEach(row -> known.receivables.put(
                    row.id, new Case(row, row.toDomain(notesOf.getOrDefault(row.id, List.of())), false)));
            return known;
        }
    }

    /** A receivable with the row that it is kept in. */
    record Case(ReceivableRow row, Receivable receivable, boolean isNew) {}

    /** What is to be written, and the answers. */
    record Taken(
            List<Answer> answers,
            Collection<DebtorRow> newDebtors,
            Collection<DebtorRow> changedDebtors,
            Collection<ReceivableRow> newReceivables,
            Collection<ReceivableRow> changedReceivables,
            List<CreditNoteRow> newCreditNotes,
            List<OutboxRow> events) {}

    private final Known known;
    private final Instant now;
    private final List<Answer> answers = new ArrayList<>();
    // by id, so that two batches with the same new debtors never wait for each other in a ring
    private final Map<UUID, DebtorRow> newDebtors = new TreeMap<>();
    private final Map<UUID, DebtorRow> changedDebtors = new LinkedHashMap<>();
    private final Map<UUID, ReceivableRow> newReceivables = new TreeMap<>();
    private final Map<UUID, ReceivableRow> changedReceivables = new LinkedHashMap<>();
    private final List<CreditNoteRow> newCreditNotes = new ArrayList<>();
    private final List<OutboxRow> events = new ArrayList<>();

    Intake(Known known, Instant now) {
        this.known = known;
        this.now = now;
    }

    Taken takeAll(List<Submission> batch) {
        for (Submission submission : batch) {
            answers.add(
                    switch (submission) {
                        case Submission.Understood readable -> take(readable);
                        case Submission.Garbled unreadable ->
                            refuse(
                                    unreadable.record(),
                                    new Answer.Refused(
                                            unreadable.field() == null ? "" : unreadable.field(), unreadable.why()));
                    });
        }
        return new Taken(
                answers,
                newDebtors.values(),
                changedDebtors.values(),
                newReceivables.values(),
                changedReceivables.values(),
                newCreditNotes,
                events);
    }

    private Answer take(Submission.Understood submission) {
        Order order = submission.order();
        Creditor creditor = known.creditors().get(order.creditorId());
        if (creditor == null) {
            return refuse(
                    submission.record(),
                    new Answer.Refused(
                            "creditorId", "creditor " + order.creditorId() + " is not registered; register it first"));
        }
        Case before = known.receivables().getOrDefault(order.invoiceId(), unknown(order, submission.traceparent()));
        Answer objection = objection(order, LocalDate.ofInstant(now, ZoneId.of(creditor.timeZone())));
        Answer answer = objection == null ? before.receivable().hear(order, creditor) : objection;
        return switch (answer) {
            case Answer.Taken taken -> carryOut(before, taken, submission, creditor);
            case Answer.Repeated repeated -> repeated;
            case Answer.Conflicting _, Answer.Refused _ -> refuse(submission.record(), answer);
        };
    }

    /** What stands against an order whatever is known of its invoice. */
    private @Nullable Answer objection(Order order, LocalDate today) {
        Delivery delivery = order.delivery();
        if (delivery != null && delivery.on().isAfter(today)) {
            return new Answer.Refused(
                    "delivery.on", "is " + delivery.on() + ", which is still to come: tell it when it is there");
        }
        if (order instanceof Order.Assigning assigning && assigning.on().isAfter(today)) {
            return new Answer.Refused(
                    assigning.dayField(),
                    "is " + assigning.on() + ", and today is " + today + ": say it when it has happened");
        }
        return isOnAnotherInvoice(order)
                ? new Answer.Conflicting("creditNoteNumber", "this credit note is known against another invoice")
                : null;
    }

    private boolean isOnAnotherInvoice(Order order) {
        return order instanceof Order.Credit credit
                && !credit.invoiceId()
                        .equals(known.receivableOfCreditNote().getOrDefault(credit.creditNoteId(), credit.invoiceId()));
    }

    private static Case unknown(Order order, String traceparent) {
        UUID id = order.invoiceId();
        var row = new ReceivableRow(id, order.creditorId(), order.invoiceNumber(), traceparent);
        return new Case(row, Receivable.unknown(id), true);
    }

    private Answer carryOut(Case before, Answer.Taken taken, Submission.Understood submission, Creditor creditor) {
        ReceivableRow row = before.row().become(taken.next());
        known.receivables().put(row.id, new Case(row, taken.next(), false));
        if (before.isNew()) {
            newReceivables.put(row.id, row);
        } else if (!newReceivables.containsKey(row.id)) {
            changedReceivables.put(row.id, row);
        }
        switch (submission.order()) {
            case Order.Issue(Invoice invoice, Debtor debtor, var _) ->
                tellOf(debtor, invoice, submission.traceparent());
            case Order.Credit credit -> {
                newCreditNotes.add(new CreditNoteRow(credit));
                known.receivableOfCreditNote().put(credit.creditNoteId(), credit.invoiceId());
            }
            case Order.Cancel _, Order.Deliver _, Order.Assigning _ -> {}
        }
        taken.facts().forEach(fact -> events.add(Outgoing.fact(row.id, fact, creditor, now, submission.traceparent())));
        return taken;
    }

    private void tellOf(Debtor debtor, Invoice invoice, String traceparent) {
        DebtorRow row = known.debtors().get(debtor.id());
        if (row == null) {
            row = DebtorRow.of(debtor, invoice);
            known.debtors().put(row.id, row);
            newDebtors.put(row.id, row);
        } else if (row.isOlderThan(invoice)) {
            boolean same = row.toDomain().equals(debtor);
            row.tell(debtor, invoice);
            if (!newDebtors.containsKey(row.id)) {
                changedDebtors.put(row.id, row);
            }
            if (same) {
                return;
            }
        } else {
            return;
        }
        events.add(Outgoing.debtor(debtor, row.contact(), row.version, now, traceparent));
    }

    /** Who waits on HTTP gets the answer there; a record goes to the rejected topic. */
    private Answer refuse(@Nullable Incoming record, Answer answer) {
        if (record != null) {
            switch (answer) {
                case Answer.Refused(var field, var why) -> events.add(Outgoing.rejected(record, field, why, now));
                case Answer.Conflicting(var field, var why) -> events.add(Outgoing.rejected(record, field, why, now));
                case Answer.Taken _, Answer.Repeated _ -> {}
            }
        }
        return answer;
    }
}
