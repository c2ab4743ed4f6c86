-- Where a person found that the debtor is to be reached; null while the invoices know best. JSON, because nothing is
-- ever looked for in it.
alter table debtor add column contact text;
