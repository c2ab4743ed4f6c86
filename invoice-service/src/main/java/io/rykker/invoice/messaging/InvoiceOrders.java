package io.rykker.invoice.messaging;

import io.rykker.invoice.InvoiceDesk;
import io.rykker.invoice.Submission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What ERPs publish, a poll at a time. */
@ApplicationScoped
class InvoiceOrders {

    private final InvoiceDesk desk;

    InvoiceOrders(InvoiceDesk desk) {
        this.desk = desk;
    }

    @Incoming("inbound-invoices")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Poll.handle(read(records), batch -> desk.take(batch).replaceWithVoid(), this::giveUp);
    }

    private static List<Submission> read(ConsumerRecords<String, byte[]> records) {
        List<Submission> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            var incoming = io.rykker.invoice.messaging.Incoming.of(record);
            if (incoming.type().isEmpty()) {
                batch.add(new Submission.Garbled(
                        incoming,
                        "ce_type",
                        "the header ce_type is missing: say what it is, " + OrderReader.ISSUED + " for instance"));
            } else if (OrderReader.knows(incoming.type())) {
                batch.add(read(incoming));
            }
        }
        return batch;
    }

    private static Submission read(io.rykker.invoice.messaging.Incoming incoming) {
        try {
            return new Submission.Understood(
                    OrderReader.read(incoming.type(), incoming.body()), incoming, incoming.traceparent());
        } catch (Unreadable e) {
            return new Submission.Garbled(incoming, e.field(), e.why());
        }
    }

    private Uni<Void> giveUp(Submission submission, Throwable failure) {
        return switch (submission.record()) {
            case null -> Uni.createFrom().failure(failure);
            case io.rykker.invoice.messaging.Incoming record ->
                desk.take(List.of(new Submission.Garbled(
                                record,
                                null,
                                "it could not be handled: " + failure.getClass().getSimpleName())))
                        .replaceWithVoid();
        };
    }
}
