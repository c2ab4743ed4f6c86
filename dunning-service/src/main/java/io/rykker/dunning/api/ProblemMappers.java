package io.rykker.dunning.api;

import io.rykker.dunning.messaging.Unreadable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure leaves as a problem document; what is our own fault says no more than that. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response unreadable(Unreadable failure) {
        return Problem.unreadable(failure.field().isEmpty() ? null : failure.field(), failure.why())
                .response();
    }

    @ServerExceptionMapper
    Response tooLarge(Unreadable.TooLarge failure) {
        return Problem.tooLarge(failure.why()).response();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure) {
        if (failure.getResponse().getEntity() instanceof Problem problem) {
            return problem.response();
        }
        int status = failure.getResponse().getStatus();
        String title = failure.getResponse().getStatusInfo().getReasonPhrase();
        return new Problem("about:blank", title, status, title, null).response();
    }

    @ServerExceptionMapper
    Response other(Throwable failure) {
        LOG.errorf(failure, "a request failed: %s", failure.getClass().getName());
        return Problem.away().response();
    }
}
