package io.rykker.dunning;

import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.messaging.Incoming;
import io.rykker.dunning.persistence.DebtorRow;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that was heard: of a case, of a creditor's bank, or what could not be understood. */
public sealed interface News {

    /**
     * A signal for one case.
     *
     * @param who said it: a service, or the name in a person's token
     * @param record where it came from; null when it came over HTTP and the sender waits for the answer
     */
    record OfCase(
            UUID invoiceId,
            @Nullable String creditorId,
            Signal signal,
            String who,
            @Nullable Incoming record,
            String traceparent)
            implements News {}

    /** A person found where a debtor is to be reached: said to all of the debtor's open cases. */
    record OfDebtor(
            DebtorRow.Key debtor,
            Signal.ContactFound signal,
            @Nullable Incoming record) implements News {}

    /** The statements of an account are complete through a day. */
    record OfBank(String creditorId, String account, LocalDate knownThrough, Incoming record) implements News {}

    /** It makes no sense, or could not be handled: it goes back with the reason. */
    record Garbled(Incoming record, @Nullable String field, String why) implements News {}
}
