package io.rykker.notification.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.notification.NotificationDesk;
import io.rykker.notification.NotificationDesk.Shown;
import io.rykker.notification.persistence.MessageRow;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is on its way to debtors, what reached them, and what did not. */
@Path("/messages")
@RolesAllowed({"ops", "viewer"})
class MessageResource {

    private static final List<String> EVERY_STATE =
            Arrays.stream(MessageRow.State.values()).map(Enum::name).toList();

    private final NotificationDesk desk;
    private final Caller caller;

    MessageResource(NotificationDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** A message as it is shown. Times of tries are real time; the others are by the service's clock. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            UUID reminderId,
            UUID invoiceId,
            String creditorId,
            String state,
            @Nullable String waitsFor,
            @Nullable LocalDate dueOn,
            @Nullable String channel,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable String trouble,
            @Nullable String messageId,
            @Nullable Instant sentAt,
            @Nullable LocalDate sentOn,
            @Nullable LocalDate deadline,
            @Nullable String withdrawn,
            @Nullable String doneBy,
            @Nullable String doneWhy,
            @Nullable String subject,
            @Nullable String text) {

        static Message of(Shown shown) {
            MessageRow row = shown.row();
            boolean isPlanned = row.state.equals(MessageRow.State.PLANNED.name());
            boolean isSent = row.state.equals(MessageRow.State.SENT.name());
            return new Message(
                    row.reminderId,
                    row.invoiceId,
                    row.creditorId,
                    Words.of(row.state),
                    shown.waitsFor(),
                    row.dueOn,
                    row.channel,
                    row.attempts,
                    isPlanned ? row.nextAttemptAt : null,
                    row.trouble,
                    row.messageId,
                    isSent ? row.dispatchedAt : null,
                    isSent ? row.sentOn : null,
                    isSent ? row.deadline : null,
                    row.withdrawal,
                    row.doneBy,
                    row.doneWhy,
                    shown.subject(),
                    shown.text());
        }
    }

    @GET
    public Uni<List<Message>> list(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("invoiceId") @Nullable String invoiceId,
            @QueryParam("page") int page) {
        Collection<String> creditors = caller.creditorsAmong(creditorId);
        UUID invoice = invoiceId == null ? null : Ids.read("invoiceId", invoiceId);
        return desk.list(creditors, invoice, EVERY_STATE, Ids.page(page))
                .map(messages -> messages.stream().map(Message::of).toList());
    }

    @GET
    @Path("/{reminderId}")
    public Uni<Response> show(@PathParam("reminderId") String reminderId) {
        return desk.show(Ids.read("reminderId", reminderId))
                .map(shown -> shown == null || !caller.mayActFor(shown.row().creditorId)
                        ? Problem.unknown("there is no message " + reminderId).response()
                        : Response.ok(Message.of(shown)).build());
    }
}
