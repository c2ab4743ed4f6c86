-- What one run took up is found again when it is known how it went: not by looking through all that was ever sent.
create index message_claimed on message (claim) where state = 'SENDING';
