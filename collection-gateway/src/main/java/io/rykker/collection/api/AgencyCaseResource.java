package io.rykker.collection.api;

import io.rykker.collection.CollectionDesk;
import io.rykker.collection.Report;
import io.rykker.collection.Report.Answer;
import io.rykker.collection.domain.Money;
import io.rykker.collection.messaging.Fields;
import io.rykker.collection.messaging.Json;
import io.rykker.collection.messaging.Poll;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What agencies report about the cases that were handed to them: 201 when it is news, 200 when it is a repeat, 409 when
 * it contradicts what they said before, 404 for a case that is not theirs.
 */
@Path("/agency/cases/{caseId}")
@RolesAllowed("agency")
@Consumes(MediaType.APPLICATION_JSON)
class AgencyCaseResource {

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9._:/-]{1,60}");

    private final CollectionDesk desk;
    private final Caller caller;

    AgencyCaseResource(CollectionDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** {@code taken} or {@code repeated}. */
    record Receipt(String caseId, String result) {}

    @POST
    @Path("/acceptance")
    public Uni<Response> accept(@PathParam("caseId") String caseId, byte[] body) {
        if (body.length == 0) {
            return report(caseId, new Report.Acceptance(null));
        }
        Fields fields = Json.read(body);
        return report(caseId, new Report.Acceptance(fields.optionalText("agencyCaseNumber", 100)));
    }

    @POST
    @Path("/rejection")
    public Uni<Response> reject(@PathParam("caseId") String caseId, byte[] body) {
        return report(caseId, new Report.Rejection(Json.read(body).text("reason", 500)));
    }

    @POST
    @Path("/progress")
    public Uni<Response> progress(@PathParam("caseId") String caseId, byte[] body) {
        Fields fields = Json.read(body);
        return report(
                caseId,
                new Report.Progress(
                        number(fields, "id"),
                        fields.text("status", 100),
                        fields.optionalText("text", 2000),
                        fields.optionalDate("on")));
    }

    @POST
    @Path("/payments")
    public Uni<Response> pay(@PathParam("caseId") String caseId, byte[] body) {
        Fields fields = Json.read(body);
        Money amount = fields.money("amount");
        if (!amount.isPositive()) {
            throw fields.refuse("amount.amount", "is " + amount.amount().toPlainString() + ", it must be above zero");
        }
        return report(caseId, new Report.Payment(number(fields, "paymentId"), amount, fields.date("paidOn")));
    }

    @POST
    @Path("/payments/{paymentId}/reversal")
    public Uni<Response> reverse(
            @PathParam("caseId") String caseId, @PathParam("paymentId") String paymentId, byte[] body) {
        Fields fields = Json.read(body);
        return report(
                caseId, new Report.Reversal(paymentId, fields.optionalText("reason", 500), fields.optionalDate("on")));
    }

    @POST
    @Path("/closure")
    public Uni<Response> close(@PathParam("caseId") String caseId, byte[] body) {
        Fields fields = Json.read(body);
        return report(
                caseId,
                new Report.Closure(
                        fields.text("closeCode", 100), fields.optionalText("text", 2000), fields.optionalDate("on")));
    }

    private static String number(Fields fields, String name) {
        return fields.matching(name, NUMBER, "a number of letters, digits and ._:/- up to 60 characters");
    }

    private Uni<Response> report(String caseId, Report report) {
        UUID id = Ids.read("caseId", caseId);
        String agency = caller.agency();
        if (agency == null) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no case " + id).response());
        }
        return Poll.onceMore(() -> desk.report(agency, id, report)).map(answer -> response(id, answer));
    }

    private static Response response(UUID caseId, Answer answer) {
        return switch (answer) {
            case Answer.Taken _ ->
                Response.status(201)
                        .entity(new Receipt(caseId.toString(), "taken"))
                        .build();
            case Answer.Repeated _ ->
                Response.ok(new Receipt(caseId.toString(), "repeated")).build();
            case Answer.Unknown(var what) -> Problem.unknown(what).response();
            case Answer.Conflicting(var field, var why) ->
                Problem.conflict(field, why).response();
            case Answer.Refused(var field, var why) ->
                Problem.refused(field, why).response();
        };
    }
}
