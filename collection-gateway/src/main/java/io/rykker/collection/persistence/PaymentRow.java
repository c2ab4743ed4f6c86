package io.rykker.collection.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money that was allocated to an invoice, or, below zero, taken from it again. */
@Entity
@Table(name = "payment")
public class PaymentRow {

    @Id
    public String id;

    public UUID allocationId;
    public UUID paymentId;
    public UUID invoiceId;
    public BigDecimal amount;
    public String currency;
    public LocalDate valueDate;
    public String source;
    public @Nullable String reason;
    public boolean considered;
    public String traceparent;

    @Column(insertable = false, updatable = false)
    public @Nullable Long position;

    protected PaymentRow() {}

    public PaymentRow(
            String id,
            UUID allocationId,
            UUID paymentId,
            UUID invoiceId,
            BigDecimal amount,
            String currency,
            LocalDate valueDate,
            String source,
            @Nullable String reason,
            String traceparent) {
        this.id = id;
        this.allocationId = allocationId;
        this.paymentId = paymentId;
        this.invoiceId = invoiceId;
        this.amount = amount;
        this.currency = currency;
        this.valueDate = valueDate;
        this.source = source;
        this.reason = reason;
        this.traceparent = traceparent;
    }

    public boolean isReversal() {
        return amount.signum() < 0;
    }
}
