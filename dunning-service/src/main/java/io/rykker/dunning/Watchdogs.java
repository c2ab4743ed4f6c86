package io.rykker.dunning;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.rykker.dunning.domain.Finding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Lets the watchdogs look once a day of each creditor, and shows how many findings are raised, by kind alone. */
@ApplicationScoped
class Watchdogs {

    private static final Logger LOG = Logger.getLogger(Watchdogs.class);

    private final WatchDesk desk;
    private final Map<Finding.Kind, AtomicLong> raised = new EnumMap<>(Finding.Kind.class);

    Watchdogs(WatchDesk desk, MeterRegistry metrics) {
        this.desk = desk;
        for (Finding.Kind kind : Finding.Kind.values()) {
            var count = new AtomicLong();
            raised.put(kind, count);
            Gauge.builder("rykker.watchdog.findings", count, AtomicLong::doubleValue)
                    .description("Findings of the watchdogs that are not over, over all creditors")
                    .tag("kind", kind.word())
                    .register(metrics);
        }
    }

    /** What fails is tried again at the next turn, whole; every instance shows what is true of all. */
    @Scheduled(
            every = "${rykker.watchdog.every}",
            delayed = "15s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> onTime() {
        return desk.watch()
                .invoke(counts -> raised.forEach((kind, count) -> count.set(counts.getOrDefault(kind.word(), 0L))))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("the watchdogs wait for their next turn: %s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }
}
