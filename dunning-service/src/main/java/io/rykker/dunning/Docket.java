package io.rykker.dunning;

import io.rykker.dunning.domain.Ahead;
import io.rykker.dunning.domain.Bundle;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Debtor;
import io.rykker.dunning.domain.Decision;
import io.rykker.dunning.domain.Dunning;
import io.rykker.dunning.domain.Effect;
import io.rykker.dunning.domain.Fact;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Owner;
import io.rykker.dunning.domain.Past;
import io.rykker.dunning.domain.PaymentHistory;
import io.rykker.dunning.domain.Profile;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Rules;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.messaging.Incoming;
import io.rykker.dunning.messaging.Outgoing;
import io.rykker.dunning.messaging.Outgoing.Background;
import io.rykker.dunning.messaging.Outgoing.Saying;
import io.rykker.dunning.persistence.BankRow;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.JournalRow;
import io.rykker.dunning.persistence.OutboxRow;
import io.rykker.dunning.persistence.PastRow;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Folds one batch over the cases it is about, in memory: what is to be written is collected and written in bulk. */
final class Docket {

    private static final Logger LOG = Logger.getLogger(Docket.class);
    private static final String OWN = "dunning-service";

    private final RuleBook book;
    private final Instant now;
    private final Map<UUID, Folder> folders = new TreeMap<>();
    private final Map<DebtorRow.Key, DebtorRow> debtors = new HashMap<>();
    private final Map<DebtorRow.Key, List<Past>> pasts = new HashMap<>();
    private final Map<DebtorRow.Key, Debtor> known = new HashMap<>();
    private final Set<DebtorRow.Key> newDebtors = new HashSet<>();
    private final Map<BankRow.Key, BankRow> banks = new HashMap<>();
    private final Map<BankRow.Key, BankRow> newBanks = new LinkedHashMap<>();
    private final Map<BankRow.Key, BankRow> changedBanks = new LinkedHashMap<>();
    private final List<JournalRow> journal = new ArrayList<>();
    private final List<@Nullable Saying> sayings = new ArrayList<>();
    private final List<OutboxRow> rejections = new ArrayList<>();
    private boolean somethingIsDue;

    Docket(RuleBook book, Instant now, List<CaseRow> rows, List<BankRow> banks) {
        this.book = book;
        this.now = now;
        add(rows);
        banks.forEach(row -> this.banks.put(row.key(), row));
    }

    /** More cases that the batch touches. */
    void add(List<CaseRow> rows) {
        rows.forEach(row -> folders.put(row.invoiceId, new Folder(row, false)));
    }

    /** What is known of the debtors; of those that are not here a decision knows nothing. */
    void know(List<DebtorRow> debtors, List<PastRow> pasts) {
        debtors.forEach(row -> this.debtors.put(row.key(), row));
        remember(pasts);
    }

    /** Of whom more is remembered than before, all of it is here. */
    void remember(List<PastRow> pasts) {
        this.pasts.putAll(byDebtor(pasts));
    }

    private static Map<DebtorRow.Key, List<Past>> byDebtor(List<PastRow> pasts) {
        return pasts.stream()
                .collect(Collectors.groupingBy(
                        PastRow::debtor, Collectors.mapping(PastRow::toDomain, Collectors.toList())));
    }

    /** Something was heard of a case on the desk since this was read. */
    boolean isOutdated(List<PastRow> pasts) {
        return pasts.stream().anyMatch(past -> {
            Folder folder = folders.get(past.invoiceId());
            return folder != null && folder.row.version != past.version();
        });
    }

    /** The other invoices in letters that the batch says something of, or may call off, as far as they are not here. */
    Set<UUID> companions(List<News> batch) {
        Set<UUID> ids = new HashSet<>();
        for (News news : batch) {
            Folder folder = news instanceof News.OfCase ofCase ? folders.get(ofCase.invoiceId()) : null;
            if (folder != null) {
                UUID reminder =
                        news instanceof News.OfCase(var _, var _, Signal.FromDeliveries said, var _, var _, var _)
                                ? said.reminderId()
                                : null;
                for (Letter letter : folder.c.letters()) {
                    if (letter.bundle() != null
                            && (letter.isPending() || letter.id().equals(reminder))) {
                        ids.addAll(letter.bundle().invoices());
                    }
                }
            }
        }
        ids.removeAll(folders.keySet());
        return ids;
    }

    /** The debtors whose hold, if there is one, decisions about this batch go by. */
    Set<DebtorRow.Key> debtors(List<News> batch) {
        return keys(batch, _ -> true, book::asksForPast);
    }

