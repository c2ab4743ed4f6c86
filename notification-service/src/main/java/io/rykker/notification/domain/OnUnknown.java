package io.rykker.notification.domain;

/**
 * What to make of a message that may or may not have been sent. Both keep the promise that nothing is sent twice; they
 * differ in what happens to the case meanwhile.
 */
public enum OnUnknown {
    /** A person looks (the mail server's log knows) and says. The case stands still until then. */
    ASK,
    /** It counts as sent, with its fee and its deadline. Once in a while it was not, and the debtor never saw it. */
    ASSUME_SENT
}
