-- Claims that are sold have a line in the books of their own, as those that are written off have; so has what was paid
-- here for the buyer, and what was paid to a factor, which never came here.
alter table dunning_case
  add column sold numeric(19, 4) not null default 0,
  add column for_buyer numeric(19, 4) not null default 0,
  add column paid_to_factor numeric(19, 4) not null default 0;
