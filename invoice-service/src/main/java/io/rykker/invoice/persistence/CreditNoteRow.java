package io.rykker.invoice.persistence;

import io.rykker.invoice.domain.Money;
import io.rykker.invoice.domain.Order.Credit;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A credit note, also while it waits for its invoice. */
@Entity
@SqlResultSetMapping(name = CreditNoteRow.ROWS, entities = @EntityResult(entityClass = CreditNoteRow.class))
@Table(name = "credit_note")
public class CreditNoteRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "credit-notes";

    @Id
    public UUID id;

    public UUID receivableId;
    public String creditorId;
    public String number;
    public LocalDate issuedOn;
    public String currency;
    public BigDecimal amount;
    public @Nullable String reason;

    protected CreditNoteRow() {}

    public CreditNoteRow(Credit credit) {
        this.id = credit.creditNoteId();
        this.receivableId = credit.invoiceId();
        this.creditorId = credit.creditorId();
        this.number = credit.creditNoteNumber();
        this.issuedOn = credit.issuedOn();
        this.currency = credit.amount().currency().getCurrencyCode();
        this.amount = credit.amount().amount();
        this.reason = credit.reason();
    }

    public Credit toDomain(String invoiceNumber) {
        return new Credit(
                creditorId, number, invoiceNumber, issuedOn, new Money(amount, Currency.getInstance(currency)), reason);
    }
}
