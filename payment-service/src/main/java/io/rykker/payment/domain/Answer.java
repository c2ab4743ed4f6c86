package io.rykker.payment.domain;

import java.util.List;

/** What the ledger says to somebody who told it something. */
public sealed interface Answer {

    /** It is new and it counts; the facts are what follows from it, and may be none. */
    record Taken(List<Fact> facts) implements Answer {}

    /** It was known; nothing changed. */
    record Repeated() implements Answer {}

    /** The id is taken by something else; nothing changed. */
    record Conflicting(String field, String why) implements Answer {}

    /** It can never be obeyed. */
    record Refused(String field, String why) implements Answer {}
}
