package io.rykker.collection.messaging;

import io.rykker.collection.CollectionDesk;
import io.rykker.collection.Heard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * What the other services say, a poll at a time, by one consumer: each more would ask the server for news as often. What
 * cannot be read goes back with the reason, what is another's business is left alone.
 */
@ApplicationScoped
class NewsChannel {

    private final CollectionDesk desk;

    NewsChannel(CollectionDesk desk) {
        this.desk = desk;
    }

    @org.eclipse.microprofile.reactive.messaging.Incoming("news")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Poll.handle(read(records), desk::hear, this::giveUp);
    }

    private static List<Heard> read(ConsumerRecords<String, byte[]> records) {
        List<Heard> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            Heard heard = read(Incoming.of(record));
            if (!(heard instanceof Heard.NotForUs)) {
                batch.add(heard);
            }
        }
        return batch;
    }

    private static Heard read(Incoming record) {
        if (record.type().isEmpty()) {
            return new Heard.Unreadable(record, "ce_type", "the header ce_type is missing: say what it is");
        }
        try {
            return Readers.read(record);
        } catch (Unreadable e) {
            return new Heard.Unreadable(record, e.field(), e.why());
        }
    }

    private Uni<Void> giveUp(Heard heard, Throwable failure) {
        String why = "it could not be handled: " + failure.getClass().getSimpleName();
        return switch (heard) {
            case Heard.Escalated escalated -> giveUp(escalated.record(), why);
            case Heard.Recalled recalled -> giveUp(recalled.record(), why);
            case Heard.Paid paid -> giveUp(paid.record(), why);
            case Heard.Party party -> giveUp(party.record(), why);
            case Heard.Unreadable _, Heard.NotForUs _ -> Uni.createFrom().failure(failure);
        };
    }

    private Uni<Void> giveUp(Incoming record, String why) {
        return desk.hear(List.of(new Heard.Unreadable(record, null, why)));
    }
}
