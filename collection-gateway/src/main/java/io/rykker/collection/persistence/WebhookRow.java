package io.rykker.collection.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call to an agency: the same id and the same bytes however often it is made. */
@Entity
@Table(name = "webhook")
public class WebhookRow {

    public static final String HANDOVER = "case.handover";
    public static final String RECALL = "case.recall";
    public static final String PAYMENT = "case.payment";

    /** Where a call stands. The names are stored: a new one is added, an old one never renamed. */
    public enum State {
        PLANNED,
        SENDING,
        DELIVERED,
        CANCELLED,
        FAILED
    }

    @Id
    public String id;

    public UUID caseId;
    public String agency;
    public String type;
    public String reference;
    public byte[] body;
    public String state;
    public int attempts;
    public Instant nextAttemptAt;
    public @Nullable Instant leaseUntil;
    public @Nullable UUID claim;
    public boolean mayBeThere;
    public @Nullable Integer status;
    public @Nullable String trouble;
    public @Nullable Instant deliveredAt;
    public String traceparent;

    @Column(insertable = false, updatable = false)
    public @Nullable Long position;

    protected WebhookRow() {}

    /**
     * A call that has not been made yet.
     *
     * @param reference what the call is about within its case and type: the same thing is never told twice
     */
    public WebhookRow(
            UUID caseId, String agency, String type, String reference, byte[] body, String traceparent, Instant now) {
        this.id = id(caseId, type, reference);
        this.caseId = caseId;
        this.agency = agency;
        this.type = type;
        this.reference = reference;
        this.body = body;
        this.state = State.PLANNED.name();
        this.nextAttemptAt = now;
        this.traceparent = traceparent;
    }

    private static String id(UUID caseId, String type, String reference) {
        byte[] name = (caseId + "|" + type + "|" + reference).getBytes(StandardCharsets.UTF_8);
        return "msg_" + UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    }

    public State state() {
        return State.valueOf(state);
    }

    public void stand(State next) {
        state = next.name();
    }

    public boolean isOpen() {
        return state() == State.PLANNED || state() == State.SENDING;
    }
}
