package io.rykker.payment.persistence;

import io.rykker.payment.domain.Invoice;
import io.rykker.payment.domain.Invoice.Issued;
import io.rykker.payment.domain.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is needed here of one invoice. */
@Entity
@SqlResultSetMapping(name = InvoiceRow.ROWS, entities = @EntityResult(entityClass = InvoiceRow.class))
@Table(name = "invoice")
public class InvoiceRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "invoices";

    @Id
    public UUID id;

    public String creditorId;
    public @Nullable String number;
    public @Nullable String paymentReference;
    public @Nullable String currency;
    public @Nullable BigDecimal total;
    public @Nullable LocalDate issuedOn;
    public boolean cancelled;
    public @Nullable Long referenceKey;
    public @Nullable Long numberKey;

    /** JSON, because nothing is ever looked for in it; null for a claim that was never anybody else's. */
    public @Nullable String assignments;

    protected InvoiceRow() {}

    public InvoiceRow(Invoice invoice) {
        this.id = invoice.id();
        this.creditorId = invoice.creditorId();
        this.cancelled = invoice.cancelled();
        this.assignments = AssignmentsText.of(invoice.assignments());
        Issued issued = invoice.issued();
        if (issued != null) {
            this.number = issued.number();
            this.paymentReference = issued.paymentReference();
            this.currency = issued.total().currency().getCurrencyCode();
            this.total = issued.total().amount();
            this.issuedOn = issued.issuedOn();
            this.referenceKey = Fingerprint.ofAny(creditorId, issued.referenceKey());
            this.numberKey = Fingerprint.ofAny(creditorId, issued.numberKey());
        }
    }

    public Invoice toDomain() {
        Issued issued = number == null
                ? null
                : new Issued(
                        number,
                        paymentReference,
                        new Money(
                                Objects.requireNonNull(total), Currency.getInstance(Objects.requireNonNull(currency))),
                        Objects.requireNonNull(issuedOn));
        return new Invoice(id, creditorId, issued, cancelled, AssignmentsText.toAssignments(assignments));
    }
}