    /** Those of them whose past is asked for: by a creditor's rules for new invoices, a policy's step, a person's word. */
    Set<DebtorRow.Key> remembered(List<News> batch) {
        return keys(batch, book::asksForPast, book::asksForPast);
    }

    /** The debtors of a sweep all of whose past is asked for, by a policy's step. */
    Set<DebtorRow.Key> remembered() {
        Set<DebtorRow.Key> keys = new HashSet<>();
        for (Folder folder : folders.values()) {
            DebtorRow.Key debtor = folder.row.debtor();
            if (debtor != null && book.asksForPast(folder.c)) {
                keys.add(debtor);
            }
        }
        return keys;
    }

    private Set<DebtorRow.Key> keys(List<News> batch, Predicate<String> ofNewInvoices, Predicate<Case> ofCases) {
        Set<DebtorRow.Key> keys = new HashSet<>();
        for (News news : batch) {
            if (news instanceof News.OfCase ofCase) {
                Folder folder = folders.get(ofCase.invoiceId());
                if (ofCase.signal() instanceof Signal.Issued(var creditor, var issued, var _)) {
                    if (ofNewInvoices.test(creditor)) {
                        keys.add(new DebtorRow.Key(creditor, issued.debtorId()));
                    }
                } else if (folder != null
                        && folder.row.debtor() != null
                        && (ofCase.signal() instanceof Signal.FromPeople || ofCases.test(folder.c))) {
                    keys.add(folder.row.debtor());
                }
            }
        }
        return keys;
    }

    /** A case on the desk, with its row. */
    private static final class Folder {
        private final CaseRow row;
        private final boolean isNew;
        private Case c;
        private boolean moved;
        private int claimShownAt = -1;

        private Folder(CaseRow row, boolean isNew) {
            this.row = row;
            this.isNew = isNew;
            this.c = row.toDomain();
        }
    }

    /** What the ids in a batch are. */
    static Set<UUID> invoices(List<News> batch) {
        Set<UUID> ids = new HashSet<>();
        for (News news : batch) {
            if (news instanceof News.OfCase ofCase) {
                ids.add(ofCase.invoiceId());
            }
        }
        return ids;
    }

    /** The debtors all of whose cases the batch speaks to. */
    static Set<DebtorRow.Key> spokenTo(List<News> batch) {
        Set<DebtorRow.Key> keys = new HashSet<>();
        for (News news : batch) {
            if (news instanceof News.OfDebtor ofDebtor) {
                keys.add(ofDebtor.debtor());
            }
        }
        return keys;
    }

