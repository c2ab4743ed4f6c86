-- The export of a day's facts. The journal grows in the order of its days, so an index of block ranges finds a day, and
-- costs a new fact next to nothing.
create index journal_day on journal using brin (happened_on) with (pages_per_range = 32);
