package io.rykker.invoice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.invoice.domain.Finding;
import io.rykker.invoice.domain.Order;
import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.domain.Review;
import io.rykker.invoice.messaging.PaymentTerms;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was done with an order.
 *
 * @param result {@code taken} or {@code repeated}
 * @param findings what is odd in it; it counts all the same
 */
record Receipt(
        UUID invoiceId,
        String result,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Found> findings) {

    /** A finding; with a code and the rule when a program is to act on it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Found(
            String field,
            String what,
            @Nullable String code,
            @Nullable String rule) {

        static List<Found> of(List<Finding> findings) {
            return findings.stream()
                    .map(one -> new Found(one.field(), one.what(), one.code(), one.rule()))
                    .toList();
        }
    }

    /** The answer to whoever sent the order, with what was found before it was read. */
    static Response response(Order order, Answer answer, List<Finding> found) {
        List<Found> findings =
                Found.of(Stream.concat(found.stream(), Review.of(order, dueOn(answer), PaymentTerms.LIMITS).stream())
                        .toList());
        return switch (answer) {
            case Answer.Taken _ ->
                Response.created(URI.create("/invoices/" + order.invoiceId()))
                        .entity(new Receipt(order.invoiceId(), "taken", findings))
                        .build();
            case Answer.Repeated _ ->
                Response.ok(new Receipt(order.invoiceId(), "repeated", findings))
                        .build();
            case Answer.Conflicting(var field, var why) ->
                Problem.conflict(field, why).response();
            case Answer.Refused(var field, var why) ->
                Problem.refused(field, why).response();
        };
    }

    /** What came before its invoice is not due yet, and what is repeated is due by its own word. */
    private static @Nullable LocalDate dueOn(Answer answer) {
        return answer instanceof Answer.Taken taken ? taken.next().dueOn() : null;
    }
}