    static Set<String> creditors(List<News> batch, Collection<CaseRow> rows) {
        Set<String> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.creditorId));
        for (News news : batch) {
            switch (news) {
                case News.OfCase ofCase -> {
                    if (ofCase.creditorId() != null) {
                        ids.add(ofCase.creditorId());
                    }
                }
                case News.OfDebtor ofDebtor -> ids.add(ofDebtor.debtor().creditorId());
                case News.OfBank ofBank -> ids.add(ofBank.creditorId());
                case News.Garbled _ -> {}
            }
        }
        return ids;
    }

    void hearAll(List<News> batch) {
        for (News news : batch) {
            switch (news) {
                case News.OfCase ofCase -> {
                    if (hear(ofCase) instanceof Decision.Refuse(var why)) {
                        reject(ofCase.record(), null, why);
                    }
                }
                case News.OfDebtor ofDebtor -> hear(ofDebtor);
                case News.OfBank ofBank -> hear(ofBank);
                case News.Garbled(var record, var field, var why) -> reject(record, field, why);
            }
        }
        close();
    }

    /** A word about all cases on the desk; what it means nothing to stays as it is. */
    void hearOfAll(Signal.FromPeople word, String who) {
        for (Folder folder : List.copyOf(folders.values())) {
            tell(folder, word, who);
        }
        close();
    }

    /** Whoever must approve a step may be another now: what somebody was asked about is due today. */
    void askAgain() {
        for (Folder folder : folders.values()) {
            if (folder.c.course().approval() != null) {
                LocalDate today = today(folder, null);
                folder.moved = true;
                close(folder, book.on(today, bankKnownThrough(folder.row.creditorId)));
                folder.row.lookAgain(new Ahead(today, null));
            }
        }
    }

    /** One word of a person, answered. */
    Decision hearOne(News.OfCase news) {
        Decision decision = hear(news);
        close();
        return decision;
    }

    /** Many words of a person, each answered: why not, by the case that refuses. */
    Map<UUID, String> hearEach(List<News> words) {
        Map<UUID, String> refused = new LinkedHashMap<>();
        for (News word : words) {
            if (word instanceof News.OfCase ofCase && hear(ofCase) instanceof Decision.Refuse(var why)) {
                refused.put(ofCase.invoiceId(), why);
            }
        }
        close();
        return refused;
    }

    private record Household(DebtorRow.Key debtor, LocalDate today) {}

    /**
     * A day came for all the cases on the desk, debtor by debtor. One that cannot be decided does not keep the others
     * waiting.
     */
    void sweep() {
        Map<Household, List<Folder>> households = new LinkedHashMap<>();
        for (Folder folder : folders.values()) {
            DebtorRow.Key debtor = folder.row.debtor();
            if (debtor != null) {
                households
                        .computeIfAbsent(new Household(debtor, today(folder, null)), _ -> new ArrayList<>())
                        .add(folder);
            }
        }
        households.forEach((household, together) -> {
            Rules rules = book.on(
                            household.today(),
                            bankKnownThrough(household.debtor().creditorId()))
                    .about(debtor(household.debtor(), household.today()));
            var _ = sweep(together, rules);
        });
    }

    /** The rules when it is done. When not all can be decided together, each is by itself. */
    private Rules sweep(List<Folder> together, Rules rules) {
        Bundle.Day day;
        try {
            day = Bundle.day(together.stream().map(folder -> folder.c).toList(), rules);
        } catch (RuntimeException e) {
            if (together.size() == 1) {
                setAside(together.getFirst(), e);
                return rules;
            }
            Rules after = rules;
            for (Folder folder : together) {
                after = sweep(List.of(folder), after);
            }
            return after;
        }
        for (Folder folder : together) {
            try {
                apply(folder, day.decisions().get(folder.row.invoiceId), OWN, rules);
                // also when nothing is done today, the day to look again may be another one now
                folder.moved = true;
                close(folder, day.after());
            } catch (RuntimeException e) {
                setAside(folder, e);
            }
        }
        return day.after();
    }

    private void setAside(Folder folder, RuntimeException e) {
        LOG.errorf(e, "case %s cannot be decided: %s", folder.row.invoiceId, e.toString());
        folder.row.missing = "it could not be decided: " + e.getClass().getSimpleName();
        folder.row.lookAgain(new Ahead(today(folder, null).plusDays(1), null));
        folder.moved = true;
    }

    private Decision hear(News.OfCase news) {
        Folder folder = folders.get(news.invoiceId());
        String creditor = news.creditorId();
        if (folder == null) {
            if (creditor == null) {
                return new Decision.Refuse("there is no such case");
            }
            folder = new Folder(new CaseRow(news.invoiceId(), creditor, news.traceparent()), true);
        } else if (creditor != null && !creditor.equals(folder.row.creditorId)) {
            return new Decision.Refuse("the invoice belongs to another creditor");
        }
        if (news.signal() instanceof Signal.Issued && folder.c.receivable() == null) {
            // the trace of the invoice is the one that the whole case is told on
            folder.row.traceparent = news.traceparent();
        }
        Decision decision = decide(folder, news.signal(), news.who());
        if (decision instanceof Decision.Move) {
            folders.putIfAbsent(news.invoiceId(), folder);
        }
        if (news.signal() instanceof Signal.FromDeliveries said && !(decision instanceof Decision.Refuse)) {
            others(folder, said.reminderId()).forEach(other -> tell(other, said, news.who()));
        }
        if (news.signal() instanceof Signal.Issued(var of, var issued, var _) && decision instanceof Decision.Move) {
            meet(folder, new DebtorRow.Key(of, issued.debtorId()));
        }
        return decision;
    }

    /** A new invoice of a debtor: known from now on, and held when the debtor is. */
    private void meet(Folder folder, DebtorRow.Key key) {
        DebtorRow row = debtors.get(key);
        if (row == null) {
            newDebtors.add(key);
            return;
        }
        Hold noted = row.hold();
        Hold hold = noted == null ? null : noted.on(today(folder, null));
        if (hold != null) {
            tell(folder, new Signal.DebtorHeld(hold, hold.why()), row.heldBy == null ? OWN : row.heldBy);
        }
    }

    /** What is told to a case that may make nothing of it. */
    private void tell(Folder folder, Signal signal, String who) {
        var _ = decide(folder, signal, who);
    }

    private Decision decide(Folder folder, Signal signal, String who) {
        LocalDate today = today(folder, signal);
        Rules rules =
                book.on(today, bankKnownThrough(folder.row.creditorId)).about(debtor(debtorOf(folder, signal), today));
        Decision decision = Dunning.decide(folder.c, signal, rules);
        apply(folder, decision, who, rules);
        return decision;
    }

    private void apply(Folder folder, @Nullable Decision decision, String who, Rules rules) {
        if (!(decision instanceof Decision.Move(var next, var facts, var effects))) {
            return;
        }
        folder.c = next;
        folder.moved = true;
        folder.row.count(facts);
        for (Fact fact : facts) {
            folder.row.journalLength++;
            journal.add(new JournalRow(
                    folder.row.invoiceId, folder.row.journalLength, rules.today(), now, said(fact, who), fact));
        }
        for (Effect effect : effects) {
            say(folder, effect, rules.today());
        }
        for (Fact fact : facts) {
            if (fact instanceof Fact.ReminderCalledOff(var letter, var reason)) {
                others(folder, letter).forEach(other -> tell(other, new Signal.CalledOff(letter, reason), OWN));
            }
        }
    }

    /** The other cases that are in one letter with this one. */
    private List<Folder> others(Folder folder, UUID reminderId) {
        List<Folder> others = new ArrayList<>();
        for (Letter letter : folder.c.letters()) {
            if (letter.id().equals(reminderId) && letter.bundle() != null) {
                for (UUID id : letter.bundle().invoices()) {
                    Folder other = folders.get(id);
                    if (other != null && other != folder) {
                        others.add(other);
                    }
                }
            }
        }
        return others;
    }

    private static DebtorRow.@Nullable Key debtorOf(Folder folder, Signal signal) {
        return signal instanceof Signal.Issued(var creditor, var issued, var _)
                ? new DebtorRow.Key(creditor, issued.debtorId())
                : folder.row.debtor();
    }

    private Debtor debtor(DebtorRow.@Nullable Key key, LocalDate today) {
        if (key == null || !(debtors.containsKey(key) || pasts.containsKey(key))) {
            return Debtor.NONE;
        }
        return known.computeIfAbsent(key, _ -> {
            DebtorRow row = debtors.get(key);
            return Debtor.of(row == null ? Profile.NONE : row.profile(), pasts.getOrDefault(key, List.of()), today);
        });
    }

    /** What follows from news is this service's own doing. */
    private static String said(Fact fact, String who) {
        return switch (fact) {
            case Fact.LineCharged _,
                    Fact.ClaimSettled _,
                    Fact.ClaimReopened _,
                    Fact.ReminderCalledOff _,
                    Fact.ProofAsked _,
                    Fact.TakenBack _ -> OWN;
            case Fact.AgencySpoke(var _, var agency, var _, var _) -> agency;
            default -> who;
        };
    }

    private void say(Folder folder, Effect effect, LocalDate today) {
        int number;
        if (effect instanceof Effect.ShowClaim) {
            if (folder.claimShownAt >= 0) {
                // a level: of several in one batch only the last is told
                sayings.set(folder.claimShownAt, null);
            } else {
                folder.row.claimVersion++;
            }
            folder.claimShownAt = sayings.size();
            number = folder.row.claimVersion;
        } else {
            folder.row.sequence++;
            number = folder.row.sequence;
        }
        sayings.add(new Saying(folder.c, folder.row.creditorId, effect, number, today, folder.row.traceparent));
    }

    /** The cases first, each for itself; then what one of them knows of a letter is told to the others in it. */
    private void hear(News.OfDebtor news) {
        Map<Folder, Decision> decisions = new LinkedHashMap<>();
        for (Folder folder : List.copyOf(folders.values())) {
            if (news.debtor().equals(folder.row.debtor())) {
                decisions.put(
                        folder, decide(folder, news.signal(), news.signal().by()));
            }
        }
        decisions.forEach((folder, decision) -> {
            if (decision instanceof Decision.Move(var _, var facts, var _)) {
                for (Fact fact : facts) {
                    if (fact instanceof Fact.ReminderFailed(var letter, var _, var _)) {
                        others(folder, letter)
                                .forEach(other -> tell(
                                        other,
                                        new Signal.Misdirected(letter),
                                        news.signal().by()));
                    }
                }
            }
        });
    }

    private void hear(News.OfBank news) {
        var key = new BankRow.Key(news.creditorId(), news.account());
        BankRow row = banks.get(key);
        if (row == null) {
            row = new BankRow(key, news.knownThrough());
            banks.put(key, row);
            newBanks.put(key, row);
            somethingIsDue = true;
        } else if (news.knownThrough().isAfter(row.knownThrough)) {
            row.knownThrough = news.knownThrough();
            if (!newBanks.containsKey(key)) {
                changedBanks.put(key, row);
            }
            somethingIsDue = true;
        }
    }

    private void reject(@Nullable Incoming record, @Nullable String field, String why) {
        if (record != null) {
            rejections.add(Outgoing.rejected(record, field, why, now));
        }
    }

    /** Writes the moved cases into their rows, once each. */
    private void close() {
        for (Folder folder : folders.values()) {
            if (folder.moved) {
                close(folder, book.on(today(folder, null), bankKnownThrough(folder.row.creditorId)));
            }
        }
    }

    private void close(Folder folder, Rules rules) {
        CaseRow row = folder.row;
        row.become(folder.c);
        row.owner = Owner.of(folder.c, book);
        row.remember(folder.c, Past.of(folder.c, book, row.tally()), rules.today());
        row.lookAgain(Ahead.of(folder.c, rules));
        somethingIsDue |= row.nextActionOn != null && !row.nextActionOn.isAfter(rules.today());
    }

    private LocalDate today(Folder folder, @Nullable Signal signal) {
        Receivable issued =
                signal instanceof Signal.Issued(var _, var receivable, var _) ? receivable : folder.c.receivable();
        return LocalDate.ofInstant(now, ZoneId.of(issued == null ? folder.row.zone : issued.zone()));
    }

    /** Every account must be known: a payment may have come to any of them. */
    private @Nullable LocalDate bankKnownThrough(String creditorId) {
        return banks.values().stream()
                .filter(row -> row.creditorId.equals(creditorId))
                .map(row -> row.knownThrough)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    /** A case that is due now, or a bank that is known further than before: the sweep has something to look at. */
    boolean somethingIsDue() {
        return somethingIsDue;
    }

    @Nullable
    CaseRow row(UUID invoiceId) {
        Folder folder = folders.get(invoiceId);
        return folder == null ? null : folder.row;
    }

    Set<DebtorRow.Key> newDebtors() {
        return newDebtors;
    }

    List<CaseRow> newRows() {
        return folders.values().stream()
                .filter(folder -> folder.isNew)
                .map(folder -> folder.row)
                .toList();
    }

    List<CaseRow> changedRows() {
        return folders.values().stream()
                .filter(folder -> folder.moved && !folder.isNew)
                .map(folder -> folder.row)
                .toList();
    }

    Collection<BankRow> newBanks() {
        return newBanks.values();
    }

    Collection<BankRow> changedBanks() {
        return changedBanks.values();
    }

    List<JournalRow> journal() {
        return journal;
    }

    /** The cases that go to an agency, and take their whole history with them. */
    Set<UUID> handedOver() {
        return handovers().map(saying -> saying.c().invoiceId()).collect(Collectors.toSet());
    }

    /** The debtors of these, of whom the agency is told how they have paid. */
    Set<DebtorRow.Key> debtorsHandedOver() {
        return handovers().map(Docket::debtorOf).collect(Collectors.toSet());
    }

    private Stream<Saying> handovers() {
        return sayings.stream()
                .filter(saying -> saying != null && saying.effect() instanceof Effect.HandOver)
                .map(Objects::requireNonNull);
    }

    private static DebtorRow.Key debtorOf(Saying saying) {
        return new DebtorRow.Key(saying.creditorId(), saying.c().issued().debtorId());
    }

    /** The events, given what the journals of the handed-over cases and their debtors' pasts said before this batch. */
    List<OutboxRow> events(List<JournalRow> before, List<PastRow> pasts) {
        Set<UUID> handedOver = handedOver();
        Map<UUID, List<JournalRow>> journals = Stream.concat(before.stream(), journal.stream())
                .filter(row -> handedOver.contains(row.invoiceId))
                .collect(Collectors.groupingBy(row -> row.invoiceId));
        Map<DebtorRow.Key, List<Past>> remembered = byDebtor(pasts);
        List<OutboxRow> events = new ArrayList<>(sayings.size() + rejections.size());
        for (Saying saying : sayings) {
            if (saying != null) {
                Background background = saying.effect() instanceof Effect.HandOver
                        ? new Background(
                                journals.getOrDefault(saying.c().invoiceId(), List.of()),
                                PaymentHistory.of(remembered.getOrDefault(debtorOf(saying), List.of()), saying.today()))
                        : Background.NONE;
                events.add(Outgoing.event(saying, now, background));
            }
        }
        events.addAll(rejections);
        return events;
    }
}
