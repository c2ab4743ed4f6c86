-- To whom the claim was assigned, and what a factor was paid for it; null for nearly all. JSON, because nothing is ever
-- looked for in it.
alter table receivable add column assignments text;
