package io.rykker.invoice.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rykker.invoice.domain.Address;
import io.rykker.invoice.domain.Assignment;
import io.rykker.invoice.domain.Contact;
import io.rykker.invoice.domain.Creditor;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.domain.Delivery;
import io.rykker.invoice.domain.Money;
import io.rykker.invoice.domain.Receivable.Fact;
import io.rykker.invoice.domain.Review;
import io.rykker.invoice.persistence.OutboxRow;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what this service says, in the form that the contract fixes. */
public final class Outgoing {

    private static final String INVOICES = "rykker.invoices.v1";
    private static final String PARTIES = "rykker.parties.v1";
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

    record Place(String country, String timeZone) {}

    record Person(String kind, String country, String language) {}

    record InvoiceIssued(
            UUID invoiceId,
            String creditorId,
            UUID debtorId,
            String invoiceNumber,
            LocalDate issuedOn,
            LocalDate dueOn,
            Amount total,
            Place creditor,
            Person debtor,
            int sequence,
            @Nullable String paymentReference,
            @Nullable Boolean feesAgreed,
            @Nullable String policy,
            @Nullable String agency,
            String bankFeed,
            @Nullable List<Warning> warnings,
            @Nullable Delivered delivery) {}

    /** How the invoice reached the debtor. */
    public record Delivered(
            LocalDate on, String channel, @Nullable String receiptId) {

        public static Delivered of(Delivery delivery) {
            return new Delivered(delivery.on(), OrderReader.lower(delivery.channel()), delivery.receiptId());
        }

        static @Nullable Delivered orNull(@Nullable Delivery delivery) {
            return delivery == null ? null : of(delivery);
        }
    }

    record InvoiceDelivered(UUID invoiceId, String creditorId, Delivered delivery, int sequence) {}

    /** What was odd in the invoice and is for a program to act on; it was taken in all the same. */
    record Warning(
            @Nullable String code,
            String field,
            String what,
            @Nullable String rule) {

        static @Nullable List<Warning> of(Fact.Issued fact) {
            return Review.term(fact.invoice(), fact.debtor(), fact.dueOn(), PaymentTerms.LIMITS)
                    .map(one -> List.of(new Warning(one.code(), one.field(), one.what(), one.rule())))
                    .orElse(null);
        }
    }

    record InvoiceCredited(
            UUID invoiceId,
            String creditorId,
            UUID creditNoteId,
            String creditNoteNumber,
            Amount amount,
            LocalDate creditedOn,
            int sequence,
            @Nullable String reason) {}

    record InvoiceCancelled(
            UUID invoiceId,
            String creditorId,
            LocalDate cancelledOn,
            int sequence,
            @Nullable String reason) {}

    record Assignee(String id, String name, @Nullable String iban) {

        static Assignee of(Assignment.Assignee assignee) {
            return new Assignee(assignee.id(), assignee.name(), assignee.iban());
        }
    }

    record InvoiceAssigned(
            UUID invoiceId,
            String creditorId,
            UUID assignmentId,
            String kind,
            Assignee assignee,
            LocalDate assignedOn,
            @Nullable Amount price,
            String by,
            String why,
            int sequence) {}

    record InvoiceReturned(
            UUID invoiceId,
            String creditorId,
            UUID assignmentId,
            String kind,
            Assignee assignee,
            LocalDate assignedOn,
            LocalDate returnedOn,
            String by,
            String why,
            int sequence) {}

    record InvoicePaidToFactor(
            UUID invoiceId,
            String creditorId,
            UUID factorPaymentId,
            String assigneeId,
            String reference,
            Amount amount,
            LocalDate paidOn,
            int sequence) {}

    record CreditorChanged(
            String creditorId,
            int version,
            String name,
            String country,
            String timeZone,
            String language,
            String currency,
            String bankFeed,
            @Nullable String registrationNumber,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address address,
            List<Creditor.Account> accounts,
            @Nullable String policy,
            @Nullable String agency) {}

    record DebtorChanged(
            UUID debtorId,
            String creditorId,
            int version,
            String number,
            String name,
            String kind,
            String country,
            String language,
            @Nullable String registrationNumber,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address address,
            @Nullable Found contact) {}

    /** That a person found where the debtor is to be reached. */
    public record Found(int version, LocalDate on, String by, String why) {

        public static @Nullable Found of(@Nullable Contact contact) {
            return contact == null ? null : new Found(contact.version(), contact.on(), contact.by(), contact.why());
        }
    }

    record Rejection(
            String reason,
            @Nullable String field,
            String service,
            String topic,
            int partition,
            long offset,
            Map<String, String> headers) {}

    public static OutboxRow fact(UUID invoiceId, Fact fact, Creditor creditor, Instant now, String traceparent) {
        return switch (fact) {
            case Fact.Issued issued ->
                event(
                        INVOICES,
                        "rykker.InvoiceIssued.v1",
                        invoiceId,
                        issued(invoiceId, issued, creditor),
                        now,
                        traceparent);
            case Fact.Credited credited ->
                event(
                        INVOICES,
                        "rykker.InvoiceCredited.v1",
                        invoiceId,
                        credited(invoiceId, credited),
                        now,
                        traceparent);
            case Fact.Cancelled cancelled ->
                event(
                        INVOICES,
                        "rykker.InvoiceCancelled.v1",
                        invoiceId,
                        cancelled(invoiceId, cancelled),
                        now,
                        traceparent);
            case Fact.Delivered(var creditorId, var delivery, var sequence) ->
                event(
                        INVOICES,
                        "rykker.InvoiceDelivered.v1",
                        invoiceId,
                        new InvoiceDelivered(invoiceId, creditorId, Delivered.of(delivery), sequence),
                        now,
                        traceparent);
            case Fact.Assigned assigned ->
                event(
                        INVOICES,
                        "rykker.InvoiceAssigned.v1",
                        invoiceId,
                        assigned(invoiceId, assigned, creditor),
                        now,
                        traceparent);
            case Fact.Returned returned ->
                event(
                        INVOICES,
                        "rykker.InvoiceReturned.v1",
                        invoiceId,
                        returned(invoiceId, returned, creditor),
                        now,
                        traceparent);
            case Fact.FactorWasPaid paid ->
                event(
                        INVOICES,
                        "rykker.InvoicePaidToFactor.v1",
                        invoiceId,
                        paidToFactor(invoiceId, paid, creditor),
                        now,
                        traceparent);
        };
    }

