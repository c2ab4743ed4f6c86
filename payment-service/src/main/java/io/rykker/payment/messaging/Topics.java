package io.rykker.payment.messaging;

import io.rykker.payment.PaymentDesk;
import io.rykker.payment.Submission;
import io.rykker.payment.domain.News;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** The four topics that this service hears, a poll at a time. */
@ApplicationScoped
class Topics {

    private final PaymentDesk desk;

    Topics(PaymentDesk desk) {
        this.desk = desk;
    }

    @Incoming("inbound-payments")
    Uni<Void> hearPayments(ConsumerRecords<String, byte[]> records) {
        return take(read(records, true, news(PaymentReader::read)));
    }

    @Incoming("invoices")
    Uni<Void> hearInvoices(ConsumerRecords<String, byte[]> records) {
        return take(read(records, false, news(EventReader::read)));
    }

    @Incoming("claims")
    Uni<Void> hearClaims(ConsumerRecords<String, byte[]> records) {
        return take(read(records, false, news(EventReader::read)));
    }

    @Incoming("parties")
    Uni<Void> hearParties(ConsumerRecords<String, byte[]> records) {
        return Poll.handle(
                read(records, false, EventReader::creditor),
                desk::learn,
                (item, failure) -> giveUp(item, failure, desk::learn));
    }

    private Uni<Void> take(List<Submission> batch) {
        Function<List<Submission>, Uni<Void>> taking = items -> desk.take(items).replaceWithVoid();
        return Poll.handle(batch, taking, (item, failure) -> giveUp(item, failure, taking));
    }

    /** An outsider who does not say what a record is gets it back; among ourselves an unknown type is a new one. */
    private static List<Submission> read(
            ConsumerRecords<String, byte[]> records,
            boolean fromOutside,
            Function<io.rykker.payment.messaging.Incoming, @Nullable Submission> reader) {
        List<Submission> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            var incoming = io.rykker.payment.messaging.Incoming.of(record);
            Submission submission =
                    fromOutside && incoming.type().isEmpty() ? untyped(incoming) : read(incoming, reader);
            if (submission != null) {
                batch.add(submission);
            }
        }
        return batch;
    }

    private static Submission untyped(io.rykker.payment.messaging.Incoming incoming) {
        return new Submission.Garbled(
                incoming,
                "ce_type",
                "the header ce_type is missing: say what it is, " + PaymentReader.RECEIVED + " for instance");
    }

    private static @Nullable Submission read(
            io.rykker.payment.messaging.Incoming incoming,
            Function<io.rykker.payment.messaging.Incoming, @Nullable Submission> reader) {
        try {
            return reader.apply(incoming);
        } catch (Unreadable e) {
            return new Submission.Garbled(incoming, e.field(), e.why());
        }
    }

    private static Function<io.rykker.payment.messaging.Incoming, @Nullable Submission> news(
            BiFunction<String, byte[], @Nullable News> reader) {
        return incoming -> {
            News news = reader.apply(incoming.type(), incoming.body());
            return news == null ? null : new Submission.Understood(news, incoming, incoming.traceparent());
        };
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
