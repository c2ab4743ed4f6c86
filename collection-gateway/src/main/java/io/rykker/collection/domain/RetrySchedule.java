package io.rykker.collection.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a call that failed is made again: the waits of Standard Webhooks, about three days in all, spread a little. */
public record RetrySchedule(List<Duration> waits) {

    private static final double SPREAD = 0.1;
    private static final Duration LONGEST = Duration.ofHours(24);

    public RetrySchedule {
        waits = List.copyOf(waits);
    }

    /**
     * The wait after that many calls have failed; empty when it is given up.
     *
     * @param failed how many calls have failed, from 1
     * @param asked how long the agency asked to be left alone, zero when it did not
     * @param chance from 0 up to 1: calls that failed together do not come back together
     */
    public Optional<Duration> after(int failed, Duration asked, double chance) {
        if (failed > waits.size()) {
            return Optional.empty();
        }
        long millis = Math.round(waits.get(failed - 1).toMillis() * (1 + SPREAD * chance));
        Duration planned = Duration.ofMillis(millis);
        Duration bounded = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        return Optional.of(planned.compareTo(bounded) < 0 ? bounded : planned);
    }
}
