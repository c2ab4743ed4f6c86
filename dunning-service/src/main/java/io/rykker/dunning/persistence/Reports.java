package io.rykker.dunning.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** What cases and journals add up to: one statement a question. Nobody's debtor is in the answers. */
@ApplicationScoped
public class Reports {

    /**
     * What came of a letter: how many invoices were paid in full within some days of it, of those that it went out for so
     * long ago, and how many before anything else went out.
     */
    private static final String EFFECT = Stream.concat(
                    Stream.of(
                            "count(*) as sent",
                            "count(*) filter (where paid_on is not null and paid_on < coalesce(next_on, paid_on + 1))"
                                    + " as \"paidBeforeTheNext\""),
                    IntStream.of(7, 14, 30).mapToObj(Reports::within))
            .collect(Collectors.joining(", "));

    /** The phase that a fact of a journal begins. */
    private static final Map<String, String> PHASES = Map.ofEntries(
            Map.entry("InvoiceTaken", "not-due"),
            Map.entry("FellDue", "overdue"),
            Map.entry("ClaimReopened", "overdue"),
            Map.entry("HoldEnded", "overdue"),
            Map.entry("ApprovalGiven", "overdue"),
            Map.entry("ClaimReturned", "overdue"),
            Map.entry("HeldBack", "on-hold"),
            Map.entry("ClaimAssigned", "on-hold"),
            Map.entry("ApprovalAsked", "awaiting-approval"),
            Map.entry("HandedOver", "escalated"),
            Map.entry("TakenBack", "recalled"),
            Map.entry("ClaimSettled", "settled"));

    static final String PHASE = PHASES.entrySet().stream()
            .map(entry -> "when '" + entry.getKey() + "' then '" + entry.getValue() + "'")
            .sorted()
            .collect(Collectors.joining(" ", "case j.what ", " end"));

    /** The facts that begin one. */
    static final String PHASE_FACTS = facts(PHASES.keySet().stream());

    /** The facts that begin one of these, as they stand in a statement. */
    static String phaseFacts(Set<String> phases) {
        return facts(PHASES.entrySet().stream()
                .filter(entry -> phases.contains(entry.getValue()))
                .map(Map.Entry::getKey));
    }

    private static String facts(Stream<String> names) {
        return names.map(name -> "'" + name + "'").sorted().collect(Collectors.joining(", "));
    }

    /** From a day to a day, as things are today. */
    public record Span(LocalDate from, LocalDate to, LocalDate today) {}

    private static String within(int days) {
        String old = "sent_on <= cast(:today as date) - " + days;
        String paid = "count(*) filter (where " + old + " and paid_on <= sent_on + " + days + ")";
        String all = "count(*) filter (where " + old + ")";
        return "json_build_object('sent', " + all + ", 'paid', " + paid + ", 'percent', cast(round(100.0 * " + paid
                + " / nullif(" + all + ", 0), 1) as text)) as \"within" + days + "Days\"";
    }

