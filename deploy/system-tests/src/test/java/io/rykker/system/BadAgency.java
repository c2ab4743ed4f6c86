package io.rykker.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rykker.stack.Api;
import io.rykker.stack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An agency that fails the first call, hangs on the second, takes the third, and says everything twice. */
final class BadAgency implements AutoCloseable {

    static final String NAME = "slowinkasso";
    private static final String SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("a secret of thirty-two bytes, or".getBytes(StandardCharsets.UTF_8));

    private final Rykker rykker;
    private final HttpServer server;
    private final Webhook webhook;
    private final List<Call> calls = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    BadAgency(Rykker rykker) {
        this.rykker = rykker;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            webhook = new Webhook(SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
        var settings = Map.of("url", "http://localhost:" + server.getAddress().getPort() + "/hooks", "secret", SECRET);
        Api.Answer answer = rykker.api(Service.COLLECTION, "admin").put("/agencies/" + NAME, settings);
        if (!answer.isGood()) {
            throw new AssertionError("the agency was not registered: " + answer.inWords());
        }
    }

    /** One call of the gateway, and how the reports that followed were answered. */
    record Call(String webhookId, boolean signed, JsonNode message, List<Integer> reported) {}

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var call = new Call(
                    header(exchange, "webhook-id"),
                    isSigned(exchange, body),
                    Heard.JSON.readTree(body),
                    new ArrayList<>());
            int number;
            synchronized (this) {
                calls.add(call);
                number = calls.size();
            }
            switch (number) {
                case 1 -> exchange.sendResponseHeaders(500, -1);
                case 2 -> {
                    boolean _ = closing.await(1, TimeUnit.MINUTES);
                }
                default -> {
                    exchange.sendResponseHeaders(204, -1);
                    if (call.message().path("type").asText().equals("case.handover")) {
                        reportTwice(call);
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportTwice(Call call) {
        String token = rykker.stack().tokens().issue(List.of("agency"), List.of("*"), NAME, Duration.ofHours(1));
        var gateway = new Api(rykker.stack().url(Service.COLLECTION), token);
        String path =
                "/agency/cases/" + call.message().path("data").path("caseId").asText();
        for (int i = 0; i < 2; i++) {
            call.reported()
                    .add(gateway.post(path + "/acceptance", Map.of("agencyCaseNumber", "SI-1"))
                            .status());
            call.reported()
                    .add(gateway.post(
                                    path + "/progress",
                                    Map.of(
                                            "id",
                                            "1",
                                            "status",
                                            "letter-sent",
                                            "on",
                                            rykker.today().toString()))
                            .status());
        }
    }

    private boolean isSigned(HttpExchange exchange, String body) {
        try {
            String expected = webhook.sign(
                    header(exchange, "webhook-id"), Long.parseLong(header(exchange, "webhook-timestamp")), body);
            return List.of(header(exchange, "webhook-signature").split(" ")).contains(expected);
        } catch (WebhookSigningException | NumberFormatException _) {
            return false;
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
