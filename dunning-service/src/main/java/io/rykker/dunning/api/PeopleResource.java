package io.rykker.dunning.api;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.DunningDesk.Answer;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.messaging.Traceparent;
import io.rykker.dunning.messaging.WordReader;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people decide about a case. Each word says why; who it was is in the token. The answer is the case as it is then. */
@Path("/cases")
@Consumes(MediaType.APPLICATION_JSON)
class PeopleResource {

    private static final String ADMIN = "admin";

    private final DunningDesk desk;
    private final Caller caller;
    private final Clock clock;

    PeopleResource(DunningDesk desk, Caller caller, Clock clock) {
        this.desk = desk;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Path("/{invoiceId}/promises")
    @RolesAllowed("ops")
    @Operation(
            summary = "The debtor promised to pay",
            description =
                    "{until?, amount?, fallback?, why}. Confirmed in writing and watched. Without `until` nothing happens"
                            + " for 7 days. `fallback` is what follows when it is broken: resume, next-step, notice, plan,"
                            + " agency-when-lawful.")
    public Uni<Response> promise(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.promise(body));
    }

    @POST
    @Path("/{invoiceId}/extensions")
    @RolesAllowed({"ops", ADMIN})
    @Operation(
            summary = "The debtor gets more time",
            description =
                    "{until, fallback?, why}. A clerk may give 7 days, as often as the policy says (once); the role"
                            + " admin more.")
    public Uni<Response> extend(
            @PathParam("invoiceId") String invoiceId, @Context SecurityContext security, byte[] body) {
        return hear(invoiceId, WordReader.extension(body, security.isUserInRole(ADMIN)));
    }

