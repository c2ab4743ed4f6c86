package io.rykker.collection.domain;

/** The three answers that a caller acts on. */
public sealed interface Decision {

    /** From now on it stands like this; the agency is told of a recall when it may know of the case. */
    record Move(Standing next, boolean tellOfRecall) implements Decision {}

    /** It is as it was, and that is all right. */
    record Stay() implements Decision {}

    /** That cannot be said of it, and why. */
    record Refuse(String why) implements Decision {}
}
