package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.dunning.WatchDesk;
import io.rykker.dunning.domain.Finding;
import io.rykker.dunning.persistence.FindingRow;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What is wrong with the follow-up itself, as it is now. */
@Path("/watchdogs")
class WatchdogResource {

    private final WatchDesk desk;
    private final Caller caller;

    WatchdogResource(WatchDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    record View(List<FindingView> findings) {}

    /**
     * One finding.
     *
     * @param subject which of several of its kind: the account, the phase
     * @param raisedOn when ops was alerted; left out when that is still to come
     * @param cases up to ten of its cases
     * @param owners who looks after what is in the phase now; never in an alert, which names nobody
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FindingView(
            String kind,
            String creditorId,
            @Nullable String subject,
            LocalDate since,
            long count,
            String what,
            List<UUID> cases,
            @Nullable List<Finding.Owned> owners,
            @Nullable LocalDate raisedOn) {

        static FindingView of(WatchDesk.Found found) {
            Finding finding = found.finding();
            FindingRow raised = found.raised();
            return new FindingView(
                    finding.kind().word(),
                    finding.creditorId(),
                    finding.subject().isEmpty() ? null : finding.subject(),
                    finding.since(),
                    finding.count(),
                    finding.what(),
                    finding.cases(),
                    finding.owners().isEmpty() ? null : finding.owners(),
                    raised == null ? null : raised.raisedOn);
        }
    }

    @GET
    @RolesAllowed({"ops", "viewer"})
    @Operation(
            summary = "What is wrong with the follow-up of a creditor now",
            description =
                    "bank-silent: the statements of an account are too old, and dunning waits; stalled: the debtor was"
                            + " reached on no channel, or a step waits for a person for too long; escalation-late: past the days of the"
                            + " policy until the handover; first-contact-late: too many debtors were first reached too late; bottleneck:"
                            + " cases stay too long in a phase (subject), with up to ten owners of what is in it now. Each with since"
                            + " when, how many cases, what to do and up to ten cases. Of all creditors of the token"
                            + " when none is named. 404 when the creditor is not of the token.")
    public Uni<Response> list(@QueryParam("creditorId") @Nullable String creditorId) {
        if (creditorId != null && (creditorId.equals("*") || !caller.mayActFor(creditorId))) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + creditorId + " for this token")
                            .response());
        }
        return desk.look(creditorId == null ? caller.creditors() : Set.of(creditorId))
                .map(found -> Response.ok(
                                new View(found.stream().map(FindingView::of).toList()))
                        .build());
    }
}
