package io.rykker.collection.architecture.bad;

import io.smallrye.mutiny.Uni;

/** Breaks a rule, so that the rule is seen to fail. */
class Waits {

    Object stand(Uni<Object> still) {
        return still.await().indefinitely();
    }
}
