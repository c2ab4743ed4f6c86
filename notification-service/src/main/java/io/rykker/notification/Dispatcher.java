package io.rykker.notification;

import io.quarkus.scheduler.Scheduled;
import io.rykker.notification.mail.Envelope;
import io.rykker.notification.mail.Outcome;
import io.rykker.notification.mail.Postbox;
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
import org.jboss.logging.Logger;

/**
 * Sends what is due, a handful at a time: takes it up, hands it over, notes how it went. No more is taken up than is on
 * its way at once, so that a crash leaves no more than that in doubt.
 */
@ApplicationScoped
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final NotificationDesk desk;
    private final Postbox postbox;
    private final Duration every;

    /** Taken up in a transaction of which it is not known whether it committed; nothing of it was handed over. */
    private final Set<UUID> doubtful = ConcurrentHashMap.newKeySet();

    Dispatcher(NotificationDesk desk, Postbox postbox, NotificationConfig config) {
        this.desk = desk;
        this.postbox = postbox;
        this.every = config.every();
    }

    /** The scheduler's beat is a second; within it the work table is looked at as often as the settings say. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
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
        return releaseDoubtful()
                .chain(desk::settleDoubts)
                .invoke(doubts -> LOG.debugf("%d messages were in doubt", doubts))
                .chain(this::sendAll)
                .onFailure()
                .invoke(failure -> LOG.warnf("sending waits: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> releaseDoubtful() {
        return Multi.createFrom()
                .iterable(Set.copyOf(doubtful))
                .onItem()
                .transformToUniAndConcatenate(claim -> desk.release(claim).invoke(() -> doubtful.remove(claim)))
                .collect()
                .last();
    }

    private Uni<Void> sendAll() {
        return Multi.createBy()
                .repeating()
                .uni(this::sendSome)
                .whilst(touched -> touched > 0)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> sendSome() {
        UUID claim = UUID.randomUUID();
        return desk.claim(claim)
                .onFailure()
                .invoke(() -> doubtful.add(claim))
                .call(claimed -> send(claimed.envelopes()).chain(outcomes -> conclude(claim, outcomes)))
                .map(NotificationDesk.Claimed::touched);
    }

    private Uni<Map<UUID, Outcome>> send(List<Envelope> envelopes) {
        return Multi.createFrom()
                .iterable(envelopes)
                .onItem()
                .transformToUniAndMerge(
                        envelope -> postbox.send(envelope).map(outcome -> Map.entry(envelope.reminderId(), outcome)))
                .collect()
                .in(HashMap::new, (outcomes, entry) -> outcomes.put(entry.getKey(), entry.getValue()));
    }

    /** Does not give up while this process lives: what it knows, nobody else does. */
    private Uni<Void> conclude(UUID claim, Map<UUID, Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> desk.conclude(claim, outcomes))
                .onFailure()
                .invoke(failure -> LOG.warnf("%d outcomes wait: %s", outcomes.size(), failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }
}
