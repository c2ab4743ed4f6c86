package io.rykker.dunning;

import io.rykker.dunning.domain.Credit;
import io.rykker.dunning.domain.CreditFact;
import io.rykker.dunning.domain.Decision;
import io.rykker.dunning.domain.Fact;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.KeyAccount;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.CreditFactRow;
import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The use cases, and the only class that opens transactions: what belongs together commits together. */
@ApplicationScoped
public class DunningDesk {

    private final Mutiny.SessionFactory database;
    private final Store store;
    private final RuleShelf rules;
    private final Clock clock;

    DunningDesk(Mutiny.SessionFactory database, Store store, RuleShelf rules, Clock clock) {
        this.database = database;
        this.store = store;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Hears a batch: cases, journals and everything that is said of them commit together. What is refused goes to the
     * rejected topic by the same transaction.
     *
     * @return whether the sweep has something to look at now
     */
    public Uni<Boolean> hear(List<News> batch) {
        return transaction(session -> docket(session, batch)
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
        return hearPerson(word, maySee, _ -> Uni.createFrom().voidItem());
    }

    /**
     * The same for a word that something comes with.
     *
     * @param also keeps that; only when the word is news, and in its transaction
     */
    public Uni<Answer> hearPerson(
            News.OfCase word, Predicate<String> maySee, Function<StatelessSession, Uni<Void>> also) {
        return transaction(
                session -> docket(session, List.of(word)).chain(docket -> answer(session, docket, word, maySee, also)));
    }

    private Uni<Answer> answer(
            StatelessSession session,
            Docket docket,
            News.OfCase word,
            Predicate<String> maySee,
            Function<StatelessSession, Uni<Void>> also) {
        CaseRow row = docket.row(word.invoiceId());
        if (row == null || !maySee.test(row.creditorId)) {
            return Uni.createFrom().item(new Answer.Unknown());
        }
        return switch (docket.hearOne(word)) {
            case Decision.Refuse(var why) -> Uni.createFrom().item(new Answer.Refused(why));
            case Decision.Stay _ -> Uni.createFrom().item(new Answer.Done(row));
            case Decision.Move(var _, var facts, var _) -> {
                String refusal = refusal(facts);
                yield refusal == null
                        ? write(session, docket)
                                .chain(() -> also.apply(session))
                                .replaceWith(new Answer.Done(row))
                        : write(session, docket).replaceWith(new Answer.Refused(refusal));
            }
        };
    }

    /** What became of a person's word about many cases. */
    public sealed interface ManyAnswer {

        /**
         * The others stand as the word says, some of them already before it.
         *
         * @param refused why not, by case; of an invoice that was asked for and is none of the creditor's, too
         */
        record Done(int done, Map<UUID, String> refused) implements ManyAnswer {}

        record TooMany() implements ManyAnswer {}
    }

    /** Hears one person about many cases of a creditor, each judged by itself, in one transaction. */
    public Uni<ManyAnswer> hearPerson(Store.Picked picked, Signal.FromPeople word, String who, String traceparent) {
        return transaction(session -> store.picked(session, picked)
                .chain(ids -> ids.size() > Store.MOST_PICKED
                        ? Uni.createFrom().item(new ManyAnswer.TooMany())
                        : hearOfMany(session, picked, words(ids, word, who, traceparent))));
    }

    private static List<News> words(List<UUID> ids, Signal.FromPeople word, String who, String traceparent) {
        return ids.stream().<News>map(id -> word(id, word, who, traceparent)).toList();
    }

    private Uni<ManyAnswer> hearOfMany(StatelessSession session, Store.Picked picked, List<News> words) {
        return docket(session, words).chain(docket -> {
            Map<UUID, String> refused = docket.hearEach(words);
            int done = words.size() - refused.size();
            Set<UUID> found = Docket.invoices(words);
            picked.invoices().stream()
                    .filter(id -> !found.contains(id))
                    .forEach(id -> refused.put(id, "there is no case of this invoice"));
            return write(session, docket).replaceWith(new ManyAnswer.Done(done, refused));
        });
    }

    /** What does not count is written down, and refused all the same. */
    private static @Nullable String refusal(List<Fact> facts) {
        return facts.stream()
                .filter(Fact.PartnerRefused.class::isInstance)
                .map(fact -> ((Fact.PartnerRefused) fact).refusal().why())
                .findFirst()
                .orElse(null);
    }

    /**
     * Takes the next due cases, decides them and writes what follows, in one transaction: there is nothing in between
     * that a crash could leave behind, and another instance takes others.
     *
     * @param end which of them are next
     * @param limit so many cases at the most, and what else is due of the last one's debtor
     * @return whether there may be more
     */
    Uni<Boolean> sweep(Store.End end, int limit) {
        Instant now = clock.instant();
        return transaction(session -> store.lockedDebtors(session, now, end, limit)
                .chain(due -> due.isEmpty() ? Uni.createFrom().item(false) : sweep(session, due, now, limit)));
    }

    /**
     * The debtors' pasts say what else of theirs is due, so that each case is looked up once and by its id. They are
     * read again in the rare case that something was heard of one of these before it was locked.
     */
    private Uni<Boolean> sweep(StatelessSession session, List<DebtorRow.Due> due, Instant now, int limit) {
        Set<DebtorRow.Key> keys = due.stream().map(of -> of.debtor().key()).collect(Collectors.toSet());
        return store.pastsThatCount(session, keys, now).chain(pasts -> {
            Turn turn = Turn.of(due, pasts, now, limit);
            return store.lockedDue(session, turn.invoices(), now)
                    .chain(rows -> store.banks(session, Docket.creditors(List.of(), rows))
                            .map(banks -> new Docket(book(), now, rows, banks)))
                    .call(docket -> (docket.isOutdated(pasts)
                                    ? store.pastsThatCount(session, keys, now)
                                    : Uni.createFrom().item(pasts))
                            .invoke(newest -> docket.know(turn.debtors(), newest)))
                    .call(docket -> store.pasts(session, docket.remembered()).invoke(docket::remember))
                    .invoke(Docket::sweep)
                    .call(docket -> write(session, docket))
                    .replaceWith(turn.more() || due.size() == limit);
        });
    }

    private Uni<Docket> docket(StatelessSession session, List<News> batch) {
        return store.locked(session, Docket.invoices(batch))
                .chain(rows -> store.banks(session, Docket.creditors(batch, rows))
                        .map(banks -> new Docket(book(), clock.instant(), rows, banks)))
                .call(docket ->
                        store.lockedOpen(session, Docket.spokenTo(batch)).invoke(docket::add))
                .call(docket -> store.locked(session, docket.companions(batch)).invoke(docket::add))
                .call(docket -> store.debtors(session, docket.debtors(batch))
                        .chain(rows -> store.pasts(session, docket.remembered(batch))
                                .invoke(pasts -> docket.know(rows, pasts))));
    }

    /** What became of a word about a whole debtor. */
    public sealed interface DebtorAnswer {
        record Done(DebtorRow row, List<CaseRow> open) implements DebtorAnswer {}

        /** It was said before. */
        record Known(DebtorRow row) implements DebtorAnswer {}

        record Refused(@Nullable String field, String why) implements DebtorAnswer {}

        /** The number is of something else. */
        record Taken(String field, String why) implements DebtorAnswer {}

        record Unknown() implements DebtorAnswer {}
    }

    /** Holds all cases of a debtor, and those that come, until a day is over. */
    public Uni<DebtorAnswer> holdDebtor(DebtorRow.Key debtor, LocalDate until, String why, String who) {
        return ofDebtor(debtor, (session, row, open) -> {
            LocalDate today = today(open);
            if (until.isBefore(today)) {
                return refused(null, "the hold ends on " + until + ", which is over");
            }
            Hold before = row.hold();
            if (before != null && before.kind() == Hold.Kind.INSOLVENCY) {
                return refused(null, "the debtor is held already (" + before.why() + "): release the debtor first");
            }
            Hold hold = Hold.ofDebtor(today, until, why);
            row.holdBack(hold, who);
            return hear(session, row, open, new Signal.DebtorHeld(hold, why), who);
        });
    }

    /** Ends the hold of all cases of a debtor; what holds a single case goes on. */
    public Uni<DebtorAnswer> releaseDebtor(DebtorRow.Key debtor, String why, String who) {
        return ofDebtor(debtor, (session, row, open) -> {
            if (row.hold() == null) {
                return refused(null, "the debtor is not on hold");
            }
            row.holdBack(null, null);
            return hear(session, row, open, new Signal.DebtorReleased(why), who);
        });
    }

    /**
     * Keeps what a source outside says of a debtor's credit, also of one who has no invoice yet. What is the newest of its
     * kind counts from now on; a new filing of bankruptcy holds all cases for a person to review.
     */
    public Uni<DebtorAnswer> hearCredit(DebtorRow.Key debtor, CreditFact fact, String who) {
        return ofAnyDebtor(debtor, (session, row, open) -> {
            LocalDate today = today(open);
            if (fact.asOf().isAfter(today)) {
                return refused("asOf", "asOf is " + fact.asOf() + ", which is still to come: tell it then");
            }
            return store.creditFact(session, CreditFactRow.id(debtor, fact))
                    .chain(known -> known == null
                            ? keep(session, row, open, fact, who)
                            : Uni.createFrom().item(again(row, fact, known.toDomain())));
        });
    }

    /**
     * How much a debtor may owe from now on, also one who has no invoice yet.
     *
     * @param limit or null for no limit
     */
    public Uni<DebtorAnswer> limitCredit(DebtorRow.Key debtor, @Nullable Money limit, String why, String who) {
        return ofAnyDebtor(debtor, (session, row, open) -> {
            if (limit == null && row.limit() == null) {
                return refused(null, "the debtor has no credit limit");
            }
            row.limit(limit, limit == null ? null : why, limit == null ? null : who);
            return store.keep(session, row).replaceWith(new DebtorAnswer.Done(row, open));
        });
    }

    /**
     * Whose approval the debtor's cases need from now on. What waits for somebody's approval is looked at again: it may be
     * another's that it needs now.
     *
     * @param account or null when the debtor is no key account any more
     */
    public Uni<DebtorAnswer> manage(DebtorRow.Key debtor, @Nullable KeyAccount account, String why, String who) {
        return ofAnyDebtor(debtor, (session, row, open) -> {
            if (account == null && row.keyAccount() == null) {
                return refused(null, "the debtor is no key account");
            }
            row.manage(account, account == null ? null : why, account == null ? null : who);
            return store.banks(session, Set.of(row.creditorId))
                    .map(banks -> new Docket(book(), clock.instant(), open, banks))
                    .invoke(Docket::askAgain)
                    .call(docket -> write(session, docket))
                    .call(() -> store.keep(session, row))
                    .replaceWith(new DebtorAnswer.Done(row, open));
        });
    }

    private static DebtorAnswer again(DebtorRow row, CreditFact fact, CreditFact known) {
        return known.saysTheSameAs(fact)
                ? new DebtorAnswer.Known(row)
                : new DebtorAnswer.Taken(
                        "sourceId",
                        "sourceId is that of another fact of " + fact.source() + " ("
                                + known.kind().word() + " as of " + known.asOf()
                                + "): what changes has an id of its own");
    }

    private Uni<DebtorAnswer> keep(
            StatelessSession session, DebtorRow row, List<CaseRow> open, CreditFact fact, String who) {
        Credit before = row.credit();
        boolean isNews = before.isNews(fact);
        var kept = new CreditFactRow(row.key(), fact, clock.instant(), who);
        row.learn(before.with(fact));
        if (isNews && fact.kind() == CreditFact.Kind.BANKRUPTCY_FILED) {
            Hold review = Hold.ofFiling(fact, today(open));
            row.holdBack(review, who);
            return hear(session, row, open, new Signal.DebtorHeld(review, review.why()), who)
                    .call(() -> store.insert(session, List.of(kept)));
        }
        return store.keep(session, row)
                .chain(() -> store.insert(session, List.of(kept)))
                .replaceWith(new DebtorAnswer.Done(row, open));
    }

    private static Uni<DebtorAnswer> refused(@Nullable String field, String why) {
        return Uni.createFrom().item(new DebtorAnswer.Refused(field, why));
    }

    /** The day where the creditor of these cases lives, as far as a case tells. */
    public LocalDate today(List<CaseRow> open) {
        ZoneId zone = open.isEmpty() ? ZoneOffset.UTC : ZoneId.of(open.getFirst().zone);
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private interface OfDebtor {
        Uni<DebtorAnswer> with(StatelessSession session, DebtorRow row, List<CaseRow> open);
    }

    private Uni<DebtorAnswer> ofDebtor(DebtorRow.Key debtor, OfDebtor word) {
        return transaction(session -> store.lockedDebtor(session, debtor)
                .chain(row -> row == null
                        ? Uni.createFrom().item(new DebtorAnswer.Unknown())
                        : store.lockedOpen(session, List.of(debtor)).chain(open -> word.with(session, row, open))));
    }

    /** Also of a debtor who is not known yet, and is when something comes of the word. */
    private Uni<DebtorAnswer> ofAnyDebtor(DebtorRow.Key debtor, OfDebtor word) {
        return transaction(session -> store.lockedDebtor(session, debtor)
                .chain(row -> row == null
                        ? word.with(session, new DebtorRow(debtor), List.of())
                        : store.lockedOpen(session, List.of(debtor)).chain(open -> word.with(session, row, open))));
    }

    private Uni<DebtorAnswer> hear(
            StatelessSession session, DebtorRow row, List<CaseRow> open, Signal.FromPeople word, String who) {
        return store.banks(session, Set.of(row.creditorId))
                .map(banks -> new Docket(book(), clock.instant(), open, banks))
                .invoke(docket -> docket.hearOfAll(word, who))
                .call(docket -> write(session, docket))
                .call(() -> store.keep(session, row))
                .replaceWith(new DebtorAnswer.Done(row, open));
    }

    private Uni<Void> write(StatelessSession session, Docket docket) {
        return store.journals(session, docket.handedOver())
                .chain(journals ->
                        store.pasts(session, docket.debtorsHandedOver()).map(pasts -> docket.events(journals, pasts)))
                .chain(events -> store.open(session, docket.newRows())
                        .chain(() -> store.meet(session, docket.newDebtors()))
                        .chain(() -> store.change(session, docket.changedRows()))
                        .chain(() -> store.insert(session, docket.newBanks()))
                        .chain(() -> store.update(session, docket.changedBanks()))
                        .chain(() -> store.append(session, docket.journal()))
                        .chain(() -> store.say(session, events)));
    }

    /**
     * A transaction that decides by the rules as they are now, whichever instance they were changed through; on a session
     * of its own, because the factory's shortcut shares the one that is open on the same context, and sweeps run side by
     * side.
     */
    private <T> Uni<T> transaction(Function<StatelessSession, Uni<T>> work) {
        return database.openStatelessSession()
                .chain(session -> session.withTransaction(
                                _ -> rules.fresh(session).chain(() -> work.apply(session)))
                        .eventually(session::close));
    }

    /** A look without a change. */
    public <T extends @Nullable Object> Uni<T> look(Function<StatelessSession, Uni<T>> query) {
        return database.withStatelessSession(query);
    }

    /** What a day or a word would mean, asked by whoever shows it. */
    public RuleBook book() {
        return rules.book();
    }

    /** Signals from people and partners, for the edge. */
    public static News.OfCase word(UUID invoiceId, Signal signal, String who, String traceparent) {
        return new News.OfCase(invoiceId, null, signal, who, null, traceparent);
    }
}
