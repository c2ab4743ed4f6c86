package io.rykker.collection;

import io.rykker.collection.domain.CaseRules;
import io.rykker.collection.domain.Decision;
import io.rykker.collection.domain.Signal;
import io.rykker.collection.domain.Standing;
import io.rykker.collection.messaging.Outgoing;
import io.rykker.collection.persistence.HandoverRow;
import io.rykker.collection.persistence.PartyRow;
import io.rykker.collection.persistence.PaymentRow;
import io.rykker.collection.persistence.WebhookRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Folds one batch over what is known, in memory: what is to be written is collected and written in bulk afterwards. */
final class Intake {

    /** The rows that a batch touches. */
    record Asked(Set<UUID> cases, Set<UUID> recalled, Set<String> parties, Set<UUID> paidInvoices) {

        static Asked by(List<Heard> batch) {
            var asked = new Asked(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (Heard heard : batch) {
                switch (heard) {
                    case Heard.Escalated escalated -> asked.cases.add(escalated.caseId());
                    case Heard.Recalled recalled -> {
                        asked.cases.add(recalled.caseId());
                        asked.recalled.add(recalled.caseId());
                    }
                    case Heard.Party party -> asked.parties.add(party.id());
                    case Heard.Paid paid -> asked.paidInvoices.add(paid.invoiceId());
                    case Heard.Unreadable _, Heard.NotForUs _ -> {}
                }
            }
            return asked;
        }
    }

    private final Map<UUID, HandoverRow> cases = new HashMap<>();
    private final Map<UUID, List<WebhookRow>> webhooks = new HashMap<>();
    private final Map<String, PartyRow> parties = new HashMap<>();
    private final Optional<String> usualAgency;
    private final Instant now;
    private final Instant realNow;
    private final Changes changes = new Changes();

    Intake(
            Collection<HandoverRow> cases,
            Collection<WebhookRow> webhooks,
            Collection<PartyRow> parties,
            Optional<String> usualAgency,
            Instant now,
            Instant realNow) {
        cases.forEach(row -> this.cases.put(row.caseId, row));
        webhooks.forEach(row -> this.webhooks
                .computeIfAbsent(row.caseId, _ -> new ArrayList<>())
                .add(row));
        parties.forEach(row -> this.parties.put(row.id, row));
        this.usualAgency = usualAgency;
        this.now = now;
        this.realNow = realNow;
    }

    Changes takeAll(List<Heard> batch) {
        for (Heard heard : batch) {
            switch (heard) {
                case Heard.Escalated escalated -> escalate(escalated);
                case Heard.Recalled recalled -> recall(recalled);
                case Heard.Paid paid -> pay(paid);
                case Heard.Party party -> know(party);
                case Heard.Unreadable(var record, var field, var why) ->
                    changes.say(Outgoing.rejected(record, field, why, now));
                case Heard.NotForUs _ -> {}
            }
        }
        return changes;
    }

    /** One that was recalled before it came stays recalled; one that is known already is a repeat. */
    private void escalate(Heard.Escalated escalated) {
        HandoverRow row = cases.get(escalated.caseId());
        if (row == null) {
            row = new HandoverRow(
                    escalated.caseId(),
                    escalated.invoiceId(),
                    escalated.creditorId(),
                    escalated.record().traceparent());
            cases.put(row.caseId, row);
            changes.insert(row);
        } else if (row.body == null) {
            changes.update(row);
        } else {
            return;
        }
        row.debtorId = escalated.debtorId().toString();
        row.agency = escalated.agency() == null ? usualAgency.orElse(null) : escalated.agency();
        row.invoiceNumber = escalated.invoiceNumber();
        row.paymentReference = escalated.paymentReference();
        row.currency = escalated.balance().currency().getCurrencyCode();
        row.paid = escalated.paid().amount();
        row.escalatedOn = escalated.escalatedOn();
        row.body = escalated.record().body();
        row.traceparent = escalated.record().traceparent();
    }

    private void recall(Heard.Recalled recalled) {
        HandoverRow row = cases.get(recalled.caseId());
        if (row == null) {
            row = new HandoverRow(
                    recalled.caseId(),
                    recalled.invoiceId(),
                    recalled.creditorId(),
                    recalled.record().traceparent());
            cases.put(row.caseId, row);
            changes.insert(row);
        }
        List<WebhookRow> calls = webhooks.getOrDefault(row.caseId, List.of());
        boolean mayBeThere = calls.stream().anyMatch(Intake::mayBeThere);
        if (CaseRules.decide(row.standing(), new Signal.Recall(mayBeThere))
                instanceof Decision.Move(Standing next, boolean tell)) {
            row.stand(next);
            row.recall = recalled.record().body();
            changes.update(row);
            calls.forEach(this::cancel);
            if (tell) {
                changes.insert(new WebhookRow(
                        row.caseId,
                        String.valueOf(row.agency),
                        WebhookRow.RECALL,
                        "",
                        Outgoing.recall(row, row.recall, now),
                        row.traceparent,
                        realNow));
            }
        }
    }

    private static boolean mayBeThere(WebhookRow call) {
        return call.type.equals(WebhookRow.HANDOVER)
                && (call.mayBeThere
                        || call.state() == WebhookRow.State.SENDING
                        || call.state() == WebhookRow.State.DELIVERED);
    }

    /** What is on its way just now is left to whoever sent it. */
    private void cancel(WebhookRow call) {
        if (call.state() == WebhookRow.State.PLANNED || call.state() == WebhookRow.State.FAILED) {
            call.stand(WebhookRow.State.CANCELLED);
            changes.update(call);
        }
    }

    /** The database sees whether it is known. */
    private void pay(Heard.Paid paid) {
        changes.pay(new PaymentRow(
                paid.invoiceId(),
                paid.allocationId(),
                paid.reversal(),
                paid.paymentId(),
                paid.amount().amount(),
                paid.amount().currency().getCurrencyCode(),
                paid.valueDate(),
                paid.source()));
    }

    /** The highest version is how they are, whatever came last. */
    private void know(Heard.Party party) {
        PartyRow row = parties.get(party.id());
        if (row == null) {
            row = new PartyRow(party.id(), party.version(), party.record().body());
            parties.put(row.id, row);
            changes.insert(row);
        } else if (row.version < party.version()) {
            row.version = party.version();
            row.body = party.record().body();
            changes.update(row);
        }
    }
}
