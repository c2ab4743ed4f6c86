package io.rykker.dunning.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.dunning.domain.BankSilence;
import io.rykker.dunning.domain.Finding;
import io.rykker.dunning.domain.RuleBook;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What the watchdogs find: one statement a kind over all creditors that are asked about, each on its own day. */
@ApplicationScoped
public class Watch {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TODAY = "cast(timezone(c.zone, cast(:now as timestamptz)) as date)";

    /** Up to ten of the cases of a group, in an order; the colon is escaped, as it begins no parameter. */
    private static final String TEN = "(array_agg(%s))[1\\:" + Finding.MOST_CASES + "]";

    /** For how long back the journals tell how long cases stay where. */
    private static final int YEAR = 365;

    /**
     * From when something is a finding.
     *
     * @param bankDays whole banking days that a statement may take
     * @param stalledDays days that a person may take
     * @param contact when the first contact is late
     * @param stays the most days, as a median, that cases are to stay in a phase
     */
    public record Limits(int bankDays, int stalledDays, Finding.Contact contact, Map<String, Integer> stays) {}

    /** A creditor whose day it is to be looked at. */
    public record Turn(String creditorId, LocalDate today) {}

    /**
     * Takes the creditors that were not looked at on this day of theirs; no other instance gets them. A day of the
     * watchdogs begins two hours after midnight, when the sweep of the day has been through.
     */
    public Uni<List<Turn>> takeTurns(StatelessSession session, Instant now) {
        // one look-up a creditor in the index of debtors, however many there are; and one in that of their cases, which
        // the planner leaves for the whole table when it may take any
        return session.createNativeQuery("""
                        with recursive known as (
                          (select creditor_id from debtor order by creditor_id limit 1)
                          union all
                          select (select d.creditor_id from debtor d where d.creditor_id > k.creditor_id
                            order by d.creditor_id limit 1)
                          from known k where k.creditor_id is not null),
                        here as (
                          select k.creditor_id, c.zone from known k cross join lateral (
                            select o.zone from dunning_case o
                            where o.creditor_id = k.creditor_id and o.debtor_id is not null
                            order by o.debtor_id limit 1) c),
                        taken as (
                          insert into watch (creditor_id, watched_on)
                          select creditor_id,
                            cast(timezone(zone, cast(:now as timestamptz)) - interval '2 hours' as date)
                          from here order by creditor_id
                          on conflict (creditor_id) do update set watched_on = excluded.watched_on
                            where watch.watched_on < excluded.watched_on
                          returning creditor_id)
                        select coalesce(cast(json_agg(json_build_object('creditor', h.creditor_id, 'today',
                          cast(timezone(h.zone, cast(:now as timestamptz)) as date))) as text), '[]')
                        from taken t join here h on h.creditor_id = t.creditor_id
                        """, String.class)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .getSingleResult()
                .map(text -> rows(text).stream()
                        .map(row -> new Turn(text(row, "creditor"), date(row, "today")))
                        .toList());
    }

    /** Everything that is found at some creditors ({@code *} for all), by creditor and kind. */
    public Uni<List<Finding>> findings(
            StatelessSession session, Set<String> creditors, Instant now, RuleBook book, Limits limits) {
        var asked = new Asked(session, creditors, now);
        List<Finding> found = new ArrayList<>();
        return silentBanks(asked, book, limits.bankDays())
                .invoke(found::addAll)
                .chain(() -> stalled(asked, limits.stalledDays()))
                .invoke(found::addAll)
                .chain(() -> late(asked))
                .invoke(found::addAll)
                .chain(() -> firstContacts(asked, limits.contact()))
                .invoke(found::addAll)
                .chain(() -> bottlenecks(asked, limits))
                .invoke(found::addAll)
                .map(_ -> found.stream()
                        .sorted(Comparator.comparing(Finding::creditorId)
                                .thenComparing(Finding::kind)
                                .thenComparing(Finding::subject))
                        .toList());
    }

    private record Asked(StatelessSession session, Set<String> creditors, Instant now) {

