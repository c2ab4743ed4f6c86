package io.rykker.dunning.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The files of disputes; the session, and so the transaction, is the desk's. */
@ApplicationScoped
public class EvidenceStore {

    public Uni<Void> insert(StatelessSession session, EvidenceRow row) {
        return session.insert(row);
    }

    /** A file of this invoice, or null; one of another invoice is none. */
    public Uni<EvidenceRow> find(StatelessSession session, UUID invoiceId, UUID id) {
        return session.createSelectionQuery(
                        "from EvidenceRow where invoiceId = :invoice and id = :id", EvidenceRow.class)
                .setParameter("invoice", invoiceId)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }
}
