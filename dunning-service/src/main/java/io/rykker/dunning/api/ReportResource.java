package io.rykker.dunning.api;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.persistence.Reports;
import io.rykker.dunning.persistence.Reports.Span;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;
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

    /** Facts that are in memory at a time. */
    private static final int FACTS_AT_ONCE = 5_000;

    private static final String NDJSON = "application/x-ndjson";

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
                            + " of all cases, how long they stay where, also by who looks after the case now (partners are not told"
                            + " who).")
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

    @GET
    @Path("/facts")
    @Produces(NDJSON)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed({"ops", "viewer", "erp"})
    @Operation(
            summary = "The facts of a day, for analysis",
            description =
                    "Everything that the journals of a creditor's cases took in on the day (in the creditor's own time"
                            + " zone), one JSON object a line, by invoice and place in its journal: day, invoiceId, number, fact, by"
                            + " (person, agency, service), policy, debtorKind, country, and where there is one step, kind, channel,"
                            + " outcome, amount. No name, no invoice number and no free text. A day that is over never changes.")
    public Multi<FactView> facts(
            @QueryParam("creditorId") @Nullable String creditorId, @QueryParam("day") @Nullable String day) {
        if (creditorId == null || !caller.mayActFor(creditorId)) {
            throw problem(Problem.unknown("there is no creditor " + creditorId + " for this token"));
        }
        LocalDate asked = day == null ? null : day(day, LocalDate.MIN);
        if (asked == null) {
            throw problem(Problem.refused("day", "day is a day like 2026-12-31"));
        }
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicReference<>(Reports.FIRST),
                        from -> desk.look(
                                        session -> reports.facts(session, creditorId, asked, from.get(), FACTS_AT_ONCE))
                                .invoke(part -> from.set(part.last())))
                .whilst(part -> part.facts().size() == FACTS_AT_ONCE)
                .onItem()
                .transformToIterable(ReportResource::views);
    }

    private static List<FactView> views(Reports.Facts part) {
        return part.facts().stream()
                .map(row -> FactView.of(row, Objects.requireNonNull(part.cases().get(row.invoiceId))))
                .toList();
    }

    private static WebApplicationException problem(Problem problem) {
        return new WebApplicationException(problem.response());
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
