package io.rykker.dunning.messaging;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.News;
import io.rykker.dunning.Sweeper;
import io.rykker.dunning.persistence.DebtorRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What the other services say, a poll at a time. All topics are heard by one consumer: each more would ask the server for
 * news as often as this one.
 */
@ApplicationScoped
class NewsChannel {

    private final DunningDesk desk;
    private final Sweeper sweeper;

    NewsChannel(DunningDesk desk, Sweeper sweeper) {
        this.desk = desk;
        this.sweeper = sweeper;
    }

    @Incoming("news")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Poll.handle(read(records), this::take, this::giveUp);
    }

    private Uni<Void> take(List<News> batch) {
        return desk.hear(batch)
                .chain(isDue -> isDue ? sweeper.sweep() : Uni.createFrom().voidItem());
    }

    private static List<News> read(ConsumerRecords<String, byte[]> records) {
        List<News> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            var incoming = io.rykker.dunning.messaging.Incoming.of(record);
            try {
                switch (NewsReader.read(incoming.type(), incoming.body())) {
                    case NewsReader.Message.OfCase(var invoiceId, var creditorId, var signal, var who) ->
                        batch.add(
                                new News.OfCase(invoiceId, creditorId, signal, who, incoming, incoming.traceparent()));
                    case NewsReader.Message.OfBank(var creditorId, var account, var through) ->
                        batch.add(new News.OfBank(creditorId, account, through, incoming));
                    case NewsReader.Message.OfDebtor(var creditorId, var debtorId, var signal) ->
                        batch.add(new News.OfDebtor(new DebtorRow.Key(creditorId, debtorId), signal, incoming));
                    case NewsReader.Message.Other _ -> {}
                }
            } catch (Unreadable e) {
                batch.add(new News.Garbled(incoming, e.field(), e.why()));
            }
        }
        return batch;
    }

    private Uni<Void> giveUp(News news, Throwable failure) {
        var record = switch (news) {
            case News.OfCase ofCase -> ofCase.record();
            case News.OfDebtor ofDebtor -> ofDebtor.record();
            case News.OfBank ofBank -> ofBank.record();
            case News.Garbled garbled -> garbled.record();
        };
        return record == null
                ? Uni.createFrom().failure(failure)
                : desk.hear(List.of(new News.Garbled(
                                record,
                                null,
                                "it could not be handled: " + failure.getClass().getSimpleName())))
                        .replaceWithVoid();
    }
}
