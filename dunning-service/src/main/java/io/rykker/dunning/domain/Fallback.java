package io.rykker.dunning.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What follows when an agreement is broken; agreed on together with it. */
public enum Fallback {
    /** Dunning goes on with its next step, on the day that the policy gives it. */
    RESUME(null),
    /** The next step comes at once. */
    NEXT_STEP(Detour.NEXT_STEP),
    /** The collection notice comes at once, whatever steps are left before it. */
    NOTICE(Detour.NOTICE),
    /** The policy offers a plan by itself; where it does not, a person has a week to agree on one. */
    PLAN(null),
    /** The collection notice, if none was sent, and then the agency. */
    AGENCY_WHEN_LAWFUL(Detour.AGENCY);

    private final @Nullable Detour detour;

    Fallback(@Nullable Detour detour) {
        this.detour = detour;
    }

    @Nullable
    Detour detour() {
        return detour;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