        /** One JSON array of rows, of the creditors that are asked about and on their days. */
        SelectionQuery<String> query(String sql) {
            boolean isAll = creditors.contains("*");
            var query = session.createNativeQuery(
                            sql.replace("{mine}", isAll ? "true" : "c.creditor_id = any(cast(:creditors as text[]))")
                                    .replace("{today}", TODAY),
                            String.class)
                    .setParameter("now", now.atOffset(ZoneOffset.UTC));
            return isAll ? query : query.setParameter("creditors", creditors.toArray(String[]::new));
        }
    }

    /** Accounts of creditors whose open cases wait for statements, with what waits for them today. */
    private static Uni<List<Finding>> silentBanks(Asked asked, RuleBook book, int days) {
        return asked.query("""
                        with mine as (
                          select c.creditor_id, c.invoice_id, c.bank_through, c.next_action_on, {today} as today
                          from dunning_case c where c.bank_through is not null and {mine}),
                        accounts as (
                          select a.creditor_id, a.today, b.account, b.known_through,
                            (select cast(t.data as json) -> 'receivable' ->> 'creditorCountry'
                             from dunning_case c join case_text t on t.invoice_id = c.invoice_id
                             where c.creditor_id = a.creditor_id and c.debtor_id is not null
                             order by c.debtor_id limit 1) as country
                          from (select creditor_id, max(today) as today from mine group by creditor_id) a
                          left join bank b on b.creditor_id = a.creditor_id),
                        waiting as (
                          select a.creditor_id, coalesce(a.account, '') as account, a.known_through, a.country, a.today,
                            count(m.invoice_id) as waiting, min(m.bank_through) as earliest, %s as cases
                          from accounts a left join mine m on m.creditor_id = a.creditor_id
                            and m.next_action_on <= m.today
                            and (a.known_through is null or m.bank_through > a.known_through)
                          group by 1, 2, 3, 4, 5)
                        select coalesce(cast(json_agg(w) as text), '[]') from waiting w
                        """.formatted(TEN.formatted("m.invoice_id order by m.next_action_on, m.invoice_id")))
                .getSingleResult()
                .map(text -> rows(text).stream()
                        .flatMap(row -> silentBank(row, book, days).stream())
                        .toList());
    }

    private static List<Finding> silentBank(JsonNode row, RuleBook book, int days) {
        LocalDate known = dateOrNull(row, "known_through");
        LocalDate earliest = dateOrNull(row, "earliest");
        // where no statement ever came, the first day that a case waits for is as good as any
        LocalDate last = known != null ? known : earliest == null ? null : earliest.minusDays(1);
        return last == null
                ? List.of()
                : BankSilence.since(book, text(row, "country"), last, date(row, "today"), days)
                        .map(since -> Finding.bankSilent(
                                text(row, "creditor_id"),
                                text(row, "account"),
                                known,
                                since,
                                number(row, "waiting"),
                                cases(row)))
                        .stream()
                        .toList();
    }

    /** What waits for a row of law or a policy waits for a person too, since its journal says so. */
    private static Uni<List<Finding>> stalled(Asked asked, int days) {
        return asked.query("""
                        with mine as (
                          select c.creditor_id, c.invoice_id, coalesce(c.stalled_by, 'person') as stalled_by, {today} as today,
                            coalesce(c.stalled_since, (
                              select max(j.happened_on) from journal j
                              where j.invoice_id = c.invoice_id and j.what = 'Waiting'), c.due_on) as since
                          from dunning_case c
                          where (c.stalled_since is not null or c.missing is not null)
                            and c.state not in ('settled', 'unknown', 'escalated') and {mine}),
                        stalled as (
                          select m.creditor_id, count(*) as cases_in_all, min(m.since) as since, %s as cases,
                            count(*) filter (where m.stalled_by = 'undeliverable') as unreached
                          from mine m where m.stalled_by = 'undeliverable' or m.since < m.today - cast(:days as int)
                          group by m.creditor_id)
                        select coalesce(cast(json_agg(s) as text), '[]') from stalled s
                        """.formatted(TEN.formatted("m.invoice_id order by m.since, m.invoice_id")))
                .setParameter("days", days)
                .getSingleResult()
                .map(text -> rows(text).stream()
                        .map(row -> Finding.stalled(
                                text(row, "creditor_id"),
                                date(row, "since"),
                                number(row, "cases_in_all"),
                                number(row, "unreached"),
                                days,
                                cases(row)))
                        .toList());
    }

