package io.rykker.dunning.api;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.DunningDesk.Answer;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Debtor;
import io.rykker.dunning.domain.RunningAccount;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.messaging.Traceparent;
import io.rykker.dunning.messaging.WordReader;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cases: where they stand, why, and what people decide about them. */
@Path("/cases")
class CaseResource {

    private static final int PAGE = 100;

    private final DunningDesk desk;
    private final Store store;
    private final Caller caller;
    private final Clock clock;

    CaseResource(DunningDesk desk, Store store, Caller caller, Clock clock) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    /** The cases of one creditor, or of all that the caller may see. */
    @GET
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> list(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @DefaultValue("0") int page) {
        if (creditorId != null && !caller.mayActFor(creditorId)) {
            return unknown("there is no creditor " + creditorId + " for this token");
        }
        Set<String> creditors = creditorId == null ? caller.creditors() : Set.of(creditorId);
        if (page < 0 || page > 1_000_000) {
            return Uni.createFrom()
                    .item(Problem.refused("page", "page counts from 0").response());
        }
        return desk.look(session -> store.page(session, creditors, state, page, PAGE))
                .map(rows -> Response.ok(new CaseView.Page(
                                page,
                                PAGE,
                                rows.stream().map(CaseView.Short::of).toList()))
                        .build());
    }

    @GET
    @Path("/{invoiceId}")
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> show(@PathParam("invoiceId") String invoiceId) {
        return find(invoiceId)
                .chain(row -> row == null
                        ? Uni.createFrom().item(unknownCase(invoiceId))
                        : debtor(row)
                                .map(debtor -> Response.ok(full(row, debtor)).build()));
    }

    private Uni<Debtor> debtor(CaseRow row) {
        DebtorRow.Key key = row.debtor();
        return key == null
                ? Uni.createFrom().item(Debtor.NONE)
                : desk.look(session -> Debtors.find(session, store, key, today(row)));
    }

    private LocalDate today(CaseRow row) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(row.zone));
    }

    /** The running account: every entry by its date, with the balance after it. */
    @GET
    @Path("/{invoiceId}/account")
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> account(@PathParam("invoiceId") String invoiceId) {
        return find(invoiceId).map(row -> row == null ? unknownCase(invoiceId) : account(row));
    }

    @GET
    @Path("/{invoiceId}/timeline")
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> timeline(@PathParam("invoiceId") String invoiceId) {
        return find(invoiceId)
                .chain(row -> row == null
                        ? Uni.createFrom().item(unknownCase(invoiceId))
                        : desk.look(session -> store.journals(session, List.of(row.invoiceId)))
                                .map(journal -> Response.ok(journal.stream()
                                                .map(CaseView.Entry::of)
                                                .toList())
                                        .build()));
    }

    @POST
    @Path("/{invoiceId}/promises")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> promise(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.promise(body));
    }

    @POST
    @Path("/{invoiceId}/disputes")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> dispute(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.dispute(body));
    }

    @POST
    @Path("/{invoiceId}/disputes/resolution")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> resolve(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.resolution(body));
    }

    @POST
    @Path("/{invoiceId}/holds")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> hold(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.hold(body));
    }

    @POST
    @Path("/{invoiceId}/release")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> release(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.release(body));
    }

    @POST
    @Path("/{invoiceId}/writeoffs")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> writeOff(@PathParam("invoiceId") String invoiceId, byte[] body) {
        return hear(invoiceId, WordReader.writeOff(body));
    }

    private Uni<Response> hear(String invoiceId, Signal.FromPeople signal) {
        UUID id = id(invoiceId);
        if (id == null) {
            return Uni.createFrom().item(unknownCase(invoiceId));
        }
        var word = DunningDesk.word(id, signal, caller.name(), Traceparent.of(null));
        return Poll.onceMore(() -> desk.hearPerson(word, caller::mayActFor)).map(answer -> switch (answer) {
            case Answer.Done(var row) -> Response.ok(full(row, null)).build();
            case Answer.Refused(var why) -> Problem.refused(null, why).response();
            case Answer.Unknown _ -> unknownCase(invoiceId);
        });
    }

    private Uni<@Nullable CaseRow> find(String invoiceId) {
        UUID id = id(invoiceId);
        return id == null
                ? Uni.createFrom().nullItem()
                : desk.look(session -> store.find(session, id))
                        .map(row -> row != null && caller.mayActFor(row.creditorId) ? row : null);
    }

    private CaseView.Full full(CaseRow row, @Nullable Debtor debtor) {
        return CaseView.Full.of(row, desk.book(), today(row), debtor);
    }

    private Response account(CaseRow row) {
        Case c = row.toDomain();
        return c.receivable() == null
                ? Problem.unknown("the invoice of this case is not known yet, so nothing is owed for it")
                        .response()
                : Response.ok(AccountView.of(RunningAccount.of(c, desk.book()))).build();
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Uni<Response> unknown(String detail) {
        return Uni.createFrom().item(Problem.unknown(detail).response());
    }

    private static Response unknownCase(String invoiceId) {
        return Problem.unknown("there is no case of an invoice " + invoiceId).response();
    }
}
