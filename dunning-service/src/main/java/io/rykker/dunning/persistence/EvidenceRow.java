package io.rykker.dunning.persistence;

import io.rykker.dunning.domain.Evidence;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The bytes of a file of a dispute, with what is needed to give them back. */
@Entity
@Table(name = "evidence")
public class EvidenceRow {

    @Id
    public UUID id;

    public UUID invoiceId;
    public String name;
    public String mediaType;
    public String sha256;
    public byte[] content;
    public Instant addedAt;
    public String who;

    protected EvidenceRow() {}

    public EvidenceRow(UUID invoiceId, Evidence.File file, byte[] content, Instant addedAt, String who) {
        this.id = file.id();
        this.invoiceId = invoiceId;
        this.name = file.name();
        this.mediaType = file.mediaType();
        this.sha256 = file.sha256();
        this.content = content;
        this.addedAt = addedAt;
        this.who = who;
    }
}