    @POST
    @Path("/{invoiceId}/plans")
    @RolesAllowed("ops")
    @Operation(
            summary = "Instalments were agreed on, or are proposed",
            description = "{instalments: [{on, amount}], fallback?, acceptance?, acceptBy?, why}, which must add up to"
                    + " what is owed, or {count, first, ...} for equal monthly ones. `acceptance` is given (the"
                    + " default: it was agreed on, which acknowledges the debt, and is confirmed in writing) or required:"
                    + " it is proposed to the debtor in writing, and the steps wait until `acceptBy` (5 days when left"
                    + " out). Not accepted by then it lapses, and `fallback` follows.")
    public Uni<Response> plan(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.plan(body));
    }

    @POST
    @Path("/{invoiceId}/plan/acceptance")
    @RolesAllowed("ops")
    @Operation(
            summary = "The debtor accepted the plan that was proposed",
            description =
                    "{how, on, evidence, why}; `how` is written, reply, signature, link or payment, `on` the day on"
                            + " which the debtor did, `evidence` where that is found. The plan is agreed on, the debt is"
                            + " acknowledged, and the debtor gets a confirmation. Paying the first instalment in full and in time"
                            + " accepts by itself. 422 when nothing is proposed, or it came too late.")
    public Uni<Response> accept(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.acceptance(body));
    }

    @POST
    @Path("/{invoiceId}/calls")
    @RolesAllowed("ops")
    @Operation(
            summary = "A call was made or tried",
            description = "{outcome, on, who?, why, until?, amount?, reason?}; outcome is reached-promised,"
                    + " vague-promise, not-received, wrong-person, disputes, no-answer, refuses, call-back (until: the"
                    + " day), payment-method (held 3 days, the ways to pay are sent), missing-info (held 7 days, or until"
                    + " released), hardship (a plan is to be offered), invoice-error (held as a dispute until it is"
                    + " corrected; amount for a part), forgotten (a friendly confirmation, 7 days) or needs-time (an"
                    + " extension until the day), each with its consequence. Not-received,"
                    + " payment-method and missing-info hold the case once: said again, of any invoice of the debtor, a"
                    + " person is asked.")
    public Uni<Response> call(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.call(body));
    }

    @POST
    @Path("/{invoiceId}/answers")
    @RolesAllowed("ops")
    @Operation(
            summary = "The debtor answered",
            description = "{channel, on, summary, reference?}; channel is email, letter, phone, chat or sms, `summary`"
                    + " what it says in short (it goes to an agency with the case), `reference` where the answer is"
                    + " found. Reminders count as answered until then, and contact as not lost. What is promised or"
                    + " disputed in it is recorded as that.")
    public Uni<Response> answer(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.answer(body));
    }

    @POST
    @Path("/{invoiceId}/disputes")
    @RolesAllowed("ops")
    @Operation(
            summary = "The debtor says that something is wrong",
            description =
                    "{reason, amount?, owner?, why}; reason is not-received, wrong-amount, goods, already-paid, invoice-error, other, or"
                            + " the debtor's own words. With an `amount` the rest goes on, otherwise nothing does by itself"
                            + " until the dispute is answered. `owner` is who looks after the case from then on.")
    public Uni<Response> dispute(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.dispute(body));
    }

    @POST
    @Path("/{invoiceId}/disputes/resolution")
    @RolesAllowed("ops")
    @Operation(summary = "The dispute was answered", description = "{outcome: rejected|upheld, why}")
    public Uni<Response> resolve(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.resolution(body));
    }

    @POST
    @Path("/{invoiceId}/acknowledgements")
    @RolesAllowed("ops")
    @Operation(
            summary = "The debtor acknowledged the debt",
            description = "{on, written?, why}; `written` when it is in writing and names the amount, which Danish"
                    + " law gives ten years. Limitation may begin anew (`limitationOn`); a dispute stays open"
                    + " until it is answered.")
    public Uni<Response> acknowledge(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.acknowledgement(body));
    }

    @POST
    @Path("/{invoiceId}/judgments")
    @RolesAllowed("ops")
    @Operation(
            summary = "A court gave judgment on the debt, or the parties settled in court",
            description = "{on, why}. Limitation may begin anew, for longer (`limitationOn`). `on` is the day of the"
                    + " judgment; that somebody went to court is no judgment yet, and is not counted.")
    public Uni<Response> judge(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.judgment(body));
    }

    @POST
    @Path("/{invoiceId}/holds")
    @RolesAllowed("ops")
    @Operation(summary = "Nothing is sent until a day", description = "{until, why}")
    public Uni<Response> hold(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.hold(body));
    }

    @POST
    @Path("/{invoiceId}/release")
    @RolesAllowed("ops")
    @Operation(summary = "The hold, agreement or stop ends", description = "{why}")
    public Uni<Response> release(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.release(body));
    }

    @POST
    @Path("/{invoiceId}/stops")
    @RolesAllowed("ops")
    @Operation(
            summary = "The debtor is bankrupt or dead",
            description =
                    "{kind: bankruptcy|death, on, why, reviewOn?}. Nothing is sent, an agency gives the case back,"
                            + " and a person is asked on `reviewOn`; limitation goes on.")
    public Uni<Response> stop(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.stop(body));
    }

    @POST
    @Path("/{invoiceId}/takeover")
    @RolesAllowed("ops")
    @Operation(
            summary = "A person takes the case over",
            description = "{owner?, until, why}. Nothing happens by itself until then; the owner is whoever asks when"
                    + " left out, and looks after the case also when it is given back.")
    public Uni<Response> takeOver(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.takeOver(body, caller.name()));
    }

    @POST
    @Path("/{invoiceId}/owner")
    @RolesAllowed("ops")
    @Operation(
            summary = "Somebody looks after the case from now on",
            description = "{owner, why}; `owner` is a word or a name of up to 100 characters, or null for whom the"
                    + " policy names (`owner`, otherwise accounts receivable). Whoever takes a case over or is named"
                    + " with a dispute owns it too, until another is named. 422 when the claim is settled.")
    public Uni<Response> own(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.owner(body));
    }

    @POST
    @Path("/{invoiceId}/giveback")
    @RolesAllowed("ops")
    @Operation(summary = "The person gives the case back", description = "{why}")
    public Uni<Response> giveBack(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.giveBack(body));
    }

    @POST
    @Path("/{invoiceId}/handover")
    @RolesAllowed("ops")
    @Operation(
            summary = "The case is handed over to the agency now",
            description = "{why}; before the policy does, and only when it is lawful: 422 says which paragraph or step"
                    + " stands against it, and from when it does not.")
    public Uni<Response> handOver(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.handover(body, caller.name()));
    }

    @POST
    @Path("/handovers")
    @RolesAllowed("ops")
    @Operation(
            summary = "Many cases are handed over now",
            description = "{invoiceIds: [...], why}, at most 200. Each is judged by itself: the answer lists which were"
                    + " handed over, and why the others were not.")
    public Uni<Response> handOverMany(byte[] body) {
        WordReader.Handovers handovers = WordReader.handovers(body);
        return handOver(handovers.invoices(), 0, handovers.why(), HandoversView.NONE)
                .map(view -> Response.ok(view).build());
    }

    /** One after the other, each in a transaction of its own: what is refused holds up none of the others. */
    private Uni<HandoversView> handOver(List<UUID> invoices, int at, String why, HandoversView so) {
        if (at == invoices.size()) {
            return Uni.createFrom().item(so);
        }
        UUID invoice = invoices.get(at);
        return heard(invoice, new Signal.ToBeHandedOver(why, caller.name()))
                .map(answer -> so.and(invoice, answer))
                .chain(more -> handOver(invoices, at + 1, why, more));
    }

    /** What became of cases that were to be handed over at once. */
    record HandoversView(List<UUID> handedOver, List<ManyResource.RefusedView> refused) {

        static final HandoversView NONE = new HandoversView(List.of(), List.of());

        HandoversView and(UUID invoice, Answer answer) {
            return switch (answer) {
                case Answer.Done _ ->
                    new HandoversView(
                            Stream.concat(handedOver.stream(), Stream.of(invoice))
                                    .toList(),
                            refused);
                case Answer.Refused(var why) -> and(invoice, why);
                case Answer.Unknown _ -> and(invoice, "there is no case of this invoice");
            };
        }

        private HandoversView and(UUID invoice, String why) {
            return new HandoversView(
                    handedOver,
                    Stream.concat(refused.stream(), Stream.of(new ManyResource.RefusedView(invoice, why)))
                            .toList());
        }
    }

    @POST
    @Path("/{invoiceId}/recall")
    @RolesAllowed("ops")
    @Operation(summary = "The case is taken from the agency", description = "{why}; held until a person decides.")
    public Uni<Response> recall(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.recall(body));
    }

    @POST
    @Path("/{invoiceId}/writeoffs")
    @RolesAllowed("ops")
    @Operation(summary = "What is left is given up", description = "{why}")
    public Uni<Response> writeOff(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.writeOff(body));
    }

    private Uni<Response> hear(String invoiceId, Signal.FromPeople signal) {
        UUID id = Ids.of(invoiceId);
        if (id == null) {
            return Uni.createFrom().item(Problem.unknownCase(invoiceId).response());
        }
        return heard(id, signal).map(answer -> switch (answer) {
            case Answer.Done(var row) ->
                Response.ok(CaseView.Full.of(
                                row, desk.book(), LocalDate.ofInstant(clock.instant(), ZoneId.of(row.zone)), null))
                        .build();
            case Answer.Refused(var why) -> Problem.refused(null, why).response();
            case Answer.Unknown _ -> Problem.unknownCase(invoiceId).response();
        });
    }

    private Uni<Answer> heard(UUID id, Signal.FromPeople signal) {
        var word = DunningDesk.word(id, signal, caller.name(), Traceparent.of(null));
        return Poll.onceMore(() -> desk.hearPerson(word, caller::mayActFor));
    }
}
