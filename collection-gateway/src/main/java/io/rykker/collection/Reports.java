package io.rykker.collection;

import io.rykker.collection.Report.Answer;
import io.rykker.collection.domain.CaseRules;
import io.rykker.collection.domain.Decision;
import io.rykker.collection.domain.Money;
import io.rykker.collection.domain.Signal;
import io.rykker.collection.messaging.Outgoing;
import io.rykker.collection.persistence.AgencyPaymentRow;
import io.rykker.collection.persistence.AgencyReportRow;
import io.rykker.collection.persistence.HandoverRow;
import io.rykker.collection.persistence.Store;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Takes one report of an agency about a case that is locked. The transaction is the desk's. */
final class Reports {

    /** The answer, and what it changes. */
    record Taken(Answer answer, Changes changes) {}

    private final Store store;
    private final StatelessSession session;
    private final HandoverRow row;
    private final LocalDate today;
    private final Instant now;
    private final Changes changes = new Changes();

    Reports(Store store, StatelessSession session, HandoverRow row, LocalDate today, Instant now) {
        this.store = store;
        this.session = session;
        this.row = row;
        this.today = today;
        this.now = now;
    }

    Uni<Taken> take(Report report) {
        return answer(report).map(answer -> new Taken(answer, changes));
    }

    private Uni<Answer> answer(Report report) {
        return switch (report) {
            case Report.Acceptance acceptance -> Uni.createFrom().item(accept(acceptance));
            case Report.Rejection rejection -> Uni.createFrom().item(reject(rejection));
            case Report.Closure closure -> Uni.createFrom().item(close(closure));
            case Report.Progress progress ->
                store.report(session, numbered(progress.id())).map(known -> progress(progress, known));
            case Report.Payment payment ->
                store.lockedPayment(session, numbered(payment.paymentId())).map(known -> pay(payment, known));
            case Report.Reversal reversal ->
                store.lockedPayment(session, numbered(reversal.paymentId())).map(known -> reverse(reversal, known));
        };
    }

    /** An agency's number is its own: another agency's same number is something else. */
    private String numbered(String number) {
        return row.agency + ":" + number;
    }

    private Answer accept(Report.Acceptance acceptance) {
        String number = acceptance.agencyCaseNumber();
        boolean isOther = row.agencyCaseNumber != null && number != null && !row.agencyCaseNumber.equals(number);
        return switch (CaseRules.decide(row.standing(), new Signal.Accept())) {
            case Decision.Refuse(var why) -> new Answer.Conflicting(null, why);
            case Decision.Stay _
            when isOther ->
                new Answer.Conflicting("agencyCaseNumber", "you have accepted it as " + row.agencyCaseNumber);
            case Decision.Stay _ -> new Answer.Repeated();
            case Decision.Move(var next, var _) -> {
                row.stand(next);
                row.agencyCaseNumber = number;
                row.decidedOn = today;
                changes.update(row);
                changes.say(Outgoing.accepted(row, today, now));
                yield new Answer.Taken();
            }
        };
    }

    private Answer reject(Report.Rejection rejection) {
        return switch (CaseRules.decide(row.standing(), new Signal.Reject())) {
            case Decision.Refuse(var why) -> new Answer.Conflicting(null, why);
            case Decision.Stay _ ->
                rejection.reason().equals(row.reason)
                        ? new Answer.Repeated()
                        : new Answer.Conflicting("reason", "you have rejected it for another reason");
            case Decision.Move(var next, var _) -> {
                row.stand(next);
                row.reason = rejection.reason();
                row.decidedOn = today;
                changes.update(row);
                changes.say(Outgoing.rejected(row, today, rejection.reason(), now));
                yield new Answer.Taken();
            }
        };
    }

