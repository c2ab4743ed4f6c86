package io.rykker.dunning.api;

import io.rykker.dunning.PolicyDesk;
import io.rykker.dunning.domain.Segment;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.rulebook.PolicyText;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The rules by which a creditor chooses a policy for an invoice that names none: the first that holds does. */
@Path("/segments/{creditorId}")
class SegmentResource {

    private final PolicyDesk policies;
    private final Caller caller;

    SegmentResource(PolicyDesk policies, Caller caller) {
        this.policies = policies;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({"ops", "viewer", "admin", "erp"})
    public Uni<Response> show(@PathParam("creditorId") String creditorId) {
        if (!caller.mayActFor(creditorId)) {
            return PolicyResource.unknownCreditor(creditorId);
        }
        return policies.rules().map(book -> shown(book.segments(creditorId)));
    }

    /** The whole list anew; cases that are there keep the policy and the segment that they have. */
    @PUT
    @RolesAllowed({"ops", "admin"})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> save(@PathParam("creditorId") String creditorId, byte[] body) {
        if (!caller.mayActFor(creditorId)) {
            return PolicyResource.unknownCreditor(creditorId);
        }
        List<Segment> rules = PolicyText.segments(PolicyResource.tree(body));
        return Poll.onceMore(() -> policies.save(creditorId, rules, caller.name()))
                .map(missing -> missing.isEmpty()
                        ? shown(rules)
                        : Problem.refused(
                                        "rules", "the creditor has no policy " + missing + ": GET /policies lists them")
                                .response());
    }

    private static Response shown(List<Segment> rules) {
        return Response.ok(PolicyText.write(rules).toString(), MediaType.APPLICATION_JSON)
                .build();
    }
}