    private static Uni<List<Finding>> late(Asked asked) {
        return asked.query("""
                        with late as (
                          select c.creditor_id, count(*) as cases_in_all, min(c.late_since) as since, %s as cases
                          from dunning_case c
                          where c.late_since is not null and {today} > c.late_since and {mine}
                          group by c.creditor_id)
                        select coalesce(cast(json_agg(l) as text), '[]') from late l
                        """.formatted(TEN.formatted("c.invoice_id order by c.late_since, c.invoice_id")))
                .getSingleResult()
                .map(text -> rows(text).stream()
                        .map(row -> Finding.escalationLate(
                                text(row, "creditor_id"), date(row, "since"), number(row, "cases_in_all"), cases(row)))
                        .toList());
    }

    /** Who was not reached yet and could have been is late too; what a policy only observes is reached by others. */
    private static Uni<List<Finding>> firstContacts(Asked asked, Finding.Contact limits) {
        return asked.query("""
                        with mine as (
                          select c.creditor_id, c.invoice_id, c.state, c.reached_on,
                            coalesce(c.banking_due, c.due_on) as due_on, {today} as today
                          from dunning_case c
                          where c.currency is not null and coalesce(c.banking_due, c.due_on) < {today}
                            and coalesce(c.banking_due, c.due_on) >= {today} - cast(:window as int) and {mine}),
                        told as (
                          select m.*, coalesce(m.reached_on, m.today) > m.due_on + cast(:days as int)
                            and (m.reached_on is not null or m.state not in ('settled', 'unknown', 'on-hold')) as late
                          from mine m),
                        counted as (
                          select t.creditor_id, count(*) as fell_due, count(*) filter (where t.late) as cases_in_all,
                            min(t.due_on + cast(:days as int) + 1) filter (where t.late) as since, %s as cases
                          from told t group by t.creditor_id)
                        select coalesce(cast(json_agg(c) as text), '[]') from counted c where c.cases_in_all > 0
                        """.formatted(TEN.replace("%s)", "%s) filter (where t.late)")
                        .formatted("t.invoice_id order by t.due_on, t.invoice_id")))
                .setParameter("window", limits.window())
                .setParameter("days", limits.days())
                .getSingleResult()
                .map(text -> rows(text).stream()
                        .filter(row -> limits.isBreached(number(row, "cases_in_all"), number(row, "fell_due")))
                        .map(row -> Finding.firstContactLate(
                                text(row, "creditor_id"),
                                date(row, "since"),
                                number(row, "cases_in_all"),
                                number(row, "fell_due"),
                                limits,
                                cases(row)))
                        .toList());
    }

