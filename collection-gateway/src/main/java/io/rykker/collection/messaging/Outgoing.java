package io.rykker.collection.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rykker.collection.domain.Money;
import io.rykker.collection.persistence.AgencyPaymentRow;
import io.rykker.collection.persistence.HandoverRow;
import io.rykker.collection.persistence.OutboxRow;
import io.rykker.collection.persistence.PaymentRow;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what this service says: events in the form that the contract fixes, and the bodies of the webhooks. */
public final class Outgoing {

    private static final String CASES = "rykker.cases.v1";
    private static final String PAYMENTS = "rykker.inbound.payments.v1";

    /** What a creditor keeps to itself: how its own follow-up works is none of the agency's business. */
    private static final List<String> INTERNAL = List.of("version", "bankFeed", "policy", "agency");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private Outgoing() {}

    record Amount(String amount, String currency) {
        static Amount of(BigDecimal amount, String currency) {
            var money = new Money(amount, Currency.getInstance(currency));
            return new Amount(money.amount().toPlainString(), currency);
        }
    }

    record CaseAccepted(
            UUID caseId,
            UUID invoiceId,
            String creditorId,
            String agency,
            LocalDate on,
            @Nullable String agencyCaseNumber) {}

    record CaseRejected(UUID caseId, UUID invoiceId, String creditorId, String agency, LocalDate on, String reason) {}

    record CaseProgressed(
            UUID caseId,
            UUID invoiceId,
            String creditorId,
            String agency,
            LocalDate on,
            String status,
            @Nullable String text) {}

    record CaseClosed(
            UUID caseId,
            UUID invoiceId,
            String creditorId,
            String agency,
            LocalDate on,
            String closeCode,
            @Nullable String text) {}

    record PaymentReceived(
            String creditorId,
            String paymentId,
            LocalDate bookedOn,
            LocalDate valueDate,
            Amount amount,
            @Nullable String paymentReference,
            String invoiceNumber,
            String source) {}

    record PaymentReversed(
            String creditorId,
            String paymentId,
            LocalDate reversedOn,
            @Nullable String reason,
            String source) {}

    record Rejection(
            String reason,
            @Nullable String field,
            String service,
            String topic,
            int partition,
            long offset,
            Map<String, String> headers) {}

    public static OutboxRow accepted(HandoverRow row, LocalDate on, Instant now) {
        var body = new CaseAccepted(row.caseId, row.invoiceId, row.creditorId, agency(row), on, row.agencyCaseNumber);
        return event("rykker.CaseAccepted.v1", row, body, now);
    }

    public static OutboxRow rejected(HandoverRow row, LocalDate on, String reason, Instant now) {
        var body = new CaseRejected(row.caseId, row.invoiceId, row.creditorId, agency(row), on, reason);
        return event("rykker.CaseRejected.v1", row, body, now);
    }

    public static OutboxRow progressed(
            HandoverRow row, LocalDate on, String status, @Nullable String text, Instant now) {
        var body = new CaseProgressed(row.caseId, row.invoiceId, row.creditorId, agency(row), on, status, text);
        return event("rykker.CaseProgressed.v1", row, body, now);
    }

    public static OutboxRow closed(
            HandoverRow row, LocalDate on, String closeCode, @Nullable String text, Instant now) {
        var body = new CaseClosed(row.caseId, row.invoiceId, row.creditorId, agency(row), on, closeCode, text);
        return event("rykker.CaseClosed.v1", row, body, now);
    }

    /** Tells payment-service of the money, the way an ERP would: it is booked there and nowhere else. */
    public static OutboxRow received(HandoverRow row, AgencyPaymentRow payment, Instant now) {
        var body = new PaymentReceived(
                row.creditorId,
                payment.id,
                payment.paidOn,
                payment.paidOn,
                Amount.of(payment.amount, payment.currency),
                row.paymentReference,
                Objects.requireNonNull(row.invoiceNumber),
                "agency");
        return new OutboxRow(
                PAYMENTS,
                payment.id,
                "rykker.inbound.PaymentReceived.v1",
                payment.id,
                now.toString(),
                row.traceparent,
                bytes(body),
                null);
    }

