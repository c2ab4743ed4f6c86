package io.rykker.payment.messaging;

import io.rykker.payment.PaymentDesk;
import io.rykker.payment.Submission;
import io.rykker.payment.domain.News;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The topics that this service hears, a poll at a time, by one consumer: each more would ask the server for news as often
 * as this one.
 */
@ApplicationScoped
class Topics {

    private static final String INBOUND = "rykker.inbound.payments.v1";

    private final PaymentDesk desk;

    Topics(PaymentDesk desk) {
        this.desk = desk;
    }

    /** Creditors first: a payment in the same poll may be to an account that is new. */
    @Incoming("news")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        List<Submission> batch = read(records);
        List<Submission> creditors =
                batch.stream().filter(Submission.Registered.class::isInstance).toList();
        batch.removeIf(Submission.Registered.class::isInstance);
        return Poll.handle(creditors, desk::learn, (item, failure) -> giveUp(item, failure, desk::learn))
                .chain(() -> take(batch));
    }

    private Uni<Void> take(List<Submission> batch) {
        Function<List<Submission>, Uni<Void>> taking = items -> desk.take(items).replaceWithVoid();
        return Poll.handle(batch, taking, (item, failure) -> giveUp(item, failure, taking));
    }

    private static List<Submission> read(ConsumerRecords<String, byte[]> records) {
        List<Submission> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            Submission submission = read(record);
            if (submission != null) {
                batch.add(submission);
            }
        }
        return batch;
    }

    /** An outsider who does not say what a record is gets it back; among ourselves an unknown type is a new one. */
    private static @Nullable Submission read(ConsumerRecord<String, byte[]> record) {
        boolean isFromOutside = record.topic().equals(INBOUND);
        var incoming = io.rykker.payment.messaging.Incoming.of(record);
        if (isFromOutside && incoming.type().isEmpty()) {
            return untyped(incoming);
        }
        try {
            return isFromOutside
                    ? understood(PaymentReader.read(incoming.type(), incoming.body()), incoming)
                    : event(incoming);
        } catch (Unreadable e) {
            return new Submission.Garbled(incoming, e.field(), e.why());
        }
    }

    private static @Nullable Submission event(io.rykker.payment.messaging.Incoming incoming) {
        Submission creditor = EventReader.creditor(incoming);
        return creditor == null ? understood(EventReader.read(incoming.type(), incoming.body()), incoming) : creditor;
    }

    private static @Nullable Submission understood(@Nullable News news, io.rykker.payment.messaging.Incoming incoming) {
        return news == null ? null : new Submission.Understood(news, incoming, incoming.traceparent());
    }

    private static Submission untyped(io.rykker.payment.messaging.Incoming incoming) {
        return new Submission.Garbled(
                incoming,
                "ce_type",
                "the header ce_type is missing: say what it is, " + PaymentReader.RECEIVED + " for instance");
    }

    private static Uni<Void> giveUp(
            Submission submission, Throwable failure, Function<List<Submission>, Uni<Void>> taking) {
        var record = submission.record();
        return record == null
                ? Uni.createFrom().failure(failure)
                : taking.apply(List.of(new Submission.Garbled(
                        record,
                        null,
                        "it could not be handled: " + failure.getClass().getSimpleName())));
    }
}
