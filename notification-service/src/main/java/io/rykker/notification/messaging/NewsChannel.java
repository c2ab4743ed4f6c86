package io.rykker.notification.messaging;

import io.rykker.notification.Heard;
import io.rykker.notification.NotificationDesk;
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

    private final NotificationDesk desk;

    NewsChannel(NotificationDesk desk) {
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
            return switch (record.type()) {
                case PartyReader.CREDITOR, PartyReader.DEBTOR -> PartyReader.read(record);
                default -> ReminderReader.read(record);
            };
        } catch (Unreadable e) {
            return new Heard.Unreadable(record, e.field(), e.why());
        }
    }

    private Uni<Void> giveUp(Heard heard, Throwable failure) {
        String why = "it could not be handled: " + failure.getClass().getSimpleName();
        return switch (heard) {
            case Heard.Due(var _, var record) -> desk.hear(List.of(new Heard.Unreadable(record, null, why)));
            case Heard.Withdrawn withdrawn -> desk.hear(List.of(new Heard.Unreadable(withdrawn.record(), null, why)));
            case Heard.Party party -> desk.hear(List.of(new Heard.Unreadable(party.record(), null, why)));
            case Heard.Unreadable _, Heard.NotForUs _ -> Uni.createFrom().failure(failure);
        };
    }
}
