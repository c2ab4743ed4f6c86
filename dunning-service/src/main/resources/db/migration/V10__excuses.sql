-- What the debtor said keeps them from paying, so that it is known when it is said again.
alter table dunning_case add column excuses text not null default '';
