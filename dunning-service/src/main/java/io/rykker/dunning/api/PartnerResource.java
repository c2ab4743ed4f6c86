package io.rykker.dunning.api;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.DunningDesk.Answer;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.messaging.Outgoing.Amount;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.messaging.Traceparent;
import io.rykker.dunning.messaging.WordReader;
import io.rykker.dunning.persistence.CaseRow;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a partner says of the steps that a creditor's policy leaves to it. It sees of the case only what it says itself. */
@Path("/partner/cases")
@Consumes(MediaType.APPLICATION_JSON)
class PartnerResource {

    private final DunningDesk desk;
    private final Caller caller;

    PartnerResource(DunningDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** What counts of it. */
    record StepView(
            UUID invoiceId,
            UUID reminderId,
            String step,
            LocalDate doneOn,
            String channel,
            LocalDate deadline,
            Amount fee) {}

    @POST
    @Path("/{invoiceId}/steps/{step}")
    @RolesAllowed("partner")
    @Operation(
            summary = "The partner has done a step that the policy leaves to it",
            description =
                    "{policy, on, channel, deadline?, fee?}; `policy` is name and version that it worked under, like"
                            + " partner-reminds/3, `on` the day on which it was done, `deadline` and `fee` what the letter says when"
                            + " that is not what was asked for. 422 says which paragraph or step stands against it; that is kept in"
                            + " the journal. The token names the creditor and the partner.")
    public Uni<Response> done(@PathParam("invoiceId") String invoiceId, @PathParam("step") String step, byte[] body) {
        String partner = caller.partner();
        UUID id = Ids.of(invoiceId);
        if (partner == null) {
            return Uni.createFrom()
                    .item(Problem.forbidden("this token speaks for no partner: the claim partner is to name it")
                            .response());
        }
        if (id == null) {
            return Uni.createFrom().item(unknown(invoiceId));
        }
        Signal.StepDone done = WordReader.stepDone(step, body, partner);
        var word = DunningDesk.word(id, done, partner, Traceparent.of(null));
        return Poll.onceMore(() -> desk.hearPerson(word, caller::mayWorkFor)).map(answer -> switch (answer) {
            case Answer.Done(var row) -> Response.ok(view(row, done)).build();
            case Answer.Refused(var why) -> Problem.refused(null, why).response();
            case Answer.Unknown _ -> unknown(invoiceId);
        });
    }

    private static StepView view(CaseRow row, Signal.StepDone done) {
        Letter letter = row.toDomain().letters().stream()
                .filter(one -> one.step().equals(done.step()) && done.partner().equals(one.partner()))
                .filter(Letter::stands)
                .reduce((first, second) -> second)
                .orElseThrow();
        Letter.Sent sent = Objects.requireNonNull(letter.sent());
        return new StepView(
                row.invoiceId,
                letter.id(),
                letter.step(),
                sent.on(),
                sent.channel(),
                sent.deadline(),
                Amount.of(letter.fee()));
    }

    private static Response unknown(String invoiceId) {
        return Problem.unknown("there is no case of an invoice " + invoiceId + " for this token")
                .response();
    }
}
