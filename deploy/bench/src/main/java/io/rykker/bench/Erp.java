package io.rykker.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An ERP that publishes invoices and payments as fast as it is told to. Ten invoices go to each debtor. */
final class Erp implements AutoCloseable {

    static final String CREDITOR = "dk-bench";
    static final String INVOICES = "rykker.inbound.invoices.v1";
    static final String PAYMENTS = "rykker.inbound.payments.v1";

    private final KafkaProducer<String, byte[]> producer;
    private final int debtors;

    /** An ERP with so many customers, who come again and again. */
    Erp(String bootstrapServers, int debtors) {
        this.debtors = debtors;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "linger.ms", "5",
                        "batch.size", "131072",
                        "compression.type", "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Invoices that fall due together are of different debtors, or they would be one letter. */
    void issue(int number, LocalDate issuedOn, LocalDate dueOn) {
        int debtor = number % debtors;
        String body =
                "{\"creditorId\":\"" + CREDITOR + "\",\"invoiceNumber\":\"" + number(number) + "\",\"issuedOn\":\""
                        + issuedOn + "\",\"dueOn\":\"" + dueOn
                        + "\",\"total\":{\"amount\":\"1000.00\",\"currency\":\"DKK\"},\"paymentReference\":\""
                        + reference(number) + "\",\"feesAgreed\":true,\"debtor\":{\"number\":\"C-" + debtor
                        + "\",\"name\":\"Bench " + debtor
                        + " ApS\",\"kind\":\"business\",\"country\":\"DK\",\"language\":\"da\",\"email\":\"c" + debtor
                        + "@bench.example\",\"address\":{\"street\":\"Havnegade 1\",\"postcode\":\"8000\",\"city\":\"Aarhus C\","
                        + "\"country\":\"DK\"}}}";
        send(INVOICES, "rykker.inbound.InvoiceIssued.v1", "B-" + number, body, number);
    }

    static String number(int number) {
        return "B-" + number;
    }

    void pay(int number, LocalDate on, String amount) {
        String body = "{\"creditorId\":\"" + CREDITOR + "\",\"paymentId\":\"P-" + number + "\",\"bookedOn\":\"" + on
                + "\",\"amount\":{\"amount\":\"" + amount + "\",\"currency\":\"DKK\"},\"paymentReference\":\""
                + reference(number) + "\",\"invoiceNumber\":\"B-" + number + "\",\"source\":\"erp\"}";
        send(PAYMENTS, "rykker.inbound.PaymentReceived.v1", "P-" + number, body, number);
    }

    private static String reference(int number) {
        return "9" + String.format(java.util.Locale.ROOT, "%013d", number);
    }

    private void send(String topic, String type, String key, String body, int number) {
        var record = new ProducerRecord<>(topic, key, body.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8));
        record.headers().add("traceparent", trace(number).getBytes(StandardCharsets.UTF_8));
        var _ = producer.send(record);
    }

    /** A trace that tells which invoice it belongs to. */
    static String trace(int number) {
        return "00-be" + "0".repeat(22) + HexFormat.of().toHexDigits(number) + "-00000000000000be-01";
    }

    /** The number inside a trace that {@link #trace} made, or -1. */
    static int numberIn(String traceparent) {
        return traceparent.startsWith("00-be") ? HexFormat.fromHexDigits(traceparent, 27, 35) : -1;
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
