package io.rykker.notification;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one clock of the service. In the profile {@code embedded} it can be moved, so that a year passes in a minute;
 * everywhere else it is the system's, and a start with {@code rykker.clock.start} set is refused.
 */
@Singleton
public class ServiceClock extends Clock {

    private final boolean isManual;
    private volatile Duration ahead = Duration.ZERO;

    ServiceClock(@ConfigProperty(name = "rykker.clock.start") Optional<Instant> start) {
        this.isManual = ConfigUtils.getProfiles().contains("embedded");
        if (start.isPresent() && !isManual) {
            throw new IllegalStateException(
                    "RYKKER_CLOCK_START is set, but only the profile embedded has a manual clock");
        }
        start.ifPresent(this::moveTo);
    }

    public boolean isManual() {
        return isManual;
    }

    /** From now on it is that instant, and time goes on from there. */
    public final void moveTo(Instant now) {
        if (!isManual) {
            throw new IllegalStateException("this clock cannot be moved");
        }
        ahead = Duration.between(Instant.now(), now);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }
}
