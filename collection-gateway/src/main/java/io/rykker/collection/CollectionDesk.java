package io.rykker.collection;

import io.rykker.collection.agency.Call;
import io.rykker.collection.domain.CallResult;
import io.rykker.collection.domain.CaseRules;
import io.rykker.collection.domain.Decision;
import io.rykker.collection.domain.Ledger;
import io.rykker.collection.domain.Signal;
import io.rykker.collection.domain.Standing;
import io.rykker.collection.messaging.Outgoing;
import io.rykker.collection.messaging.Readers;
import io.rykker.collection.persistence.AgencyRow;
import io.rykker.collection.persistence.HandoverRow;
import io.rykker.collection.persistence.PartyRow;
import io.rykker.collection.persistence.PaymentRow;
import io.rykker.collection.persistence.Store;
import io.rykker.collection.persistence.WebhookRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The use cases, and the only class that opens transactions: what belongs together commits together. */
@ApplicationScoped
public class CollectionDesk {

    private static final int MANY = 100;
    private static final int NOT_FOUND = 404;

    private final Mutiny.SessionFactory database;
    private final Store store;
    private final Clock clock;
    private final RealTime realTime;
    private final CollectionConfig config;

    CollectionDesk(
            Mutiny.SessionFactory database, Store store, Clock clock, RealTime realTime, CollectionConfig config) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.realTime = realTime;
        this.config = config;
    }

    /** Takes a batch in: cases that go to agencies, cases that are taken back, payments, and who is who. */
    public Uni<Void> hear(List<Heard> batch) {
        var asked = Intake.Asked.by(batch);
        return inTransaction(session -> store.keepApart(
                        session, !asked.cases().isEmpty(), !asked.paidInvoices().isEmpty())
                .chain(() -> store.locked(session, asked.cases()))
                .chain(cases -> store.lockedWebhooks(session, asked.recalled())
                        .chain(calls -> store.lockedParties(session, asked.parties())
                                .map(parties -> new Intake(
                                                cases,
                                                calls,
                                                parties,
                                                config.defaultAgency(),
                                                clock.instant(),
                                                realTime.now())
                                        .takeAll(batch))))
                .chain(changes -> write(session, changes)));
    }

    private Uni<Void> write(StatelessSession session, Changes changes) {
        return store.insert(session, changes.newRows())
                .chain(() -> store.update(session, changes.changedRows()))
                .chain(() -> store.pay(session, changes.payments()))
                .chain(() -> store.insert(session, changes.events()));
    }

    /** Puts the handovers together of which everything is known. Says how many. */
    public Uni<Integer> planHandovers() {
        return inTransaction(session -> store.ready(session, MANY).chain(rows -> planHandovers(session, rows)));
    }

    private Uni<Integer> planHandovers(StatelessSession session, List<HandoverRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return parties(session, rows)
                .map(parties -> planned(rows, parties))
                .chain(changes -> write(session, changes))
                .replaceWith(rows.size());
    }

    private Changes planned(List<HandoverRow> rows, Map<String, PartyRow> parties) {
        var changes = new Changes();
        for (HandoverRow row : rows) {
            if (CaseRules.decide(row.standing(), new Signal.Planned()) instanceof Decision.Move(var next, var _)) {
                row.stand(next);
                row.news = true;
                changes.update(row);
                byte[] body = Outgoing.handover(
                        Objects.requireNonNull(row.body),
                        Objects.requireNonNull(parties.get(row.creditorId)).body,
                        Objects.requireNonNull(parties.get(row.debtorId)).body,
                        clock.instant());
                changes.insert(call(row, WebhookRow.HANDOVER, "", body));
            }
        }
        return changes;
    }

    private WebhookRow call(HandoverRow row, String type, String reference, byte[] body) {
        return new WebhookRow(
                row.caseId, Objects.requireNonNull(row.agency), type, reference, body, row.traceparent, realTime.now());
    }

    private Uni<Map<String, PartyRow>> parties(StatelessSession session, Collection<HandoverRow> rows) {
        Set<String> ids = new HashSet<>();
        for (HandoverRow row : rows) {
            ids.add(row.creditorId);
            if (row.debtorId != null) {
                ids.add(row.debtorId);
            }
        }
        return store.parties(session, ids).map(found -> {
            Map<String, PartyRow> parties = new HashMap<>();
            found.forEach(row -> parties.put(row.id, row));
            return parties;
        });
    }

    /** Tells agencies of money that reached the creditor directly. Says for how many cases it looked. */
    public Uni<Integer> planPayments() {
        return inTransaction(session -> store.withNews(session, MANY).chain(rows -> planPayments(session, rows)));
    }

    private Uni<Integer> planPayments(StatelessSession session, List<HandoverRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Set<UUID> invoices = new HashSet<>();
        Set<UUID> cases = new HashSet<>();
        rows.forEach(row -> invoices.add(row.invoiceId));
        rows.forEach(row -> cases.add(row.caseId));
        return store.payments(session, invoices)
                .chain(payments -> store.webhooks(session, cases).map(calls -> news(rows, payments, calls)))
                .chain(changes -> write(session, changes))
                .replaceWith(rows.size());
    }

    private Changes news(List<HandoverRow> rows, List<PaymentRow> payments, List<WebhookRow> calls) {
        var changes = new Changes();
        Map<UUID, List<PaymentRow>> ledgers = new HashMap<>();
        for (PaymentRow payment : payments) {
            ledgers.computeIfAbsent(payment.invoiceId, _ -> new ArrayList<>()).add(payment);
        }
        Set<String> told = new HashSet<>();
        calls.forEach(call -> told.add(call.id));
        for (HandoverRow row : rows) {
            row.news = false;
            changes.update(row);
            for (PaymentRow payment : news(row, ledgers.getOrDefault(row.invoiceId, List.of()))) {
                var call = call(
                        row, WebhookRow.PAYMENT, payment.reference(), Outgoing.payment(row, payment, clock.instant()));
                if (told.add(call.id)) {
                    changes.insert(call);
                }
            }
        }
        return changes;
    }

    /** What came after the sum that the handover states; while that cannot be told, what came after its day. */
    private static List<PaymentRow> news(HandoverRow row, List<PaymentRow> ledger) {
        if (row.paymentsStated == null && !ledger.isEmpty()) {
            List<BigDecimal> amounts =
                    ledger.stream().map(payment -> payment.amount).toList();
            int stated = Ledger.stated(amounts, Objects.requireNonNull(row.paid));
            if (stated != Ledger.NOT_FOUND) {
                row.paymentsStated = stated;
            }
        }
        Integer stated = row.paymentsStated;
        LocalDate escalatedOn = Objects.requireNonNull(row.escalatedOn);
        return (stated == null
                        ? ledger.stream().filter(payment -> payment.valueDate.isAfter(escalatedOn))
                        : ledger.stream().skip(stated))
                .filter(payment -> !payment.source.equals("agency"))
                .toList();
    }

    /** The agencies that something is due for. */
    public Uni<List<AgencyRow>> agenciesToCall() {
        return look(session -> store.agenciesToCall(session, realTime.now()));
    }

    /** A call that was taken up, with the row that it is noted in. */
    public record Claimed(List<Call> calls, Set<UUID> cases, int touched) {}

    /**
     * Takes up the calls that are due for one agency: that they are about to be made is committed before any is. One
     * that was taken up before and not reported on is made again, which its id makes harmless.
     */
    public Uni<Claimed> claim(AgencyRow agency, UUID claim) {
        return inTransaction(session -> store.due(session, agency.name, realTime.now(), config.inFlight())
                .chain(calls -> store.cases(session, cases(calls)).chain(cases -> {
                    var claimed = take(agency, calls, cases, claim);
                    return store.update(session, calls).replaceWith(claimed);
                })));
    }

    private static Set<UUID> cases(List<WebhookRow> calls) {
        Set<UUID> cases = new HashSet<>();
        calls.forEach(call -> cases.add(call.caseId));
        return cases;
    }

    private Claimed take(AgencyRow agency, List<WebhookRow> calls, List<HandoverRow> cases, UUID claim) {
        Set<UUID> recalled = new HashSet<>();
        cases.stream().filter(row -> row.standing() == Standing.RECALLED).forEach(row -> recalled.add(row.caseId));
        List<Call> toMake = new ArrayList<>();
        for (WebhookRow call : calls) {
            if (call.state() == WebhookRow.State.SENDING) {
                call.mayBeThere = true;
            }
            if (!call.type.equals(WebhookRow.RECALL) && recalled.contains(call.caseId)) {
                call.stand(WebhookRow.State.CANCELLED);
                continue;
            }
            call.stand(WebhookRow.State.SENDING);
            call.attempts++;
            call.claim = claim;
            call.leaseUntil = realTime.now().plus(config.lease());
            toMake.add(new Call(call.id, agency.url, agency.secret, call.body, call.traceparent));
        }
        return new Claimed(toMake, cases(calls), calls.size());
    }

    /** How the calls went that were made under that claim. */
    public Uni<Void> conclude(AgencyRow agency, UUID claim, Set<UUID> cases, Map<String, CallResult> results) {
        return inTransaction(session -> store.locked(session, cases)
                .chain(rows -> store.lockedWebhooks(session, cases).map(calls -> noted(rows, calls, claim, results)))
                .chain(changes -> write(session, changes))
                .chain(() -> results.values().stream().anyMatch(CallResult.Gone.class::isInstance)
                        ? disable(session, agency)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> disable(StatelessSession session, AgencyRow agency) {
        return store.lockedAgency(session, agency.name).chain(row -> {
            if (!row.url.equals(agency.url)) {
                return Uni.createFrom().voidItem();
            }
            row.disabledWhy = "it answered 410: no calls at this address any more";
            return session.update(row);
        });
    }

    private Changes noted(List<HandoverRow> rows, List<WebhookRow> calls, UUID claim, Map<String, CallResult> results) {
        var changes = new Changes();
        Map<UUID, HandoverRow> cases = new HashMap<>();
        rows.forEach(row -> cases.put(row.caseId, row));
        for (WebhookRow call : calls) {
            CallResult result = results.get(call.id);
            boolean isStillOurs = claim.equals(call.claim) && call.state() == WebhookRow.State.SENDING;
            if (result != null && (isStillOurs || result instanceof CallResult.Delivered)) {
                note(Objects.requireNonNull(cases.get(call.caseId)), call, result, changes);
                changes.update(call);
            }
        }
        for (HandoverRow row : rows) {
            if (row.standing() == Standing.RECALLED) {
                dropNeedlessRecall(row, calls, changes);
            }
        }
        return changes;
    }

    private void note(HandoverRow row, WebhookRow call, CallResult result, Changes changes) {
        switch (result) {
            case CallResult.Delivered(var status) -> delivered(row, call, status, changes);
            case CallResult.Gone _ -> {
                call.stand(WebhookRow.State.PLANNED);
                call.status = 410;
                call.trouble = "the agency wants no calls at its address";
                call.nextAttemptAt = realTime.now();
            }
            case CallResult.Failed(var status, var _, var _, var _)
            when status == NOT_FOUND && call.type.equals(WebhookRow.RECALL) ->
                // It does not know the case, so there is nothing to take back.
                delivered(row, call, status, changes);
            case CallResult.Failed failed -> failed(row, call, failed);
        }
    }

    private void delivered(HandoverRow row, WebhookRow call, int status, Changes changes) {
        call.stand(WebhookRow.State.DELIVERED);
        call.status = status;
        call.trouble = null;
        call.deliveredAt = clock.instant();
        if (call.type.equals(WebhookRow.HANDOVER)
                && CaseRules.decide(row.standing(), new Signal.Delivered()) instanceof Decision.Move(var next, var _)) {
            row.stand(next);
            changes.update(row);
        }
    }

    private void failed(HandoverRow row, WebhookRow call, CallResult.Failed failed) {
        call.status = failed.status() == 0 ? null : failed.status();
        call.trouble = failed.why();
        call.mayBeThere |= failed.mayBeThere();
        if (row.standing() == Standing.RECALLED && !call.type.equals(WebhookRow.RECALL)) {
            call.stand(WebhookRow.State.CANCELLED);
            return;
        }
        Optional<Duration> wait = config.retries()
                .after(
                        call.attempts,
                        failed.asked(),
                        ThreadLocalRandom.current().nextDouble());
        call.stand(wait.isPresent() ? WebhookRow.State.PLANNED : WebhookRow.State.FAILED);
        call.nextAttemptAt = realTime.now().plus(wait.orElse(Duration.ZERO));
    }

    /** The handover that was on its way when the recall came never arrived: the agency is spared both. */
    private static void dropNeedlessRecall(HandoverRow row, List<WebhookRow> calls, Changes changes) {
        List<WebhookRow> ofCase =
                calls.stream().filter(call -> call.caseId.equals(row.caseId)).toList();
        boolean neverArrived = ofCase.stream()
                .anyMatch(call -> call.type.equals(WebhookRow.HANDOVER)
                        && call.state() == WebhookRow.State.CANCELLED
                        && !call.mayBeThere);
        if (neverArrived) {
            ofCase.stream()
                    .filter(call -> call.type.equals(WebhookRow.RECALL) && call.state() == WebhookRow.State.PLANNED)
                    .forEach(call -> {
                        call.stand(WebhookRow.State.CANCELLED);
                        changes.update(call);
                    });
        }
    }

    /** Whether an agency is new, changed or as it was. */
    public enum Registration {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /**
     * Registers an agency or changes one. What was given up or held back is called again.
     *
     * @param enable takes up calls again that the agency had forbidden, even when nothing is different
     */
    public Uni<Registration> register(String name, String url, String secret, boolean enable) {
        return inTransaction(session -> store.lockedAgency(session, name)
                .chain(row -> row == null
                        ? session.insert(new AgencyRow(name, url, secret)).replaceWith(Registration.CREATED)
                        : change(session, row, url, secret, enable)));
    }

    private Uni<Registration> change(
            StatelessSession session, AgencyRow row, String url, String secret, boolean enable) {
        boolean isDifferent = !row.url.equals(url) || !row.secret.equals(secret);
        if (!isDifferent && !enable) {
            return Uni.createFrom().item(Registration.UNCHANGED);
        }
        row.url = url;
        row.secret = secret;
        row.disabledWhy = null;
        return session.update(row)
                .chain(() -> store.replan(session, row.name, realTime.now()))
                .replaceWith(isDifferent ? Registration.CHANGED : Registration.UNCHANGED);
    }

    /** What an agency says about one of its cases; anybody else's case is not there. */
    public Uni<Report.Answer> report(String agency, UUID caseId, Report report) {
        return inTransaction(session -> store.locked(session, List.of(caseId))
                .chain(rows -> rows.isEmpty()
                                || !agency.equals(rows.getFirst().agency)
                                || rows.getFirst().standing() == Standing.NEW
                        ? Uni.createFrom().<Report.Answer>item(new Report.Answer.Unknown("there is no case " + caseId))
                        : report(session, rows.getFirst(), report)));
    }

    private Uni<Report.Answer> report(StatelessSession session, HandoverRow row, Report report) {
        return parties(session, List.of(row)).chain(parties -> {
            Instant now = clock.instant();
            PartyRow creditor = Objects.requireNonNull(parties.get(row.creditorId));
            LocalDate today = LocalDate.ofInstant(now, Readers.zoneOf(creditor.body));
            var reports = new Reports(store, session, row, today, now);
            return reports.take(report)
                    .call(taken -> write(session, taken.changes()))
                    .map(Reports.Taken::answer);
        });
    }

    /** A handover with its calls, and what it still waits for. */
    public record Shown(
            HandoverRow row,
            List<WebhookRow> calls,
            @Nullable String waitsFor) {}

    /** The handovers, newest first. */
    public Uni<List<Shown>> list(@Nullable Collection<String> creditors, @Nullable UUID caseId, int page) {
        return look(session -> store.handovers(session, creditors, caseId, page)
                .chain(rows -> store.webhooks(
                                session, rows.stream().map(row -> row.caseId).toList())
                        .chain(calls -> parties(session, rows)
                                .chain(parties -> store.agencies(session)
                                        .map(agencies -> shown(rows, calls, parties, agencies))))));
    }

    private static List<Shown> shown(
            List<HandoverRow> rows, List<WebhookRow> calls, Map<String, PartyRow> parties, List<AgencyRow> agencies) {
        Map<UUID, List<WebhookRow>> byCase = new HashMap<>();
        calls.forEach(call ->
                byCase.computeIfAbsent(call.caseId, _ -> new ArrayList<>()).add(call));
        Map<String, AgencyRow> byName = new HashMap<>();
        agencies.forEach(agency -> byName.put(agency.name, agency));
        return rows.stream()
                .map(row -> new Shown(
                        row,
                        byCase.getOrDefault(row.caseId, List.of()),
                        waitsFor(row, byCase.getOrDefault(row.caseId, List.of()), parties, byName)))
                .toList();
    }

    private static @Nullable String waitsFor(
            HandoverRow row, List<WebhookRow> calls, Map<String, PartyRow> parties, Map<String, AgencyRow> agencies) {
        AgencyRow agency = agencies.get(row.agency);
        if (row.standing() == Standing.NEW) {
            if (!parties.containsKey(row.creditorId)) {
                return "what is known of creditor " + row.creditorId;
            }
            if (!parties.containsKey(row.debtorId)) {
                return "what is known of debtor " + row.debtorId;
            }
            if (agency == null) {
                return row.agency == null
                        ? "an agency: it names none, and there is no default"
                        : "agency " + row.agency + ", which is not registered";
            }
        }
        boolean isOpen = calls.stream().anyMatch(WebhookRow::isOpen);
        return isOpen && agency != null && agency.disabledWhy != null
                ? "agency " + agency.name + " to be registered again: " + agency.disabledWhy
                : null;
    }

    /** A look without a change. */
    public <T> Uni<T> look(Function<StatelessSession, Uni<T>> query) {
        return database.withStatelessSession(query);
    }

    /**
     * A session of its own for every call. The factory's shortcut would hand the session that is open on the same context
     * to whoever asks meanwhile, and agencies are called side by side.
     */
    private <T> Uni<T> inTransaction(Function<StatelessSession, Uni<T>> work) {
        return database.openStatelessSession()
                .chain(session ->
                        session.withTransaction(_ -> work.apply(session)).eventually(session::close));
    }
}
