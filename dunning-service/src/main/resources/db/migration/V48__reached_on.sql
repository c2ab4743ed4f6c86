-- The first day after the due date on which the debtor was reached, kept with the case: the watchdogs looked through the
-- journal of every case for it, every day.
alter table dunning_case add column reached_on date;

update dunning_case c set reached_on = r.reached_on
from (
  select o.invoice_id, min(j.happened_on) as reached_on
  from dunning_case o join journal j on j.invoice_id = o.invoice_id
  where j.what in ('ReminderWentOut', 'CallMade', 'StepObserved', 'HandedOver')
    and j.happened_on > coalesce(o.banking_due, o.due_on)
  group by o.invoice_id) r
where r.invoice_id = c.invoice_id;
