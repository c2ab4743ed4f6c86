-- The day from which decisions about a debtor's other cases go by this one; null for what was settled by its due date and
-- says nothing more. What is stored already counts from ever, until it is written the next time.
alter table dunning_case add column counts_from date;

update dunning_case set counts_from = date '1970-01-01'
where debtor_id is not null
  and not (state = 'settled' and coalesce(cleared_on <= banking_due, false) and letter_on is null and not letter_pending
    and next_action_on is null);

create index dunning_case_counts on dunning_case (creditor_id, debtor_id, counts_from) where counts_from is not null;
