package io.rykker.payment.persistence;

import io.rykker.payment.domain.Allocation;
import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.Payment;
import io.rykker.payment.domain.Receipt;
import io.rykker.payment.domain.Receipt.Said;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One payment; how much of it is allocated stands here too, so that the database itself can check the sum. */
@Entity
@SqlResultSetMapping(name = PaymentRow.ROWS, entities = @EntityResult(entityClass = PaymentRow.class))
@Table(name = "payment")
public class PaymentRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "payments";

    @Id
    public UUID id;

    public String creditorId;
    public String source;
    public String senderPaymentId;
    public String currency;
    public BigDecimal amount;
    public BigDecimal allocated;
    public LocalDate bookedOn;
    public LocalDate valueDate;
    public String[] keys;
    public @Nullable UUID entry;
    public boolean wholeEntry;
    public @Nullable LocalDate reversedOn;
    public boolean replaced;
    public @Nullable String reason;
    public @Nullable String paymentReference;
    public @Nullable String invoiceNumber;
    public @Nullable String remittanceText;
    public @Nullable String payerName;
    public String traceparent;

    protected PaymentRow() {}

    public PaymentRow(Payment payment, String traceparent) {
        Receipt receipt = payment.receipt();
        this.id = payment.id();
        this.creditorId = receipt.creditorId();
        this.source = receipt.source();
        this.senderPaymentId = receipt.senderPaymentId();
        this.currency = receipt.amount().currency().getCurrencyCode();
        this.amount = receipt.amount().amount();
        this.allocated = payment.allocated().amount();
        this.bookedOn = receipt.bookedOn();
        this.valueDate = receipt.valueDate();
        this.keys = stored(receipt.keys());
        this.entry = receipt.entry();
        this.wholeEntry = receipt.wholeEntry();
        this.reversedOn = payment.reversedOn();
        this.replaced = payment.replaced();
        this.reason = payment.reason();
        this.paymentReference = receipt.said().paymentReference();
        this.invoiceNumber = receipt.said().invoiceNumber();
        this.remittanceText = receipt.said().text();
        this.payerName = receipt.said().payerName();
        this.traceparent = traceparent;
    }

    static String[] stored(Collection<Key> keys) {
        return keys.stream().map(Key::stored).sorted().toArray(String[]::new);
    }

    /** Under which it is found, each once. */
    public Set<Long> fingerprints() {
        Set<Long> fingerprints = new LinkedHashSet<>();
        for (String key : keys) {
            fingerprints.add(Fingerprint.of(creditorId, Key.stored(key)));
        }
        return fingerprints;
    }

    /**
     * The payment as the ledger knows it.
     *
     * @param allocationRows all of this payment, in the order of their ordinals
     */
    public Payment toDomain(List<AllocationRow> allocationRows) {
        List<Allocation> allocations =
                allocationRows.stream().map(AllocationRow::toDomain).toList();
        return new Payment(id, receipt(), allocations, reversedOn, replaced, reason);
    }

    private Receipt receipt() {
        return new Receipt(
                creditorId,
                source,
                senderPaymentId,
                new Money(amount, Currency.getInstance(currency)),
                bookedOn,
                valueDate,
                Arrays.stream(keys).map(Key::stored).collect(Collectors.toSet()),
                entry,
                wholeEntry,
                new Said(paymentReference, invoiceNumber, remittanceText, payerName));
    }
}
