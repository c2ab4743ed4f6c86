package io.rykker.notification.architecture.bad;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Breaks a rule, so that the rule is seen to fail. */
class OpensTransactions {

    Uni<Object> open(Mutiny.SessionFactory database) {
        return database.withStatelessTransaction(session -> session.get(Object.class, 1));
    }
}
