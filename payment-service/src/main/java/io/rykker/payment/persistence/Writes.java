package io.rykker.payment.persistence;

import io.rykker.payment.domain.News;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What a batch writes. The tables that every event writes in take one statement a batch, a column an array: the database
 * then plans, parses and answers once, and nothing is done here for each row but to put its values side by side. What is
 * rare goes row by row.
 */
@ApplicationScoped
public class Writes {

    public Uni<Void> payments(StatelessSession session, Collection<PaymentRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                insert into payment (id, creditor_id, source, sender_payment_id, currency, amount,
                                  allocated, booked_on, value_date, keys, entry, whole_entry, reversed_on, replaced,
                                  reason, payment_reference, invoice_number, remittance_text, payer_name, traceparent)
                                select id, creditor, source, sender, currency, cast(amount as numeric),
                                  cast(allocated as numeric), booked, valued, cast(keys as text[]), entry, whole,
                                  reversed, replaced, reason, reference, invoice, remittance, payer, trace
                                from unnest(cast(:ids as uuid[]), cast(:creditors as text[]), cast(:sources as text[]),
                                  cast(:senders as text[]), cast(:currencies as text[]), cast(:amounts as text[]),
                                  cast(:allocated as text[]), cast(:booked as date[]), cast(:valued as date[]),
                                  cast(:keys as text[]), cast(:entries as uuid[]), cast(:whole as boolean[]),
                                  cast(:reversed as date[]), cast(:replaced as boolean[]), cast(:reasons as text[]),
                                  cast(:references as text[]), cast(:invoices as text[]), cast(:remittances as text[]),
                                  cast(:payers as text[]), cast(:traces as text[]))
                                  as told (id, creditor, source, sender, currency, amount, allocated, booked, valued,
                                    keys, entry, whole, reversed, replaced, reason, reference, invoice, remittance,
                                    payer, trace)
                                """)
                        .setParameter("ids", column(rows, UUID[]::new, row -> row.id))
                        .setParameter("creditors", column(rows, String[]::new, row -> row.creditorId))
                        .setParameter("sources", column(rows, String[]::new, row -> row.source))
                        .setParameter("senders", column(rows, String[]::new, row -> row.senderPaymentId))
                        .setParameter("currencies", column(rows, String[]::new, row -> row.currency))
                        .setParameter("amounts", column(rows, String[]::new, row -> row.amount.toPlainString()))
                        .setParameter("allocated", column(rows, String[]::new, row -> row.allocated.toPlainString()))
                        .setParameter("booked", column(rows, LocalDate[]::new, row -> row.bookedOn))
                        .setParameter("valued", column(rows, LocalDate[]::new, row -> row.valueDate))
                        .setParameter("keys", column(rows, String[]::new, row -> arrayLiteral(row.keys)))
                        .setParameter("entries", column(rows, UUID[]::new, row -> row.entry))
                        .setParameter("whole", column(rows, Boolean[]::new, row -> row.wholeEntry))
                        .setParameter("reversed", column(rows, LocalDate[]::new, row -> row.reversedOn))
                        .setParameter("replaced", column(rows, Boolean[]::new, row -> row.replaced))
                        .setParameter("reasons", column(rows, String[]::new, row -> row.reason))
                        .setParameter("references", column(rows, String[]::new, row -> row.paymentReference))
                        .setParameter("invoices", column(rows, String[]::new, row -> row.invoiceNumber))
                        .setParameter("remittances", column(rows, String[]::new, row -> row.remittanceText))
                        .setParameter("payers", column(rows, String[]::new, row -> row.payerName))
                        .setParameter("traces", column(rows, String[]::new, row -> row.traceparent))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    /** Lets payments be found by their keys; a payment that is told again may have more of them. */
    public Uni<Void> keys(StatelessSession session, Collection<PaymentRow> payments) {
        List<Long> keys = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (PaymentRow payment : payments) {
            for (long key : payment.fingerprints()) {
                keys.add(key);
                ids.add(payment.id);
            }
        }
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                insert into payment_key (key, payment_id)
                                select * from unnest(cast(:keys as bigint[]), cast(:ids as uuid[])) on conflict do nothing
                                """)
                        .setParameter("keys", keys.toArray(Long[]::new))
                        .setParameter("ids", ids.toArray(UUID[]::new))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    public Uni<Void> allocations(StatelessSession session, Collection<AllocationRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                insert into allocation (id, payment_id, ordinal, invoice_id, creditor_id, currency, amount,
                                  matched_by, holds, why)
                                select id, payment, ordinal, invoice, creditor, currency, cast(amount as numeric),
                                  matched, holds, why
                                from unnest(cast(:ids as uuid[]), cast(:payments as uuid[]), cast(:ordinals as int[]),
                                  cast(:invoices as uuid[]), cast(:creditors as text[]), cast(:currencies as text[]),
                                  cast(:amounts as text[]), cast(:matched as text[]), cast(:holds as boolean[]),
                                  cast(:whys as text[]))
                                  as told (id, payment, ordinal, invoice, creditor, currency, amount, matched, holds, why)
                                """)
                        .setParameter("ids", column(rows, UUID[]::new, row -> row.id))
                        .setParameter("payments", column(rows, UUID[]::new, row -> row.paymentId))
                        .setParameter("ordinals", column(rows, Integer[]::new, row -> row.ordinal))
                        .setParameter("invoices", column(rows, UUID[]::new, row -> row.invoiceId))
                        .setParameter("creditors", column(rows, String[]::new, row -> row.creditorId))
                        .setParameter("currencies", column(rows, String[]::new, row -> row.currency))
                        .setParameter("amounts", column(rows, String[]::new, row -> row.amount.toPlainString()))
                        .setParameter("matched", column(rows, String[]::new, row -> row.matchedBy))
                        .setParameter("holds", column(rows, Boolean[]::new, row -> row.holds))
                        .setParameter("whys", column(rows, String[]::new, row -> row.why))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    /** All that ever changes of an allocation is that it holds no more. */
    public Uni<Void> endAllocations(StatelessSession session, Collection<AllocationRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                update allocation set holds = false
                                where payment_id = any(cast(:payments as uuid[])) and id = any(cast(:ids as uuid[]))
                                """)
                        .setParameter("payments", column(rows, UUID[]::new, row -> row.paymentId))
                        .setParameter("ids", column(rows, UUID[]::new, row -> row.id))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    public Uni<Void> invoices(StatelessSession session, Collection<InvoiceRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                insert into invoice (id, creditor_id, number, payment_reference, currency, total, issued_on,
                                  cancelled, reference_key, number_key)
                                select id, creditor, number, reference, currency, cast(total as numeric), issued, cancelled,
                                  reference_key, number_key
                                from unnest(cast(:ids as uuid[]), cast(:creditors as text[]), cast(:numbers as text[]),
                                  cast(:references as text[]), cast(:currencies as text[]), cast(:totals as text[]),
                                  cast(:issued as date[]), cast(:cancelled as boolean[]), cast(:referenceKeys as bigint[]),
                                  cast(:numberKeys as bigint[]))
                                  as told (id, creditor, number, reference, currency, total, issued, cancelled,
                                    reference_key, number_key)
                                """)
                        .setParameter("ids", column(rows, UUID[]::new, row -> row.id))
                        .setParameter("creditors", column(rows, String[]::new, row -> row.creditorId))
                        .setParameter("numbers", column(rows, String[]::new, row -> row.number))
                        .setParameter("references", column(rows, String[]::new, row -> row.paymentReference))
                        .setParameter("currencies", column(rows, String[]::new, row -> row.currency))
                        .setParameter("totals", column(rows, String[]::new, row -> plain(row.total)))
                        .setParameter("issued", column(rows, LocalDate[]::new, row -> row.issuedOn))
                        .setParameter("cancelled", column(rows, Boolean[]::new, row -> row.cancelled))
                        .setParameter("referenceKeys", column(rows, Long[]::new, row -> row.referenceKey))
                        .setParameter("numberKeys", column(rows, Long[]::new, row -> row.numberKey))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    /**
     * Keeps the highest version of each claim, whoever hears which when: no lock is needed, and none but the rows' own is
     * held. One claim an invoice, in the order of their ids, so that two who hear the same ones do not wait for each other.
     */
    public Uni<Void> claims(StatelessSession session, Collection<News.ClaimIs> claims) {
        List<News.ClaimIs> rows = claims.stream()
                .sorted(Comparator.comparing(News.ClaimIs::invoiceId))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                insert into claim (invoice_id, creditor_id, version, currency, balance)
                                select invoice, creditor, version, currency, cast(balance as numeric)
                                from unnest(cast(:invoices as uuid[]), cast(:creditors as text[]), cast(:versions as int[]),
                                  cast(:currencies as text[]), cast(:balances as text[]))
                                  as told (invoice, creditor, version, currency, balance)
                                on conflict (invoice_id) do update
                                  set version = excluded.version, currency = excluded.currency, balance = excluded.balance
                                  where claim.version < excluded.version
                                """)
                        .setParameter("invoices", column(rows, UUID[]::new, News.ClaimIs::invoiceId))
                        .setParameter("creditors", column(rows, String[]::new, News.ClaimIs::creditorId))
                        .setParameter(
                                "versions",
                                column(rows, Integer[]::new, row -> row.claim().version()))
                        .setParameter("currencies", column(rows, String[]::new, row -> currency(row)))
                        .setParameter("balances", column(rows, String[]::new, row -> balance(row)))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static String currency(News.ClaimIs told) {
        return told.claim().balance().currency().getCurrencyCode();
    }

