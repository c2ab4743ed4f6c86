package io.rykker.notification.mail;

import io.rykker.notification.NotificationConfig;
import io.rykker.notification.RealTime;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Hands letters to the mail server and says truly how it went with each: what is not certain is {@link Outcome.Lost}. */
@ApplicationScoped
public class Postbox {

    private final NotificationConfig config;
    private final RealTime realTime;
    private final Exchange exchange;

    Postbox(NotificationConfig config, RealTime realTime) {
        this.config = config;
        this.realTime = realTime;
        this.exchange = new Exchange(config.smtp(), config.patience());
    }

    /**
     * Sends these one after the other, on a thread that may wait. Comes back to the event loop that asked.
     *
     * @param until when nothing is begun any more
     */
    public Uni<Map<UUID, Outcome>> send(List<Envelope> letters, Instant until) {
        Context asking = Objects.requireNonNull(Vertx.currentContext());
        return Uni.createFrom()
                .item(() -> sendNow(letters, until))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(work -> asking.runOnContext(_ -> work.run()));
    }

    private Map<UUID, Outcome> sendNow(List<Envelope> letters, Instant until) {
        try (var round = new Round(exchange, config.from())) {
            return round.send(letters, () -> realTime.now().isBefore(until));
        }
    }
}
