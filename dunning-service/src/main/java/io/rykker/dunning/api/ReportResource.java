package io.rykker.dunning.api;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.persistence.Reports;
import io.rykker.dunning.persistence.Reports.Span;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
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

/**
 * How a creditor's follow-up does, worked out from cases and journals when it is asked for. It counts and names no debtor
 * and no invoice, so a partner may read it, to whom persons are not named either.
 */
@Path("/reports")
class ReportResource {

    /** A year back, when it is not said. */
    private static final int USUAL_DAYS = 365;

    private static final int MOST_PATHS = 200;

    private final DunningDesk desk;
    private final Reports reports;
    private final Caller caller;
    private final Clock clock;

    ReportResource(DunningDesk desk, Reports reports, Caller caller, Clock clock) {
        this.desk = desk;
        this.reports = reports;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"ops", "viewer", "erp", "partner"})
    @Operation(
            summary = "How the follow-up of a creditor does",
            description =
                    "Of what was settled from a day to a day (a year back when not said): how many cases no person"
                            + " touched and who did what to the others, days late by version of the policy, what was written off;"
                            + " of what fell due then, how soon the debtor was reached; of the letters and calls that went out"
                            + " then, by step and version of the policy and by channel, how many invoices were paid in full"
                            + " within 7, 14 and 30 days (each of those that went out so long ago) and before the next letter;"
                            + " of all cases, how long they stay where.")
    public Uni<Response> show(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return within(
                creditorId,
                from,
                to,
                (creditor, span) -> desk.look(session -> reports.report(session, creditor, span, !caller.isPartner())));
    }

    @GET
    @Path("/paths")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"ops", "viewer", "erp", "partner"})
    @Operation(
            summary = "The paths that invoices really took",
            description =
                    "Of the invoices that fell due from a day to a day (a year back when not said): what happened to them"
                            + " in order, from issued over each kind of letter and what held them to how they were settled or to"
                            + " open; the most walked paths (top, 20 when not said) with cases, percent and the median of the days"
                            + " from the first to the last step, and how many took others.")
    public Uni<Response> paths(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("top") @DefaultValue("20") int top) {
        if (top < 1 || top > MOST_PATHS) {
            return refused("top", "top is from 1 to " + MOST_PATHS);
        }
        return within(
                creditorId,
                from,
                to,
                (creditor, span) -> desk.look(session -> reports.paths(session, creditor, span, top)));
    }

    @GET
    @Path("/paths")
    @Produces(MediaType.TEXT_PLAIN + ";qs=0.5")
    @RolesAllowed({"ops", "viewer", "erp", "partner"})
    @Operation(
            summary = "The same as one map, a flowchart in Mermaid",
            description = "Every step and how often invoices went from it to the next.")
    public Uni<Response> map(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return within(
                creditorId, from, to, (creditor, span) -> desk.look(session -> reports.map(session, creditor, span)));
    }

    private interface Question {
        Uni<String> ask(String creditorId, Span span);
    }

    private Uni<Response> within(
            @Nullable String creditorId, @Nullable String from, @Nullable String to, Question question) {
        if (creditorId == null || !caller.maySeeFiguresOf(creditorId)) {
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
        return question.ask(creditorId, new Span(first, last, today))
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
