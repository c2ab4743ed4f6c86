package io.rykker.dunning;

import io.rykker.dunning.domain.Policy;
import io.rykker.dunning.domain.PolicyCheck;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Segment;
import io.rykker.dunning.persistence.PolicyRow;
import io.rykker.dunning.persistence.PolicyStore;
import io.rykker.dunning.persistence.SegmentRulesRow;
import io.rykker.dunning.rulebook.PolicyText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The creditors' policies: checked, kept in versions, and never changed. */
@ApplicationScoped
public class PolicyDesk {

    private final Mutiny.SessionFactory database;
    private final PolicyStore store;
    private final RuleShelf shelf;
    private final Clock clock;

    PolicyDesk(Mutiny.SessionFactory database, PolicyStore store, RuleShelf shelf, Clock clock) {
        this.database = database;
        this.store = store;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** The rules as they are now. */
    public Uni<RuleBook> rules() {
        return database.withStatelessSession(shelf::fresh);
    }

    /** What became of a policy that was handed in. */
    public sealed interface Saved {
        record Kept(Policy policy, boolean isNew, List<String> warnings) implements Saved {}

        record Unlawful(PolicyCheck check) implements Saved {}

        record ReadyMade() implements Saved {}
    }

    /** A new version, unless it is what the newest says already. */
    public Uni<Saved> save(String creditorId, Policy policy, String who) {
        return database.withStatelessTransaction(
                session -> shelf.fresh(session).chain(book -> save(session, book, creditorId, policy, who)));
    }

    private Uni<Saved> save(StatelessSession session, RuleBook book, String creditorId, Policy policy, String who) {
        if (book.isReadyMade(policy.name())) {
            return Uni.createFrom().item(new Saved.ReadyMade());
        }
        Policy before = book.find(creditorId, policy.name(), 0).orElse(null);
        Policy next = policy.as(policy.name(), before == null ? 1 : before.version() + 1);
        PolicyCheck check = PolicyCheck.of(next, book, creditorId);
        if (!check.isLawful()) {
            return Uni.createFrom().item(new Saved.Unlawful(check));
        }
        if (before != null && before.equals(next.as(next.name(), before.version()))) {
            return Uni.createFrom().item(new Saved.Kept(before, false, check.warnings()));
        }
        PolicyRow row = new PolicyRow(
                new PolicyRow.Key(creditorId, next.name(), next.version()),
                PolicyText.write(next).toString(),
                who,
                clock.instant());
        return store.insert(session, row).replaceWith(new Saved.Kept(next, true, check.warnings()));
    }

    /**
     * The creditor's rules from now on; for invoices to come.
     *
     * @return the name of a policy that the creditor does not have, or empty when they were kept
     */
    public Uni<String> save(String creditorId, List<Segment> rules, String who) {
        return database.withStatelessTransaction(session -> shelf.fresh(session).chain(book -> {
            for (Segment rule : rules) {
                if (book.find(creditorId, rule.policy(), 0).isEmpty()) {
                    return Uni.createFrom().item(rule.policy());
                }
            }
            return store.newestSegments(session, creditorId)
                    .chain(version -> store.insert(
                            session,
                            new SegmentRulesRow(
                                    new SegmentRulesRow.Key(creditorId, version + 1),
                                    PolicyText.write(rules).toString(),
                                    who,
                                    clock.instant())))
                    .replaceWith("");
        }));
    }
}