    /**
     * How a creditor's follow-up does, as one JSON object of texts and numbers: what was settled from a day to a day, how
     * late, by whose hand, how soon the debtor was first reached, what came of each step, and how long cases stay where
     * they are.
     *
     * @param named persons are named, and not only counted
     */
    public Uni<String> report(StatelessSession session, String creditorId, Span span, boolean named) {
        return session.createNativeQuery(
                        """
                        with mine as (
                          select c.*, t.data, cast(t.data as json) -> 'receivable' ->> 'policy' as policy,
                            cast(t.data as json) -> 'receivable' ->> 'policyVersion' as policy_version
                          from dunning_case c join case_text t on t.invoice_id = c.invoice_id
                          where c.creditor_id = :creditor and c.currency is not null),
                        closed as (
                          select m.* from mine m
                          where m.state = 'settled' and coalesce(m.cleared_on, m.paid_on) between :from and :to),
                        hands as (
                          select j.invoice_id, j.what, case when :named then j.who else 'a person' end as who
                          from journal j join closed c on c.invoice_id = j.invoice_id
                          where j.what <> 'AgencySpoke' and j.who <> all(cast(:services as text[]))),
                        first_contact as (
                          select m.invoice_id, m.due_on, min(j.happened_on) as reached_on
                          from mine m join journal j on j.invoice_id = m.invoice_id
                          where j.what in ('ReminderWentOut', 'CallMade') and m.due_on between :from and :to
                            and j.happened_on > m.due_on
                          group by m.invoice_id, m.due_on),
                        letters as (
                          select m.invoice_id, m.policy || '/' || m.policy_version as policy, m.paid_on,
                            lower(replace(l ->> 'kind', '_', '-')) as kind, l ->> 'step' as step,
                            l -> 'sent' ->> 'channel' as channel, cast(l -> 'sent' ->> 'on' as date) as sent_on,
                            lead(cast(l -> 'sent' ->> 'on' as date)) over (
                              partition by m.invoice_id order by l -> 'sent' ->> 'on') as next_on
                          from mine m cross join lateral json_array_elements(cast(m.data as json) -> 'letters') l
                          where l -> 'sent' ->> 'on' is not null and l ->> 'failed' is null
                            and l ->> 'calledOff' is distinct from 'observed' and l ->> 'kind' not in ('PROMISE_CONFIRMATION', 'PLAN_PROPOSAL')),
                        effects as (
                          select * from letters
                          where sent_on between :from and :to and (paid_on is null or paid_on >= sent_on)),
                        phases as (
                          select {phase} as phase, case when :named then m.owner else 'a person' end as owner,
                            coalesce(lead(j.happened_on) over (partition by j.invoice_id order by j.number), :today)
                              - j.happened_on as days
                          from mine m join journal j on j.invoice_id = m.invoice_id
                          where j.what in ({phaseFacts}))
                        select cast(json_build_object(
                          'settled', (select count(*) from closed),
                          'touchless', (select count(*) from closed c
                            where not exists (select from hands h where h.invoice_id = c.invoice_id)),
                          'byHand', (select coalesce(json_agg(h order by h.cases desc, h.what, h.who), '[]') from (
                            select what, who, count(distinct invoice_id) as cases, count(*) as times
                            from hands group by what, who) h),
                          'daysLate', (select coalesce(json_agg(p order by p.policy), '[]') from (
                            select policy || '/' || policy_version as policy, count(*) as paid,
                              percentile_disc(0.5) within group (order by greatest(0, paid_on - banking_due)) as median,
                              cast(round(avg(greatest(0, paid_on - banking_due)), 1) as text) as average
                            from closed where paid_on is not null and settled = 'paid' group by 1) p),
                          'firstContact', (select json_build_object('cases', count(*),
                            'medianDays', percentile_disc(0.5) within group (order by reached_on - due_on),
                            'p95Days', percentile_disc(0.95) within group (order by reached_on - due_on))
                            from first_contact),
                          'steps', (select coalesce(json_agg(s order by s.policy, s.kind, s.step), '[]') from (
                            select policy, kind, step, %s
                            from effects group by policy, kind, step) s),
                          'channels', (select coalesce(json_agg(s order by s.kind, s.channel), '[]') from (
                            select kind, channel, %s
                            from effects group by kind, channel) s),
                          'writtenOff', (select coalesce(json_agg(w order by w.currency), '[]') from (
                            select currency, cast(sum(written_off) as text) as amount,
                              cast(round(100 * sum(written_off) / nullif(
                                sum(principal + cancelled + written_off + sold - for_buyer), 0), 2)
                                as text) as percent
                            from closed group by currency) w),
                          'phases', (select coalesce(json_agg(p order by p.phase), '[]') from (
                            select phase, count(*) as times, percentile_disc(0.5) within group (order by days)
                              as "medianDays", max(days) as "longestDays"
                            from phases where phase <> 'settled' group by phase) p),
                          'phasesByOwner', (select coalesce(json_agg(p order by p.owner, p.phase), '[]') from (
                            select owner, phase, count(*) as times, percentile_disc(0.5) within group (order by days)
                              as "medianDays", max(days) as "longestDays"
                            from phases where phase <> 'settled' group by owner, phase) p)) as text)
                        """.replace("{phase}", PHASE)
                                .replace("{phaseFacts}", PHASE_FACTS)
                                .formatted(EFFECT, EFFECT),
                        String.class)
                .setParameter("creditor", creditorId)
                .setParameter("from", span.from())
                .setParameter("to", span.to())
                .setParameter("today", span.today())
                .setParameter("named", named)
                .setParameter("services", JournalRow.SERVICES.toArray(String[]::new))
                .getSingleResult();
    }

    /** What an invoice walks through, from its journal: one row a thing that happened to it, and what came before. */
    private static final String WALKED = """
            with mine as (
              select c.invoice_id, c.state, cast(t.data as json) as data
              from dunning_case c join case_text t on t.invoice_id = c.invoice_id
              where c.creditor_id = :creditor and c.currency is not null and c.due_on between :from and :to),
            letter as (
              select m.invoice_id, l ->> 'id' as id, lower(replace(l ->> 'kind', '_', '-')) as kind
              from mine m cross join lateral json_array_elements(m.data -> 'letters') l),
            happened as (
              select m.invoice_id, m.state, j.number, j.happened_on,
                case j.what when 'InvoiceTaken' then 'issued' when 'ReminderWentOut' then letter.kind
                  when 'HeldBack' then lower(replace(cast(j.data as json) -> 'hold' ->> 'kind', '_', '-'))
                  when 'ClaimAssigned' then lower(cast(j.data as json) -> 'assignment' ->> 'kind')
                  when 'HandedOver' then 'agency' when 'TakenBack' then 'recalled' when 'ClaimReopened' then 'reopened'
                  else cast(j.data as json) ->> 'how' end as node
              from mine m join journal j on j.invoice_id = m.invoice_id
              left join letter on j.what = 'ReminderWentOut' and letter.invoice_id = j.invoice_id
                and letter.id = cast(j.data as json) ->> 'reminderId'
              where j.what in ('InvoiceTaken', 'ReminderWentOut', 'HeldBack', 'HandedOver', 'TakenBack',
                'ClaimReopened', 'ClaimSettled', 'ClaimAssigned')),
            told as (
              select h.*, lag(h.node) over (partition by h.invoice_id order by h.number) as before from happened h
              where h.node is not null),
            walked as (select * from told where node is distinct from before)
            """;

