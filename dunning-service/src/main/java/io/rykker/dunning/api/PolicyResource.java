package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.PolicyDesk;
import io.rykker.dunning.PolicyDesk.Saved;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Policy;
import io.rykker.dunning.domain.PolicyCheck;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Simulation;
import io.rykker.dunning.messaging.Fields;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.messaging.Unreadable;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.Store;
import io.rykker.dunning.rulebook.PolicyText;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policies: those that come with the service, and the creditors' own, in versions. */
@Path("/policies")
class PolicyResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Cases that one simulation replays at most; each is walked twice from its first day. */
    private static final int MOST_CASES = 2_000;

    private final DunningDesk desk;
    private final PolicyDesk policies;
    private final Store store;
    private final Caller caller;

    PolicyResource(DunningDesk desk, PolicyDesk policies, Store store, Caller caller) {
        this.desk = desk;
        this.policies = policies;
        this.store = store;
        this.caller = caller;
    }

    /** One line of the list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(String name, int version, @Nullable String creditorId, boolean readOnly, String mode) {}

    /** What is to be said of a policy. */
    record Findings(boolean lawful, List<String> breaches, List<String> warnings) {}

    /** What was kept. */
    record Kept(String name, int version, String creditorId, List<String> warnings) {}

    /** A policy that breaks the law, as a problem document that lists every breach. */
    record Unlawful(
            String type, String title, int status, String detail, List<String> breaches, List<String> warnings) {}

    /** The newest versions that a creditor may use. */
    @GET
    @RolesAllowed({"ops", "viewer", "admin", "erp"})
    public Uni<Response> list(@QueryParam("creditorId") @Nullable String creditorId) {
        if (creditorId != null && !caller.mayActFor(creditorId)) {
            return unknownCreditor(creditorId);
        }
        return policies.rules().map(book -> {
            List<Line> lines = new ArrayList<>();
            newest(book.readyMade()).forEach(policy -> lines.add(line(policy, null)));
            if (creditorId != null) {
                newest(book.own(creditorId)).forEach(policy -> lines.add(line(policy, creditorId)));
            }
            return Response.ok(lines).build();
        });
    }

    private static List<Policy> newest(List<Policy> versions) {
        return versions.stream()
                .filter(one -> versions.stream()
                        .noneMatch(other -> other.name().equals(one.name()) && other.version() > one.version()))
                .toList();
    }

    private static Line line(Policy policy, @Nullable String creditorId) {
        return new Line(
                policy.name(),
                policy.version(),
                creditorId,
                creditorId == null,
                policy.mode().word());
    }

    /** The JSON Schema that gives an editor completion. */
    @GET
    @Path("/schema")
    @PermitAll
    public Response schema() throws IOException {
        return Schemas.show("policy.schema.json");
    }

    /** A partner sees the versions that leave a step to it, and no other policy. */
    @GET
    @Path("/{name}")
    @RolesAllowed({"ops", "viewer", "admin", "erp", "partner"})
    public Uni<Response> show(
            @PathParam("name") String name,
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("version") @DefaultValue("0") int version) {
        boolean isPartner = caller.isPartner();
        String partner = caller.partner();
        boolean isSeen = isPartner
                ? creditorId != null && caller.mayWorkFor(creditorId)
                : creditorId == null || caller.mayActFor(creditorId);
        if (!isSeen) {
            return unknownCreditor(String.valueOf(creditorId));
        }
        return policies.rules()
                .map(book -> book.find(creditorId, name, version)
                        .filter(policy -> !isPartner || isLeftTo(partner, policy))
                        .map(policy -> Response.ok(PolicyText.write(policy).toString(), MediaType.APPLICATION_JSON)
                                .build())
                        .orElseGet(() -> unknownPolicy(name)));
    }

    private static boolean isLeftTo(@Nullable String partner, Policy policy) {
        return partner != null && policy.steps().stream().anyMatch(step -> partner.equals(step.partner()));
    }

    /** A new version of a creditor's own policy; the same again is no new version. */
    @PUT
    @Path("/{name}")
    @RolesAllowed({"ops", "admin"})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> save(
            @PathParam("name") String name, @QueryParam("creditorId") @Nullable String creditorId, byte[] body) {
        if (creditorId == null || !caller.mayActFor(creditorId)) {
            return unknownCreditor(String.valueOf(creditorId));
        }
        Policy policy = PolicyText.read(named(tree(body), name));
        if (!policy.name().equals(name)) {
            throw new Unreadable("name", "is " + policy.name() + ", the address says " + name);
        }
        return Poll.onceMore(() -> policies.save(creditorId, policy, caller.name()))
                .map(saved -> switch (saved) {
                    case Saved.Kept(var kept, var isNew, var warnings) ->
                        Response.status(isNew ? 201 : 200)
                                .entity(new Kept(kept.name(), kept.version(), creditorId, warnings))
                                .build();
                    case Saved.Unlawful(var check) -> unlawful(check);
                    case Saved.ReadyMade _ ->
                        Problem.conflict("name", name + " comes with the service and is read-only: choose another name")
                                .response();
                });
    }

    private static JsonNode named(JsonNode body, String name) {
        if (body instanceof ObjectNode object && !object.has("name")) {
            object.put("name", name);
        }
        return body;
    }

    private static Response unlawful(PolicyCheck check) {
        return Response.status(422)
                .type(Problem.MEDIA_TYPE)
                .entity(new Unlawful(
                        "/problems/unlawful",
                        "The policy breaks the law",
                        422,
                        String.join("; ", check.breaches()),
                        check.breaches(),
                        check.warnings()))
                .build();
    }

    /** Says what there is to say of a policy, and keeps nothing. */
    @POST
    @Path("/check")
    @RolesAllowed({"ops", "viewer", "admin"})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> check(@QueryParam("creditorId") @Nullable String creditorId, byte[] body) {
        if (creditorId != null && !caller.mayActFor(creditorId)) {
            return unknownCreditor(creditorId);
        }
        Policy policy = PolicyText.read(named(tree(body), "unnamed"));
        return policies.rules().map(book -> {
            PolicyCheck check = PolicyCheck.of(policy, book, creditorId);
            return Response.ok(new Findings(check.isLawful(), check.breaches(), check.warnings()))
                    .build();
        });
    }

    /** Replays a policy over a creditor's cases, or over an uploaded portfolio, and keeps nothing. */
    @POST
    @Path("/simulate")
    @RolesAllowed({"ops", "viewer", "admin"})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> simulate(byte[] body) {
        JsonNode tree = tree(body);
        Fields fields = Fields.of(tree);
        fields.only(Set.of("policy", "creditorId", "portfolio", "current"));
        String creditorId = fields.text("creditorId", 63);
        if (!caller.mayActFor(creditorId)) {
            return unknownCreditor(creditorId);
        }
        JsonNode asked = fields.raw("policy");
        if (!asked.isTextual() && !asked.isObject()) {
            throw fields.refuse("policy", "is neither the name of a policy nor a policy");
        }
        Policy inline = asked.isObject() ? PolicyText.read(named(asked, "inline")) : null;
        List<Case> portfolio = Portfolio.read(fields, creditorId);
        return policies.rules()
                .chain(book -> candidate(asked, inline, creditorId, book)
                        .map(policy -> simulate(policy, creditorId, portfolio, book))
                        .orElseGet(() -> Uni.createFrom().item(unknownPolicy(asked.asText()))));
    }

    private static Optional<Policy> candidate(
            JsonNode asked, @Nullable Policy inline, String creditorId, RuleBook book) {
        return inline == null ? book.find(creditorId, asked.textValue(), 0) : Optional.of(inline);
    }

    private Uni<Response> simulate(Policy candidate, String creditorId, List<Case> portfolio, RuleBook book) {
        PolicyCheck check = PolicyCheck.of(candidate, book, creditorId);
        if (!check.isLawful()) {
            return Uni.createFrom().item(unlawful(check));
        }
        Uni<List<Case>> cases = portfolio.isEmpty()
                ? desk.look(session -> store.page(session, Store.Wanted.all(Set.of(creditorId)), 0, MOST_CASES))
                        .map(rows -> rows.stream().map(CaseRow::toDomain).toList())
                : Uni.createFrom().item(portfolio);
        return cases.emitOn(Infrastructure.getDefaultWorkerPool())
                .map(all -> Response.ok(SimulationView.of(Simulation.of(all, candidate, book), check.warnings()))
                        .build());
    }

    static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw new Unreadable("", "the body is not a JSON object");
            }
            return tree;
        } catch (IOException _) {
            throw new Unreadable("", "the body is not JSON");
        }
    }

    static Uni<Response> unknownCreditor(String creditorId) {
        return Uni.createFrom()
                .item(Problem.unknown("there is no creditor " + creditorId + " for this token: say creditorId=")
                        .response());
    }

    private static Response unknownPolicy(String name) {
        return Problem.unknown("there is no policy " + name + ": GET /policies lists them")
                .response();
    }
}