    private Answer close(Report.Closure closure) {
        LocalDate on = closure.on() == null ? today : closure.on();
        if (isAhead(on)) {
            return ahead("on", on);
        }
        return switch (CaseRules.decide(row.standing(), new Signal.Close())) {
            case Decision.Refuse(var why) -> new Answer.Conflicting(null, why);
            case Decision.Stay _ ->
                closure.closeCode().equals(row.reason)
                        ? new Answer.Repeated()
                        : new Answer.Conflicting("closeCode", "you have closed it as " + row.reason);
            case Decision.Move(var next, var _) -> {
                row.stand(next);
                row.reason = closure.closeCode();
                changes.update(row);
                changes.say(Outgoing.closed(row, on, closure.closeCode(), closure.text(), now));
                yield new Answer.Taken();
            }
        };
    }

    private Answer progress(Report.Progress progress, @Nullable AgencyReportRow known) {
        LocalDate on = progress.on() == null ? today : progress.on();
        String content = progress.status() + "|" + progress.text() + "|" + progress.on();
        if (known != null) {
            return known.caseId.equals(row.caseId) && known.content.equals(content)
                    ? new Answer.Repeated()
                    : new Answer.Conflicting("id", "you have reported something else as " + progress.id());
        }
        if (isAhead(on)) {
            return ahead("on", on);
        }
        if (CaseRules.decide(row.standing(), new Signal.Progress()) instanceof Decision.Refuse(var why)) {
            return new Answer.Conflicting(null, why);
        }
        changes.insert(new AgencyReportRow(numbered(progress.id()), row.caseId, content));
        changes.say(Outgoing.progressed(row, on, progress.status(), progress.text(), now));
        return new Answer.Taken();
    }

    private Answer pay(Report.Payment payment, @Nullable AgencyPaymentRow known) {
        Money amount = payment.amount();
        String currency = amount.currency().getCurrencyCode();
        if (known != null) {
            boolean isSame = known.caseId.equals(row.caseId)
                    && known.amount.compareTo(amount.amount()) == 0
                    && known.currency.equals(currency)
                    && known.paidOn.equals(payment.paidOn());
            return isSame
                    ? new Answer.Repeated()
                    : new Answer.Conflicting(
                            "paymentId", "you have reported another payment as " + payment.paymentId());
        }
        if (!currency.equals(row.currency)) {
            return new Answer.Refused("amount.currency", "is " + currency + ", the case is in " + row.currency);
        }
        if (isAhead(payment.paidOn())) {
            return ahead("paidOn", payment.paidOn());
        }
        if (CaseRules.decide(row.standing(), new Signal.Money()) instanceof Decision.Refuse(var why)) {
            return new Answer.Conflicting(null, why);
        }
        var taken = new AgencyPaymentRow(
                numbered(payment.paymentId()), row.caseId, amount.amount(), currency, payment.paidOn());
        changes.insert(taken);
        changes.say(Outgoing.received(row, taken, now));
        return new Answer.Taken();
    }

    private Answer reverse(Report.Reversal reversal, @Nullable AgencyPaymentRow known) {
        if (known == null || !known.caseId.equals(row.caseId)) {
            return new Answer.Unknown("there is no payment " + reversal.paymentId() + " of this case");
        }
        if (known.reversedOn != null) {
            boolean isSame = reversal.on() == null || reversal.on().equals(known.reversedOn);
            return isSame && Objects.equals(known.reversalReason, reversal.reason())
                    ? new Answer.Repeated()
                    : new Answer.Conflicting(null, "you have reversed this payment in another way");
        }
        LocalDate on = reversal.on() == null ? today : reversal.on();
        if (isAhead(on)) {
            return ahead("on", on);
        }
        known.reversedOn = on;
        known.reversalReason = reversal.reason();
        changes.update(known);
        changes.say(Outgoing.reversed(row, known, now));
        return new Answer.Taken();
    }

    /** A day more than today is none in a zone further east. */
    private boolean isAhead(LocalDate day) {
        return day.isAfter(today.plusDays(1));
    }

    private Answer ahead(String field, LocalDate day) {
        return new Answer.Refused(field, "is " + day + ", and today is " + today);
    }
}
