package io.rykker.bench;

import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What this machine can do at all with the same rows and records: multi-row inserts into the same PostgreSQL with the
 * same durability, producing to the same Kafka, with nothing in between, and what Debezium carries from one to the other.
 */
final class RawLimits implements AutoCloseable {

    private static final int ROWS_A_STATEMENT = 500;
    private static final Service IDLE = Service.COLLECTION;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final byte[] PAYLOAD = payload();
    private static final String TOPIC = "rykker-bench-raw";

    /** The columns and indexes of what the services keep. */
    private static final String TABLES = """
            create schema raw;
            create table raw.receivable (
              id uuid primary key, creditor_id text not null, number text not null, sequence int not null, issued_on date,
              due_on date, stated_due_on date, currency text, total numeric(19, 4), prepaid numeric(19, 4),
              payment_reference text, fees_agreed boolean, note text, debtor_number text, cancelled_on date,
              cancel_reason text, traceparent text not null, unique (creditor_id, number));
            create table raw.outbox (
              position bigint generated always as identity, inserted_on date not null default current_date,
              id uuid not null, topic text not null, key text, type text not null, subject text not null,
              time text not null, traceparent text not null, payload bytea not null, rejection text,
              specversion text not null default '1.0');
            create index on raw.outbox (position);
            create table raw.timer (
              id uuid primary key, state text not null, next_action_on date, version int not null, body text not null);
            create index on raw.timer (next_action_on);
            """;

    private final Connection database;
    private final Connection outbox;
    private final Topic topic;
    private final KafkaProducer<String, byte[]> producer;

    /** A database of its own, so that no connector has to read past what is written here. */
    static RawLimits on(Stack stack, Topic topic) throws SQLException {
        String server = server(stack, Service.DUNNING);
        String password = stack.layout().password("postgres");
        try (var connection = DriverManager.getConnection(server + "postgres", "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute("create database rykker_raw");
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the topic of the raw limits: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new RawLimits(
                DriverManager.getConnection(server + "rykker_raw?reWriteBatchedInserts=true", "postgres", password),
                DriverManager.getConnection(
                        server(stack, IDLE) + IDLE.database() + "?reWriteBatchedInserts=true", "postgres", password),
                topic,
                stack.bootstrapServers());
    }

    private static String server(Stack stack, Service service) {
        return "jdbc:postgresql://localhost:" + stack.layout().port(service.databasePort()) + "/";
    }

    private RawLimits(Connection database, Connection outbox, Topic topic, String bootstrapServers)
            throws SQLException {
        this.database = database;
        this.outbox = outbox;
        this.outbox.setAutoCommit(false);
        this.topic = topic;
        this.database.setAutoCommit(false);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "linger.ms", "5",
                        "batch.size", "131072",
                        "compression.type", "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
        try (var statement = database.createStatement()) {
            statement.execute(TABLES);
        }
        database.commit();
    }

    /** Invoices a second: a receivable and an outbox row each, as the service writes for a customer that it knows. */
    double insertInvoices(int count) throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement receivable = database.prepareStatement(
                        "insert into raw.receivable (id, creditor_id, number, sequence, issued_on, due_on, stated_due_on,"
                                + " currency, total, payment_reference, fees_agreed, debtor_number, traceparent)"
                                + " values (?, 'dk-bench', ?, 1, '2026-01-05', '2026-01-19', '2026-01-19', 'DKK', 1000.00,"
                                + " '90000000000001', true, 'C-1', ?)");
                PreparedStatement events = events(database, "raw.outbox", "rykker.invoices.v1")) {
            for (int done = 0; done < count; done += ROWS_A_STATEMENT) {
                for (int i = done; i < Math.min(count, done + ROWS_A_STATEMENT); i++) {
                    UUID id = UUID.randomUUID();
                    receivable.setObject(1, id);
                    receivable.setString(2, id.toString());
                    receivable.setString(3, Erp.trace(i));
                    receivable.addBatch();
                    event(events, id, i);
                }
                receivable.executeBatch();
                events.executeBatch();
                database.commit();
            }
        }
        return perSecond(count, start);
    }

