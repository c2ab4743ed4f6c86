package io.rykker.payment.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A creditor and the accounts whose bank files are theirs. */
@Entity
@Table(name = "creditor")
public class CreditorRow {

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
