package io.rykker.dunning.api;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.DunningDesk.ManyAnswer;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.messaging.Traceparent;
import io.rykker.dunning.messaging.WordReader;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a person decides about many cases of a creditor at once; each is judged by itself, and all are written together. */
@Path("/cases")
@Consumes(MediaType.APPLICATION_JSON)
class ManyResource {

    private final DunningDesk desk;
    private final Caller caller;

    ManyResource(DunningDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /**
     * What became of the cases.
     *
     * @param done how many stand as was asked for now, also those that did before
     */
    record ManyView(int done, List<RefusedView> refused) {

        static ManyView of(ManyAnswer.Done answer) {
            return new ManyView(
                    answer.done(),
                    answer.refused().entrySet().stream().map(RefusedView::of).toList());
        }
    }

    /** A case that stays as it is, and why. */
    record RefusedView(UUID invoiceId, String why) {

        static RefusedView of(Map.Entry<UUID, String> refused) {
            return new RefusedView(refused.getKey(), refused.getValue());
        }
    }

    @POST
    @Path("/holds")
    @RolesAllowed("ops")
    @Operation(
            summary = "For many cases nothing is sent until a day",
            description =
                    "{creditorId, until, why} and which: {invoiceIds} one by one, or what open cases have in common, any of"
                            + " {state, owner, debtorIds}. At most 1,000, or nothing is done (422). The answer counts what is held"
                            + " (`done`) and lists which cases were not, and why.")
    public Uni<Response> hold(byte[] body) {
        return hear(WordReader.holds(body));
    }

    @POST
    @Path("/releases")
    @RolesAllowed("ops")
    @Operation(
            summary = "The holds of many cases end",
            description = "{creditorId, why} and which, as with holds. Each is released as it would be alone.")
    public Uni<Response> release(byte[] body) {
        return hear(WordReader.releases(body));
    }

    private Uni<Response> hear(WordReader.Many many) {
        String creditor = many.cases().creditorId();
        if (!caller.mayActFor(creditor)) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + creditor + " for this token")
                            .response());
        }
        String trace = Traceparent.of(null);
        return Poll.onceMore(() -> desk.hearPerson(many.cases(), many.word(), caller.name(), trace))
                .map(answer -> switch (answer) {
                    case ManyAnswer.Done done -> Response.ok(ManyView.of(done)).build();
                    case ManyAnswer.TooMany _ ->
                        Problem.refused(
                                        null,
                                        "these are more than " + Store.MOST_PICKED
                                                + " cases: narrow them by state, owner or debtorIds")
                                .response();
                });
    }
}
