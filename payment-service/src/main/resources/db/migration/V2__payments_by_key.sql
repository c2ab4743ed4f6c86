-- Payments are found by their keys, thousands of them at a time: a row a key joins by a b-tree, where an array beside the
-- payment would be compared with every key asked for.
create table payment_key (
  key text not null,
  creditor_id text not null,
  payment_id uuid not null references payment,
  primary key (key, creditor_id, payment_id)
);
insert into payment_key select distinct key, creditor_id, id from payment cross join unnest(keys) as key;
drop index payment_by_key;

-- A batch asks for the keys of many invoices of few creditors: so the key comes first.
create index invoice_of_reference on invoice (reference_key, creditor_id) where reference_key is not null;
create index invoice_of_number on invoice (number_key, creditor_id) where number_key is not null;
drop index invoice_by_reference;
drop index invoice_by_number;

-- The waiting reversals are few and are joined whole.
drop index reversal_by_key;
create index reversal_open on reversal (creditor_id) where applied_to is null;
