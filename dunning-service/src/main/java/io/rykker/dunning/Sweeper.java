package io.rykker.dunning;

import io.quarkus.scheduler.Scheduled;
import io.rykker.dunning.persistence.Store.End;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for cases whose day has come, until there are none: by the clock, and at once when something becomes due. */
@ApplicationScoped
public class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private final DunningDesk desk;
    private final int batch;
    private final int lanes;

    Sweeper(
            DunningDesk desk,
            @ConfigProperty(name = "rykker.sweep.batch") int batch,
            @ConfigProperty(name = "rykker.sweep.lanes") int lanes) {
        this.desk = desk;
        this.batch = batch;
        this.lanes = lanes;
    }

    @Scheduled(
            every = "${rykker.sweep.every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> onTime() {
        return sweep();
    }

    /**
     * Sweeps until nothing is due; what fails is left for the next time, whole. Several lanes take turns: while one waits
     * for the database another decides. They begin at both ends by turns.
     */
    public Uni<Void> sweep() {
        return Uni.join()
                .all(IntStream.range(0, lanes)
                        .mapToObj(nth -> lane(nth % 2 == 0 ? End.OLDEST : End.NEWEST))
                        .toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> lane(End end) {
        return Multi.createBy()
                .repeating()
                .uni(() -> desk.sweep(end, batch))
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("the sweep waits for its next turn: %s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }
}
