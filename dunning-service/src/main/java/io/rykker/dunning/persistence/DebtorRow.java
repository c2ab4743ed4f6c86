package io.rykker.dunning.persistence;

import io.rykker.dunning.domain.Hold;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A debtor of a creditor: what is true of all of the debtor's cases. */
@Entity
@SqlResultSetMapping(name = DebtorRow.ROWS, entities = @EntityResult(entityClass = DebtorRow.class))
@SqlResultSetMapping(
        name = DebtorRow.Due.ROWS,
        entities = @EntityResult(entityClass = DebtorRow.class),
        columns = @ColumnResult(name = DebtorRow.Due.INVOICE, type = UUID.class))
@Table(name = "debtor")
@IdClass(DebtorRow.Key.class)
public class DebtorRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "debtors";

    /** A debtor is one for each creditor. */
    public record Key(String creditorId, UUID debtorId) implements Serializable {}

    /** A debtor with one of the cases whose day has come. */
    public record Due(DebtorRow debtor, UUID invoiceId) {

        static final String ROWS = "due-debtors";
        static final String INVOICE = "due_invoice";

        static Due of(Object[] row) {
            return new Due((DebtorRow) row[0], (UUID) row[1]);
        }
    }

    @Id
    public String creditorId;

    @Id
    public UUID debtorId;

    public @Nullable LocalDate heldFrom;
    public @Nullable LocalDate heldUntil;
    public @Nullable String heldWhy;
    public @Nullable String heldBy;

    protected DebtorRow() {}

    public Key key() {
        return new Key(creditorId, debtorId);
    }

    /** The hold of all cases, also when it is over; null when there was none. */
    public @Nullable Hold hold() {
        return heldFrom == null || heldUntil == null || heldWhy == null
                ? null
                : Hold.ofDebtor(heldFrom, heldUntil, heldWhy);
    }

    public void holdBack(@Nullable Hold hold, @Nullable String who) {
        heldFrom = hold == null ? null : hold.from();
        heldUntil = hold == null ? null : hold.until();
        heldWhy = hold == null ? null : hold.why();
        heldBy = who;
    }
}
