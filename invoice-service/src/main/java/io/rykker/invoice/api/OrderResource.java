package io.rykker.invoice.api;

import io.rykker.invoice.InvoiceDesk;
import io.rykker.invoice.Submission;
import io.rykker.invoice.domain.Order;
import io.rykker.invoice.messaging.OrderReader;
import io.rykker.invoice.messaging.Poll;
import io.rykker.invoice.messaging.Traceparent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The same orders as on the topic, one at a time, with the answer at once. */
@Path("/")
@RolesAllowed("erp")
@Consumes(MediaType.APPLICATION_JSON)
class OrderResource {

    private final InvoiceDesk desk;
    private final Caller caller;

    OrderResource(InvoiceDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @POST
    @Path("/invoices")
    public Uni<Response> issue(byte[] body, @HeaderParam("traceparent") @Nullable String traceparent) {
        return take(OrderReader.read(OrderReader.ISSUED, body), traceparent);
    }

    @POST
    @Path("/credit-notes")
    public Uni<Response> credit(byte[] body, @HeaderParam("traceparent") @Nullable String traceparent) {
        return take(OrderReader.read(OrderReader.CREDITED, body), traceparent);
    }

    @POST
    @Path("/cancellations")
    public Uni<Response> cancel(byte[] body, @HeaderParam("traceparent") @Nullable String traceparent) {
        return take(OrderReader.read(OrderReader.CANCELLED, body), traceparent);
    }

    @POST
    @Path("/deliveries")
    public Uni<Response> deliver(byte[] body, @HeaderParam("traceparent") @Nullable String traceparent) {
        return take(OrderReader.read(OrderReader.DELIVERED, body), traceparent);
    }

    @POST
    @Path("/assignments")
    @RolesAllowed({"erp", "ops"})
    @Operation(
            summary = "The claim is assigned to a factor, or sold",
            description =
                    "The body of rykker.inbound.InvoiceAssigned.v1. Our letters stop, what is paid to the creditor is"
                            + " to be forwarded; what is sold is closed here for good.")
    public Uni<Response> assign(byte[] body, @HeaderParam("traceparent") @Nullable String traceparent) {
        return take(OrderReader.read(OrderReader.ASSIGNED, body, caller.name()), traceparent);
    }

    @POST
    @Path("/returns")
    @RolesAllowed({"erp", "ops"})
    @Operation(
            summary = "The claim came back from the factor",
            description = "The body of rykker.inbound.InvoiceReturned.v1. Dunning goes on where it stood.")
    public Uni<Response> giveBack(byte[] body, @HeaderParam("traceparent") @Nullable String traceparent) {
        return take(OrderReader.read(OrderReader.RETURNED, body, caller.name()), traceparent);
    }

    @POST
    @Path("/factor-payments")
    @RolesAllowed({"erp", "ops"})
    @Operation(
            summary = "The factor reports that the debtor has paid it",
            description = "The body of rykker.inbound.InvoicePaidToFactor.v1. So much less is owed.")
    public Uni<Response> paidToFactor(byte[] body, @HeaderParam("traceparent") @Nullable String traceparent) {
        return take(OrderReader.read(OrderReader.PAID_TO_FACTOR, body), traceparent);
    }

    private Uni<Response> take(Order order, @Nullable String traceparent) {
        if (!caller.mayActFor(order.creditorId())) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + order.creditorId() + " for this token")
                            .response());
        }
        var submission = new Submission.Understood(order, null, Traceparent.of(traceparent));
        return Poll.onceMore(() -> desk.take(List.of(submission)))
                .map(answers -> Receipt.response(order, answers.getFirst(), List.of()));
    }
}
