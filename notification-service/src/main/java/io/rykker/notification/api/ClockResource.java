package io.rykker.notification.api;

import io.rykker.notification.ServiceClock;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;

/** The manual clock of the embedded stack; elsewhere there is no such address. */
@Path("/clock")
@RolesAllowed("clock")
class ClockResource {

    private final ServiceClock clock;

    ClockResource(ServiceClock clock) {
        this.clock = clock;
    }

    record Now(Instant now) {}

    @GET
    @NonBlocking
    public Now show() {
        requireManual();
        return new Now(clock.instant());
    }

    @PUT
    @NonBlocking
    public Now move(Now to) {
        requireManual();
        clock.moveTo(to.now());
        return new Now(clock.instant());
    }

    private void requireManual() {
        if (!clock.isManual()) {
            throw new NotFoundException();
        }
    }
}
