package io.rykker.invoice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rykker.invoice.InvoiceDesk;
import io.rykker.invoice.domain.Contact;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.messaging.ContactReader;
import io.rykker.invoice.messaging.Outgoing.Found;
import io.rykker.invoice.messaging.Poll;
import io.rykker.invoice.persistence.DebtorRow;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The debtors: how they are reached, by the word of the invoices or of a person who knows better. */
@Path("/debtors/{debtorId}")
class DebtorResource {

    private final InvoiceDesk desk;
    private final Store store;
    private final Caller caller;

    DebtorResource(InvoiceDesk desk, Store store, Caller caller) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
    }

    /**
     * A debtor as it is to be reached.
     *
     * @param contact who found where, when and why; not there while the invoices know best
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            UUID debtorId,
            int version,
            @JsonUnwrapped Debtor debtor,
            @Nullable Found contact) {

        static Shown of(DebtorRow row) {
            Contact contact = row.contact();
            Debtor told = row.toDomain();
            return new Shown(row.id, row.version, contact == null ? told : contact.of(told), Found.of(contact));
        }
    }

    @PUT
    @Path("/contact")
    @RolesAllowed("ops")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A person found where the debtor is to be reached",
            description = "{email?, phone?, address?, why}, at least one of the three; the contact is taken whole. It"
                    + " stands until a later invoice brings contact points that no invoice brought before. What was last"
                    + " said to somebody else is sent again there.")
    public Uni<Response> reach(@PathParam("debtorId") String debtorId, byte[] body) {
        Contact found = ContactReader.read(body, caller.name());
        UUID id = id(debtorId);
        return id == null
                ? Uni.createFrom().item(unknown(debtorId))
                : Poll.onceMore(() -> desk.reach(id, found, caller::mayActFor))
                        .map(row -> row.map(one -> Response.ok(Shown.of(one)).build())
                                .orElseGet(() -> unknown(debtorId)));
    }

    @GET
    @RolesAllowed({"erp", "ops", "viewer"})
    @Operation(summary = "The debtor, and who found where it is to be reached")
    public Uni<Response> show(@PathParam("debtorId") String debtorId) {
        UUID id = id(debtorId);
        return id == null
                ? Uni.createFrom().item(unknown(debtorId))
                : desk.look(session -> store.debtors(session, List.of(id)))
                        .map(rows -> rows.stream()
                                .filter(row -> caller.mayActFor(row.creditorId))
                                .findFirst()
                                .map(row -> Response.ok(Shown.of(row)).build())
                                .orElseGet(() -> unknown(debtorId)));
    }

    private static @Nullable UUID id(String debtorId) {
        try {
            return UUID.fromString(debtorId);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Response unknown(String debtorId) {
        return Problem.unknown("there is no debtor " + debtorId).response();
    }
}
