package io.rykker.dunning;

import io.rykker.dunning.domain.Finding;
import io.rykker.dunning.messaging.Outgoing;
import io.rykker.dunning.messaging.Traceparent;
import io.rykker.dunning.persistence.FindingRow;
import io.rykker.dunning.persistence.OutboxRow;
import io.rykker.dunning.persistence.Store;
import io.rykker.dunning.persistence.Watch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The watchdogs' transactions: what is found is told once when it begins and once when it is over. */
@ApplicationScoped
public class WatchDesk {

    private final Mutiny.SessionFactory database;
    private final Watch watch;
    private final Store store;
    private final RuleShelf rules;
    private final Clock clock;
    private final Watch.Limits limits;

    WatchDesk(
            Mutiny.SessionFactory database,
            Watch watch,
            Store store,
            RuleShelf rules,
            Clock clock,
            WatchSettings settings) {
        this.database = database;
        this.watch = watch;
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        this.limits = settings.limits();
    }

    /**
     * A finding as it is now.
     *
     * @param raised what ops was alerted of, or null when that is still to come
     */
    public record Found(Finding finding, @Nullable FindingRow raised) {}

    /** What is found at some creditors ({@code *} for all), without telling anybody. */
    public Uni<List<Found>> look(Set<String> creditors) {
        return database.withStatelessSession(session -> findings(session, creditors, clock.instant())
                .chain(findings -> watch.raised(session, creditors).map(raised -> found(findings, raised))));
    }

    private static List<Found> found(List<Finding> findings, List<FindingRow> raised) {
        Map<Finding.Key, FindingRow> known = byKey(raised);
        return findings.stream()
                .map(finding -> new Found(finding, known.get(finding.key())))
                .toList();
    }

    /**
     * Looks at the creditors whose turn it is today, and tells what is new and what is over in the same transaction:
     * another instance finds their turns taken, and after a crash nothing was told.
     *
     * @return how many findings are raised of each kind
     */
    Uni<Map<String, Long>> watch() {
        Instant now = clock.instant();
        return database.openStatelessSession()
                .chain(session -> session.withTransaction(_ -> watch.takeTurns(session, now)
                                .chain(turns ->
                                        turns.isEmpty() ? Uni.createFrom().voidItem() : watch(session, turns, now))
                                .chain(() -> watch.counts(session)))
                        .eventually(session::close));
    }

    private Uni<Void> watch(StatelessSession session, List<Watch.Turn> turns, Instant now) {
        Map<String, LocalDate> days =
                turns.stream().collect(Collectors.toMap(Watch.Turn::creditorId, Watch.Turn::today));
        return findings(session, days.keySet(), now)
                .chain(findings -> watch.raised(session, days.keySet())
                        .chain(raised -> tell(session, findings, raised, days, now)));
    }

    private Uni<List<Finding>> findings(StatelessSession session, Set<String> creditors, Instant now) {
        return rules.fresh(session).chain(book -> watch.findings(session, creditors, now, book, limits));
    }

    private Uni<Void> tell(
            StatelessSession session,
            List<Finding> findings,
            List<FindingRow> raised,
            Map<String, LocalDate> days,
            Instant now) {
        Map<Finding.Key, FindingRow> known = byKey(raised);
        Set<Finding.Key> still = findings.stream().map(Finding::key).collect(Collectors.toSet());
        List<FindingRow> begun = new ArrayList<>();
        List<OutboxRow> events = new ArrayList<>();
        for (Finding finding : findings) {
            if (!known.containsKey(finding.key())) {
                LocalDate today = days.getOrDefault(finding.creditorId(), finding.since());
                FindingRow row = new FindingRow(finding, today, Traceparent.of(null));
                begun.add(row);
                events.add(Outgoing.raised(finding, row, now));
            }
        }
        List<FindingRow> over =
                raised.stream().filter(row -> !still.contains(row.key())).toList();
        over.forEach(row -> events.add(Outgoing.cleared(row, days.getOrDefault(row.creditorId, row.raisedOn), now)));
        return watch.raise(session, begun)
                .chain(() -> watch.clear(session, over))
                .chain(() -> store.say(session, events));
    }

    private static Map<Finding.Key, FindingRow> byKey(List<FindingRow> raised) {
        return raised.stream().collect(Collectors.toMap(FindingRow::key, Function.identity()));
    }
}
