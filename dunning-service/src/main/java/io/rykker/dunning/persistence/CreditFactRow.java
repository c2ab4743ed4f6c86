package io.rykker.dunning.persistence;

import io.rykker.dunning.domain.CreditFact;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A word of a source outside on a debtor's credit; kept as it came, whether it counts or not. */
@Entity
@Table(name = "credit_fact")
public class CreditFactRow {

    @Id
    public UUID id;

    public String creditorId;
    public UUID debtorId;
    public String kind;
    public @Nullable Integer value;
    public LocalDate asOf;
    public String source;
    public @Nullable String sourceId;
    public Instant heardAt;
    public String who;

    protected CreditFactRow() {}

    public CreditFactRow(DebtorRow.Key debtor, CreditFact fact, Instant heardAt, String who) {
        this.id = id(debtor, fact);
        this.creditorId = debtor.creditorId();
        this.debtorId = debtor.debtorId();
        this.kind = fact.kind().name();
        this.value = fact.value();
        this.asOf = fact.asOf();
        this.source = fact.source();
        this.sourceId = fact.sourceId();
        this.heardAt = heardAt;
        this.who = who;
    }

    /** By the source's own id, or by what it says when it gives none: the same word is the same row. */
    public static UUID id(DebtorRow.Key debtor, CreditFact fact) {
        String word = fact.sourceId() == null
                ? fact.kind().name() + '\0' + fact.asOf() + '\0' + fact.value()
                : '\0' + fact.sourceId();
        String name = debtor.creditorId() + '\0' + debtor.debtorId() + '\0' + fact.source() + '\0' + word;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public CreditFact toDomain() {
        return new CreditFact(CreditFact.Kind.valueOf(kind), value, asOf, source, sourceId);
    }
}
