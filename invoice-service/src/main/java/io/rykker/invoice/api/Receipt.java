package io.rykker.invoice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.invoice.domain.Finding;
import io.rykker.invoice.domain.Order;
import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.domain.Review;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What was done with an order.
 *
 * @param result {@code taken} or {@code repeated}
 * @param findings what is odd in it; it counts all the same
 */
record Receipt(
        UUID invoiceId,
        String result,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Finding> findings) {

    /** The answer to whoever sent the order, with what was found before it was read. */
    static Response response(Order order, Answer answer, List<Finding> found) {
        List<Finding> findings =
                Stream.concat(found.stream(), Review.of(order).stream()).toList();
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
}
