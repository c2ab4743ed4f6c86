package io.rykker.notification.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.notification.NotificationDesk;
import io.rykker.notification.NotificationDesk.Report;
import io.rykker.notification.NotificationDesk.Shown;
import io.rykker.notification.messaging.Fields;
import io.rykker.notification.messaging.Json;
import io.rykker.notification.messaging.Poll;
import io.rykker.notification.persistence.MessageRow;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person has to do: letters to print, calls to make, and e-mails of which nobody knows whether they left. */
@Path("/tasks")
class TaskResource {

    private static final Set<String> REACHED = Set.of("sent", "called", "done");
    private static final Set<String> NOT_REACHED = Set.of("not-sent", "not-reached");

    private final NotificationDesk desk;
    private final Caller caller;

    TaskResource(NotificationDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** One thing to do. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Task(
            UUID reminderId,
            UUID invoiceId,
            String creditorId,
            @Nullable String channel,
            String todo,
            @Nullable String messageId,
            @Nullable String trouble,
            @Nullable String subject,
            @Nullable String text) {

        static Task of(Shown shown) {
            MessageRow row = shown.row();
            return new Task(
                    row.reminderId,
                    row.invoiceId,
                    row.creditorId,
                    row.channel,
                    todo(row),
                    row.messageId,
                    row.trouble,
                    shown.subject(),
                    shown.text());
        }

        private static String todo(MessageRow row) {
            if (row.state.equals(MessageRow.State.UNKNOWN.name())) {
                return "find out whether it was sent: look for its Message-ID in the mail server's log";
            }
            return switch (String.valueOf(row.channel)) {
                case "letter" -> "print and post it";
                case "phone" -> "call the debtor";
                case "sms" -> "send it as a text message";
                default -> "reach the debtor";
            };
        }
    }

    /** How the message stands now. */
    record Noted(UUID reminderId, String state) {}

    @GET
    @RolesAllowed({"ops", "viewer"})
    public Uni<List<Task>> list(@QueryParam("creditorId") @Nullable String creditorId, @QueryParam("page") int page) {
        return desk.tasks(caller.creditorsAmong(creditorId), Ids.page(page))
                .map(tasks -> tasks.stream().map(Task::of).toList());
    }

    @POST
    @Path("/{reminderId}/done")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> done(@PathParam("reminderId") String reminderId, byte[] body) {
        UUID id = Ids.read("reminderId", reminderId);
        Fields fields = Json.read(body);
        String outcome = fields.text("outcome", 40);
        if (!REACHED.contains(outcome) && !NOT_REACHED.contains(outcome)) {
            throw fields.refuse("outcome", "is none of sent, called, done, not-sent, not-reached");
        }
        String why = fields.text("why", 500);
        String who = caller.name();
        return Poll.onceMore(() -> desk.done(id, REACHED.contains(outcome), why, who, caller::mayActFor))
                .map(report -> switch (report) {
                    case Report.Noted(var row) ->
                        Response.ok(new Noted(row.reminderId, Words.of(row.state)))
                                .build();
                    case Report.Refused(var reason) ->
                        Problem.conflict("outcome", reason).response();
                    case Report.NoSuchMessage _ ->
                        Problem.unknown("there is no message " + reminderId).response();
                });
    }
}
