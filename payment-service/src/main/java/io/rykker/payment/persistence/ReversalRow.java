package io.rykker.payment.persistence;

import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Ledger.Waiting;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.Reversal;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A reversal that was told, and the payment that it was applied to when that is here. */
@Entity
@SqlResultSetMapping(name = ReversalRow.ROWS, entities = @EntityResult(entityClass = ReversalRow.class))
@Table(name = "reversal")
public class ReversalRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "reversals";

    @Id
    public UUID id;

    public String creditorId;
    public @Nullable UUID paymentId;
    public String[] keys;
    public @Nullable String currency;
    public @Nullable BigDecimal amount;
    public LocalDate reversedOn;
    public @Nullable String reason;
    public String source;
    public @Nullable UUID appliedTo;

    protected ReversalRow() {}

    public ReversalRow(Waiting kept) {
        Reversal reversal = kept.reversal();
        this.id = reversal.id();
        this.creditorId = reversal.creditorId();
        this.paymentId = reversal.paymentId();
        this.keys = PaymentRow.stored(reversal.keys());
        Money back = reversal.amount();
        this.currency = back == null ? null : back.currency().getCurrencyCode();
        this.amount = back == null ? null : back.amount();
        this.reversedOn = reversal.reversedOn();
        this.reason = reversal.reason();
        this.source = reversal.source();
        this.appliedTo = kept.appliedTo();
    }

    public Waiting toDomain() {
        Money back = amount == null || currency == null ? null : new Money(amount, Currency.getInstance(currency));
        return new Waiting(
                new Reversal(
                        id,
                        creditorId,
                        paymentId,
                        Arrays.stream(keys).map(Key::stored).collect(Collectors.toSet()),
                        back,
                        reversedOn,
                        reason,
                        source),
                appliedTo);
    }
}
