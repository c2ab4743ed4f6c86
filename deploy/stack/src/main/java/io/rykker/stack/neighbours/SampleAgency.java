package io.rykker.stack.neighbours;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * A collection agency as the gateway sees one. It checks the Standard Webhooks signature, notes every receipt in
 * {@code agency/receipts.jsonl} before it answers, and does what is asked once per webhook id. What it has to say is
 * left to {@link Reports}.
 *
 * <p>The file {@code agency/behaviour} makes it a bad neighbour: {@code fail} answers 500, {@code hang} does not answer
 * for a minute, {@code twice} accepts every case twice.
 */
final class SampleAgency {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int LARGEST = 1024 * 1024;

    private final Path receipts;
    private final Path behaviour;
    private final Path clock;
    private final Webhook webhook;
    private final Reports reports;
    private final int port;
    private final Set<String> known = new HashSet<>();

    SampleAgency(Path home, int port, Webhook webhook, Reports reports) throws IOException {
        Path folder = Files.createDirectories(home.resolve("agency"));
        this.receipts = folder.resolve("receipts.jsonl");
        this.behaviour = folder.resolve("behaviour");
        this.clock = home.resolve("clock");
        this.webhook = webhook;
        this.reports = reports;
        this.port = port;
        readReceipts();
    }

    private void readReceipts() throws IOException {
        if (!Files.exists(receipts)) {
            return;
        }
        for (String line : Files.readAllLines(receipts)) {
            if (line.endsWith("}")) {
                JsonNode receipt = JSON.readTree(line);
                if (receipt.path("answered").asInt() == 200) {
                    known.add(receipt.path("webhookId").asText());
                }
            }
        }
    }

    void start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
            int status = judge(exchange, new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int judge(HttpExchange exchange, String body) throws IOException, InterruptedException {
        String mood = Files.exists(behaviour) ? Files.readString(behaviour).trim() : "";
        String id = header(exchange, "webhook-id");
        boolean valid =
                isSigned(id, header(exchange, "webhook-timestamp"), header(exchange, "webhook-signature"), body);
        int status = "fail".equals(mood) ? 500 : valid ? 200 : 401;
        takeNote(exchange, id, body, valid, status, "twice".equals(mood) ? 2 : 1);
        if ("hang".equals(mood)) {
            Thread.sleep(Duration.ofMinutes(1));
        }
        return status;
    }

    /** The report goes down before the receipt: a crash between them makes the gateway send again, and loses nothing. */
    private synchronized void takeNote(
            HttpExchange exchange, String id, String body, boolean valid, int status, int times) throws IOException {
        JsonNode message = parse(body).orElse(JSON.createObjectNode());
        String type = message.path("type").asText();
        String caseId = message.path("data").path("caseId").asText();
        boolean first = !known.contains(id);
        if (status == 200 && first && "case.handover".equals(type)) {
            reports.accept(caseId, times);
        }
        ObjectNode receipt = JSON.createObjectNode()
                .put("at", Instant.now().toString())
                .put("webhookId", id)
                .put("type", type)
                .put("caseId", caseId)
                .put("invoiceNumber", message.path("data").path("invoiceNumber").asText())
                .put("traceparent", header(exchange, "traceparent"))
                .put("valid", valid)
                .put("first", first)
                .put("answered", status);
        receipt.set("message", message);
        Durable.appendLine(receipts, receipt.toString());
        if (status == 200) {
            known.add(id);
        }
    }

    private static Optional<JsonNode> parse(String body) {
        try {
            return Optional.of(JSON.readTree(body));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private boolean isSigned(String id, String timestamp, String signatures, String body) throws IOException {
        if (id.isEmpty() || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long seconds = Long.parseLong(timestamp);
        if (!isRecent(Instant.ofEpochSecond(seconds))) {
            return false;
        }
        try {
            byte[] expected = webhook.sign(id, seconds, body).getBytes(StandardCharsets.UTF_8);
            for (String signature : signatures.split(" ", -1)) {
                if (MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
                    return true;
                }
            }
            return false;
        } catch (WebhookSigningException _) {
            return false;
        }
    }

    /** Recent by the real clock or, on this stack, by the manual one: the sender may live by either. */
    private boolean isRecent(Instant sent) throws IOException {
        if (Duration.between(sent, Instant.now()).abs().compareTo(TOLERANCE) <= 0) {
            return true;
        }
        if (!Files.exists(clock)) {
            return false;
        }
        Instant manual = Instant.parse(Files.readString(clock).trim());
        return Duration.between(sent, manual).abs().compareTo(Duration.ofDays(1)) <= 0;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
