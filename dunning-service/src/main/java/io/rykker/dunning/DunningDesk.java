package io.rykker.dunning;

import io.rykker.dunning.domain.Decision;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The use cases, and the only class that opens transactions: what belongs together commits together. */
@ApplicationScoped
public class DunningDesk {

    private final Mutiny.SessionFactory database;
    private final Store store;
    private final RuleBook book;
    private final Clock clock;

    DunningDesk(Mutiny.SessionFactory database, Store store, RuleBook book, Clock clock) {
        this.database = database;
        this.store = store;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Hears a batch: cases, journals and everything that is said of them commit together. What is refused goes to the
     * rejected topic by the same transaction.
     *
     * @return whether the sweep has something to look at now
     */
    public Uni<Boolean> hear(List<News> batch) {
        return database.withStatelessTransaction(session -> docket(session, batch)
                .invoke(docket -> docket.hearAll(batch))
                .call(docket -> write(session, docket))
                .map(Docket::somethingIsDue));
    }

    /** What became of a person's word. */
    public sealed interface Answer {
        record Done(CaseRow row) implements Answer {}

        record Refused(String why) implements Answer {}

        record Unknown() implements Answer {}
    }

    /** Hears one person, who may see only some cases and waits for the answer. */
    public Uni<Answer> hearPerson(News.OfCase word, Predicate<String> maySee) {
        return database.withStatelessTransaction(
                session -> docket(session, List.of(word)).chain(docket -> answer(session, docket, word, maySee)));
    }

    private Uni<Answer> answer(StatelessSession session, Docket docket, News.OfCase word, Predicate<String> maySee) {
        CaseRow row = docket.row(word.invoiceId());
        if (row == null || !maySee.test(row.creditorId)) {
            return Uni.createFrom().item(new Answer.Unknown());
        }
        return switch (docket.hearOne(word)) {
            case Decision.Refuse(var why) -> Uni.createFrom().item(new Answer.Refused(why));
            case Decision.Stay _ -> Uni.createFrom().item(new Answer.Done(row));
            case Decision.Move _ -> write(session, docket).replaceWith(new Answer.Done(row));
        };
    }

    /**
     * Takes the next due cases, decides them and writes what follows, in one transaction: there is nothing in between
     * that a crash could leave behind, and another instance takes others.
     *
     * @return how many there were
     */
    Uni<Integer> sweep(int limit) {
        return database.withStatelessTransaction(session -> store.lockedDue(session, clock.instant(), limit)
                .chain(rows -> rows.isEmpty() ? Uni.createFrom().item(0) : sweep(session, rows)));
    }

    private Uni<Integer> sweep(StatelessSession session, List<CaseRow> rows) {
        return store.banks(session, Docket.creditors(List.of(), rows))
                .map(banks -> new Docket(book, clock.instant(), rows, banks))
                .invoke(Docket::sweep)
                .call(docket -> write(session, docket))
                .replaceWith(rows.size());
    }

    private Uni<Docket> docket(StatelessSession session, List<News> batch) {
        return store.locked(session, Docket.invoices(batch))
                .chain(rows -> store.banks(session, Docket.creditors(batch, rows))
                        .map(banks -> new Docket(book, clock.instant(), rows, banks)));
    }

    private Uni<Void> write(StatelessSession session, Docket docket) {
        Set<UUID> handedOver = docket.handedOver();
        return store.journals(session, handedOver)
                .map(docket::events)
                .chain(events -> store.insert(session, docket.newRows())
                        .chain(() -> store.update(session, docket.changedRows()))
                        .chain(() -> store.insert(session, docket.newBanks()))
                        .chain(() -> store.update(session, docket.changedBanks()))
                        .chain(() -> store.insert(session, docket.journal()))
                        .chain(() -> store.insert(session, events)));
    }

    /** A look without a change. */
    public <T extends @Nullable Object> Uni<T> look(Function<StatelessSession, Uni<T>> query) {
        return database.withStatelessSession(query);
    }

    /** What a day or a word would mean, asked by whoever shows it. */
    public RuleBook book() {
        return book;
    }

    /** Signals from people, for the edge. */
    public static News.OfCase word(UUID invoiceId, Signal.FromPeople signal, String who, String traceparent) {
        return new News.OfCase(invoiceId, null, signal, who, null, traceparent);
    }
}