    /**
     * Stays that ended in the last days or are not over; a hold that is asked for again is one stay. Only the journals of
     * the cases that were in one of the phases are read, and those are found by what began it.
     */
    private static Uni<List<Finding>> bottlenecks(Asked asked, Limits limits) {
        String begun = Reports.phaseFacts(limits.stays().keySet());
        if (begun.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return asked.query("""
                        with limits as (
                          select * from json_to_recordset(cast(cast(:limits as text) as json)) as l(phase text, most int)),
                        stayed as (
                          select distinct j.invoice_id from journal j
                          where j.what in (%s) and j.happened_on >= cast(cast(:now as timestamptz) as date) - %d),
                        happened as (
                          select c.creditor_id, c.owner, j.invoice_id, j.number, j.happened_on, {today} as today,
                            %s as phase
                          from stayed a join dunning_case c on c.invoice_id = a.invoice_id
                          join journal j on j.invoice_id = a.invoice_id
                          where j.what in (%s) and j.happened_on >= cast(cast(:now as timestamptz) as date) - %d and {mine}),
                        entered as (
                          select h.*, lag(h.phase) over (partition by h.invoice_id order by h.number) as before
                          from happened h),
                        stays as (
                          select e.creditor_id, e.owner, e.invoice_id, e.phase, e.today, e.happened_on as since,
                            lead(e.happened_on) over (partition by e.invoice_id order by e.number) as until
                          from entered e where e.phase is distinct from e.before),
                        counted as (
                          select s.creditor_id, s.phase, l.most, count(*) as stays, min(s.since) as since,
                            percentile_disc(0.5) within group (order by coalesce(s.until, s.today) - s.since) as median,
                            count(*) filter (where s.until is null) as running, %s as cases
                          from stays s join limits l on l.phase = s.phase
                          where s.until is null or s.until >= s.today - cast(:window as int)
                          group by s.creditor_id, s.phase, l.most),
                        owned as (
                          select s.creditor_id, s.phase, s.owner, count(*) as cases
                          from stays s where s.until is null group by s.creditor_id, s.phase, s.owner),
                        found as (
                          select c.*, (
                            select coalesce(json_agg(json_build_object('owner', o.owner, 'cases', o.cases)
                              order by o.cases desc, o.owner), '[]')
                            from owned o where o.creditor_id = c.creditor_id and o.phase = c.phase) as owners
                          from counted c where c.median > c.most)
                        select coalesce(cast(json_agg(f) as text), '[]') from found f
                        """.formatted(
                                begun,
                                YEAR,
                                Reports.PHASE,
                                Reports.PHASE_FACTS,
                                YEAR,
                                TEN.replace("%s)", "%s) filter (where s.until is null)")
                                        .formatted("s.invoice_id order by s.since, s.invoice_id")))
                .setParameter("limits", limitsOf(limits.stays()))
                .setParameter("window", limits.contact().window())
                .getSingleResult()
                .map(text -> rows(text).stream()
                        .map(row -> Finding.bottleneck(
                                text(row, "creditor_id"),
                                text(row, "phase"),
                                date(row, "since"),
                                new Finding.Stays(
                                        number(row, "stays"), (int) number(row, "median"), (int) number(row, "most")),
                                number(row, "running"),
                                cases(row),
                                owners(row)))
                        .toList());
    }

    private static List<Finding.Owned> owners(JsonNode row) {
        List<Finding.Owned> owners = new ArrayList<>();
        row.path("owners").forEach(one -> owners.add(new Finding.Owned(text(one, "owner"), number(one, "cases"))));
        return owners;
    }

    private static String limitsOf(Map<String, Integer> stays) {
        var limits = JSON.createArrayNode();
        stays.forEach((phase, most) -> limits.addObject().put("phase", phase).put("most", most));
        return limits.toString();
    }

    /** What ops was alerted of at some creditors ({@code *} for all). */
    public Uni<List<FindingRow>> raised(StatelessSession session, Collection<String> creditors) {
        boolean isAll = creditors.contains("*");
        var query = session.createSelectionQuery(
                "from FindingRow" + (isAll ? "" : " where creditorId in :creditors")
                        + " order by creditorId, kind, subject",
                FindingRow.class);
        return (isAll ? query : query.setParameter("creditors", creditors.isEmpty() ? Set.of("") : creditors))
                .getResultList();
    }

    public Uni<Void> raise(StatelessSession session, List<FindingRow> begun) {
        return begun.isEmpty() ? Uni.createFrom().voidItem() : session.insertAll(begun.toArray());
    }

    public Uni<Void> clear(StatelessSession session, List<FindingRow> over) {
        return over.isEmpty() ? Uni.createFrom().voidItem() : session.deleteAll(over.toArray());
    }

    /** How many findings are raised of each kind, over all creditors. */
    public Uni<Map<String, Long>> counts(StatelessSession session) {
        return session.createSelectionQuery("select kind, count(*) from FindingRow group by kind", Object[].class)
                .getResultList()
                .map(rows -> {
                    Map<String, Long> counts = new HashMap<>();
                    rows.forEach(row -> counts.put((String) row[0], (Long) row[1]));
                    return counts;
                });
    }

    private static List<JsonNode> rows(String text) {
        try {
            List<JsonNode> rows = new ArrayList<>();
            JSON.readTree(text).forEach(rows::add);
            return rows;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode row, String name) {
        return row.get(name).asText();
    }

    private static long number(JsonNode row, String name) {
        return row.get(name).asLong();
    }

    private static LocalDate date(JsonNode row, String name) {
        return LocalDate.parse(text(row, name));
    }

    private static @Nullable LocalDate dateOrNull(JsonNode row, String name) {
        return row.hasNonNull(name) ? date(row, name) : null;
    }

    private static List<UUID> cases(JsonNode row) {
        List<UUID> ids = new ArrayList<>();
        row.path("cases").forEach(id -> {
            if (!id.isNull()) {
                ids.add(UUID.fromString(id.asText()));
            }
        });
        return ids;
    }
}
