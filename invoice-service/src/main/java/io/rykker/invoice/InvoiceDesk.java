package io.rykker.invoice;

import io.rykker.invoice.domain.Contact;
import io.rykker.invoice.domain.Creditor;
import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.messaging.Outgoing;
import io.rykker.invoice.messaging.Traceparent;
import io.rykker.invoice.persistence.CreditorRow;
import io.rykker.invoice.persistence.DebtorRow;
import io.rykker.invoice.persistence.OutboxRow;
import io.rykker.invoice.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The use cases, and the only class that opens transactions: what belongs together commits together. */
@ApplicationScoped
public class InvoiceDesk {

    private final Mutiny.SessionFactory database;
    private final Store store;
    private final Clock clock;

    InvoiceDesk(Mutiny.SessionFactory database, Store store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes a batch in: every new invoice, credit note and cancellation together with what is said of it. Refused
     * records go to the rejected topic by the same transaction. One answer per submission, in their order.
     */
    public Uni<List<Answer>> take(List<Submission> batch) {
        return database.withStatelessTransaction(session -> known(session, batch)
                .map(known -> new Intake(known, clock.instant()).takeAll(batch))
                .call(taken -> write(session, taken))
                .map(Intake.Taken::answers));
    }

    private Uni<Intake.Known> known(StatelessSession session, List<Submission> batch) {
        var asked = Intake.Asked.by(batch);
        return store.creditors(session, asked.creditors())
                .chain(creditors -> store.lockedDebtors(session, asked.debtors())
                        .chain(debtors -> store.locked(session, asked.receivables())
                                .chain(receivables -> store.creditNotes(
                                                session, asked.receivables(), asked.creditNotes())
                                        .map(notes -> Intake.Known.of(creditors, debtors, receivables, notes)))));
    }

    private Uni<Void> write(StatelessSession session, Intake.Taken taken) {
        return store.keepDebtors(session, taken.newDebtors(), taken.changedDebtors())
                .chain(() -> store.keepReceivables(session, taken.newReceivables(), taken.changedReceivables()))
                .chain(() -> store.insert(session, taken.newCreditNotes()))
                .chain(() -> store.say(session, taken.events()));
    }

    /** Registers a creditor or changes one; says so when anything is different. */
    public Uni<Registration> register(Creditor creditor) {
        return database.withStatelessTransaction(session -> store.creditors(session, List.of(creditor.id()))
                .chain(rows -> rows.isEmpty()
                        ? insert(session, new CreditorRow(creditor, 1), creditor)
                        : change(session, rows.getFirst(), creditor)));
    }

    /** Whether the creditor is new, changed or as it was. */
    public enum Registration {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    private Uni<Registration> insert(StatelessSession session, CreditorRow row, Creditor creditor) {
        return session.insert(row)
                .chain(() -> session.insert(event(creditor, row.version)))
                .replaceWith(Registration.CREATED);
    }

    private Uni<Registration> change(StatelessSession session, CreditorRow row, Creditor creditor) {
        if (row.toDomain().equals(creditor)) {
            return Uni.createFrom().item(Registration.UNCHANGED);
        }
        var next = new CreditorRow(creditor, row.version + 1);
        return session.update(next)
                .chain(() -> session.insert(event(creditor, next.version)))
                .replaceWith(Registration.CHANGED);
    }

    private OutboxRow event(Creditor creditor, int version) {
        return Outgoing.creditor(creditor, version, clock.instant(), Traceparent.of(null));
    }

    /**
     * Stores where a person found that a debtor is to be reached, and tells everybody. Nothing when there is no such
     * debtor, or none that whoever asks may see.
     */
    public Uni<Optional<DebtorRow>> reach(UUID debtor, Contact found, Predicate<String> maySee) {
        return database.withStatelessTransaction(session -> store.lockedDebtors(session, List.of(debtor))
                .chain(rows -> rows.isEmpty() || !maySee.test(rows.getFirst().creditorId)
                        ? Uni.createFrom().item(Optional.empty())
                        : reach(session, rows.getFirst(), found).map(Optional::of)));
    }

    private Uni<DebtorRow> reach(StatelessSession session, DebtorRow row, Contact found) {
        return store.creditors(session, List.of(row.creditorId))
                .map(creditors -> today(creditors.getFirst()))
                .chain(today -> row.reachAt(found.on(today))
                        ? store.keepDebtors(session, List.of(), List.of(row))
                                .chain(() -> store.say(session, List.of(event(row))))
                        : Uni.createFrom().voidItem())
                .replaceWith(row);
    }

    private LocalDate today(CreditorRow creditor) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(creditor.timeZone));
    }

    private OutboxRow event(DebtorRow row) {
        return Outgoing.debtor(row.toDomain(), row.contact(), row.version, clock.instant(), Traceparent.of(null));
    }

    /** A look without a change. */
    public <T> Uni<T> look(Function<StatelessSession, Uni<T>> query) {
        return database.withStatelessSession(query);
    }
}