    /**
     * The paths that invoices took which fell due from a day to a day: the most walked ones, each with how many took it and
     * how long from the invoice to its last step, and how many took others.
     */
    public Uni<String> paths(StatelessSession session, String creditorId, Span span, int top) {
        return session.createNativeQuery(WALKED + """
                        , paths as (
                          select string_agg(node, ' > ' order by number)
                              || case when max(state) = 'settled' then '' else ' > open' end as path,
                            max(happened_on) - min(happened_on) as days
                          from walked group by invoice_id),
                        ranked as (
                          select path, count(*) as cases, percentile_disc(0.5) within group (order by days) as median,
                            row_number() over (order by count(*) desc, path) as place
                          from paths group by path)
                        select cast(json_build_object(
                          'cases', (select count(*) from paths),
                          'paths', (select coalesce(json_agg(json_build_object('path', path, 'cases', cases,
                              'percent', cast(round(100.0 * cases / (select count(*) from paths), 1) as text),
                              'medianDays', median) order by place), '[]') from ranked where place <= :top),
                          'others', (select json_build_object('paths', count(*), 'cases', coalesce(sum(cases), 0))
                            from ranked where place > :top)) as text)
                        """, String.class)
                .setParameter("creditor", creditorId)
                .setParameter("from", span.from())
                .setParameter("to", span.to())
                .setParameter("top", top)
                .getSingleResult();
    }

    /** The same as one map: how often invoices went from one thing to the next, as a flowchart in Mermaid. */
    public Uni<String> map(StatelessSession session, String creditorId, Span span) {
        return session.createNativeQuery(WALKED + """
                        , moves as (
                          select node, coalesce(
                              lead(node) over (partition by invoice_id order by number),
                              case when state = 'settled' then null else 'open' end) as following
                          from walked)
                        select coalesce('flowchart LR' || chr(10) || string_agg(
                          '    ' || node || ' -->|' || times || '| ' || following, chr(10) order by times desc, node, following)
                          || chr(10), 'flowchart LR' || chr(10))
                        from (
                          select node, following, count(*) as times from moves where following is not null
                          group by node, following) edges
                        """, String.class)
                .setParameter("creditor", creditorId)
                .setParameter("from", span.from())
                .setParameter("to", span.to())
                .getSingleResult();
    }

    /**
     * A part of a day's facts, with the cases that they are of.
     *
     * @param last where the next part begins
     */
    public record Facts(List<JournalRow> facts, Map<UUID, CaseRow> cases, JournalRow.Key last) {}

    /** Before every fact. */
    public static final JournalRow.Key FIRST = new JournalRow.Key(new UUID(0, 0), 0);

    /** The next facts of a day, by invoice and place in its journal. */
    public Uni<Facts> facts(
            StatelessSession session, String creditorId, LocalDate day, JournalRow.Key after, int most) {
        return session.createNativeQuery(
                        "select j.* from journal j join dunning_case c on c.invoice_id = j.invoice_id"
                                + " where c.creditor_id = :creditor and j.happened_on = :day"
                                + " and (j.invoice_id, j.number) > (cast(:invoice as uuid), :number)"
                                + " order by j.invoice_id, j.number limit " + most,
                        session.getResultSetMapping(JournalRow.class, JournalRow.ROWS))
                .setParameter("creditor", creditorId)
                .setParameter("day", day)
                .setParameter("invoice", after.invoiceId())
                .setParameter("number", after.number())
                .getResultList()
                .chain(facts -> cases(session, facts).map(cases -> new Facts(facts, cases, last(facts, after))));
    }

    private static JournalRow.Key last(List<JournalRow> facts, JournalRow.Key otherwise) {
        return facts.isEmpty() ? otherwise : new JournalRow.Key(facts.getLast().invoiceId, facts.getLast().number);
    }

    private static Uni<Map<UUID, CaseRow>> cases(StatelessSession session, List<JournalRow> facts) {
        UUID[] ids = facts.stream().map(row -> row.invoiceId).distinct().toArray(UUID[]::new);
        return session.createNativeQuery(
                        Store.WHOLE_CASES + " where c.invoice_id = any(cast(:ids as uuid[]))",
                        session.getResultSetMapping(CaseRow.class, CaseRow.ROWS))
                .setParameter("ids", ids)
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.invoiceId, Function.identity())));
    }
}
