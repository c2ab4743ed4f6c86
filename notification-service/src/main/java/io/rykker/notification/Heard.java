package io.rykker.notification;

import io.rykker.notification.domain.Reminder;
import io.rykker.notification.messaging.Incoming;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one record says. */
public sealed interface Heard {

    /** A reminder is to be sent. */
    record Due(Reminder reminder, Incoming record) implements Heard {}

    /** A reminder is not to be sent any more. */
    record Withdrawn(UUID reminderId, UUID invoiceId, String creditorId, String reason, Incoming record)
            implements Heard {}

    /** A creditor or a debtor as they are since that version. */
    record Party(String id, int version, Incoming record) implements Heard {}

    /** It makes no sense, or could not be handled: it goes back with the reason. */
    record Unreadable(Incoming record, @Nullable String field, String why) implements Heard {}

    /** Another service's business. */
    record NotForUs() implements Heard {}
}
