-- The order in which people look at what is open: the points of a case less its day, the same on every day. What is
-- stored already gets its age and its amount; the rest comes with the next thing that happens to it.
alter table dunning_case add column priority int;

update dunning_case
set priority = (date '1970-01-01' - due_on)
  + 10 * case when balance < case when currency in ('EUR', 'USD', 'GBP', 'CHF') then 10 else 100 end then 0
      else 1 + floor(log(2, trunc(trunc(balance) / case when currency in ('EUR', 'USD', 'GBP', 'CHF') then 10 else 100 end)))
    end
  + case state when 'on-hold' then -60 when 'escalated' then -100 else 0 end
where state not in ('settled', 'unknown') and due_on is not null;

create index dunning_case_worklist on dunning_case (creditor_id, priority desc, invoice_id) where priority is not null;
