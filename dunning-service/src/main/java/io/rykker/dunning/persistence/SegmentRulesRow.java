package io.rykker.dunning.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** One version of the rules by which a creditor chooses a policy, as JSON. */
@Entity
@Table(name = "segment_rules")
@IdClass(SegmentRulesRow.Key.class)
public class SegmentRulesRow {

    /** The creditor and the version. */
    public record Key(String creditorId, int version) implements Serializable {}

    @Id
    public String creditorId;

    @Id
    public int version;

    public String body;
    public String who;
    public Instant savedAt;

    protected SegmentRulesRow() {}

    public SegmentRulesRow(Key key, String body, String who, Instant savedAt) {
        this.creditorId = key.creditorId();
        this.version = key.version();
        this.body = body;
        this.who = who;
        this.savedAt = savedAt;
    }
}
