-- What is owed, as dunning last said it: apart from the invoice, because it changes several times where the invoice is
-- written once, and because nobody who hears it needs the ledger unless too much was paid.
create table claim (
  invoice_id uuid primary key,
  creditor_id text not null,
  version int not null,
  currency text not null,
  balance numeric(19, 4) not null,
  -- The index stands on this and not on the balance: a new balance then changes no index, and the row stays on its page.
  overpaid boolean not null generated always as (balance < 0) stored
) with (fillfactor = 80);
insert into claim (invoice_id, creditor_id, version, currency, balance)
  select id, creditor_id, claim_version, claim_currency, claim_balance from invoice where claim_balance is not null;
create index claim_overpaid on claim (creditor_id) where overpaid;

-- Rows that stood for nothing but their claim.
delete from invoice where number is null and not cancelled;
drop index invoice_overpaid;
alter table invoice drop column claim_version, drop column claim_currency, drop column claim_balance;

-- References and numbers are looked up and never read or sorted: the first eight bytes of the MD5 of creditor and value
-- find them, and an index of numbers is a third of one of texts. Two that share them by chance are told apart by the
-- ledger, which compares what was written.
drop index invoice_of_reference;
drop index invoice_of_number;
alter table invoice
  alter column reference_key type bigint
    using ('x' || left(md5(creditor_id || '|' || reference_key), 16))::bit(64)::bigint,
  alter column number_key type bigint
    using ('x' || left(md5(creditor_id || '|' || number_key), 16))::bit(64)::bigint;
create index invoice_of_reference on invoice (reference_key);
create index invoice_of_number on invoice (number_key);

-- The same of payments. A reference, a number and a word with one value are one row: the ledger knows which it was. No
-- foreign key: these rows are written by the statement after their payment's, in its transaction, and no payment is
-- ever deleted; checking it cost more than the row.
drop table payment_key;
create table payment_key (
  key bigint not null,
  payment_id uuid not null,
  primary key (key, payment_id)
);
insert into payment_key
  select distinct ('x' || left(md5(creditor_id || '|' || substr(key, 3)), 16))::bit(64)::bigint, id
  from payment cross join unnest(keys) as key;

-- The id is the name-based one of these three columns, so the primary key says it already.
alter table payment drop constraint payment_creditor_id_source_sender_payment_id_key;
-- Within a day the pages are sorted as they are read, as they were before: the days go down and the ids up.
drop index payment_of;
create index payment_of on payment (creditor_id, booked_on);

-- An allocation is the n-th of its payment; its id is the name-based one of payment, invoice and n. No foreign key, for
-- the reason above.
alter table allocation drop constraint allocation_payment_id_fkey;
alter table allocation drop constraint allocation_pkey;
alter table allocation drop constraint allocation_payment_id_ordinal_key;
alter table allocation add primary key (payment_id, ordinal);
