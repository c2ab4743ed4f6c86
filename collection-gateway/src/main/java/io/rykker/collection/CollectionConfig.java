package io.rykker.collection;

import io.rykker.collection.domain.RetrySchedule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The agencies, and how they are called. */
@ConfigMapping(prefix = "rykker.collection")
public interface CollectionConfig {

    /** Agencies that are registered at the start, by name; others are registered over HTTP. */
    Map<String, Registered> agencies();

    /** Where an agency's webhook is, and what its calls are signed with. */
    interface Registered {

        String url();

        String secret();
    }

    /** The agency of cases that name none. */
    Optional<String> defaultAgency();

    /** Takes addresses without TLS, and of this machine and its network: for trials alone. */
    @WithDefault("false")
    boolean allowInsecure();

    /** How often the work table is looked at; more than a second counts as a second. */
    @WithDefault("250ms")
    Duration every();

    /** How long an agency may take for one call. */
    @WithDefault("15s")
    Duration patience();

    /** When a call that somebody took up and never reported on is made again. Longer than the patience. */
    @WithDefault("40s")
    Duration lease();

    /** How many calls are on their way to one agency at once. */
    @WithDefault("5")
    int inFlight();

    /** The waits after the first call, the second, and so on; then it is given up. */
    @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,24h")
    List<Duration> schedule();

    default RetrySchedule retries() {
        return new RetrySchedule(schedule());
    }
}
