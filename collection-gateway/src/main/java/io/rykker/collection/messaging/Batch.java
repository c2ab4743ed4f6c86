package io.rykker.collection.messaging;

import io.rykker.collection.CollectionDesk;
import io.rykker.collection.Heard;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** One poll, read: what cannot be read goes back with the reason, what is another's business is left alone. */
final class Batch {

    private Batch() {}

    static Uni<Void> handle(ConsumerRecords<String, byte[]> records, CollectionDesk desk) {
        return Poll.handle(read(records), desk::hear, (heard, failure) -> giveUp(heard, failure, desk));
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

    private static Uni<Void> giveUp(Heard heard, Throwable failure, CollectionDesk desk) {
        String why = "it could not be handled: " + failure.getClass().getSimpleName();
        return switch (heard) {
            case Heard.Escalated escalated -> giveUp(escalated.record(), why, desk);
            case Heard.Recalled recalled -> giveUp(recalled.record(), why, desk);
            case Heard.Paid paid -> giveUp(paid.record(), why, desk);
            case Heard.Party party -> giveUp(party.record(), why, desk);
            case Heard.Unreadable _, Heard.NotForUs _ -> Uni.createFrom().failure(failure);
        };
    }

    private static Uni<Void> giveUp(Incoming record, String why, CollectionDesk desk) {
        return desk.hear(List.of(new Heard.Unreadable(record, null, why)));
    }
}
