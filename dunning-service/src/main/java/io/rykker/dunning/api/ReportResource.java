package io.rykker.dunning.api;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How a creditor's follow-up does, worked out from cases and journals when it is asked for. */
@Path("/reports")
class ReportResource {

    /** A year back, when it is not said. */
    private static final int USUAL_DAYS = 365;

    private final DunningDesk desk;
    private final Store store;
    private final Caller caller;
    private final Clock clock;

    ReportResource(DunningDesk desk, Store store, Caller caller, Clock clock) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"ops", "viewer", "erp"})
    @Operation(
            summary = "How the follow-up of a creditor does",
            description =
                    "Of what was settled from a day to a day (a year back when not said): how many cases no person"
                            + " touched and who did what to the others, days late by version of the policy, what was written off;"
                            + " of what fell due then, how soon the debtor was reached; of all cases, how long they stay where.")
    public Uni<Response> show(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        if (creditorId == null || !caller.mayActFor(creditorId)) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + creditorId + " for this token")
                            .response());
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate last = day(to, today);
        if (last == null) {
            return refused("to", "to is a day like 2026-12-31");
        }
        LocalDate first = day(from, last.minusDays(USUAL_DAYS));
        if (first == null || first.isAfter(last)) {
            return refused("from", "from is a day like 2026-01-01, and not after to");
        }
        return desk.look(session -> store.report(session, creditorId, first, last, today))
                .map(report -> Response.ok(report).build());
    }

    private static Uni<Response> refused(String field, String why) {
        return Uni.createFrom().item(Problem.refused(field, why).response());
    }

    private static @Nullable LocalDate day(@Nullable String text, LocalDate otherwise) {
        try {
            return text == null ? otherwise : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
