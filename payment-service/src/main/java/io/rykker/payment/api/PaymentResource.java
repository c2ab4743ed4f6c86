package io.rykker.payment.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.payment.PaymentDesk;
import io.rykker.payment.Submission;
import io.rykker.payment.domain.Answer;
import io.rykker.payment.domain.News;
import io.rykker.payment.messaging.AllocationReader;
import io.rykker.payment.messaging.PaymentReader;
import io.rykker.payment.messaging.Poll;
import io.rykker.payment.messaging.Traceparent;
import io.rykker.payment.persistence.AllocationRow;
import io.rykker.payment.persistence.InvoiceRow;
import io.rykker.payment.persistence.PaymentRow;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payments and reversals, one at a time with the answer at once; and what a person sees and does about them. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
class PaymentResource {

    private static final int PAGE = 100;

    private final PaymentDesk desk;
    private final Caller caller;

    PaymentResource(PaymentDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** What was done: {@code taken} or {@code repeated}. */
    record Receipt(@Nullable UUID paymentId, String result) {}

    record Amount(String amount, String currency) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Allocated(
            UUID allocationId,
            UUID invoiceId,
            @Nullable String invoiceNumber,
            Amount amount,
            String matchedBy,
            boolean holds,
            @Nullable String why) {}

    /** A payment as a person looks at it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            UUID paymentId,
            String creditorId,
            String source,
            String senderPaymentId,
            Amount amount,
            Amount unallocated,
            LocalDate bookedOn,
            LocalDate valueDate,
            String state,
            @Nullable String reason,
            @Nullable LocalDate reversedOn,
            @Nullable String paymentReference,
            @Nullable String invoiceNumber,
            @Nullable String text,
            @Nullable String payerName,
            List<Allocated> allocations) {}

    @POST
    @Path("/payments")
    @RolesAllowed("erp")
    public Uni<Response> receive(byte[] body, @HeaderParam("traceparent") @Nullable String traceparent) {
        News.Received news = PaymentReader.received(body);
        return take(news, news.receipt().paymentId(), traceparent);
    }

    @POST
    @Path("/reversals")
    @RolesAllowed("erp")
    public Uni<Response> reverse(byte[] body, @HeaderParam("traceparent") @Nullable String traceparent) {
        News.Reversed news = PaymentReader.reversed(body);
        return take(news, news.reversal().paymentId(), traceparent);
    }

    private Uni<Response> take(News news, @Nullable UUID paymentId, @Nullable String traceparent) {
        if (!caller.mayActFor(news.creditorId())) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + news.creditorId() + " for this token")
                            .response());
        }
        var submission = new Submission.Understood(news, null, Traceparent.of(traceparent));
        return Poll.onceMore(() -> desk.take(List.of(submission)))
                .map(answers -> response(answers.getFirst(), paymentId));
    }

    private static Response response(Answer answer, @Nullable UUID paymentId) {
        return switch (answer) {
            case Answer.Taken _ ->
                Response.created(URI.create("/payments/" + paymentId))
                        .entity(new Receipt(paymentId, "taken"))
                        .build();
            case Answer.Repeated _ ->
                Response.ok(new Receipt(paymentId, "repeated")).build();
            case Answer.Conflicting(var field, var why) ->
                Problem.conflict(field, why).response();
            case Answer.Refused(var field, var why) ->
                Problem.refused(field, why).response();
        };
    }

    @GET
    @Path("/payments")
    @RolesAllowed({"erp", "ops", "viewer"})
    public Uni<Response> list(
            @QueryParam("creditorId") @Nullable String creditorId,
            @QueryParam("unmatched") boolean unmatched,
            @QueryParam("page") int page) {
        if (creditorId == null || !caller.mayActFor(creditorId)) {
            return Uni.createFrom()
                    .item(Problem.unknown("there is no creditor " + creditorId + " for this token")
                            .response());
        }
        return desk.payments(creditorId, unmatched, Math.max(0, page), PAGE)
                .map(statements -> Response.ok(
                                statements.stream().map(PaymentResource::shown).toList())
                        .build());
    }

    @GET
    @Path("/payments/{paymentId}")
    @RolesAllowed({"erp", "ops", "viewer"})
    public Uni<Response> show(@PathParam("paymentId") UUID paymentId) {
        return desk.payment(paymentId)
                .map(found ->
                        isVisible(found) ? Response.ok(shown(found.getFirst())).build() : unknown(paymentId));
    }

    @POST
    @Path("/payments/{paymentId}/allocations")
    @RolesAllowed("ops")
    public Uni<Response> allocate(@PathParam("paymentId") UUID paymentId, byte[] body) {
        return desk.payment(paymentId)
                .chain(found -> isVisible(found)
                        ? allocate(found.getFirst().payment(), body)
                        : Uni.createFrom().item(unknown(paymentId)));
    }

    private Uni<Response> allocate(PaymentRow payment, byte[] body) {
        var wish = AllocationReader.read(body, Currency.getInstance(payment.currency));
        return Poll.onceMore(() ->
                        desk.allocate(payment.id, payment.creditorId, wish.invoiceNumber(), wish.amount(), wish.why()))
                .map(answer -> response(answer, payment.id));
    }

    private boolean isVisible(List<PaymentDesk.Statement> found) {
        return !found.isEmpty() && caller.mayActFor(found.getFirst().payment().creditorId);
    }

    private static Response unknown(UUID paymentId) {
        return Problem.unknown("there is no payment " + paymentId).response();
    }

    private static Shown shown(PaymentDesk.Statement statement) {
        PaymentRow payment = statement.payment();
        BigDecimal left = payment.reversedOn != null || payment.replaced
                ? BigDecimal.ZERO
                : payment.amount.subtract(payment.allocated);
        return new Shown(
                payment.id,
                payment.creditorId,
                payment.source,
                payment.senderPaymentId,
                amount(payment.amount, payment.currency),
                amount(left, payment.currency),
                payment.bookedOn,
                payment.valueDate,
                state(payment, left),
                left.signum() > 0 ? payment.reason : null,
                payment.reversedOn,
                payment.paymentReference,
                payment.invoiceNumber,
                payment.remittanceText,
                payment.payerName,
                statement.allocations().stream()
                        .map(row -> allocated(row, statement.invoices().get(row.invoiceId)))
                        .toList());
    }

    private static String state(PaymentRow payment, BigDecimal left) {
        if (payment.reversedOn != null) {
            return "reversed";
        }
        if (payment.replaced) {
            return "replaced";
        }
        return left.signum() == 0 ? "allocated" : "unmatched";
    }

    private static Allocated allocated(AllocationRow row, @Nullable InvoiceRow invoice) {
        return new Allocated(
                row.id,
                row.invoiceId,
                invoice == null ? null : invoice.number,
                amount(row.amount, row.currency),
                row.matchedBy,
                row.holds,
                row.why);
    }

    static Amount amount(BigDecimal amount, String currency) {
        return new Amount(
                amount.setScale(Currency.getInstance(currency).getDefaultFractionDigits())
                        .toPlainString(),
                currency);
    }
}
