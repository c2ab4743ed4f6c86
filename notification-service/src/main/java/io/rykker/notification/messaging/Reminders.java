package io.rykker.notification.messaging;

import io.rykker.notification.NotificationDesk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What dunning decides, a poll at a time. */
@ApplicationScoped
class Reminders {

    private final NotificationDesk desk;

    Reminders(NotificationDesk desk) {
        this.desk = desk;
    }

    @Incoming("reminders")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Batch.handle(records, ReminderReader::read, desk);
    }
}
