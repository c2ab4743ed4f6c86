package io.rykker.dunning.domain;

import java.util.Map;

/**
 * A point on which a law leaves a choice, or which is contested. A policy may choose; if it does not, the default holds.
 *
 * @param options what may be chosen, and what each means
 * @param why why there is a choice, and why the default is the default
 */
public record Choice(String name, String byDefault, Map<String, String> options, String why) {

    public Choice {
        if (!options.containsKey(byDefault)) {
            throw new IllegalArgumentException(name + " has no option " + byDefault);
        }
    }
}
