-- What the watchdogs look for, kept with each case: since when and for whom it stands still, and the day by which it was
-- to be handed over, once that is past.
alter table dunning_case
  add column stalled_since date,
  add column stalled_by text,
  add column late_since date;

update dunning_case c set stalled_by = s.cause, stalled_since = s.since
from (
  select d.invoice_id,
    case when d.state = 'on-hold' and d.data -> 'hold' ->> 'kind' = 'UNDELIVERABLE' then 'undeliverable' else 'person' end
      as cause,
    cast(case when d.state = 'on-hold' then d.data -> 'hold' ->> 'from'
      else d.data -> 'course' -> 'approval' ->> 'askedOn' end as date) as since
  from (
    select invoice_id, state, cast(data as json) as data from dunning_case
    where state in ('not-due', 'overdue', 'notice-running', 'on-hold')) d
  where (d.state = 'on-hold'
      and d.data -> 'hold' ->> 'kind' in ('UNDELIVERABLE', 'CONTACT', 'DELIVERY', 'PLAN_OFFER', 'AGENCY'))
    or (d.state <> 'on-hold' and d.data -> 'course' -> 'approval' ->> 'given' = 'false')) s
where s.invoice_id = c.invoice_id;

create index dunning_case_stalled on dunning_case (creditor_id) where stalled_since is not null or missing is not null;
create index dunning_case_late on dunning_case (creditor_id) where late_since is not null;

-- The last day on which the watchdogs looked at a creditor: whichever instance writes it looks.
create table watch (
  creditor_id text primary key,
  watched_on date not null
);

-- What ops was alerted of and is not over.
create table finding (
  creditor_id text not null,
  kind text not null,
  subject text not null,
  id uuid not null,
  since date not null,
  raised_on date not null,
  traceparent text not null,
  primary key (creditor_id, kind, subject)
);
