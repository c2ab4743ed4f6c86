package io.rykker.collection.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.collection.CollectionDesk;
import io.rykker.collection.CollectionDesk.Shown;
import io.rykker.collection.persistence.HandoverRow;
import io.rykker.collection.persistence.WebhookRow;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was handed over, where it stands, and every call that was made about it. */
@Path("/handovers")
@RolesAllowed({"ops", "viewer"})
class HandoverResource {

    private final CollectionDesk desk;
    private final Caller caller;

    HandoverResource(CollectionDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** One call. The time of the next try is real time; that of the delivery is by the service's clock. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Call(
            String webhookId,
            String type,
            String state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Integer status,
            @Nullable String trouble,
            @Nullable Instant deliveredAt) {

        static Call of(WebhookRow row) {
            return new Call(
                    row.id,
                    row.type,
                    Words.of(row.state),
                    row.attempts,
                    row.state() == WebhookRow.State.PLANNED ? row.nextAttemptAt : null,
                    row.status,
                    row.trouble,
                    row.deliveredAt);
        }
    }

    /** A handover as it is shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Handover(
            UUID caseId,
            UUID invoiceId,
            String creditorId,
            @Nullable String invoiceNumber,
            @Nullable String agency,
            @Nullable LocalDate escalatedOn,
            String standing,
            @Nullable String waitsFor,
            @Nullable String agencyCaseNumber,
            @Nullable String reason,
            List<Call> calls) {

        static Handover of(Shown shown) {
            HandoverRow row = shown.row();
            return new Handover(
                    row.caseId,
                    row.invoiceId,
                    row.creditorId,
                    row.invoiceNumber,
                    row.agency,
                    row.escalatedOn,
                    Words.of(row.standing),
                    shown.waitsFor(),
                    row.agencyCaseNumber,
                    row.reason,
                    shown.calls().stream().map(Call::of).toList());
        }
    }

    @GET
    public Uni<List<Handover>> list(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("caseId") @Nullable String caseId,
            @QueryParam("page") int page) {
        Collection<String> creditors = caller.creditorsAmong(creditorId);
        UUID only = caseId == null ? null : Ids.read("caseId", caseId);
        return desk.list(creditors, only, Ids.page(page))
                .map(rows -> rows.stream().map(Handover::of).toList());
    }
}
