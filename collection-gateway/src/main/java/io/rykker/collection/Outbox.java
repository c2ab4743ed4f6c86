package io.rykker.collection;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** Turns the outbox's day partitions over: those of the coming days are made, those past their keep are dropped. */
@ApplicationScoped
class Outbox {

    private final Mutiny.SessionFactory database;
    private final int keepDays;

    Outbox(Mutiny.SessionFactory database, @ConfigProperty(name = "rykker.outbox.keep-days") int keepDays) {
        this.database = database;
        this.keepDays = keepDays;
    }

    @Scheduled(every = "6h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return database.withStatelessTransaction(
                session -> session.createNativeQuery("select cast(outbox_turn(:days) as text)", String.class)
                        .setParameter("days", keepDays)
                        .getSingleResultOrNull()
                        .replaceWithVoid());
    }
}
