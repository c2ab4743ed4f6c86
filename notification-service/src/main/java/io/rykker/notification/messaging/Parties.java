package io.rykker.notification.messaging;

import io.rykker.notification.NotificationDesk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Who writes and who is written to, a poll at a time. */
@ApplicationScoped
class Parties {

    private final NotificationDesk desk;

    Parties(NotificationDesk desk) {
        this.desk = desk;
    }

    @Incoming("parties")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Batch.handle(records, PartyReader::read, desk);
    }
}
