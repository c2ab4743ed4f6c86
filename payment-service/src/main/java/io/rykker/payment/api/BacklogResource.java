package io.rykker.payment.api;

import io.rykker.payment.PaymentDesk;
import io.rykker.payment.persistence.OutboxRow;
import io.rykker.payment.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the service has still to do, and the last thing it said: with the consumers' lag it tells when all is quiet. */
@Path("/backlog")
@RolesAllowed({"ops", "clock"})
class BacklogResource {

    private final PaymentDesk desk;
    private final Store store;
    private final Clock clock;

    BacklogResource(PaymentDesk desk, Store store, Clock clock) {
        this.desk = desk;
        this.store = store;
        this.clock = clock;
    }

    record LastEvent(UUID id, String topic) {
        static @Nullable LastEvent of(@Nullable OutboxRow row) {
            return row == null ? null : new LastEvent(row.id, row.topic);
        }
    }

    record Backlog(
            String service,
            Instant now,
            LocalDate today,
            long pending,
            @Nullable LocalDate sweptThrough,
            @Nullable LastEvent lastEvent) {}

    @GET
    public Uni<Backlog> show() {
        Instant now = clock.instant();
        return desk.look(store::newestEvent)
                .map(row -> new Backlog(
                        "payment-service", now, LocalDate.ofInstant(now, ZoneOffset.UTC), 0, null, LastEvent.of(row)));
    }
}
