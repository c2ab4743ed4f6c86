-- The watchdog of bottlenecks looks for the cases that were in the phases it watches unless it is told others. What begins
-- one of these is rare.
create index journal_stays on journal (happened_on, invoice_id)
  where what in ('ApprovalAsked', 'ClaimAssigned', 'HeldBack', 'TakenBack');
