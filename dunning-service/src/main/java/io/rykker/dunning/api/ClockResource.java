package io.rykker.dunning.api;

import io.rykker.dunning.ServiceClock;
import io.rykker.dunning.Sweeper;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
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
    private final Sweeper sweeper;

    ClockResource(ServiceClock clock, Sweeper sweeper) {
        this.clock = clock;
        this.sweeper = sweeper;
    }

    record Now(Instant now) {}

    @GET
    @NonBlocking
    public Now show() {
        requireManual();
        return new Now(clock.instant());
    }

    /**
     * Moves the clock, and answers when there is nothing due any more that another sweep has not taken: the backlog says
     * when that one is through, too. Who does not wait for the answer does not stop the sweep.
     */
    @PUT
    public Uni<Now> move(Now to) {
        requireManual();
        clock.moveTo(to.now());
        return sweeper.sweep().memoize().indefinitely().map(_ -> new Now(clock.instant()));
    }

    private void requireManual() {
        if (!clock.isManual()) {
            throw new NotFoundException();
        }
    }
}