    private static String balance(News.ClaimIs told) {
        return told.claim().balance().amount().toPlainString();
    }

    /** Our own events are text, and go as texts; what is given back may be any bytes, and goes row by row. */
    public Uni<Void> events(StatelessSession session, Collection<OutboxRow> events) {
        List<OutboxRow> own =
                events.stream().filter(row -> row.rejection == null).toList();
        List<OutboxRow> back =
                events.stream().filter(row -> row.rejection != null).toList();
        return ownEvents(session, own).chain(() -> insert(session, back));
    }

    private static Uni<Void> ownEvents(StatelessSession session, Collection<OutboxRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery("""
                                insert into outbox (id, topic, key, type, subject, time, traceparent, payload)
                                select id, topic, key, type, subject, time, trace, convert_to(payload, 'UTF8')
                                from unnest(cast(:ids as uuid[]), cast(:topics as text[]), cast(:keys as text[]),
                                  cast(:types as text[]), cast(:subjects as text[]), cast(:times as text[]),
                                  cast(:traces as text[]), cast(:payloads as text[]))
                                  as told (id, topic, key, type, subject, time, trace, payload)
                                """)
                        .setParameter("ids", column(rows, UUID[]::new, row -> row.id))
                        .setParameter("topics", column(rows, String[]::new, row -> row.topic))
                        .setParameter("keys", column(rows, String[]::new, row -> row.key))
                        .setParameter("types", column(rows, String[]::new, row -> row.type))
                        .setParameter("subjects", column(rows, String[]::new, row -> row.subject))
                        .setParameter("times", column(rows, String[]::new, row -> row.time))
                        .setParameter("traces", column(rows, String[]::new, row -> row.traceparent))
                        .setParameter(
                                "payloads",
                                column(rows, String[]::new, row -> new String(row.payload, StandardCharsets.UTF_8)))
                        .executeUpdate()
                        .replaceWithVoid();
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

    private static <R, T> T[] column(Collection<R> rows, IntFunction<T[]> array, Function<R, @Nullable T> value) {
        T[] column = array.apply(rows.size());
        int i = 0;
        for (R row : rows) {
            column[i++] = value.apply(row);
        }
        return column;
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    /** As PostgreSQL writes an array: an array of arrays can not be told from a longer one. */
    private static String arrayLiteral(String[] texts) {
        var literal = new StringBuilder("{");
        for (String text : texts) {
            literal.append(literal.length() == 1 ? "\"" : ",\"")
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
