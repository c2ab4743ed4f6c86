package io.rykker.notification.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A creditor or a debtor as they were last told of. */
@Entity
@Table(name = "party")
public class PartyRow {

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
