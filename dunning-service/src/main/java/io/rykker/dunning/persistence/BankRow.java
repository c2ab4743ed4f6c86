package io.rykker.dunning.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;

/** Through which day the statements of one account of a creditor are known. */
@Entity
@SqlResultSetMapping(name = BankRow.ROWS, entities = @EntityResult(entityClass = BankRow.class))
@Table(name = "bank")
@IdClass(BankRow.Key.class)
public class BankRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "banks";

    /** The creditor and the account. */
    public record Key(String creditorId, String account) implements Serializable {}

    @Id
    public String creditorId;

    @Id
    public String account;

    public LocalDate knownThrough;

    protected BankRow() {}

    public BankRow(Key key, LocalDate knownThrough) {
        this.creditorId = key.creditorId();
        this.account = key.account();
        this.knownThrough = knownThrough;
    }

    public Key key() {
        return new Key(creditorId, account);
    }
}
