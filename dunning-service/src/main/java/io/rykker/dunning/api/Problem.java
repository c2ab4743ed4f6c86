package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for whoever asked (RFC 9457). The type is a relative reference that stays the same; the detail says
 * which field, what was wrong and what to do.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem unreadable(@Nullable String field, String detail) {
        return new Problem("/problems/unreadable", "The body cannot be understood", 422, detail, field);
    }

    static Problem tooLarge(String detail) {
        return new Problem("/problems/too-large", "The body is too large", 413, detail, null);
    }

    static Problem refused(@Nullable String field, String detail) {
        return new Problem("/problems/refused", "This cannot be done", 422, detail, field);
    }

    static Problem conflict(@Nullable String field, String detail) {
        return new Problem("/problems/conflict", "The number is taken by something else", 409, detail, field);
    }

    static Problem forbidden(String detail) {
        return new Problem("/problems/forbidden", "This token may not do it", 403, detail, null);
    }

    static Problem unknownCase(String invoiceId) {
        return unknown("there is no case of an invoice " + invoiceId);
    }

    static Problem unknown(String detail) {
        return new Problem("/problems/unknown", "There is no such thing", 404, detail, null);
    }

    static Problem away() {
        return new Problem(
                "/problems/try-again",
                "The service cannot work just now",
                503,
                "Nothing was taken in; send the same again in a moment",
                null);
    }

    Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