    /** Due cases a second: claimed with skip locked, moved on, and one outbox row each, set-based in the database. */
    double sweep(int open, int due) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("truncate raw.timer");
            statement.execute(
                    "insert into raw.timer select gen_random_uuid(), 'overdue', date '2026-01-30' + case when n <= "
                            + due + " then 0 else 300 end, 1, repeat('x', 400) from generate_series(1, " + open
                            + ") n");
            statement.execute("analyze raw.timer");
        }
        database.commit();
        String payload = new String(PAYLOAD, StandardCharsets.UTF_8);
        long start = System.nanoTime();
        int moved = 0;
        try (PreparedStatement move = database.prepareStatement(
                "with due as (select id from raw.timer where next_action_on <= '2026-01-30' limit 500 for update skip locked),"
                        + " moved as (update raw.timer t set next_action_on = '2026-12-01', version = version + 1 from due"
                        + " where t.id = due.id returning t.id)"
                        + " insert into raw.outbox (id, topic, key, type, subject, time, traceparent, payload)"
                        + " select gen_random_uuid(), 'rykker.reminders.v1', id::text, 'rykker.ReminderDue.v1', id::text,"
                        + " '2026-01-30T06:00:00Z', ?, convert_to(?, 'UTF8') from moved")) {
            while (moved < due) {
                move.setString(1, Erp.trace(moved));
                move.setString(2, payload);
                moved += move.executeUpdate();
                database.commit();
            }
        }
        return perSecond(due, start);
    }

    /**
     * Records a second that Debezium brings from an outbox to Kafka: from the commit of the rows until the last one is
     * there. The outbox is that of the service that has nothing to do here, and is left as it was.
     */
    double relay(int count) throws SQLException {
        long before = topic.count(TOPIC);
        try (PreparedStatement rows = events(outbox, "outbox", TOPIC)) {
            for (int i = 0; i < count; i++) {
                event(rows, UUID.randomUUID(), i);
                if (i % ROWS_A_STATEMENT == 0 || i == count - 1) {
                    int[] _ = rows.executeBatch();
                }
            }
        }
        long start = System.nanoTime();
        outbox.commit();
        topic.await(TOPIC, before + count, PATIENCE);
        double rate = perSecond(count, start);
        try (var statement = outbox.createStatement()) {
            int _ = statement.executeUpdate("delete from outbox where topic = '" + TOPIC + "'");
        }
        outbox.commit();
        return rate;
    }

    /** Records a second on a topic of its own, acknowledged by all replicas. */
    double produce(int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            var record = new ProducerRecord<>(TOPIC, "key-" + i, PAYLOAD);
            record.headers().add("ce_type", "rykker.InvoiceIssued.v1".getBytes(StandardCharsets.UTF_8));
            record.headers().add("traceparent", Erp.trace(i).getBytes(StandardCharsets.UTF_8));
            var _ = producer.send(record);
        }
        producer.flush();
        return perSecond(count, start);
    }

    private static PreparedStatement events(Connection database, String table, String topic) throws SQLException {
        return database.prepareStatement("insert into " + table
                + " (id, topic, key, type, subject, time, traceparent, payload)"
                + " values (?, '" + topic + "', ?, 'rykker.InvoiceIssued.v1', ?, '2026-01-05T06:00:00Z', ?, ?)");
    }

    private static void event(PreparedStatement outbox, UUID id, int number) throws SQLException {
        outbox.setObject(1, UUID.randomUUID());
        outbox.setString(2, id.toString());
        outbox.setString(3, id.toString());
        outbox.setString(4, Erp.trace(number));
        outbox.setBytes(5, PAYLOAD);
        outbox.addBatch();
    }

    private static double perSecond(int count, long startNanos) {
        return count * 1e9 / (System.nanoTime() - startNanos);
    }

    private static byte[] payload() {
        return ("{\"invoiceId\":\"5f0c0d5e-3d4f-3b0e-9a66-0d6a4c1f2a10\",\"creditorId\":\"dk-bench\",\"debtorId\":"
                        + "\"8c1b7f7a-9a55-3c3a-8d70-7e2f9f6c1b22\",\"invoiceNumber\":\"B-100000\",\"issuedOn\":"
                        + "\"2026-01-05\",\"dueOn\":\"2026-01-19\",\"total\":{\"amount\":\"1000.00\",\"currency\":\"DKK\"},"
                        + "\"creditor\":{\"country\":\"DK\",\"timeZone\":\"Europe/Copenhagen\"},\"debtor\":{\"kind\":"
                        + "\"business\",\"country\":\"DK\",\"language\":\"da\"},\"sequence\":1,\"paymentReference\":"
                        + "\"90000000100000\",\"feesAgreed\":true,\"policy\":\"nordic-friendly\",\"bankFeed\":\"continuous\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        outbox.close();
        database.close();
    }
}
