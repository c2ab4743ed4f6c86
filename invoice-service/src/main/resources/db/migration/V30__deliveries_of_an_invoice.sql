-- How the invoice reached the debtor, as far as anybody said; null when nobody did. JSON, because nothing is ever looked
-- for in it.
alter table receivable add column deliveries text;
