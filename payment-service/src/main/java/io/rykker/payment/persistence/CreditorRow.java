package io.rykker.payment.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;

/** A creditor and the accounts whose bank files are theirs. */
@Entity
@SqlResultSetMapping(name = CreditorRow.ROWS, entities = @EntityResult(entityClass = CreditorRow.class))
@Table(name = "creditor")
public class CreditorRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "creditors";

    @Id
    public String id;

    public int version;
    public String[] accounts;

    protected CreditorRow() {}

    public CreditorRow(String id, int version, String[] accounts) {
        this.id = id;
        this.version = version;
        this.accounts = accounts;
    }
}
