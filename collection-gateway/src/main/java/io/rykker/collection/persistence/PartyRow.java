package io.rykker.collection.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;

/** A creditor or a debtor as they were last told of. */
@Entity
@SqlResultSetMapping(name = PartyRow.ROWS, entities = @EntityResult(entityClass = PartyRow.class))
@Table(name = "party")
public class PartyRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "parties";

    @Id
    public String id;

    public int version;
    public byte[] body;

    protected PartyRow() {}

    public PartyRow(String id, int version, byte[] body) {
        this.id = id;
        this.version = version;
        this.body = body;
    }
}
