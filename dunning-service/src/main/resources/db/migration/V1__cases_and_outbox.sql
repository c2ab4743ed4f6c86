-- One row per invoice that anything is known of, also when its payment came before it. What is in columns of its own is
-- what is searched and summed; the case itself is in data, as JSON.
create table dunning_case (
  invoice_id uuid primary key,
  creditor_id text not null,
  debtor_id uuid,
  invoice_number text,
  state text not null,
  due_on date,
  zone text not null,
  -- The sweep looks for these two: when to look again, and through which day the bank must be known before that.
  next_action_on date,
  bank_through date,
  missing text,
  currency text,
  principal numeric(19, 4) not null,
  fees numeric(19, 4) not null,
  interest numeric(19, 4) not null,
  compensation numeric(19, 4) not null,
  cost numeric(19, 4) not null,
  cancelled numeric(19, 4) not null,
  written_off numeric(19, 4) not null,
  paid numeric(19, 4) not null,
  credited numeric(19, 4) not null,
  balance numeric(19, 4) not null,
  sequence int not null,
  claim_version int not null,
  journal_length int not null,
  traceparent text not null,
  version int not null,
  data text not null
) with (fillfactor = 80);
create index dunning_case_due on dunning_case (next_action_on) where next_action_on is not null;
create index dunning_case_of on dunning_case (creditor_id, state, invoice_number);

-- What happened to a case, in its order. Rows are added and never changed.
create table journal (
  invoice_id uuid not null,
  number int not null,
  happened_on date not null,
  heard_at timestamptz not null,
  who text not null,
  what text not null,
  data text not null,
  primary key (invoice_id, number)
);

-- Through which day the statements of a creditor's account are known.
create table bank (
  creditor_id text not null,
  account text not null,
  known_through date not null,
  primary key (creditor_id, account)
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
