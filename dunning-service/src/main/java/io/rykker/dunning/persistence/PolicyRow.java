package io.rykker.dunning.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** One version of a creditor's own policy, as JSON. */
@Entity
@Table(name = "policy")
@IdClass(PolicyRow.Key.class)
public class PolicyRow {

    /** The creditor, and the policy's name and version. */
    public record Key(String creditorId, String name, int version) implements Serializable {}

    @Id
    public String creditorId;

    @Id
    public String name;

    @Id
    public int version;

    public String body;
    public String who;
    public Instant savedAt;

    protected PolicyRow() {}

    public PolicyRow(Key key, String body, String who, Instant savedAt) {
        this.creditorId = key.creditorId();
        this.name = key.name();
        this.version = key.version();
        this.body = body;
        this.who = who;
        this.savedAt = savedAt;
    }
}
