package io.rykker.dunning.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The queries: whole sets of rows at a time, never one in a loop. The session, and so the transaction, is the desk's. */
@ApplicationScoped
public class Store {

    /** Due are the cases whose day has come where their creditor lives, and whose bank is known far enough. */
    private static final String IS_DUE = """
            c.next_action_on <= cast(timezone(c.zone, cast(:now as timestamptz)) as date)
              and (c.bank_through is null or c.bank_through <=
                (select min(b.known_through) from bank b where b.creditor_id = c.creditor_id))
            """;

    /** Where they are found: what has come in the earliest zone on earth. */
    private static final String ON_AGENDA = """
            from agenda a join dunning_case c on c.invoice_id = a.invoice_id %s
            where a.next_action_on <= cast(timezone('Etc/GMT-14', cast(:now as timestamptz)) as date) and
            """ + IS_DUE;

    /** Whole cases, as {@link CaseRow#ROWS} maps them. */
    static final String WHOLE_CASES =
            "select c.*, t.data from dunning_case c join case_text t on t.invoice_id = c.invoice_id";

    /** Both rows: a batch that waited for a case would have its text from before. */
    private static final String LOCKED = " order by c.invoice_id for update of c, t";

    /** What a debtor's other cases need to know of one. */
    private static final String PAST = """
            (select o.invoice_id, o.creditor_id, o.debtor_id, o.banking_due, o.settled, o.paid_on, o.cleared_on, o.currency,
              o.balance, o.promises_kept, o.promises_broken, o.disputes, o.excuses, o.fee_letters, o.flat_sum,
              o.letter_on, o.letter_pending, o.next_action_on, o.version
            from dunning_case o where o.creditor_id = k."creditorId" and o.debtor_id = k."debtorId" and %s
            order by (o.state = 'settled'), o.due_on desc limit %d)
            """;

    private static final String OF_DEBTORS = """
            select c.*
            from json_to_recordset(cast(cast(:debtors as text) as json)) as k("creditorId" text, "debtorId" uuid)
            cross join lateral (%s) c
            """;

    /** More than these of a debtor are not remembered. */
    private static final int MOST_PASTS = 200;

    private static final String PASTS = OF_DEBTORS.formatted(PAST.formatted("true", MOST_PASTS));

    /** And one of those that count no more: it shows that the debtor is not new. */
    private static final String PASTS_THAT_COUNT =
            OF_DEBTORS.formatted(PAST.formatted("o.counts_from <= cast(:latest as date)", MOST_PASTS) + " union all "
                    + PAST.formatted("(o.state = 'settled') = true and o.counts_from is null", 1));

    /** One by one by the key: a join reads the whole table for a batch of twenty as long as it has some ten thousand. */
    private static final String DEBTORS = OF_DEBTORS.formatted(
            "select d.* from debtor d where d.creditor_id = k.\"creditorId\" and d.debtor_id = k.\"debtorId\" offset 0");

    private static final String DUE_DEBTORS = "select d.*, c.invoice_id as " + DebtorRow.Due.INVOICE + " "
            + ON_AGENDA.formatted("join debtor d on d.creditor_id = c.creditor_id and d.debtor_id = c.debtor_id")
            + " order by a.next_action_on %s limit %d for update of d skip locked";

