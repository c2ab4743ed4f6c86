package io.rykker.collection;

import io.quarkus.scheduler.Scheduled;
import io.rykker.collection.agency.Call;
import io.rykker.collection.agency.Webhooks;
import io.rykker.collection.domain.CallResult;
import io.rykker.collection.persistence.AgencyRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Puts together what is to be told and calls the agencies, each on its own: one that hangs keeps no other waiting.
 */
@ApplicationScoped
public class Handovers {

    private static final Logger LOG = Logger.getLogger(Handovers.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CollectionDesk desk;
    private final Webhooks webhooks;
    private final CollectionConfig config;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean registered;

    Handovers(CollectionDesk desk, Webhooks webhooks, CollectionConfig config) {
        this.desk = desk;
        this.webhooks = webhooks;
        this.config = config;
    }

    /** The scheduler's beat is a second; within it the work table is looked at as often as the settings say. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.PROCEED)
    Uni<Void> run() {
        Duration every = config.every();
        return Multi.createBy()
                .repeating()
                .uni(this::look)
                .withDelay(every)
                .atMost(Math.max(1, BEAT.dividedBy(every)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> look() {
        return plan().chain(desk::agenciesToCall)
                .chain(this::callAll)
                .onFailure()
                .invoke(failure -> LOG.warnf("handing over waits: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> plan() {
        if (!busy.add("")) {
            return Uni.createFrom().voidItem();
        }
        return registerConfigured()
                .chain(() -> untilNothing(desk::planHandovers))
                .chain(() -> untilNothing(desk::planPayments))
                .eventually(() -> busy.remove(""));
    }

    private static Uni<Void> untilNothing(Supplier<Uni<Integer>> work) {
        return Multi.createBy()
                .repeating()
                .uni(work::get)
                .whilst(touched -> touched > 0)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> registerConfigured() {
        if (registered) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(config.agencies().entrySet())
                .onItem()
                .transformToUniAndConcatenate(agency -> desk.register(
                        agency.getKey(),
                        agency.getValue().url(),
                        agency.getValue().secret(),
                        false))
                .collect()
                .asList()
                .invoke(() -> registered = true)
                .replaceWithVoid();
    }

    private Uni<Void> callAll(List<AgencyRow> agencies) {
        return Multi.createFrom()
                .iterable(agencies)
                .filter(agency -> busy.add(agency.name))
                .onItem()
                .transformToUniAndMerge(
                        agency -> untilNothing(() -> callSome(agency)).eventually(() -> busy.remove(agency.name)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> callSome(AgencyRow agency) {
        UUID claim = UUID.randomUUID();
        return desk.claim(agency, claim)
                .call(claimed ->
                        make(claimed.calls()).chain(results -> conclude(agency, claim, claimed.cases(), results)))
                .map(CollectionDesk.Claimed::touched);
    }

    private Uni<Map<String, CallResult>> make(List<Call> calls) {
        return Multi.createFrom()
                .iterable(calls)
                .onItem()
                .transformToUniAndMerge(call -> webhooks.make(call).map(result -> Map.entry(call.id(), result)))
                .collect()
                .in(HashMap::new, (results, entry) -> results.put(entry.getKey(), entry.getValue()));
    }

    /** Does not give up while this process lives: what it knows, nobody else does. */
    private Uni<Void> conclude(AgencyRow agency, UUID claim, Set<UUID> cases, Map<String, CallResult> results) {
        if (results.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> desk.conclude(agency, claim, cases, results))
                .onFailure()
                .invoke(failure -> LOG.warnf("%d results wait: %s", results.size(), failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }
}
