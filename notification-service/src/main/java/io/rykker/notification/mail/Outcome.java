package io.rykker.notification.mail;

/** How it went with the mail server. What was said is kept for whoever looks into it. */
public sealed interface Outcome {

    /** The server has it. */
    record Accepted() implements Outcome {}

    /** The server does not have it, and may take it later. */
    record Deferred(String why) implements Outcome {}

    /** The server does not have it, and never will. */
    record Bounced(String why) implements Outcome {}

    /** The server may have it. */
    record Lost(String why) implements Outcome {}

    /** Nobody tried: there was no time left. */
    record Untouched() implements Outcome {}
}
