-- Every payment of every invoice comes here and few invoices ever have a case: what is kept of one is what a case may
-- need, in one index that both finds the payments of an invoice and knows a repeat.
alter table payment add column reversal boolean;
update payment set reversal = id like '%|reversed';
alter table payment alter column reversal set not null;
alter table payment drop constraint payment_pkey;
drop index payment_of_invoice;
drop index payment_news;
alter table payment add primary key (invoice_id, allocation_id, reversal);

-- That there is news is said of the case, and no more of each payment. Looking once more at all that are there harms none.
alter table handover add column news boolean not null default true;
alter table handover alter column news drop default;
create index handover_news on handover (position) where news;
alter table payment drop column id, drop column considered, drop column reason, drop column traceparent;
