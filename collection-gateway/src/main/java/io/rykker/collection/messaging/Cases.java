package io.rykker.collection.messaging;

import io.rykker.collection.CollectionDesk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What dunning decides about agencies, a poll at a time. */
@ApplicationScoped
class Cases {

    private final CollectionDesk desk;

    Cases(CollectionDesk desk) {
        this.desk = desk;
    }

    @Incoming("cases")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Batch.handle(records, Readers::cases, desk);
    }
}
