package io.rykker.dunning.domain;

import org.jspecify.annotations.Nullable;

/**
 * What was said of a debtor as a whole, and so of each of the debtor's cases.
 *
 * @param hold holds every case, or null
 * @param credit what sources outside say
 * @param keyAccount whose approval the debtor's cases need, or null
 */
public record Profile(
        @Nullable Hold hold, Credit credit, @Nullable KeyAccount keyAccount) {

    /** A debtor of whom nothing was said. */
    public static final Profile NONE = new Profile(null, Credit.NONE, null);
}
