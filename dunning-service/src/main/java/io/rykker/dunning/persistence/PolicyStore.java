package io.rykker.dunning.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The creditors' own policies and rules; the session, and so the transaction, is the desk's. */
@ApplicationScoped
public class PolicyStore {

    /** How many versions there are of everything: another number means that something is new. */
    public Uni<Long> revision(StatelessSession session) {
        return session.createNativeQuery(
                        "select (select count(*) from policy) + (select count(*) from segment_rules)", Long.class)
                .getSingleResult();
    }

    public Uni<List<PolicyRow>> policies(StatelessSession session) {
        return session.createSelectionQuery("from PolicyRow order by creditorId, name, version", PolicyRow.class)
                .getResultList();
    }

    /** All versions, the newest of a creditor last. */
    public Uni<List<SegmentRulesRow>> segments(StatelessSession session) {
        return session.createSelectionQuery("from SegmentRulesRow order by creditorId, version", SegmentRulesRow.class)
                .getResultList();
    }

    /** The newest version of a creditor's rules, 0 when there is none. */
    public Uni<Integer> newestSegments(StatelessSession session, String creditorId) {
        return session.createSelectionQuery(
                        "select coalesce(max(version), 0) from SegmentRulesRow where creditorId = :creditor",
                        Integer.class)
                .setParameter("creditor", creditorId)
                .getSingleResult();
    }

    public Uni<Void> insert(StatelessSession session, Object row) {
        return session.insert(row);
    }
}
