package io.rykker.notification.domain;

/** The three answers that a caller acts on. */
public sealed interface Decision {

    /** From now on it stands like this. */
    record Move(Dispatch next) implements Decision {}

    /** It is as it was. */
    record Stay() implements Decision {}

    /** That cannot be said of it, and why. */
    record Refuse(String why) implements Decision {}
}
