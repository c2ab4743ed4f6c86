package io.rykker.notification;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.rykker.notification.mail.Outcome;
import io.rykker.notification.mail.Postbox;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends what is due, a run of letters at a time: takes them up, hands them over, notes how it went. A few runs are on
 * their way side by side and nothing else is taken up, so that a crash leaves no more than that in doubt.
 */
@ApplicationScoped
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final NotificationDesk desk;
    private final Postbox postbox;
    private final Duration every;
    private final int sessions;
    private final int run;

    /** Taken up in a transaction of which it is not known whether it committed; nothing of it was handed over. */
    private final Set<UUID> doubtful = ConcurrentHashMap.newKeySet();

    Dispatcher(Vertx vertx, NotificationDesk desk, Postbox postbox, NotificationConfig config) {
        this.vertx = vertx;
        this.desk = desk;
        this.postbox = postbox;
        this.every = config.every();
        this.sessions = config.sessions();
        this.run = config.run();
    }

    /** At every beat it is settled what is in doubt; between two the work table is looked at as often as the settings say. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return look(() -> releaseDoubtful()
                        .chain(desk::settleDoubts)
                        .invoke(doubts -> LOG.debugf("%d messages were in doubt", doubts)))
                .chain(() -> Multi.createBy()
                        .repeating()
                        .uni(() -> look(this::sendAll))
                        .withDelay(every)
                        .atMost(Math.max(1, BEAT.dividedBy(every)))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<Void> look(Supplier<Uni<?>> work) {
        return inAContextOfItsOwn(() -> work.get()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("sending waits: %s", failure.toString()))
                .onFailure()
                .recoverWithNull());
    }

    private Uni<Void> releaseDoubtful() {
        return Multi.createFrom()
                .iterable(Set.copyOf(doubtful))
                .onItem()
                .transformToUniAndConcatenate(claim -> desk.release(claim).invoke(() -> doubtful.remove(claim)))
                .collect()
                .last();
    }

    /** One run tells whether there is more to do; only then the others set out beside it. */
    private Uni<Void> sendAll() {
        return sendRun().chain(touched -> touched < run ? Uni.createFrom().voidItem() : sendSideBySide());
    }

    /** The failure of one is told when all have ended: what the others hear of their letters must be written down. */
    private Uni<Void> sendSideBySide() {
        return Multi.createFrom()
                .range(0, sessions)
                .onItem()
                .transformToUni(_ -> sendOneAfterTheOther())
                .collectFailures()
                .merge(sessions)
                .collect()
                .last();
    }

    /** The session of a transaction is kept in the context: two at once in one context would be one. */
    private <T> Uni<T> inAContextOfItsOwn(Supplier<Uni<? extends T>> work) {
        Context context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(context, true);
        return Uni.createFrom().deferred(work).runSubscriptionOn(task -> context.runOnContext(_ -> task.run()));
    }

    private Uni<Void> sendOneAfterTheOther() {
        return Multi.createBy()
                .repeating()
                .uni(this::sendRun)
                .whilst(touched -> touched > 0)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The letters of one run: taken up, sent and noted. */
    private Uni<Integer> sendRun() {
        UUID claim = UUID.randomUUID();
        return inAContextOfItsOwn(() -> desk.claim(claim))
                .onFailure()
                .invoke(() -> doubtful.add(claim))
                .call(claimed -> send(claimed).chain(outcomes -> conclude(claim, outcomes)))
                .map(NotificationDesk.Claimed::touched);
    }

    private Uni<Map<UUID, Outcome>> send(NotificationDesk.Claimed claimed) {
        return claimed.envelopes().isEmpty()
                ? Uni.createFrom().item(Map.of())
                : postbox.send(claimed.envelopes(), claimed.beginBefore());
    }

    /** Does not give up while this process lives: what it knows, nobody else does. */
    private Uni<Void> conclude(UUID claim, Map<UUID, Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> inAContextOfItsOwn(() -> desk.conclude(claim, outcomes)))
                .onFailure()
                .invoke(failure -> LOG.warnf("%d outcomes wait: %s", outcomes.size(), failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }
}
