package io.rykker.payment.persistence;

import io.rykker.payment.domain.Invoice.Claim;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.News;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** What is owed of one invoice, as dunning last said it. Written by statements alone, see {@link Store}. */
@Entity
@SqlResultSetMapping(name = ClaimRow.ROWS, entities = @EntityResult(entityClass = ClaimRow.class))
@Table(name = "claim")
public class ClaimRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "claims";

    @Id
    public UUID invoiceId;

    public String creditorId;
    public int version;
    public String currency;
    public BigDecimal balance;

    protected ClaimRow() {}

    public News.ClaimIs toDomain() {
        return new News.ClaimIs(
                invoiceId, creditorId, new Claim(version, new Money(balance, Currency.getInstance(currency))));
    }
}
