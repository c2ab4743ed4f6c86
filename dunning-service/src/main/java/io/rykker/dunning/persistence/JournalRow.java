package io.rykker.dunning.persistence;

import io.rykker.dunning.domain.Fact;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/** One fact of a case's journal, with when it was heard and from whom. */
@Entity
@SqlResultSetMapping(name = JournalRow.ROWS, entities = @EntityResult(entityClass = JournalRow.class))
@Table(name = "journal")
@IdClass(JournalRow.Key.class)
public class JournalRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "journals";

    /** Who speaks for no person: whoever else told of a fact is one, or an agency. */
    public static final Set<String> SERVICES = Set.of(
            "dunning-service", "invoice-service", "payment-service", "notification-service", "collection-gateway");

    /** The case, and the place in its journal. */
    public record Key(UUID invoiceId, int number) implements Serializable {}

    @Id
    public UUID invoiceId;

    @Id
    public int number;

    public LocalDate happenedOn;
    public Instant heardAt;
    public String who;
    public String what;
    public String data;

    protected JournalRow() {}

    public JournalRow(UUID invoiceId, int number, LocalDate happenedOn, Instant heardAt, String who, Fact fact) {
        this.invoiceId = invoiceId;
        this.number = number;
        this.happenedOn = happenedOn;
        this.heardAt = heardAt;
        this.who = who;
        this.what = CaseText.name(fact);
        this.data = CaseText.of(fact);
    }

    public Fact toDomain() {
        return CaseText.toFact(what, data);
    }
}
