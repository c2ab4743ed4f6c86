package io.rykker.collection.api;

import io.rykker.collection.messaging.Unreadable;
import java.util.UUID;

/** What stands in an address. Refuses with {@link Unreadable}. */
final class Ids {

    private static final int LAST_PAGE = 10_000;

    private Ids() {}

    static UUID read(String field, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException _) {
            throw new Unreadable(field, "is not a UUID");
        }
    }

    static int page(int page) {
        if (page < 0 || page > LAST_PAGE) {
            throw new Unreadable("page", "is not a number from 0 to " + LAST_PAGE);
        }
        return page;
    }
}
