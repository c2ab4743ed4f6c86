package io.rykker.collection.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An agency, where its webhook is, and the secret that its calls are signed with. */
@Entity
@SqlResultSetMapping(name = AgencyRow.ROWS, entities = @EntityResult(entityClass = AgencyRow.class))
@Table(name = "agency")
public class AgencyRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "agencies";

    @Id
    public String name;

    public String url;
    public String secret;
    public @Nullable String disabledWhy;

    protected AgencyRow() {}

    public AgencyRow(String name, String url, String secret) {
        this.name = name;
        this.url = url;
        this.secret = secret;
    }
}
