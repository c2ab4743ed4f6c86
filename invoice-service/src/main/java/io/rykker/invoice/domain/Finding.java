package io.rykker.invoice.domain;

import org.jspecify.annotations.Nullable;

/**
 * Something odd that does not stand in the way: it is told, and the order counts all the same.
 *
 * @param code a word that stays the same, for what a program is to act on, or null
 * @param rule the paragraph that it comes from, or null
 */
public record Finding(
        String field,
        String what,
        @Nullable String code,
        @Nullable String rule) {

    /** For a person to read, and no more. */
    public Finding(String field, String what) {
        this(field, what, null, null);
    }
}
