package io.rykker.dunning.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
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
        return session.createNativeQuery("""
                        with mine as (
                          select c.*, cast(c.data as json) -> 'receivable' ->> 'policy' as policy,
                            cast(c.data as json) -> 'receivable' ->> 'policyVersion' as policy_version
                          from dunning_case c where c.creditor_id = :creditor and c.currency is not null),
                        closed as (
                          select m.* from mine m
                          where m.state = 'settled' and coalesce(m.cleared_on, m.paid_on) between :from and :to),
                        hands as (
                          select j.invoice_id, j.what, case when :named then j.who else 'a person' end as who
                          from journal j join closed c on c.invoice_id = j.invoice_id
                          where j.what <> 'AgencySpoke' and j.who not in (
                            'dunning-service', 'invoice-service', 'payment-service', 'notification-service',
                            'collection-gateway')),
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
                            and l ->> 'calledOff' is distinct from 'observed' and l ->> 'kind' <> 'PROMISE_CONFIRMATION'),
                        effects as (
                          select * from letters
                          where sent_on between :from and :to and (paid_on is null or paid_on >= sent_on)),
                        phases as (
                          select case j.what when 'InvoiceTaken' then 'not-due' when 'FellDue' then 'overdue'
                              when 'ClaimReopened' then 'overdue' when 'HoldEnded' then 'overdue'
                              when 'ApprovalGiven' then 'overdue' when 'HeldBack' then 'on-hold'
                              when 'ApprovalAsked' then 'awaiting-approval' when 'HandedOver' then 'escalated'
                              when 'TakenBack' then 'recalled' else 'settled' end as phase,
                            coalesce(lead(j.happened_on) over (partition by j.invoice_id order by j.number), :today)
                              - j.happened_on as days
                          from mine m join journal j on j.invoice_id = m.invoice_id
                          where j.what in ('InvoiceTaken', 'FellDue', 'ClaimReopened', 'HoldEnded', 'ApprovalGiven',
                            'HeldBack', 'ApprovalAsked', 'HandedOver', 'TakenBack', 'ClaimSettled'))
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
                              cast(round(100 * sum(written_off) / nullif(sum(principal + cancelled + written_off), 0), 2)
                                as text) as percent
                            from closed group by currency) w),
                          'phases', (select coalesce(json_agg(p order by p.phase), '[]') from (
                            select phase, count(*) as times, percentile_disc(0.5) within group (order by days)
                              as "medianDays", max(days) as "longestDays"
                            from phases where phase <> 'settled' group by phase) p)) as text)
                        """.formatted(EFFECT, EFFECT), String.class)
                .setParameter("creditor", creditorId)
                .setParameter("from", span.from())
                .setParameter("to", span.to())
                .setParameter("today", span.today())
                .setParameter("named", named)
                .getSingleResult();
    }
}
