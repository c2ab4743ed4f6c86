package io.rykker.notification.domain;

import java.time.Duration;

/** How long to wait before the next try: three times as long each time, up to a longest wait, never all at once. */
public record Backoff(Duration first, Duration longest, int attempts) {

    private static final double SPREAD = 0.2;

    /**
     * The wait after that many tries have failed.
     *
     * @param failed how many tries have failed, from 1
     * @param chance from 0 up to 1: spreads those that failed together by a fifth to either side
     */
    public Duration after(int failed, double chance) {
        double millis = (double) first.toMillis() * Math.pow(3, Math.max(0, failed - 1));
        double bounded = Math.min(millis, (double) longest.toMillis());
        return Duration.ofMillis(Math.round(bounded * (1 - SPREAD + 2 * SPREAD * chance)));
    }

    public boolean isOver(int failed) {
        return failed >= attempts;
    }
}
