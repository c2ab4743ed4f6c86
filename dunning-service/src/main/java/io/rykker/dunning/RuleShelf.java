package io.rykker.dunning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Segment;
import io.rykker.dunning.messaging.Unreadable;
import io.rykker.dunning.persistence.PolicyRow;
import io.rykker.dunning.persistence.PolicyStore;
import io.rykker.dunning.persistence.SegmentRulesRow;
import io.rykker.dunning.rulebook.PolicyText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;

/**
 * The rules as they are now: those of the files, and what creditors have added. Every transaction looks whether there
 * is anything new, so that all instances decide by the same.
 */
@ApplicationScoped
class RuleShelf {

    private static final Logger LOG = Logger.getLogger(RuleShelf.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Read(long revision, RuleBook book) {}

    private final RuleBook files;
    private final PolicyStore store;
    private volatile Read read;

    RuleShelf(RuleBook files, PolicyStore store) {
        this.files = files;
        this.store = store;
        this.read = new Read(0, files);
    }

    /** The rules as they were read last. */
    RuleBook book() {
        return read.book();
    }

    /** The rules as this transaction sees them. */
    Uni<RuleBook> fresh(StatelessSession session) {
        return store.revision(session)
                .chain(revision -> revision == read.revision()
                        ? Uni.createFrom().item(read.book())
                        : store.policies(session)
                                .chain(policies ->
                                        store.segments(session).map(segments -> keep(revision, policies, segments))));
    }

    private RuleBook keep(long revision, List<PolicyRow> policies, List<SegmentRulesRow> segments) {
        List<RuleBook.Owned> own = new ArrayList<>();
        for (PolicyRow row : policies) {
            try {
                own.add(new RuleBook.Owned(row.creditorId, PolicyText.read(JSON.readTree(row.body))));
            } catch (Unreadable | JsonProcessingException e) {
                // its cases wait and say that there is no such policy; all others go on
                LOG.errorf(
                        "policy %s/%d of %s cannot be read: %s", row.name, row.version, row.creditorId, e.toString());
            }
        }
        Map<String, List<Segment>> rules = new HashMap<>();
        for (SegmentRulesRow row : segments) {
            try {
                rules.put(row.creditorId, PolicyText.segments(JSON.readTree(row.body)));
            } catch (Unreadable | JsonProcessingException e) {
                LOG.errorf("the segment rules of %s cannot be read: %s", row.creditorId, e.toString());
            }
        }
        RuleBook book = files.with(own, rules);
        read = new Read(revision, book);
        return book;
    }
}
