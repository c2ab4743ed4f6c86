package io.rykker.payment.persistence;

import io.rykker.payment.domain.Allocation;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.Payment;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money of one payment that counts, or counted, towards one invoice. */
@Entity
@SqlResultSetMapping(name = AllocationRow.ROWS, entities = @EntityResult(entityClass = AllocationRow.class))
@Table(name = "allocation")
public class AllocationRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "allocations";

    @Id
    public UUID id;

    public UUID paymentId;
    public int ordinal;
    public UUID invoiceId;
    public String creditorId;
    public String currency;
    public BigDecimal amount;
    public String matchedBy;
    public boolean holds;
    public @Nullable String why;

    protected AllocationRow() {}

    public AllocationRow(Payment payment, int ordinal) {
        Allocation allocation = payment.allocations().get(ordinal);
        this.id = allocation.id();
        this.paymentId = payment.id();
        this.ordinal = ordinal;
        this.invoiceId = allocation.invoiceId();
        this.creditorId = payment.receipt().creditorId();
        this.currency = allocation.amount().currency().getCurrencyCode();
        this.amount = allocation.amount().amount();
        this.matchedBy = allocation.by().word();
        this.holds = allocation.holds();
        this.why = allocation.why();
    }

    public Allocation toDomain() {
        return new Allocation(
                id,
                invoiceId,
                new Money(amount, Currency.getInstance(currency)),
                Allocation.By.of(matchedBy),
                holds,
                why);
    }
}