    private static final Bulk.Table<CaseRow> SEARCHED = new Bulk.Table<>(
            "dunning_case",
            List.of(
                    Bulk.uuid("invoice_id", row -> row.invoiceId),
                    Bulk.text("creditor_id", row -> row.creditorId),
                    Bulk.uuid("debtor_id", row -> row.debtorId),
                    Bulk.text("invoice_number", row -> row.invoiceNumber),
                    Bulk.text("state", row -> row.state),
                    Bulk.date("due_on", row -> row.dueOn),
                    Bulk.text("zone", row -> row.zone),
                    Bulk.date("next_action_on", row -> row.nextActionOn),
                    Bulk.date("bank_through", row -> row.bankThrough),
                    Bulk.text("missing", row -> row.missing),
                    Bulk.text("currency", row -> row.currency),
                    Bulk.amount("principal", row -> row.principal),
                    Bulk.amount("fees", row -> row.fees),
                    Bulk.amount("interest", row -> row.interest),
                    Bulk.amount("compensation", row -> row.compensation),
                    Bulk.amount("cost", row -> row.cost),
                    Bulk.amount("cancelled", row -> row.cancelled),
                    Bulk.amount("written_off", row -> row.writtenOff),
                    Bulk.amount("paid", row -> row.paid),
                    Bulk.amount("credited", row -> row.credited),
                    Bulk.amount("balance", row -> row.balance),
                    Bulk.date("banking_due", row -> row.bankingDue),
                    Bulk.text("settled", row -> row.settled),
                    Bulk.date("paid_on", row -> row.paidOn),
                    Bulk.date("cleared_on", row -> row.clearedOn),
                    Bulk.number("promises_kept", row -> row.promisesKept),
                    Bulk.number("promises_broken", row -> row.promisesBroken),
                    Bulk.number("disputes", row -> row.disputes),
                    Bulk.text("excuses", row -> row.excuses),
                    Bulk.number("priority", row -> row.priority),
                    Bulk.number("fee_letters", row -> row.feeLetters),
                    Bulk.flag("flat_sum", row -> row.flatSum),
                    Bulk.date("letter_on", row -> row.letterOn),
                    Bulk.flag("letter_pending", row -> row.letterPending),
                    Bulk.number("sequence", row -> row.sequence),
                    Bulk.number("claim_version", row -> row.claimVersion),
                    Bulk.number("journal_length", row -> row.journalLength),
                    Bulk.text("traceparent", row -> row.traceparent),
                    Bulk.number("version", row -> row.version),
                    Bulk.amount("sold", row -> row.sold),
                    Bulk.amount("for_buyer", row -> row.forBuyer),
                    Bulk.amount("paid_to_factor", row -> row.paidToFactor),
                    Bulk.date("stalled_since", row -> row.stalledSince),
                    Bulk.text("stalled_by", row -> row.stalledBy),
                    Bulk.date("late_since", row -> row.lateSince),
                    Bulk.date("counts_from", row -> row.countsFrom),
                    Bulk.date("reached_on", row -> row.reachedOn),
                    Bulk.text("owner", row -> row.owner)));

    private static final Bulk.Table<CaseRow> TEXTS = new Bulk.Table<>(
            CaseRow.TEXTS, List.of(Bulk.uuid("invoice_id", row -> row.invoiceId), Bulk.text("data", row -> row.data)));

    /** Day by day, for the sweep alone; the case knows its day as well. */
    private static final Bulk.Table<CaseRow> AGENDA = new Bulk.Table<>(
            "agenda",
            List.of(
                    Bulk.uuid("invoice_id", row -> row.invoiceId),
                    Bulk.date("next_action_on", row -> row.nextActionOn)));

    static final Bulk<CaseRow> CASES = new Bulk<>(List.of(SEARCHED, TEXTS, AGENDA));

    static final Bulk<JournalRow> JOURNAL = new Bulk<>(
            "journal",
            List.of(
                    Bulk.uuid("invoice_id", row -> row.invoiceId),
                    Bulk.number("number", row -> row.number),
                    Bulk.date("happened_on", row -> row.happenedOn),
                    Bulk.instant("heard_at", row -> row.heardAt),
                    Bulk.text("who", row -> row.who),
                    Bulk.text("what", row -> row.what),
                    Bulk.text("data", row -> row.data)));

    static final Bulk<OutboxRow> OUTBOX = new Bulk<>(
            "outbox",
            List.of(
                    Bulk.uuid("id", row -> row.id),
                    Bulk.text("topic", row -> row.topic),
                    Bulk.text("key", row -> row.key),
                    Bulk.text("type", row -> row.type),
                    Bulk.text("subject", row -> row.subject),
                    Bulk.text("time", row -> row.time),
                    Bulk.text("traceparent", row -> row.traceparent),
                    Bulk.utf8("payload", row -> new String(row.payload, StandardCharsets.UTF_8))));