    private static InvoiceIssued issued(UUID invoiceId, Fact.Issued fact, Creditor creditor) {
        var invoice = fact.invoice();
        var debtor = fact.debtor();
        return new InvoiceIssued(
                invoiceId,
                creditor.id(),
                debtor.id(),
                invoice.invoiceNumber(),
                invoice.issuedOn(),
                fact.dueOn(),
                Amount.of(invoice.receivable()),
                new Place(creditor.country(), creditor.timeZone()),
                new Person(OrderReader.lower(debtor.kind()), debtor.country(), debtor.language()),
                fact.sequence(),
                invoice.paymentReference(),
                invoice.feesAgreed(),
                creditor.policy(),
                creditor.agency(),
                OrderReader.lower(creditor.bankFeed()),
                Warning.of(fact),
                Delivered.orNull(fact.delivery()));
    }

    private static InvoiceCredited credited(UUID invoiceId, Fact.Credited fact) {
        var credit = fact.credit();
        return new InvoiceCredited(
                invoiceId,
                credit.creditorId(),
                credit.creditNoteId(),
                credit.creditNoteNumber(),
                Amount.of(credit.amount()),
                credit.issuedOn(),
                fact.sequence(),
                credit.reason());
    }

    private static InvoiceCancelled cancelled(UUID invoiceId, Fact.Cancelled fact) {
        var cancellation = fact.cancellation();
        return new InvoiceCancelled(
                invoiceId,
                cancellation.creditorId(),
                cancellation.cancelledOn(),
                fact.sequence(),
                cancellation.reason());
    }

    private static InvoiceAssigned assigned(UUID invoiceId, Fact.Assigned fact, Creditor creditor) {
        Assignment assignment = fact.assignment();
        Money price = assignment.price();
        return new InvoiceAssigned(
                invoiceId,
                creditor.id(),
                assignment.id(invoiceId),
                OrderReader.lower(assignment.kind()),
                Assignee.of(assignment.assignee()),
                assignment.on(),
                price == null ? null : Amount.of(price),
                assignment.by(),
                assignment.why(),
                fact.sequence());
    }

    private static InvoiceReturned returned(UUID invoiceId, Fact.Returned fact, Creditor creditor) {
        Assignment assignment = fact.assignment();
        return new InvoiceReturned(
                invoiceId,
                creditor.id(),
                assignment.id(invoiceId),
                OrderReader.lower(assignment.kind()),
                Assignee.of(assignment.assignee()),
                assignment.on(),
                fact.back().on(),
                fact.back().by(),
                fact.back().why(),
                fact.sequence());
    }

    private static InvoicePaidToFactor paidToFactor(UUID invoiceId, Fact.FactorWasPaid fact, Creditor creditor) {
        Assignment.FactorPayment payment = fact.payment();
        return new InvoicePaidToFactor(
                invoiceId,
                creditor.id(),
                payment.id(invoiceId),
                payment.assigneeId(),
                payment.reference(),
                Amount.of(payment.amount()),
                payment.on(),
                fact.sequence());
    }

    public static OutboxRow creditor(Creditor creditor, int version, Instant now, String traceparent) {
        var body = new CreditorChanged(
                creditor.id(),
                version,
                creditor.name(),
                creditor.country(),
                creditor.timeZone(),
                creditor.language(),
                creditor.currency().getCurrencyCode(),
                OrderReader.lower(creditor.bankFeed()),
                creditor.registrationNumber(),
                creditor.email(),
                creditor.phone(),
                creditor.address(),
                creditor.accounts(),
                creditor.policy(),
                creditor.agency());
        return event(PARTIES, "rykker.CreditorChanged.v1", creditor.id(), body, now, traceparent);
    }

    /**
     * A debtor as it is to be reached.
     *
     * @param told the debtor as the invoices tell
     * @param contact where a person found that the debtor is to be reached instead, or null
     */
    public static OutboxRow debtor(
            Debtor told, @Nullable Contact contact, int version, Instant now, String traceparent) {
        Debtor debtor = contact == null ? told : contact.of(told);
        var body = new DebtorChanged(
                debtor.id(),
                debtor.creditorId(),
                version,
                debtor.number(),
                debtor.name(),
                OrderReader.lower(debtor.kind()),
                debtor.country(),
                debtor.language(),
                debtor.registrationNumber(),
                debtor.email(),
                debtor.phone(),
                debtor.address(),
                Found.of(contact));
        return event(PARTIES, "rykker.DebtorChanged.v1", debtor.id(), body, now, traceparent);
    }

    /** The record goes back to whoever watches the rejected ones: same key, same bytes, and why. */
    public static OutboxRow rejected(Incoming record, @Nullable String field, String reason, Instant now) {
        var why = new Rejection(
                reason,
                field == null || field.isEmpty() ? null : field,
                "invoice-service",
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
                new String(bytes(why), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static OutboxRow event(
            String topic, String type, Object key, Object body, Instant now, String traceparent) {
        return new OutboxRow(
                topic, key.toString(), type, key.toString(), now.toString(), traceparent, bytes(body), null);
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
