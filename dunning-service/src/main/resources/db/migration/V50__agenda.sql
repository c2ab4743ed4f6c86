-- When each case is to be looked at again. A table of its own: a step changes that day and seldom anything else that is
-- searched, so that the case's row is changed where it is, without a word to the indexes of dunning_case.
create table agenda (
  invoice_id uuid primary key,
  next_action_on date
);
insert into agenda select invoice_id, next_action_on from dunning_case;
create index agenda_due on agenda (next_action_on) where next_action_on is not null;

drop index dunning_case_due;

-- Room for as many rows again: cases that came together fall due together, and are changed in one transaction.
alter table dunning_case set (fillfactor = 50);
