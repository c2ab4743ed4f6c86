package io.rykker.collection.messaging;

import io.rykker.collection.CollectionDesk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Who the claim is between, a poll at a time. */
@ApplicationScoped
class Parties {

    private final CollectionDesk desk;

    Parties(CollectionDesk desk) {
        this.desk = desk;
    }

    @Incoming("parties")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Batch.handle(records, Readers::parties, desk);
    }
}