    /** Rows of a batch are locked in the order of their ids, so that two batches never wait for each other in a ring. */
    public Uni<List<CaseRow>> locked(StatelessSession session, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        WHOLE_CASES + " where c.invoice_id = any(cast(:ids as uuid[]))" + LOCKED,
                        session.getResultSetMapping(CaseRow.class, CaseRow.ROWS))
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
    }

    /** The end of what is due at which a sweep begins: of two that begin at one, each passes over what the other has. */
    public enum End {
        OLDEST("asc"),
        NEWEST("desc");

        private final String order;

        End(String order) {
            this.order = order;
        }
    }

    /**
     * The next due cases, each with its debtor, who is locked: who has a debtor decides all of the debtor's cases, and no
     * other sweep meddles. The planner may not sort: it takes few to be due when more have become so than it knows of, and
     * then reads all of them for every turn, where the index of days has them in their order.
     */
    public Uni<List<DebtorRow.Due>> lockedDebtors(StatelessSession session, Instant now, End end, int limit) {
        return session.createNativeQuery("set local enable_sort = off")
                .executeUpdate()
                .chain(() -> session.createNativeQuery(
                                DUE_DEBTORS.formatted(end.order, limit),
                                session.getResultSetMapping(Object[].class, DebtorRow.Due.ROWS))
                        .setParameter("now", at(now))
                        .getResultList())
                .call(() ->
                        session.createNativeQuery("set local enable_sort = on").executeUpdate())
                .map(rows -> rows.stream().map(DebtorRow.Due::of).toList());
    }

    /** Those of some cases that are due, locked in the order of the ids. */
    public Uni<List<CaseRow>> lockedDue(StatelessSession session, Collection<UUID> ids, Instant now) {
        return session.createNativeQuery(
                        WHOLE_CASES + " where " + IS_DUE + " and c.invoice_id = any(cast(:ids as uuid[]))" + LOCKED,
                        session.getResultSetMapping(CaseRow.class, CaseRow.ROWS))
                .setParameter("now", at(now))
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
    }

    /** What is remembered of some debtors: everything that is open, and the newest of what is settled. */
    public Uni<List<PastRow>> pasts(StatelessSession session, Collection<DebtorRow.Key> debtors) {
        if (debtors.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(PASTS, session.getResultSetMapping(PastRow.class, PastRow.ROWS))
                .setParameter("debtors", CaseText.of(debtors))
                .getResultList();
    }

    /**
     * The same, as far as it says anything of what is to be done today where nobody asks how a debtor has paid, see
     * {@link io.rykker.dunning.domain.Past#countsFrom}.
     */
    public Uni<List<PastRow>> pastsThatCount(StatelessSession session, Collection<DebtorRow.Key> debtors, Instant now) {
        return session.createNativeQuery(PASTS_THAT_COUNT, session.getResultSetMapping(PastRow.class, PastRow.ROWS))
                .setParameter("debtors", CaseText.of(debtors))
                .setParameter("latest", PastRow.latestDay(now))
                .getResultList();
    }

    public Uni<List<DebtorRow>> debtors(StatelessSession session, Collection<DebtorRow.Key> debtors) {
        if (debtors.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(DEBTORS, session.getResultSetMapping(DebtorRow.class, DebtorRow.ROWS))
                .setParameter("debtors", CaseText.of(debtors))
                .getResultList();
    }

    /** What a debtor owes, one row a currency. */
    public record Owed(String currency, BigDecimal open, BigDecimal overdue) {

        static Owed of(Object[] row) {
            return new Owed((String) row[0], (BigDecimal) row[1], (BigDecimal) row[2]);
        }
    }

    /** All open cases of a debtor added up, however many there are. */
    public Uni<List<Owed>> owed(StatelessSession session, DebtorRow.Key debtor, LocalDate today) {
        return session.createSelectionQuery(
                        "select c.currency, sum(c.balance),"
                                + " sum(case when c.bankingDue < :today then c.balance else 0bd end) from CaseRow c"
                                + " where c.creditorId = :creditor and c.debtorId = :debtor and c.state <> 'settled'"
                                + " and c.currency is not null group by c.currency order by c.currency",
                        Object[].class)
                .setParameter("creditor", debtor.creditorId())
                .setParameter("debtor", debtor.debtorId())
                .setParameter("today", today)
                .getResultList()
                .map(rows -> rows.stream().map(Owed::of).toList());
    }

    /** A word of a source outside, or null. */
    public Uni<CreditFactRow> creditFact(StatelessSession session, UUID id) {
        return session.createSelectionQuery("from CreditFactRow where id = :id", CreditFactRow.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }

    /** What sources outside have said of a debtor, the newest first. */
    public Uni<List<CreditFactRow>> creditFacts(StatelessSession session, DebtorRow.Key debtor, int size) {
        return session.createSelectionQuery(
                        "from CreditFactRow where creditorId = :creditor and debtorId = :debtor"
                                + " order by asOf desc, heardAt desc, id",
                        CreditFactRow.class)
                .setParameter("creditor", debtor.creditorId())
                .setParameter("debtor", debtor.debtorId())
                .setMaxResults(size)
                .getResultList();
    }

    /** One debtor, for a change; the debtor is locked before the cases are, here and in the sweep. */
    public Uni<DebtorRow> lockedDebtor(StatelessSession session, DebtorRow.Key debtor) {
        return session.createSelectionQuery(
                        "from DebtorRow where creditorId = :creditor and debtorId = :debtor", DebtorRow.class)
                .setParameter("creditor", debtor.creditorId())
                .setParameter("debtor", debtor.debtorId())
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getSingleResultOrNull();
    }

    /** What was said of a debtor, who may be new. */
    public Uni<Void> keep(StatelessSession session, DebtorRow row) {
        return row.isNew ? insert(session, List.of(row)) : update(session, List.of(row));
    }

    /** All open cases of some debtors, locked in the order of the ids. */
    public Uni<List<CaseRow>> lockedOpen(StatelessSession session, Collection<DebtorRow.Key> debtors) {
        if (debtors.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        WHOLE_CASES + """
                         join json_to_recordset(cast(cast(:debtors as text) as json)) as k("creditorId" text, "debtorId" uuid)
                          on c.creditor_id = k."creditorId" and c.debtor_id = k."debtorId"
                        where (c.state = 'settled') = false
                        """ + LOCKED, session.getResultSetMapping(CaseRow.class, CaseRow.ROWS))
                .setParameter("debtors", CaseText.of(debtors))
                .getResultList();
    }

    /** Other open cases of a debtor, the oldest debt first. */
    public Uni<List<CaseRow>> openBeside(StatelessSession session, DebtorRow.Key debtor, UUID invoiceId, int most) {
        return session.createNativeQuery(
                        WHOLE_CASES + " where c.creditor_id = :creditor and c.debtor_id = :debtor"
                                + " and (c.state = 'settled') = false and c.invoice_id <> :invoice"
                                + " order by c.due_on, c.invoice_id limit " + most,
                        session.getResultSetMapping(CaseRow.class, CaseRow.ROWS))
                .setParameter("creditor", debtor.creditorId())
                .setParameter("debtor", debtor.debtorId())
                .setParameter("invoice", invoiceId)
                .getResultList();
    }

    /** The newest cases of a debtor, what is open first. */
    public Uni<List<CaseRow>> ofDebtor(StatelessSession session, DebtorRow.Key debtor, int size) {
        return session.createSelectionQuery(
                        "from CaseRow where creditorId = :creditor and debtorId = :debtor"
                                + " order by case when state = 'settled' then 1 else 0 end, dueOn desc",
                        CaseRow.class)
                .setParameter("creditor", debtor.creditorId())
                .setParameter("debtor", debtor.debtorId())
                .setMaxResults(size)
                .getResultList();
    }

    /** Debtors that may be known already. */
    public Uni<Void> meet(StatelessSession session, Collection<DebtorRow.Key> debtors) {
        if (debtors.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery("""
                        insert into debtor (creditor_id, debtor_id)
                        select k."creditorId", k."debtorId"
                        from json_to_recordset(cast(cast(:debtors as text) as json)) as k("creditorId" text, "debtorId" uuid)
                        order by 1, 2 on conflict do nothing
                        """)
                .setParameter("debtors", CaseText.of(debtors))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** How many cases are due, and the earliest day for which one is. */
    public Uni<Pending> pending(StatelessSession session, Instant now) {
        return session.createNativeQuery(
                        "select cast(count(*) as text) || ' ' || coalesce(cast(min(c.next_action_on) as text), '')"
                                + ' ' + ON_AGENDA.formatted(""),
                        String.class)
                .setParameter("now", at(now))
                .getSingleResult()
                .map(Pending::of);
    }

    /** Cases that wait for the sweep. */
    public record Pending(long many, @Nullable LocalDate earliest) {

        // Hibernate Reactive cannot tell the type of a native query's dates, so they come as text
        static Pending of(String text) {
            int space = text.indexOf(' ');
            String earliest = text.substring(space + 1);
            return new Pending(
                    Long.parseLong(text.substring(0, space)), earliest.isEmpty() ? null : LocalDate.parse(earliest));
        }
    }

    public Uni<List<BankRow>> banks(StatelessSession session, Collection<String> creditors) {
        if (creditors.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        "select * from bank where creditor_id = any(cast(:creditors as text[]))",
                        session.getResultSetMapping(BankRow.class, BankRow.ROWS))
                .setParameter("creditors", creditors.toArray(String[]::new))
                .getResultList();
    }

    public Uni<CaseRow> find(StatelessSession session, UUID invoiceId) {
        return session.createSelectionQuery("from CaseRow where invoiceId = :id", CaseRow.class)
                .setParameter("id", invoiceId)
                .getSingleResultOrNull();
    }

    /** Journals in the order in which things happened. */
    public Uni<List<JournalRow>> journals(StatelessSession session, Collection<UUID> invoices) {
        if (invoices.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(
                        "select * from journal where invoice_id = any(cast(:ids as uuid[])) order by invoice_id, number",
                        session.getResultSetMapping(JournalRow.class, JournalRow.ROWS))
                .setParameter("ids", invoices.toArray(UUID[]::new))
                .getResultList();
    }

    /**
     * Which cases are asked for.
     *
     * @param creditors {@code *} for all
     * @param state or null for any
     * @param owner or null for anybody's
     */
    public record Wanted(
            Set<String> creditors,
            @Nullable String state,
            @Nullable String owner) {

        public static Wanted all(Set<String> creditors) {
            return new Wanted(creditors, null, null);
        }

        private String words() {
            return (isOfAll() ? "" : " and c.creditorId in :creditors")
                    + (state == null ? "" : " and c.state = :state")
                    + (owner == null ? "" : " and c.owner = :owner");
        }

        private boolean isOfAll() {
            return creditors.contains("*");
        }

        private SelectionQuery<CaseRow> from(StatelessSession session, String condition, String order) {
            var query = session.createSelectionQuery(
                    "from CaseRow c where " + condition + words() + " order by " + order, CaseRow.class);
            if (!isOfAll()) {
                query = query.setParameter("creditors", creditors.isEmpty() ? Set.of("") : creditors);
            }
            if (state != null) {
                query = query.setParameter("state", state);
            }
            return owner == null ? query : query.setParameter("owner", owner);
        }
    }

    /** One page of cases, by state and number. */
    public Uni<List<CaseRow>> page(StatelessSession session, Wanted wanted, int page, int size) {
        return wanted.from(session, "1 = 1", "c.state, c.invoiceNumber, c.invoiceId")
                .setFirstResult(page * size)
                .setMaxResults(size)
                .getResultList();
    }

    /** One page of open cases, what wants a person's eye most first. */
    public Uni<List<CaseRow>> worklist(StatelessSession session, Wanted wanted, int page, int size) {
        return wanted.from(session, "c.priority is not null", "c.priority desc, c.invoiceId")
                .setFirstResult(page * size)
                .setMaxResults(size)
                .getResultList();
    }

    /**
     * Open cases that nobody would come back to: without a next date, with one that the sweep should have taken days ago,
     * or without a fact for long although no date was agreed on. What waits for the bank's statements is among them when
     * it waits for long.
     */
    public Uni<List<CaseRow>> forgotten(
            StatelessSession session, Wanted wanted, LocalDate today, int days, int page, int size) {
        return wanted.from(
                        session,
                        "c.state not in ('settled', 'unknown')"
                                + " and (c.nextActionOn is null"
                                + " or (c.nextActionOn < :late and c.bankThrough is null)"
                                + " or (c.state not in ('not-due', 'on-hold') or c.nextActionOn < :late)"
                                + " and not exists (select 1 from JournalRow j"
                                + " where j.invoiceId = c.invoiceId and j.happenedOn > :quiet))",
                        "c.nextActionOn nulls first, c.invoiceId")
                .setParameter("late", today.minusDays(1))
                .setParameter("quiet", today.minusDays(days))
                .setFirstResult(page * size)
                .setMaxResults(size)
                .getResultList();
    }

    /** So many cases are in one transaction at the most. */
    public static final int MOST_PICKED = 1_000;

    /**
     * Cases of a creditor that something is to be done with: these invoices, or when there are none, what is open and has
     * all of the rest in common.
     *
     * @param state or null for any
     * @param owner or null for anybody's
     * @param debtors or none for any
     */
    public record Picked(
            String creditorId,
            Set<UUID> invoices,
            @Nullable String state,
            @Nullable String owner,
            Set<UUID> debtors) {

        private String words() {
            return invoices.isEmpty()
                    ? " and c.priority is not null" + (state == null ? "" : " and c.state = :state")
                            + (owner == null ? "" : " and c.owner = :owner")
                            + (debtors.isEmpty() ? "" : " and c.debtor_id = any(cast(:debtors as uuid[]))")
                    : " and c.invoice_id = any(cast(:invoices as uuid[]))";
        }
    }

    /** Which invoices these are; one more than can be taken at once, when there are more. */
    public Uni<List<UUID>> picked(StatelessSession session, Picked picked) {
        var query = session.createNativeQuery(
                        "select cast(c.invoice_id as text) from dunning_case c where c.creditor_id = :creditor"
                                + picked.words() + " order by c.invoice_id limit " + (MOST_PICKED + 1),
                        String.class)
                .setParameter("creditor", picked.creditorId());
        if (!picked.invoices().isEmpty()) {
            query = query.setParameter("invoices", picked.invoices().toArray(UUID[]::new));
        }
        if (picked.state() != null) {
            query = query.setParameter("state", picked.state());
        }
        if (picked.owner() != null) {
            query = query.setParameter("owner", picked.owner());
        }
        if (!picked.debtors().isEmpty()) {
            query = query.setParameter("debtors", picked.debtors().toArray(UUID[]::new));
        }
        return query.getResultList()
                .map(ids -> ids.stream().map(UUID::fromString).toList());
    }

    /** What a creditor's cases add up to, one row a currency, as a JSON array of texts. */
    public Uni<String> books(StatelessSession session, String creditorId) {
        return session.createNativeQuery("""
                        select coalesce(cast(json_agg(book order by book.currency) as text), '[]') from (
                          select currency, cast(sum(principal) as text) as principal, cast(sum(fees) as text) as fees,
                            cast(sum(interest) as text) as interest, cast(sum(compensation) as text) as compensation,
                            cast(sum(cost) as text) as cost, cast(sum(cancelled) as text) as cancelled,
                            cast(sum(written_off) as text) as written_off, cast(sum(paid) as text) as paid,
                            cast(sum(sold) as text) as sold, cast(sum(for_buyer) as text) as for_buyer,
                            cast(sum(paid_to_factor) as text) as paid_to_factor,
                            cast(sum(credited) as text) as credited, cast(sum(balance) as text) as balance,
                            cast(coalesce(sum(balance) filter (where state not in ('escalated', 'settled')), 0) as text)
                              as open,
                            cast(coalesce(sum(balance) filter (where state = 'escalated'), 0) as text) as escalated,
                            cast(coalesce(sum(balance + paid + paid_to_factor + credited)
                              filter (where state = 'settled'), 0) as text)
                              as settled,
                            cast(coalesce(-sum(balance) filter (where balance < 0), 0) as text) as overpaid,
                            count(*) as count
                          from dunning_case where creditor_id = :creditor and currency is not null
                          group by currency) book
                        """, String.class)
                .setParameter("creditor", creditorId)
                .getSingleResult();
    }

    /** The event that was written last, or null in an empty outbox. */
    public Uni<OutboxRow> newestEvent(StatelessSession session) {
        return session.createSelectionQuery("from OutboxRow order by position desc", OutboxRow.class)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }

    public Uni<Void> open(StatelessSession session, Collection<CaseRow> cases) {
        return CASES.insert(session, cases);
    }

    public Uni<Void> change(StatelessSession session, Collection<CaseRow> cases) {
        return CASES.update(session, cases);
    }

    public Uni<Void> append(StatelessSession session, Collection<JournalRow> facts) {
        return JOURNAL.insert(session, facts);
    }

    /** Our own events are text; a record that goes back may be any bytes. */
    public Uni<Void> say(StatelessSession session, Collection<OutboxRow> events) {
        List<OutboxRow> own =
                events.stream().filter(row -> row.rejection == null).toList();
        List<OutboxRow> back =
                events.stream().filter(row -> row.rejection != null).toList();
        return OUTBOX.insert(session, own).chain(() -> insert(session, back));
    }

    public Uni<Void> insert(StatelessSession session, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.insertAll(Math.min(rows.size(), 500), rows.toArray());
    }

    public Uni<Void> update(StatelessSession session, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.updateAll(Math.min(rows.size(), 500), rows.toArray());
    }

    private static OffsetDateTime at(Instant now) {
        return now.atOffset(ZoneOffset.UTC);
    }
}
