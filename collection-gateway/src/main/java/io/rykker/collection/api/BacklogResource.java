package io.rykker.collection.api;

import io.rykker.collection.CollectionDesk;
import io.rykker.collection.persistence.OutboxRow;
import io.rykker.collection.persistence.Store;
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

    private final CollectionDesk desk;
    private final Store store;
    private final Clock clock;

    BacklogResource(CollectionDesk desk, Store store, Clock clock) {
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
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return desk.look(session -> store.pending(session)
                .chain(pending -> store.newestEvent(session)
                        .map(row -> new Backlog("collection-gateway", now, today, pending, null, LastEvent.of(row)))));
    }
}
