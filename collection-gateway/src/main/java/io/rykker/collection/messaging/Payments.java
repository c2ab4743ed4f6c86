package io.rykker.collection.messaging;

import io.rykker.collection.CollectionDesk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Money that was allocated, also to cases that are with an agency, a poll at a time. */
@ApplicationScoped
class Payments {

    private final CollectionDesk desk;

    Payments(CollectionDesk desk) {
        this.desk = desk;
    }

    @Incoming("payments")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Batch.handle(records, Readers::payments, desk);
    }
}
