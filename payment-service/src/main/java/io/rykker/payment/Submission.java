package io.rykker.payment;

import io.rykker.payment.domain.News;
import io.rykker.payment.messaging.Incoming;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that was handed in: news that could be read, or a record that could not. */
public sealed interface Submission {

    /** Where it came from; null when it came over HTTP and the sender waits for the answer. */
    @Nullable
    Incoming record();

    String traceparent();

    /** It makes sense in itself; whether it counts depends on what is known. */
    record Understood(News news, @Nullable Incoming record, String traceparent) implements Submission {}

    /** A creditor as it now is; the highest version wins. The accounts are in the form in which they are compared. */
    record Registered(String creditorId, int version, Set<String> accounts, Incoming record) implements Submission {

        @Override
        public String traceparent() {
            return record.traceparent();
        }
    }

    /** It makes no sense, or could not be handled: it goes back with the reason. */
    record Garbled(Incoming record, @Nullable String field, String why) implements Submission {

        @Override
        public String traceparent() {
            return record.traceparent();
        }
    }
}
