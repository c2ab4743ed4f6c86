-- The bytes of the files that belong to disputes. What they are called, what they are and who added them is in the case
-- and its journal; here they are found by the id that these name. A file is added and never changed.
create table evidence (
  id uuid primary key,
  invoice_id uuid not null references dunning_case (invoice_id),
  name text not null,
  media_type text not null,
  sha256 text not null,
  content bytea not null,
  added_at timestamptz not null,
  who text not null,
  check (octet_length(content) between 1 and 5242880)
);
-- PDF, PNG and JPEG are compressed already
alter table evidence alter column content set storage external;
create index evidence_of_invoice on evidence (invoice_id);
