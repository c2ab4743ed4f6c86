package io.rykker.collection.api;

import java.util.Locale;

/** Stored names in the form in which they are shown. */
final class Words {

    private Words() {}

    static String of(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
