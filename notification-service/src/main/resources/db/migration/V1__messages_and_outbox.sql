-- Creditors and debtors as they were last told of: the record's own bytes, so that nothing is lost that a later
-- version of this service can read.
create table party (
  id text primary key,
  version int not null,
  body bytea not null
);

-- The work table: one row per reminder, from the day it is heard of to its end. Also for one that was withdrawn
-- before it came.
create table message (
  reminder_id uuid primary key,
  invoice_id uuid not null,
  creditor_id text not null,
  debtor_id text,
  due bytea,
  due_on date,
  state text not null,
  channel_no int not null,
  channel text,
  attempts int not null,
  next_attempt_at timestamptz not null,
  -- While it is being sent: who took it up, until when they may take, and what they hand over.
  claim uuid,
  lease_until timestamptz,
  message_id text,
  dispatched_at timestamptz,
  sent_on date,
  deadline date,
  subject text,
  body text,
  trouble text,
  withdrawal text,
  done_by text,
  done_why text,
  traceparent text not null,
  position bigint generated always as identity
);
create index message_due on message (next_attempt_at) where state = 'PLANNED';
create index message_sending on message (lease_until) where state in ('SENDING', 'UNKNOWN');
create index message_task on message (creditor_id, position) where state in ('FOR_A_PERSON', 'UNKNOWN');
create index message_of_invoice on message (invoice_id);
create index message_of_creditor on message (creditor_id, position);

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
