package io.rykker.dunning.domain;

import java.util.List;

/** What a signal means before its consequences: facts (none: it is known already), or why it is refused. */
sealed interface Heard {
    record Facts(List<Fact> facts) implements Heard {}

    record Refused(String why) implements Heard {}

    static Heard facts(Fact... facts) {
        return new Facts(List.of(facts));
    }

    static Heard known() {
        return new Facts(List.of());
    }

    static Heard refuse(String why) {
        return new Refused(why);
    }
}
