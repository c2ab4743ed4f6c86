package io.rykker.invoice.api;

import io.rykker.invoice.InvoiceDesk;
import io.rykker.invoice.Submission;
import io.rykker.invoice.domain.Creditor;
import io.rykker.invoice.domain.Finding;
import io.rykker.invoice.domain.Order;
import io.rykker.invoice.messaging.Poll;
import io.rykker.invoice.messaging.Traceparent;
import io.rykker.invoice.messaging.Unreadable;
import io.rykker.invoice.persistence.CreditorRow;
import io.rykker.invoice.persistence.Store;
import io.rykker.invoice.ubl.Document;
import io.rykker.invoice.ubl.UblReader;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** E-invoices as files: UBL 2.1 Invoice and CreditNote. */
@Path("/documents")
@RolesAllowed("erp")
class DocumentResource {

    private final InvoiceDesk desk;
    private final Store store;
    private final Caller caller;
    private final Vertx vertx;

    DocumentResource(InvoiceDesk desk, Store store, Caller caller, Vertx vertx) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
        this.vertx = vertx;
    }

    /** Takes a document in. Whose it is: the creditor that is named, or the one registered with the supplier's number. */
    @POST
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_OCTET_STREAM})
    public Uni<Response> take(
            byte[] body,
            @QueryParam("creditorId") @Nullable String creditorId,
            @HeaderParam("traceparent") @Nullable String traceparent) {
        if (creditorId != null && !caller.mayActFor(creditorId)) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + creditorId + " for this token")
                            .response());
        }
        return aside(body)
                .chain(document -> creditor(document, creditorId)
                        .chain(creditor -> take(document, creditor, Traceparent.of(traceparent))));
    }

    /**
     * Reading holds a thread for a while, so a worker does it, and the answer comes back on the context of the request:
     * sessions live on that one, and a hop to any other thread would break them.
     */
    private Uni<Document> aside(byte[] body) {
        return Uni.createFrom()
                .completionStage(() -> vertx.getOrCreateContext()
                        .executeBlocking(() -> UblReader.read(body), false)
                        .toCompletionStage());
    }

    private Uni<Creditor> creditor(Document document, @Nullable String named) {
        return desk.look(session -> named == null
                        ? store.creditorsRegisteredAs(session, document.supplierNumbers())
                        : store.creditors(session, List.of(named)))
                .map(rows -> theOne(rows.stream().map(CreditorRow::toDomain).toList(), document, named));
    }

    private Creditor theOne(List<Creditor> creditors, Document document, @Nullable String named) {
        List<Creditor> mine = creditors.stream()
                .filter(creditor -> caller.mayActFor(creditor.id()))
                .toList();
        if (mine.size() == 1) {
            return mine.getFirst();
        }
        if (named != null) {
            throw new Unreadable("creditorId", named + " is not registered; register it first");
        }
        throw new Unreadable(
                document.sources().getOrDefault("supplier", "/"),
                mine.isEmpty()
                        ? "is no creditor registered for this token; name one with ?creditorId="
                        : "is several creditors: name one with ?creditorId=");
    }

    private Uni<Response> take(Document document, Creditor creditor, String traceparent) {
        Order order = document.order(creditor.id());
        List<Finding> findings = new ArrayList<>(document.findings());
        String registration = creditor.registrationNumber();
        if (registration != null && !document.supplierNumbers().contains(registration)) {
            findings.add(new Finding(
                    document.sources().getOrDefault("supplier", "/"),
                    "does not have the registration number of creditor " + creditor.id()));
        }
        var submission = new Submission.Understood(order, null, traceparent);
        return Poll.onceMore(() -> desk.take(List.of(submission)))
                .map(answers -> Receipt.response(order, answers.getFirst(), findings));
    }
}
