package io.rykker.collection.persistence;

import io.rykker.collection.domain.Standing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One handover of one invoice to one agency; all that is not known before its escalation is null until then. */
@Entity
@SqlResultSetMapping(name = HandoverRow.ROWS, entities = @EntityResult(entityClass = HandoverRow.class))
@Table(name = "handover")
public class HandoverRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "handovers";

    @Id
    public UUID caseId;

    public UUID invoiceId;
    public String creditorId;
    public @Nullable String debtorId;
    public @Nullable String agency;
    public @Nullable String invoiceNumber;
    public @Nullable String paymentReference;
    public @Nullable String currency;
    public @Nullable BigDecimal paid;
    public @Nullable LocalDate escalatedOn;
    public byte @Nullable [] body;
    public String standing;
    public @Nullable Integer paymentsStated;
    public @Nullable String agencyCaseNumber;
    public @Nullable LocalDate decidedOn;
    public @Nullable String reason;
    public byte @Nullable [] recall;
    public String traceparent;

    /** Something may have been paid that nobody has looked at. */
    public boolean news;

    @Column(insertable = false, updatable = false)
    public @Nullable Long position;

    protected HandoverRow() {}

    public HandoverRow(UUID caseId, UUID invoiceId, String creditorId, String traceparent) {
        this.caseId = caseId;
        this.invoiceId = invoiceId;
        this.creditorId = creditorId;
        this.traceparent = traceparent;
        this.standing = Standing.NEW.name();
    }

    public Standing standing() {
        return Standing.valueOf(standing);
    }

    public void stand(Standing next) {
        standing = next.name();
    }
}
