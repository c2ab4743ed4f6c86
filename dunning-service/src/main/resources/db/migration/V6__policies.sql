-- A creditor's own policies. A version is added and never changed: cases walk the one that they started with. Every
-- instance sees a new one by the number of rows, which only grows.
create table policy (
  creditor_id text not null,
  name text not null,
  version int not null,
  body text not null,
  who text not null,
  saved_at timestamptz not null,
  primary key (creditor_id, name, version)
);

-- The rules by which a creditor chooses a policy for an invoice that names none; the newest version counts.
create table segment_rules (
  creditor_id text not null,
  version int not null,
  body text not null,
  who text not null,
  saved_at timestamptz not null,
  primary key (creditor_id, version)
);
