package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.DunningDesk.DebtorAnswer;
import io.rykker.dunning.domain.Debtor;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.messaging.Outgoing.History;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.messaging.WordReader;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.Store;
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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The debtors of a creditor: how they have paid so far, and the hold of all their cases. */
@Path("/debtors/{debtorId}")
class DebtorResource {

    private static final int SHOWN = 100;

    private final DunningDesk desk;
    private final Store store;
    private final Caller caller;
    private final Clock clock;

    DebtorResource(DunningDesk desk, Store store, Caller caller, Clock clock) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * A debtor of one creditor.
     *
     * @param hold of all cases, while it lasts
     * @param cases the newest hundred, what is open first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Full(
            UUID debtorId,
            String creditorId,
            CaseView.@Nullable HoldView hold,
            @Nullable History paymentHistory,
            List<CaseView.Short> cases) {}

    @GET
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> show(
            @PathParam("debtorId") String debtorId, @QueryParam("creditorId") @Nullable String creditorId) {
        DebtorRow.Key key = key(debtorId, creditorId);
        if (key == null) {
            return unknown(debtorId);
        }
        return desk.look(session -> store.ofDebtor(session, key, SHOWN)
                .chain(rows -> rows.isEmpty()
                        ? unknown(debtorId)
                        : Debtors.find(session, store, key, today(rows))
                                .map(debtor ->
                                        Response.ok(full(key, debtor, rows)).build())));
    }

    @POST
    @Path("/holds")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> hold(@PathParam("debtorId") String debtorId, byte[] body) {
        WordReader.DebtorHold word = WordReader.debtorHold(body);
        DebtorRow.Key key = key(debtorId, word.creditorId());
        return key == null
                ? unknown(debtorId)
                : Poll.onceMore(() -> desk.holdDebtor(key, word.until(), word.why(), caller.name()))
                        .map(answer -> response(answer, debtorId));
    }

    @POST
    @Path("/release")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> release(@PathParam("debtorId") String debtorId, byte[] body) {
        WordReader.DebtorRelease word = WordReader.debtorRelease(body);
        DebtorRow.Key key = key(debtorId, word.creditorId());
        return key == null
                ? unknown(debtorId)
                : Poll.onceMore(() -> desk.releaseDebtor(key, word.why(), caller.name()))
                        .map(answer -> response(answer, debtorId));
    }

    private static Response response(DebtorAnswer answer, String debtorId) {
        return switch (answer) {
            case DebtorAnswer.Done(var row, var open) ->
                Response.ok(done(row, open)).build();
            case DebtorAnswer.Refused(var why) -> Problem.refused(null, why).response();
            case DebtorAnswer.Unknown _ -> unknownDebtor(debtorId);
        };
    }

    private static Full done(DebtorRow row, List<CaseRow> open) {
        Hold hold = row.hold();
        return new Full(
                row.debtorId,
                row.creditorId,
                hold == null ? null : CaseView.HoldView.of(hold),
                null,
                open.stream().map(CaseView.Short::of).toList());
    }

    private Full full(DebtorRow.Key key, Debtor debtor, List<CaseRow> rows) {
        Hold hold = debtor.holdOn(today(rows));
        return new Full(
                key.debtorId(),
                key.creditorId(),
                hold == null ? null : CaseView.HoldView.of(hold),
                History.of(debtor.history()),
                rows.stream().map(CaseView.Short::of).toList());
    }

    private LocalDate today(List<CaseRow> rows) {
        ZoneId zone = rows.isEmpty() ? ZoneOffset.UTC : ZoneId.of(rows.getFirst().zone);
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Null when there can be no such debtor for the caller. */
    private DebtorRow.@Nullable Key key(String debtorId, @Nullable String creditorId) {
        UUID id = Ids.of(debtorId);
        return id == null || creditorId == null || !caller.mayActFor(creditorId)
                ? null
                : new DebtorRow.Key(creditorId, id);
    }

    private static Uni<Response> unknown(String debtorId) {
        return Uni.createFrom().item(unknownDebtor(debtorId));
    }

    private static Response unknownDebtor(String debtorId) {
        return Problem.unknown("there is no debtor " + debtorId + " of this creditor for this token")
                .response();
    }
}
