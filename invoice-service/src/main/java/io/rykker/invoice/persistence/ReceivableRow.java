package io.rykker.invoice.persistence;

import io.rykker.invoice.domain.Invoice;
import io.rykker.invoice.domain.Money;
import io.rykker.invoice.domain.Order.Cancel;
import io.rykker.invoice.domain.Order.Credit;
import io.rykker.invoice.domain.Receivable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that is known of one invoice number, but for its credit notes. */
@Entity
@SqlResultSetMapping(name = ReceivableRow.ROWS, entities = @EntityResult(entityClass = ReceivableRow.class))
@Table(name = "receivable")
public class ReceivableRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "receivables";

    @Id
    public UUID id;

    public String creditorId;
    public String number;
    public int sequence;
    public @Nullable LocalDate issuedOn;
    public @Nullable LocalDate dueOn;
    public @Nullable LocalDate statedDueOn;
    public @Nullable String currency;
    public @Nullable BigDecimal total;
    public @Nullable BigDecimal prepaid;
    public @Nullable String paymentReference;
    public @Nullable Boolean feesAgreed;
    public @Nullable String note;
    public @Nullable String debtorNumber;
    public @Nullable LocalDate cancelledOn;
    public @Nullable String cancelReason;
    public String traceparent;

    /** JSON, because nothing is ever looked for in it; null while nobody said how the invoice was delivered. */
    public @Nullable String deliveries;

    /** JSON, because nothing is ever looked for in it; null for a claim that was never anybody else's. */
    public @Nullable String assignments;

    protected ReceivableRow() {}

    public ReceivableRow(UUID id, String creditorId, String number, String traceparent) {
        this.id = id;
        this.creditorId = creditorId;
        this.number = number;
        this.traceparent = traceparent;
    }

    public ReceivableRow become(Receivable receivable) {
        sequence = receivable.sequence();
        dueOn = receivable.dueOn();
        Invoice invoice = receivable.invoice();
        if (invoice != null) {
            issuedOn = invoice.issuedOn();
            statedDueOn = invoice.statedDueOn();
            currency = invoice.total().currency().getCurrencyCode();
            total = invoice.total().amount();
            Money before = invoice.prepaid();
            prepaid = before == null ? null : before.amount();
            paymentReference = invoice.paymentReference();
            feesAgreed = invoice.feesAgreed();
            note = invoice.note();
            debtorNumber = invoice.debtorNumber();
        }
        Cancel cancellation = receivable.cancellation();
        if (cancellation != null) {
            cancelledOn = cancellation.cancelledOn();
            cancelReason = cancellation.reason();
        }
        deliveries = ReceivableText.of(receivable.deliveries());
        assignments = ReceivableText.of(receivable.assignments());
        return this;
    }

    public Receivable toDomain(Iterable<CreditNoteRow> creditNotes) {
        Map<UUID, Credit> credits = new LinkedHashMap<>();
        creditNotes.forEach(row -> credits.put(row.id, row.toDomain(number)));
        Cancel cancellation = cancelledOn == null ? null : new Cancel(creditorId, number, cancelledOn, cancelReason);
        return new Receivable(
                id,
                invoice(),
                dueOn,
                credits,
                cancellation,
                ReceivableText.toDeliveries(deliveries),
                sequence,
                ReceivableText.toAssignments(assignments));
    }

    private @Nullable Invoice invoice() {
        if (issuedOn == null) {
            return null;
        }
        Currency of = Currency.getInstance(Objects.requireNonNull(currency));
        return new Invoice(
                creditorId,
                number,
                issuedOn,
                statedDueOn,
                new Money(Objects.requireNonNull(total), of),
                prepaid == null ? null : new Money(prepaid, of),
                paymentReference,
                feesAgreed,
                note,
                Objects.requireNonNull(debtorNumber));
    }
}
