package io.rykker.collection.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money that an agency got from a debtor. */
@Entity
@Table(name = "agency_payment")
public class AgencyPaymentRow {

    /** {@code agency:number}, the number being the agency's own. */
    @Id
    public String id;

    public UUID caseId;
    public BigDecimal amount;
    public String currency;
    public LocalDate paidOn;
    public @Nullable LocalDate reversedOn;
    public @Nullable String reversalReason;

    protected AgencyPaymentRow() {}

    public AgencyPaymentRow(String id, UUID caseId, BigDecimal amount, String currency, LocalDate paidOn) {
        this.id = id;
        this.caseId = caseId;
        this.amount = amount;
        this.currency = currency;
        this.paidOn = paidOn;
    }
}
