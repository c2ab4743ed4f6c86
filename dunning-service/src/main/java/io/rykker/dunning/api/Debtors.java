package io.rykker.dunning.api;

import io.rykker.dunning.domain.Debtor;
import io.rykker.dunning.domain.Past;
import io.rykker.dunning.domain.Profile;
import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.PastRow;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** What is known of a debtor, put together for whoever asks. */
final class Debtors {

    private Debtors() {}

    static Uni<Debtor> find(StatelessSession session, Store store, DebtorRow.Key key, LocalDate today) {
        return store.debtors(session, Set.of(key))
                .chain(rows -> store.pasts(session, Set.of(key)).map(pasts -> of(rows, pasts, today)));
    }

    private static Debtor of(List<DebtorRow> rows, List<PastRow> pasts, LocalDate today) {
        List<Past> cases = pasts.stream().map(PastRow::toDomain).toList();
        return Debtor.of(rows.isEmpty() ? Profile.NONE : rows.getFirst().profile(), cases, today);
    }
}
