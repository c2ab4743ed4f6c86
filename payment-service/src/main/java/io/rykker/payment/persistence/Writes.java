package io.rykker.payment.persistence;

import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.News.ClaimIs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * What a batch writes: one statement for each table that every event writes in, and row by row what is rare. The session,
 * and so the transaction, is the desk's.
 */
@ApplicationScoped
public class Writes {

    static final Bulk<PaymentRow> PAYMENTS = new Bulk<>(
            "payment",
            List.of(
                    Bulk.uuid("id", row -> row.id),
                    Bulk.text("creditor_id", row -> row.creditorId),
                    Bulk.text("source", row -> row.source),
                    Bulk.text("sender_payment_id", row -> row.senderPaymentId),
                    Bulk.text("currency", row -> row.currency),
                    Bulk.amount("amount", row -> row.amount),
                    Bulk.amount("allocated", row -> row.allocated),
                    Bulk.date("booked_on", row -> row.bookedOn),
                    Bulk.date("value_date", row -> row.valueDate),
                    Bulk.texts("keys", row -> row.keys),
                    Bulk.uuid("entry", row -> row.entry),
                    Bulk.flag("whole_entry", row -> row.wholeEntry),
                    Bulk.date("reversed_on", row -> row.reversedOn),
                    Bulk.flag("replaced", row -> row.replaced),
                    Bulk.text("reason", row -> row.reason),
                    Bulk.text("payment_reference", row -> row.paymentReference),
                    Bulk.text("invoice_number", row -> row.invoiceNumber),
                    Bulk.text("remittance_text", row -> row.remittanceText),
                    Bulk.text("payer_name", row -> row.payerName),
                    Bulk.text("traceparent", row -> row.traceparent)));

    private record KeyOf(Long key, UUID paymentId) {}

    private static final Bulk<KeyOf> KEYS = new Bulk<>(
            "payment_key", List.of(Bulk.longNumber("key", KeyOf::key), Bulk.uuid("payment_id", KeyOf::paymentId)));

    static final Bulk<AllocationRow> ALLOCATIONS = new Bulk<>(
            "allocation",
            List.of(
                    Bulk.uuid("id", row -> row.id),
                    Bulk.uuid("payment_id", row -> row.paymentId),
                    Bulk.number("ordinal", row -> row.ordinal),
                    Bulk.uuid("invoice_id", row -> row.invoiceId),
                    Bulk.text("creditor_id", row -> row.creditorId),
                    Bulk.text("currency", row -> row.currency),
                    Bulk.amount("amount", row -> row.amount),
                    Bulk.text("matched_by", row -> row.matchedBy),
                    Bulk.flag("holds", row -> row.holds),
                    Bulk.text("why", row -> row.why)));

    static final Bulk<InvoiceRow> INVOICES = new Bulk<>(
            "invoice",
            List.of(
                    Bulk.uuid("id", row -> row.id),
                    Bulk.text("creditor_id", row -> row.creditorId),
                    Bulk.text("number", row -> row.number),
                    Bulk.text("payment_reference", row -> row.paymentReference),
                    Bulk.text("currency", row -> row.currency),
                    Bulk.amount("total", row -> row.total),
                    Bulk.date("issued_on", row -> row.issuedOn),
                    Bulk.flag("cancelled", row -> row.cancelled),
                    Bulk.longNumber("reference_key", row -> row.referenceKey),
                    Bulk.longNumber("number_key", row -> row.numberKey),
                    Bulk.text("assignments", row -> row.assignments)));

    static final Bulk<ClaimIs> CLAIMS = new Bulk<>(
            "claim",
            List.of(
                    Bulk.uuid("invoice_id", ClaimIs::invoiceId),
                    Bulk.text("creditor_id", ClaimIs::creditorId),
                    Bulk.number("version", told -> told.claim().version()),
                    Bulk.text("currency", told -> balance(told).currency().getCurrencyCode()),
                    Bulk.amount("balance", told -> balance(told).amount())));

    private static final Bulk<OutboxRow> OUTBOX = new Bulk<>(
            "outbox",
            List.of(
                    Bulk.uuid("id", row -> row.id),
                    Bulk.text("topic", row -> row.topic),
                    Bulk.text("key", row -> row.key),
                    Bulk.text("type", row -> row.type),
                    Bulk.text("subject", row -> row.subject),
                    Bulk.text("time", row -> row.time),
                    Bulk.text("traceparent", row -> row.traceparent),
                    Bulk.utf8("payload", row -> new String(row.payload, StandardCharsets.UTF_8))));

    /** Payments, and the keys by which they are found; one that is told again may have more of them. */
    public Uni<Void> payments(StatelessSession session, Collection<PaymentRow> added, Collection<PaymentRow> changed) {
        List<KeyOf> keys = new ArrayList<>();
        added.forEach(row -> addKeys(row, keys));
        changed.forEach(row -> addKeys(row, keys));
        return PAYMENTS.insert(session, added)
                .chain(() -> PAYMENTS.update(session, changed))
                .chain(() -> KEYS.insert(session, keys, "do nothing"));
    }

    private static void addKeys(PaymentRow row, List<KeyOf> keys) {
        for (Long key : row.fingerprints()) {
            keys.add(new KeyOf(key, row.id));
        }
    }

    /** All that ever changes of an allocation is that it holds no more. */
    public Uni<Void> allocations(
            StatelessSession session, Collection<AllocationRow> added, Collection<AllocationRow> ended) {
        return ALLOCATIONS.insert(session, added).chain(() -> end(session, ended));
    }

    private static Uni<Void> end(StatelessSession session, Collection<AllocationRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                update allocation set holds = false
                                where payment_id = any(cast(:payments as uuid[])) and id = any(cast(:ids as uuid[]))
                                """)
                        .setParameter(
                                "payments",
                                rows.stream().map(row -> row.paymentId).toArray(UUID[]::new))
                        .setParameter("ids", rows.stream().map(row -> row.id).toArray(UUID[]::new))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    public Uni<Void> invoices(StatelessSession session, Collection<InvoiceRow> added, Collection<InvoiceRow> changed) {
        return INVOICES.insert(session, added).chain(() -> INVOICES.update(session, changed));
    }

    /**
     * Keeps the highest version of each claim, whoever hears which when: no lock is needed, and none but the rows' own is
     * held. One claim an invoice, in the order of their ids, so that two who hear the same ones do not wait in a ring.
     */
    public Uni<Void> claims(StatelessSession session, Collection<ClaimIs> claims) {
        return CLAIMS.insert(
                session,
                claims.stream().sorted(Comparator.comparing(ClaimIs::invoiceId)).toList(),
                """
                (invoice_id) do update
                set version = excluded.version, currency = excluded.currency, balance = excluded.balance
                where claim.version < excluded.version""");
    }

    private static Money balance(ClaimIs told) {
        return told.claim().balance();
    }

    /** Our own events are text; a record that goes back may be any bytes. */
    public Uni<Void> say(StatelessSession session, Collection<OutboxRow> events) {
        List<OutboxRow> own =
                events.stream().filter(row -> row.rejection == null).toList();
        List<OutboxRow> back =
                events.stream().filter(row -> row.rejection != null).toList();
        return OUTBOX.insert(session, own).chain(() -> insert(session, back));
    }

    public Uni<Void> insert(StatelessSession session, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.insertAll(Math.min(rows.size(), 500), rows.toArray());
    }

    public Uni<Void> update(StatelessSession session, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.updateAll(Math.min(rows.size(), 500), rows.toArray());
    }
}
