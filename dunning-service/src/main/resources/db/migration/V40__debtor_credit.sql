-- What sources outside say of a debtor's credit. Every word of theirs is kept; the newest of each kind is with the debtor,
-- who is read for every decision anyway.
create table credit_fact (
  id uuid primary key,
  creditor_id text not null,
  debtor_id uuid not null,
  kind text not null,
  value int,
  as_of date not null,
  source text not null,
  source_id text,
  heard_at timestamptz not null,
  who text not null,
  foreign key (creditor_id, debtor_id) references debtor (creditor_id, debtor_id)
);
create index credit_fact_of_debtor on credit_fact (creditor_id, debtor_id, as_of desc);

alter table debtor
  add column held_for text,
  add column score int,
  add column score_as_of date,
  add column score_source text,
  add column payment_remarks int,
  add column payment_remarks_as_of date,
  add column payment_remarks_source text,
  add column bankruptcy_as_of date,
  add column bankruptcy_source text;

-- How much a creditor lets a debtor owe.
alter table debtor
  add column credit_limit numeric(19, 4),
  add column credit_limit_currency text,
  add column credit_limit_why text,
  add column credit_limit_by text;

-- Who must approve that a debtor goes to an agency.
alter table debtor
  add column account_manager text,
  add column manages_formal_steps boolean not null default false,
  add column account_manager_why text,
  add column account_manager_by text;
