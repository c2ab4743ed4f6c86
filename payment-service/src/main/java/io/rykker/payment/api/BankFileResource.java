package io.rykker.payment.api;

import io.rykker.payment.BankFiles;
import io.rykker.payment.bank.BankFile;
import io.rykker.payment.bank.RefusedFile;
import io.rykker.payment.messaging.Traceparent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Bank files as the bank made them: camt.053 and camt.054. The answer says what became of every line. */
@Path("/bank-files")
@RolesAllowed({"erp", "ops"})
class BankFileResource {

    private final BankFiles files;
    private final Caller caller;

    BankFileResource(BankFiles files, Caller caller) {
        this.files = files;
        this.caller = caller;
    }

    /** Reads on a worker thread, as the bytes come in; the database is then asked on the request's event loop. */
    @POST
    @Blocking
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_OCTET_STREAM})
    public Uni<Response> take(InputStream body, @HeaderParam("traceparent") @Nullable String traceparent) {
        var mayActFor = caller.creditors();
        Context request = Objects.requireNonNull(Vertx.currentContext());
        BankFile file = BankFile.of(body, BankFiles.MOST_BYTES);
        return Uni.createFrom()
                .item(file::survey)
                .chain(survey -> Uni.createFrom()
                        .deferred(() -> files.take(file, survey, mayActFor, Traceparent.of(traceparent)))
                        .runSubscriptionOn(work -> request.runOnContext(_ -> work.run())))
                .eventually(file::close)
                .map(report -> Response.ok(report).build());
    }

    @ServerExceptionMapper
    Response refused(RefusedFile refusal) {
        return refusal.isTooLarge()
                ? Problem.tooLarge(refusal.why()).response()
                : Problem.refused(null, refusal.why()).response();
    }
}
