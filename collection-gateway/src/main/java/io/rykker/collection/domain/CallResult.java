package io.rykker.collection.domain;

import java.time.Duration;

/** How a call to an agency went. */
public sealed interface CallResult {

    /** The agency has it. */
    record Delivered(int status) implements CallResult {}

    /** The agency wants no more calls at this address. */
    record Gone() implements CallResult {}

    /**
     * It is to be tried again.
     *
     * @param status what was answered, 0 when nothing was
     * @param mayBeThere false when the call certainly never reached the agency
     * @param asked how long the agency asked to be left alone
     */
    record Failed(int status, String why, boolean mayBeThere, Duration asked) implements CallResult {}

    /** What an answer means: only 2xx is a yes, a redirect is not followed, 410 ends it. */
    static CallResult answered(int status, Duration asked) {
        if (status >= 200 && status < 300) {
            return new Delivered(status);
        }
        return status == 410 ? new Gone() : new Failed(status, "the agency answered " + status, status >= 500, asked);
    }
}
