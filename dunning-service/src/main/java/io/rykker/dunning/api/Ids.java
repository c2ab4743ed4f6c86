package io.rykker.dunning.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids in a path: what is none names nothing that exists. */
final class Ids {

    private Ids() {}

    static @Nullable UUID of(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
