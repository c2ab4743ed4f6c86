package io.rykker.collection.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money that was allocated to an invoice, or, below zero, taken from it again. Written whole polls at a time. */
@Entity
@Table(name = "payment")
public class PaymentRow {

    /** Given by the database, in the order in which they were told. */
    @Id
    public @Nullable Long position;

    public UUID invoiceId;
    public UUID allocationId;
    public boolean reversal;
    public UUID paymentId;
    public BigDecimal amount;
    public String currency;
    public LocalDate valueDate;
    public String source;

    protected PaymentRow() {}

    public PaymentRow(
            UUID invoiceId,
            UUID allocationId,
            boolean reversal,
            UUID paymentId,
            BigDecimal amount,
            String currency,
            LocalDate valueDate,
            String source) {
        this.invoiceId = invoiceId;
        this.allocationId = allocationId;
        this.reversal = reversal;
        this.paymentId = paymentId;
        this.amount = amount;
        this.currency = currency;
        this.valueDate = valueDate;
        this.source = source;
    }

    /** What a call about it is known by. */
    public String reference() {
        return reversal ? allocationId + "|reversed" : allocationId.toString();
    }
}
