-- One row per debtor of a creditor. The sweep locks it, so that one instance alone decides all of the debtor's cases;
-- a hold of the whole debtor is here too.
create table debtor (
  creditor_id text not null,
  debtor_id uuid not null,
  held_from date,
  held_until date,
  held_why text,
  held_by text,
  primary key (creditor_id, debtor_id)
);

-- What the debtor's other cases need to know of a case, kept with it.
alter table dunning_case
  add column banking_due date,
  add column settled text,
  add column paid_on date,
  add column cleared_on date,
  add column promises_kept int not null default 0,
  add column promises_broken int not null default 0,
  add column disputes int not null default 0,
  add column fee_letters int not null default 0,
  add column flat_sum boolean not null default false,
  add column letter_on date,
  add column letter_pending boolean not null default false;

update dunning_case set banking_due = due_on where due_on is not null;
insert into debtor (creditor_id, debtor_id)
  select distinct creditor_id, debtor_id from dunning_case where debtor_id is not null;

-- Of one debtor: what is open, and the newest of what is not.
create index dunning_case_debtor on dunning_case (creditor_id, debtor_id, (state = 'settled'), due_on desc)
  where debtor_id is not null;
