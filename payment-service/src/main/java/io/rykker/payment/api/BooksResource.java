package io.rykker.payment.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.payment.PaymentDesk;
import io.rykker.payment.PaymentDesk.Books;
import io.rykker.payment.domain.Assignment;
import io.rykker.payment.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What the ledger adds up to: received is allocated, unallocated and reversed together, to the øre. */
@Path("/")
@RolesAllowed({"erp", "ops", "viewer"})
class BooksResource {

    private static final int PAGE = 100;
    private static final int LAST_PAGE = 1_000_000;

    private final PaymentDesk desk;
    private final Store store;
    private final Caller caller;

    BooksResource(PaymentDesk desk, Store store, Caller caller) {
        this.desk = desk;
        this.store = store;
        this.caller = caller;
    }

    /** Amounts as decimal strings in the currency under which they stand. */
    record Sums(String received, String reversed, String allocated, String unallocated, String overpaid, long count) {
        static Sums of(Books books) {
            return new Sums(
                    books.received().toPlainString(),
                    books.reversed().toPlainString(),
                    books.allocated().toPlainString(),
                    books.unallocated().toPlainString(),
                    books.overpaid().toPlainString(),
                    books.count());
        }
    }

    record Overpayment(UUID invoiceId, @Nullable String invoiceNumber, PaymentResource.Amount amount) {
        static Overpayment of(Store.Overpaid overpaid) {
            return new Overpayment(
                    overpaid.invoiceId(),
                    overpaid.number(),
                    PaymentResource.amount(overpaid.tooMuch(), overpaid.currency()));
        }
    }

    record Assignee(String id, String name, @Nullable String iban) {}

    /** Money that came for a claim that is somebody else's, and is to be forwarded. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Forwarding(
            UUID allocationId,
            UUID paymentId,
            UUID invoiceId,
            @Nullable String invoiceNumber,
            PaymentResource.Amount amount,
            LocalDate valueDate,
            LocalDate bookedOn,
            String source,
            String kind,
            UUID assignmentId,
            Assignee assignee) {

        static Stream<Forwarding> of(Store.OnAssigned row) {
            Assignment to = row.assignment();
            return to == null
                    ? Stream.empty()
                    : Stream.of(new Forwarding(
                            row.allocationId(),
                            row.paymentId(),
                            row.invoiceId(),
                            row.number(),
                            PaymentResource.amount(row.amount(), row.currency()),
                            row.valueDate(),
                            row.bookedOn(),
                            row.source(),
                            to.kind(),
                            to.id(),
                            new Assignee(to.assigneeId(), to.assigneeName(), to.iban())));
        }
    }

    @GET
    @Path("/forwardings")
    @Operation(
            summary = "What is to be forwarded to factors and buyers",
            description =
                    "A hundred a page at most, the latest first; what is not an assignee's by its value date is left"
                            + " out, so a page may be shorter and not be the last.")
    public Uni<Response> forwardings(
            @QueryParam("creditorId") @Nullable String creditorId, @QueryParam("page") int page) {
        return visible(
                creditorId,
                id -> desk.look(session -> store.toForward(session, id, Math.clamp(page, 0, LAST_PAGE), PAGE))
                        .map(rows -> rows.stream().flatMap(Forwarding::of).toList()));
    }

    @GET
    @Path("/books")
    public Uni<Response> books(@QueryParam("creditorId") @Nullable String creditorId) {
        return visible(creditorId, id -> desk.books(id).map(BooksResource::sums));
    }

    @GET
    @Path("/overpayments")
    public Uni<Response> overpayments(@QueryParam("creditorId") @Nullable String creditorId) {
        return visible(
                creditorId,
                id -> desk.look(session -> store.overpaid(session, id))
                        .map(rows -> rows.stream().map(Overpayment::of).toList()));
    }

    private Uni<Response> visible(
            @Nullable String creditorId, java.util.function.Function<String, Uni<? extends Object>> question) {
        if (creditorId == null || !caller.mayActFor(creditorId)) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + creditorId + " for this token")
                            .response());
        }
        return question.apply(creditorId).map(answer -> Response.ok(answer).build());
    }

    private static Map<String, Sums> sums(Map<String, Books> books) {
        Map<String, Sums> sums = new LinkedHashMap<>();
        books.forEach((currency, sum) -> sums.put(currency, Sums.of(sum)));
        return sums;
    }
}
