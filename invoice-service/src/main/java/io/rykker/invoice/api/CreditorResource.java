package io.rykker.invoice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.invoice.InvoiceDesk;
import io.rykker.invoice.domain.Creditor;
import io.rykker.invoice.messaging.CreditorReader;
import io.rykker.invoice.messaging.Poll;
import io.rykker.invoice.persistence.Store;
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
import java.util.Locale;

/** The creditors: who may send invoices, and what everybody else has to know of them. */
@Path("/creditors/{creditorId}")
class CreditorResource {

    private final InvoiceDesk desk;
    private final Store store;
    private final Caller caller;

    CreditorResource(InvoiceDesk desk, Store store, Caller caller) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
    }

    record Registered(String creditorId, String result) {}

    /** A creditor as it is shown: the words in the form in which they are sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Creditor creditor, String bankFeed) {}

    @PUT
    @RolesAllowed("admin")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> register(@PathParam("creditorId") String creditorId, byte[] body) {
        Creditor creditor = CreditorReader.read(creditorId, body);
        return Poll.onceMore(() -> desk.register(creditor)).map(registration -> switch (registration) {
            case CREATED -> registered(201, creditorId, "created");
            case CHANGED -> registered(200, creditorId, "changed");
            case UNCHANGED -> registered(200, creditorId, "unchanged");
        });
    }

    private static Response registered(int status, String creditorId, String result) {
        return Response.status(status)
                .entity(new Registered(creditorId, result))
                .build();
    }

    @GET
    @RolesAllowed({"erp", "ops", "viewer", "admin"})
    public Uni<Response> show(@PathParam("creditorId") String creditorId) {
        if (!caller.mayActFor(creditorId)) {
            return Uni.createFrom().item(unknown(creditorId));
        }
        return desk.look(session -> store.creditors(session, List.of(creditorId)))
                .map(rows -> rows.isEmpty()
                        ? unknown(creditorId)
                        : Response.ok(shown(rows.getFirst().toDomain())).build());
    }

    private static Shown shown(Creditor creditor) {
        return new Shown(creditor, creditor.bankFeed().name().toLowerCase(Locale.ROOT));
    }

    private static Response unknown(String creditorId) {
        return Problem.unknown("there is no creditor " + creditorId).response();
    }
}
