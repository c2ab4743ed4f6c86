package io.rykker.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * An agency whose webhook answers as the last part of its address says: {@code ok}, {@code fails-twice} (500, 500, then
 * 200), {@code always-500}, {@code hangs-once}, {@code gone}, {@code redirects}, {@code busy} (429 with Retry-After, then
 * 200), {@code refuses} (422). It checks every signature and writes down every call.
 */
final class MoodyAgency implements AutoCloseable {

    /** One call as it came. */
    record Received(
            String mood, String id, Map<String, String> headers, JsonNode body, boolean genuine, long atMillis) {

        String type() {
            return body.path("type").asText();
        }

        String caseId() {
            return body.path("data").path("caseId").asText();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> redirected = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private final String secret;

    MoodyAgency(String secret) {
        this.secret = secret;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String mood) {
        return "http://localhost:" + server.getAddress().getPort() + "/" + mood;
    }

    List<Received> received(String caseId) {
        synchronized (received) {
            return received.stream()
                    .filter(call -> call.caseId().equals(caseId))
                    .toList();
        }
    }

    boolean followedARedirect() {
        return !redirected.isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String mood = exchange.getRequestURI().getPath().substring(1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getLast()));
        String id = headers.getOrDefault("webhook-id", "");
        received.add(new Received(
                mood, id, headers, JSON.readTree(body), isGenuine(headers, body), System.currentTimeMillis()));
        long calls = received.stream().filter(call -> call.id().equals(id)).count();
        switch (mood) {
            case "fails-twice" -> reply(exchange, calls <= 2 ? 500 : 200);
            case "always-500" -> reply(exchange, 500);
            case "hangs-once" -> {
                if (calls == 1) {
                    hang();
                }
                reply(exchange, 200);
            }
            case "gone" -> reply(exchange, 410);
            case "refuses" -> reply(exchange, 422);
            case "redirects" -> {
                exchange.getResponseHeaders().add("Location", url("elsewhere"));
                reply(exchange, 307);
            }
            case "elsewhere" -> {
                redirected.add(id);
                reply(exchange, 200);
            }
            case "busy" -> {
                exchange.getResponseHeaders().add("Retry-After", "3");
                reply(exchange, calls == 1 ? 429 : 204);
            }
            default -> reply(exchange, 200);
        }
    }

    private void hang() {
        try {
            boolean _ = closing.await(20, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isGenuine(Map<String, String> headers, byte[] body) {
        try {
            Map<String, List<String>> lists = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach((name, value) -> lists.put(name.toLowerCase(java.util.Locale.ROOT), List.of(value)));
            new Webhook(secret).verify(new String(body, java.nio.charset.StandardCharsets.UTF_8), lists);
            return true;
        } catch (com.standardwebhooks.exceptions.WebhookVerificationException
                | com.standardwebhooks.exceptions.EmptyWebhookSecretException _) {
            return false;
        }
    }

    private static void reply(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
