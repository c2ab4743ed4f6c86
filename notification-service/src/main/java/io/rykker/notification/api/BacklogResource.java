package io.rykker.notification.api;

import io.rykker.notification.NotificationDesk;
import io.rykker.notification.persistence.OutboxRow;
import io.rykker.notification.persistence.Store;
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

    private final NotificationDesk desk;
    private final Store store;
    private final Clock clock;

    BacklogResource(NotificationDesk desk, Store store, Clock clock) {
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
        return desk.look(session -> store.pending(session, today)
                .chain(pending -> store.newestEvent(session)
                        .map(row ->
                                new Backlog("notification-service", now, today, pending, null, LastEvent.of(row)))));
    }
}
