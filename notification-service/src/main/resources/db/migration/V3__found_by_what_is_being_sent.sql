-- What one run took up is looked for by its claim after a failure alone, among the few messages that are being sent; an index
-- for that was written to for every letter.
drop index message_claimed;
