package io.rykker.dunning.persistence;

import io.rykker.dunning.domain.Finding;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/** A finding that ops was alerted of and that is not over. */
@Entity
@Table(name = "finding")
@IdClass(FindingRow.Key.class)
public class FindingRow {

    /** The creditor, the kind and which of several of its kind. */
    public record Key(String creditorId, String kind, String subject) implements Serializable {}

    @Id
    public String creditorId;

    @Id
    public String kind;

    @Id
    public String subject;

    public UUID id;
    public LocalDate since;
    public LocalDate raisedOn;
    public String traceparent;

    protected FindingRow() {}

    public FindingRow(Finding finding, LocalDate raisedOn, String traceparent) {
        creditorId = finding.creditorId();
        kind = finding.kind().word();
        subject = finding.subject();
        since = finding.since();
        id = UUID.nameUUIDFromBytes(
                String.join("|", creditorId, kind, subject, raisedOn.toString()).getBytes(StandardCharsets.UTF_8));
        this.raisedOn = raisedOn;
        this.traceparent = traceparent;
    }

    public Finding.Key key() {
        return new Finding.Key(creditorId, kind, subject);
    }
}
