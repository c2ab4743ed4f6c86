create table creditor (
  id text primary key,
  version int not null,
  name text not null,
  country text not null,
  time_zone text not null,
  language text not null,
  currency text not null,
  bank_feed text not null,
  payment_term_days int not null,
  registration_number text,
  email text,
  phone text,
  address text,
  accounts text not null,
  policy text,
  agency text
);

create table debtor (
  id uuid primary key,
  creditor_id text not null references creditor,
  version int not null,
  number text not null,
  name text not null,
  kind text not null,
  country text not null,
  language text not null,
  registration_number text,
  email text,
  phone text,
  street text,
  postcode text,
  city text,
  address_country text,
  -- The latest invoice decides what is known of a debtor, so that the order of arrival does not.
  told_on date not null,
  told_by text not null,
  unique (creditor_id, number)
);

-- One row per invoice number that anything is known of, also when its credit note came before it.
create table receivable (
  id uuid primary key,
  creditor_id text not null references creditor,
  number text not null,
  sequence int not null,
  issued_on date,
  due_on date,
  stated_due_on date,
  currency text,
  total numeric(19, 4),
  prepaid numeric(19, 4),
  payment_reference text,
  fees_agreed boolean,
  note text,
  debtor_number text,
  cancelled_on date,
  cancel_reason text,
  traceparent text not null,
  unique (creditor_id, number)
);

create table credit_note (
  id uuid primary key,
  receivable_id uuid not null references receivable,
  creditor_id text not null,
  number text not null,
  issued_on date not null,
  currency text not null,
  amount numeric(19, 4) not null,
  reason text
);
create index credit_note_of on credit_note (receivable_id);

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
