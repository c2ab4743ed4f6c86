package io.rykker.payment.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.rykker.payment.BankFiles;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Says what is too large before a byte of it is read, in the words of every other refusal. */
@ApplicationScoped
class BodyLimits {

    private static final long MOST_JSON = 1024 * 1024;
    /** Before everything else, the server's own limit included, which would only hang up. */
    private static final int FIRST = 1_000_000;

    void register(@Observes Filters filters) {
        filters.register(BodyLimits::check, FIRST);
    }

    private static void check(RoutingContext request) {
        long most = request.normalizedPath().equals("/bank-files") ? BankFiles.MOST_BYTES : MOST_JSON;
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || (length.length() < 16 && Long.parseLong(length) <= most)) {
            request.next();
            return;
        }
        Problem problem =
                Problem.tooLarge("the body has " + length + " bytes, at most " + most + " are taken; send it in parts");
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .encode());
    }
}
