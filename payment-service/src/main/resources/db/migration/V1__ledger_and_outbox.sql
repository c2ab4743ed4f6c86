-- What is known of a creditor here: the accounts that its bank files are of, in the form in which they are compared.
create table creditor (
  id text primary key,
  version int not null,
  accounts text[] not null
);
create index creditor_by_account on creditor using gin (accounts);

-- One row per invoice that anything is known of, also when its cancellation or its claim came before it.
create table invoice (
  id uuid primary key,
  creditor_id text not null,
  number text,
  payment_reference text,
  currency text,
  total numeric(19, 4),
  issued_on date,
  cancelled boolean not null,
  reference_key text,
  number_key text,
  claim_version int not null,
  claim_currency text,
  claim_balance numeric(19, 4)
);
create index invoice_by_reference on invoice (creditor_id, reference_key);
create index invoice_by_number on invoice (creditor_id, number_key);
create index invoice_overpaid on invoice (creditor_id) where claim_balance < 0;

create table payment (
  id uuid primary key,
  creditor_id text not null,
  source text not null,
  sender_payment_id text not null,
  currency text not null,
  amount numeric(19, 4) not null check (amount > 0),
  allocated numeric(19, 4) not null,
  booked_on date not null,
  value_date date not null,
  -- All by which its invoice or its reversal can be found, each with the letter of its kind.
  keys text[] not null,
  entry uuid,
  whole_entry boolean not null,
  reversed_on date,
  replaced boolean not null,
  reason text,
  payment_reference text,
  invoice_number text,
  remittance_text text,
  payer_name text,
  traceparent text not null,
  unique (creditor_id, source, sender_payment_id),
  constraint no_more_allocated_than_received check (allocated >= 0 and allocated <= amount),
  constraint nothing_allocated_of_what_went_back check (allocated = 0 or (reversed_on is null and not replaced))
);
create index payment_by_key on payment using gin (keys);
create index payment_by_entry on payment (entry) where entry is not null;
create index payment_unmatched on payment (creditor_id, booked_on)
  where reversed_on is null and not replaced and allocated < amount;
create index payment_of on payment (creditor_id, booked_on, id);

create table allocation (
  id uuid primary key,
  payment_id uuid not null references payment,
  ordinal int not null,
  invoice_id uuid not null,
  creditor_id text not null,
  currency text not null,
  amount numeric(19, 4) not null check (amount > 0),
  matched_by text not null,
  holds boolean not null,
  why text,
  unique (payment_id, ordinal)
);
create index allocation_of on allocation (invoice_id) where holds;
create index allocation_by_creditor on allocation (creditor_id) where holds;

-- Reversals that were told, those among them whose payment has not come yet.
create table reversal (
  id uuid primary key,
  creditor_id text not null,
  payment_id uuid,
  keys text[] not null,
  currency text,
  amount numeric(19, 4),
  reversed_on date not null,
  reason text,
  source text not null,
  applied_to uuid references payment
);
create index reversal_waiting on reversal (payment_id) where applied_to is null;
create index reversal_by_key on reversal using gin (keys) where applied_to is null;

-- Through which day the statements of an account have come.
create table bank_day (
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
