package io.rykker.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * The time that mail servers and networks live in, which no clock of ours can move: tries and leases are counted in it,
 * while everything that a letter or an event says is told by the service's clock.
 */
@ApplicationScoped
public class RealTime {

    public Instant now() {
        return Instant.now();
    }
}