    public static OutboxRow reversed(HandoverRow row, AgencyPaymentRow payment, Instant now) {
        var body = new PaymentReversed(
                row.creditorId,
                payment.id,
                Objects.requireNonNull(payment.reversedOn),
                payment.reversalReason,
                "agency");
        return new OutboxRow(
                PAYMENTS,
                payment.id,
                "rykker.inbound.PaymentReversed.v1",
                payment.id,
                now.toString(),
                row.traceparent,
                bytes(body),
                null);
    }

    /** The record goes back to whoever watches the rejected ones: same key, same bytes, and why. */
    public static OutboxRow rejected(Incoming record, @Nullable String field, String reason, Instant now) {
        var why = new Rejection(
                reason,
                field == null || field.isEmpty() ? null : field,
                "collection-gateway",
                record.topic(),
                record.partition(),
                record.offset(),
                new TreeMap<>(record.headers()));
        return new OutboxRow(
                record.topic() + ".rejected",
                record.key(),
                "rykker.Rejected.v1",
                record.key() == null ? "" : record.key(),
                now.toString(),
                record.traceparent(),
                record.body(),
                new String(bytes(why), StandardCharsets.UTF_8));
    }

    /** Everything that was decided, and who the claim is between; a mandate that is left out is to collect. */
    public static byte[] handover(byte[] escalated, byte[] creditor, byte[] debtor, Instant now) {
        ObjectNode data = (ObjectNode) Json.tree(escalated);
        if (!data.hasNonNull("mandate")) {
            ObjectNode _ = data.put("mandate", "collection");
        }
        data.set("creditor", party(creditor));
        data.set("debtor", party(debtor));
        return webhook("case.handover", data, now);
    }

    private static JsonNode party(byte[] body) {
        return ((ObjectNode) Json.tree(body)).remove(INTERNAL);
    }

    public static byte[] recall(HandoverRow row, byte[] recalled, Instant now) {
        ObjectNode data = (ObjectNode) Json.tree(recalled);
        ObjectNode _ = data.put("invoiceNumber", row.invoiceNumber);
        if (row.agencyCaseNumber != null) {
            ObjectNode _ = data.put("agencyCaseNumber", row.agencyCaseNumber);
        }
        return webhook("case.recall", data, now);
    }

    /** Money that reached the creditor directly; money that went back again is a negative amount. */
    public static byte[] payment(HandoverRow row, PaymentRow payment, Instant now) {
        ObjectNode data = JSON.createObjectNode()
                .put("caseId", row.caseId.toString())
                .put("invoiceId", row.invoiceId.toString())
                .put("creditorId", row.creditorId)
                .put("invoiceNumber", row.invoiceNumber)
                .put("allocationId", payment.allocationId.toString())
                .put("paymentId", payment.paymentId.toString())
                .put("valueDate", payment.valueDate.toString())
                .put("reversal", payment.reversal);
        data.set("amount", JSON.valueToTree(Amount.of(payment.amount, payment.currency)));
        if (row.agencyCaseNumber != null) {
            ObjectNode _ = data.put("agencyCaseNumber", row.agencyCaseNumber);
        }
        return webhook("case.payment", data, now);
    }

    private static byte[] webhook(String type, ObjectNode data, Instant now) {
        ObjectNode body = JSON.createObjectNode().put("type", type).put("timestamp", now.toString());
        body.set("data", data);
        return bytes(body);
    }

    private static String agency(HandoverRow row) {
        return Objects.requireNonNull(row.agency);
    }

    private static OutboxRow event(String type, HandoverRow row, Object body, Instant now) {
        String key = row.invoiceId.toString();
        return new OutboxRow(CASES, key, type, key, now.toString(), row.traceparent, bytes(body), null);
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
