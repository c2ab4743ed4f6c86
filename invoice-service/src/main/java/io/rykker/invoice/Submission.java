package io.rykker.invoice;

import io.rykker.invoice.domain.Order;
import io.rykker.invoice.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Something that was handed in: an order that could be read, or a record that could not. */
public sealed interface Submission {

    /** Where it came from; null when it came over HTTP and the sender waits for the answer. */
    @Nullable
    Incoming record();

    String traceparent();

    /** It makes sense in itself; whether it is obeyed depends on what is known. */
    record Understood(Order order, @Nullable Incoming record, String traceparent) implements Submission {}

    /** It makes no sense, or could not be handled: it goes back with the reason. */
    record Garbled(Incoming record, @Nullable String field, String why) implements Submission {

        @Override
        public String traceparent() {
            return record.traceparent();
        }
    }
}
