package io.rykker.dunning.domain;

import java.util.List;

/** The three answers a caller acts on: write and tell, do nothing, or give the message back with the reason. */
public sealed interface Decision {

    /**
     * Write the facts, and tell what follows from them.
     *
     * @param next the case after the facts
     */
    record Move(Case next, List<Fact> facts, List<Effect> effects) implements Decision {}

    record Stay() implements Decision {}

    record Refuse(String why) implements Decision {}
}
