-- Who looks after a case, kept with it: whoever was named, or whom its policy names. No policy has named anybody so far.
alter table dunning_case add column owner text not null default 'accounts receivable';
