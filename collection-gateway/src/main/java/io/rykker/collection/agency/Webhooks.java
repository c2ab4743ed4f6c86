package io.rykker.collection.agency;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.rykker.collection.CollectionConfig;
import io.rykker.collection.RealTime;
import io.rykker.collection.domain.CallResult;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Calls an agency by <a href="https://www.standardwebhooks.com">Standard Webhooks</a>: signed, with an id that stays
 * the same and a time that is fresh. Follows no redirect, waits no longer than it was told to, and reads nothing of the
 * answer but its status.
 */
@ApplicationScoped
public class Webhooks {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int LONGEST = 300;

    private final HttpClient http;
    private final RealTime realTime;
    private final Duration patience;

    Webhooks(Vertx vertx, RealTime realTime, CollectionConfig config) {
        this.realTime = realTime;
        this.patience = config.patience();
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) patience.toMillis())
                .setMaxPoolSize(config.inFlight())
                .setDecompressionSupported(false));
    }

    @PreDestroy
    void close() {
        http.closeAndForget();
    }

    public Uni<CallResult> make(Call call) {
        return Uni.createFrom()
                .deferred(() -> http.request(options(call)))
                .chain(request -> send(request, call.body()))
                .map(this::result)
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure()
                .recoverWithItem(Webhooks::failed);
    }

    private RequestOptions options(Call call) {
        long seconds = realTime.now().getEpochSecond();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(call.url())
                .setFollowRedirects(false)
                .setTimeout(patience.toMillis())
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "rykker-collection-gateway")
                .putHeader("webhook-id", call.id())
                .putHeader("webhook-timestamp", String.valueOf(seconds))
                .putHeader("webhook-signature", sign(call, seconds))
                .putHeader("traceparent", call.traceparent());
    }

    static String sign(Call call, long seconds) {
        try {
            return new Webhook(call.secret()).sign(call.id(), seconds, new String(call.body(), StandardCharsets.UTF_8));
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new IllegalStateException("the secret of the agency cannot sign", e);
        }
    }

    private static Uni<HttpClientResponse> send(HttpClientRequest request, byte[] body) {
        return request.send(Buffer.buffer(body));
    }

    private CallResult result(HttpClientResponse response) {
        int status = response.statusCode();
        response.request().connection().closeAndForget();
        boolean mayAsk = status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
        return CallResult.answered(
                status, mayAsk ? retryAfter(response.getHeader("Retry-After"), realTime.now()) : Duration.ZERO);
    }

    /** Seconds, or a date (RFC 9110); zero when it is neither. */
    static Duration retryAfter(@Nullable String value, Instant now) {
        if (value == null) {
            return Duration.ZERO;
        }
        if (value.matches("[0-9]{1,7}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeException _) {
            return Duration.ZERO;
        }
    }

    private static CallResult failed(Throwable failure) {
        boolean neverLeft = failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof SSLHandshakeException
                || failure instanceof IllegalStateException;
        String why = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        String plain = why.replaceAll("\\p{Cntrl}+", " ");
        return new CallResult.Failed(
                0, plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain, !neverLeft, Duration.ZERO);
    }
}
