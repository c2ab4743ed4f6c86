package io.rykker.notification.messaging;

import io.rykker.notification.NotificationDesk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the other services say, a poll at a time, by one consumer: each more would ask the server for news as often. */
@ApplicationScoped
class NewsChannel {

    private final NotificationDesk desk;

    NewsChannel(NotificationDesk desk) {
        this.desk = desk;
    }

    @Incoming("news")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Batch.handle(records, desk);
    }
}
