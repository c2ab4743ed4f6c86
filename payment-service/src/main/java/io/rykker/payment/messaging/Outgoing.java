package io.rykker.payment.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rykker.payment.domain.Assignment;
import io.rykker.payment.domain.Fact;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.Payment;
import io.rykker.payment.domain.Receipt;
import io.rykker.payment.persistence.OutboxRow;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what this service says, in the form that the contract fixes. */
public final class Outgoing {

    private static final String PAYMENTS = "rykker.payments.v1";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private Outgoing() {}

    record Amount(String amount, String currency) {
        static Amount of(Money money) {
            return new Amount(money.amount().toPlainString(), money.currency().getCurrencyCode());
        }
    }

    record PaymentReceived(
            UUID allocationId,
            UUID paymentId,
            UUID invoiceId,
            String creditorId,
            Amount amount,
            LocalDate valueDate,
            LocalDate bookedOn,
            String source,
            String senderPaymentId,
            String matchedBy) {}

    record PaymentReversed(
            UUID allocationId,
            UUID paymentId,
            UUID invoiceId,
            String creditorId,
            Amount amount,
            LocalDate reversedOn,
            @Nullable String reason,
            String source) {}

    record PaymentUnmatched(
            UUID paymentId,
            String creditorId,
            Amount amount,
            LocalDate valueDate,
            LocalDate bookedOn,
            String reason,
            String source,
            @Nullable UUID invoiceId,
            String senderPaymentId,
            String detail) {}

    record Assignee(String id, String name, @Nullable String iban) {
        static Assignee of(Assignment assignment) {
            return new Assignee(assignment.assigneeId(), assignment.assigneeName(), assignment.iban());
        }
    }

    record PaymentForwardDue(
            UUID allocationId,
            UUID paymentId,
            UUID invoiceId,
            String creditorId,
            UUID assignmentId,
            String kind,
            Assignee assignee,
            Amount amount,
            LocalDate valueDate,
            LocalDate bookedOn,
            String source) {}

    record PaymentForwardWithdrawn(
            UUID allocationId,
            UUID paymentId,
            UUID invoiceId,
            String creditorId,
            UUID assignmentId,
            String kind,
            Assignee assignee,
            Amount amount,
            LocalDate withdrawnOn,
            @Nullable String reason) {}

    record BankKnownThrough(String creditorId, String account, LocalDate knownThrough) {}

    record Rejection(
            String reason,
            @Nullable String field,
            String service,
            String topic,
            int partition,
            long offset,
            Map<String, String> headers) {}

    public static OutboxRow fact(Fact fact, Instant now, String traceparent) {
        return switch (fact) {
            case Fact.Allocated allocated ->
                event(
                        "rykker.PaymentReceived.v1",
                        allocated.allocation().invoiceId(),
                        received(allocated),
                        now,
                        traceparent);
            case Fact.Ended ended ->
                event("rykker.PaymentReversed.v1", ended.allocation().invoiceId(), reversed(ended), now, traceparent);
            case Fact.ForwardDue due ->
                event("rykker.PaymentForwardDue.v1", due.allocation().invoiceId(), forwardDue(due), now, traceparent);
            case Fact.ForwardWithdrawn withdrawn ->
                event(
                        "rykker.PaymentForwardWithdrawn.v1",
                        withdrawn.allocation().invoiceId(),
                        forwardWithdrawn(withdrawn),
                        now,
                        traceparent);
            case Fact.Unmatched unmatched ->
                event("rykker.PaymentUnmatched.v1", unmatched.payment().id(), unmatched(unmatched), now, traceparent);
            case Fact.Overpaid overpaid ->
                event("rykker.PaymentUnmatched.v1", overpaid.payment().id(), overpaid(overpaid), now, traceparent);
        };
    }

    private static PaymentReceived received(Fact.Allocated fact) {
        Receipt receipt = fact.payment().receipt();
        return new PaymentReceived(
                fact.allocation().id(),
                fact.payment().id(),
                fact.allocation().invoiceId(),
                receipt.creditorId(),
                Amount.of(fact.allocation().amount()),
                receipt.valueDate(),
                receipt.bookedOn(),
                receipt.source(),
                receipt.senderPaymentId(),
                fact.allocation().by().word());
    }

    private static PaymentReversed reversed(Fact.Ended fact) {
        Receipt receipt = fact.payment().receipt();
        return new PaymentReversed(
                fact.allocation().id(),
                fact.payment().id(),
                fact.allocation().invoiceId(),
                receipt.creditorId(),
                Amount.of(fact.allocation().amount()),
                fact.on(),
                fact.reason(),
                receipt.source());
    }

    private static PaymentForwardDue forwardDue(Fact.ForwardDue fact) {
        Receipt receipt = fact.payment().receipt();
        return new PaymentForwardDue(
                fact.allocation().id(),
                fact.payment().id(),
                fact.allocation().invoiceId(),
                receipt.creditorId(),
                fact.assignment().id(),
                fact.assignment().kind(),
                Assignee.of(fact.assignment()),
                Amount.of(fact.allocation().amount()),
                receipt.valueDate(),
                receipt.bookedOn(),
                receipt.source());
    }

    private static PaymentForwardWithdrawn forwardWithdrawn(Fact.ForwardWithdrawn fact) {
        return new PaymentForwardWithdrawn(
                fact.allocation().id(),
                fact.payment().id(),
                fact.allocation().invoiceId(),
                fact.payment().receipt().creditorId(),
                fact.assignment().id(),
                fact.assignment().kind(),
                Assignee.of(fact.assignment()),
                Amount.of(fact.allocation().amount()),
                fact.on(),
                fact.reason());
    }

    private static PaymentUnmatched unmatched(Fact.Unmatched fact) {
        return unmatched(fact.payment(), fact.payment().unallocated(), fact.reason(), null, fact.detail());
    }

    private static PaymentUnmatched overpaid(Fact.Overpaid fact) {
        return unmatched(
                fact.payment(),
                fact.amount(),
                "overpaid",
                fact.invoiceId(),
                "More was paid than is owed: " + fact.amount() + " too much.");
    }

    private static PaymentUnmatched unmatched(
            Payment payment, Money amount, String reason, @Nullable UUID invoiceId, String detail) {
        Receipt receipt = payment.receipt();
        return new PaymentUnmatched(
                payment.id(),
                receipt.creditorId(),
                Amount.of(amount),
                receipt.valueDate(),
                receipt.bookedOn(),
                reason,
                receipt.source(),
                invoiceId,
                receipt.senderPaymentId(),
                detail);
    }

    public static OutboxRow bankKnown(
            String creditorId, String account, LocalDate through, Instant now, String traceparent) {
        return event(
                "rykker.BankKnownThrough.v1",
                creditorId,
                new BankKnownThrough(creditorId, lastFour(account), through),
                now,
                traceparent);
    }

    /** An account is never shown whole to those who only need to know which of a creditor's it is. */
    public static String lastFour(String account) {
        return account.substring(Math.max(0, account.length() - 4));
    }

    /** The record goes back to whoever watches the rejected ones: same key, same bytes, and why. */
    public static OutboxRow rejected(Incoming record, @Nullable String field, String reason, Instant now) {
        var why = new Rejection(
                reason,
                field == null || field.isEmpty() ? null : field,
                "payment-service",
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

    private static OutboxRow event(String type, Object key, Object body, Instant now, String traceparent) {
        return new OutboxRow(
                PAYMENTS, key.toString(), type, key.toString(), now.toString(), traceparent, bytes(body), null);
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
