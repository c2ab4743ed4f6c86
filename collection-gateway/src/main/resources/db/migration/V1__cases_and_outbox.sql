-- Creditors and debtors as they were last told of: the record's own bytes, so that the handover can carry all of it.
create table party (
  id text primary key,
  version int not null,
  body bytea not null
);

create table agency (
  name text primary key,
  url text not null,
  secret text not null,
  -- The agency answered 410: no call is made until somebody registers it again.
  disabled_why text
);

-- One row per handover that dunning decided, also for one whose recall came first.
create table handover (
  case_id uuid primary key,
  invoice_id uuid not null,
  creditor_id text not null,
  debtor_id text,
  agency text,
  invoice_number text,
  payment_reference text,
  currency text,
  paid numeric(19, 4),
  escalated_on date,
  body bytea,
  standing text not null,
  -- How many of the invoice's payments are in the handover's own sum; null while that is not known.
  payments_stated int,
  agency_case_number text,
  decided_on date,
  reason text,
  recall bytea,
  traceparent text not null,
  position bigint generated always as identity
);
create index handover_new on handover (position) where standing = 'NEW';
create index handover_of_invoice on handover (invoice_id);
create index handover_of_creditor on handover (creditor_id, position);

-- The work table: one row per call to an agency, from the day it is planned to its end.
create table webhook (
  id text primary key,
  case_id uuid not null references handover,
  agency text not null references agency,
  type text not null,
  reference text not null,
  body bytea not null,
  state text not null,
  attempts int not null,
  next_attempt_at timestamptz not null,
  lease_until timestamptz,
  claim uuid,
  may_be_there boolean not null,
  status int,
  trouble text,
  delivered_at timestamptz,
  traceparent text not null,
  position bigint generated always as identity,
  unique (case_id, type, reference)
);
create index webhook_open on webhook (agency, next_attempt_at) where state in ('PLANNED', 'SENDING');
create index webhook_of_case on webhook (case_id, position);

-- Every payment that was allocated to an invoice, and every one that was taken from it again, in order of arrival.
create table payment (
  id text primary key,
  allocation_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  amount numeric(19, 4) not null,
  currency text not null,
  value_date date not null,
  source text not null,
  reason text,
  considered boolean not null,
  traceparent text not null,
  position bigint generated always as identity
);
create index payment_of_invoice on payment (invoice_id, position);
create index payment_news on payment (invoice_id) where not considered;

-- What agencies report, under their own numbers, so that a repeat is known.
create table agency_report (
  id text primary key,
  case_id uuid not null references handover,
  content text not null
);

create table agency_payment (
  id text primary key,
  case_id uuid not null references handover,
  amount numeric(19, 4) not null,
  currency text not null,
  paid_on date not null,
  reversed_on date,
  reversal_reason text
);

create table outbox (
  position bigint generated always as identity,
  inserted_on date not null default current_date,
  id uuid not null,
  topic text not null,
  key text,
  type text not null,
  subject text not null,
  time text not null,
  traceparent text not null,
  payload bytea not null,
  rejection text,
  specversion text not null default '1.0'
) partition by range (inserted_on);
create index outbox_newest on outbox (position);
create table outbox_default partition of outbox default;

-- Makes the partitions of the coming days and drops those that are older than the days to keep. Rows that met no
-- partition of their own are in outbox_default; a day that has rows there keeps them there.
create function outbox_turn(keep_days int) returns void language plpgsql as $$
declare
  day date;
  part record;
begin
  for offset_days in 0..3 loop
    day := current_date + offset_days;
    if to_regclass('outbox_' || to_char(day, 'YYYYMMDD')) is null
        and not exists (select from outbox_default where inserted_on = day) then
      execute format('create table %I partition of outbox for values from (%L) to (%L)',
        'outbox_' || to_char(day, 'YYYYMMDD'), day, day + 1);
    end if;
  end loop;
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'outbox'::regclass and c.relname ~ '^outbox_[0-9]{8}$'
  loop
    if to_date(right(part.relname, 8), 'YYYYMMDD') < current_date - keep_days then
      execute format('drop table %I', part.relname);
    end if;
  end loop;
  delete from outbox_default where inserted_on < current_date - keep_days;
end $$;

select outbox_turn(7);

create publication rykker_outbox for table outbox with (publish = 'insert', publish_via_partition_root = true);
