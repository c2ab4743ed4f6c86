-- To whom the claim was assigned, when and until when; null for nearly all. JSON, because nothing is ever looked for in
-- it: whose a payment is, the ledger says.
alter table invoice add column assignments text;
create index invoice_assigned on invoice (creditor_id) where assignments is not null;
