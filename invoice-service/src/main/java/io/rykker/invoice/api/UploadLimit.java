package io.rykker.invoice.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers an upload that is too large before it reaches memory. The upload is read to its end and thrown away, within
 * reason: most clients look for an answer only when they have sent everything.
 */
@ApplicationScoped
class UploadLimit {

    private static final int READ_PAST = 4;

    private final long limit;

    UploadLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check);
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        long length = length(request);
        if (length <= limit) {
            exchange.next();
        } else if (length > READ_PAST * limit) {
            exchange.addEndHandler(_ -> request.connection().close());
            refuse(exchange, length);
        } else {
            request.endHandler(_ -> refuse(exchange, length)).handler(_ -> {}).resume();
        }
    }

    /** A body of unknown length is cut off by the server when it passes the limit. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private void refuse(RoutingContext exchange, long length) {
        Problem problem = Problem.tooLarge(
                "the body has " + length + " bytes, at most " + limit + " are taken; nothing was read");
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .toBuffer())
                .onFailure(exchange::fail);
    }
}
