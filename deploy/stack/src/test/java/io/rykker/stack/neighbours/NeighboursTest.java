package io.rykker.stack.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import io.rykker.stack.AgencyReports;
import io.rykker.stack.Api;
import io.rykker.stack.Layout;
import io.rykker.stack.Neighbours;
import io.rykker.stack.Ports;
import io.rykker.stack.Waiting;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighboursTest {

    private static final String CASE = "4a5f6e7d-8192-3dae-9fc0-3b4c5d6e7f80";
    private static final String HANDOVER =
            "{\"type\":\"case.handover\",\"timestamp\":\"2026-03-20T06:00:00Z\",\"data\":{\"caseId\":\"" + CASE
                    + "\"}}";

    @TempDir
    Path home;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void a_mail_is_whole_in_its_file_before_it_is_accepted() throws Exception {
        Layout layout = Layout.open(home, Ports.free());
        new MailReceiver(layout.folder("mail"), layout.port(Ports.Role.SMTP)).start();

        assertThat(talk(layout, "bogholderi@havn.example")).startsWith("250");

        List<Path> mails = mails(layout);
        assertThat(mails).hasSize(1);
        assertThat(Files.readString(mails.getFirst())).contains("Message-ID: <1@rykker.example>", "Kære Havn");
    }

    @Test
    void a_dead_address_is_refused_with_550_and_leaves_nothing() throws Exception {
        Layout layout = Layout.open(home, Ports.free());
        new MailReceiver(layout.folder("mail"), layout.port(Ports.Role.SMTP)).start();

        assertThat(talk(layout, "nobody@Dead.example")).startsWith("550");
        assertThat(mails(layout)).isEmpty();
    }

    @Test
    void a_signed_handover_is_noted_once_and_accepted_at_the_gateway_when_it_is_back() throws Exception {
        Layout layout = Layout.open(home, Ports.free());
        var webhook = new Webhook(Neighbours.agencySecret(layout));
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        var reports = new AgencyReports(layout);
        start(layout, webhook, reports);

        assertThat(call(layout, webhook, "msg_1", Instant.now(), HANDOVER)).isEqualTo(200);
        assertThat(call(layout, webhook, "msg_1", Instant.now(), HANDOVER)).isEqualTo(200);
        assertThat(reports.isEmpty()).isFalse();

        gateway(layout, heard);
        reports.payment(CASE, "A-1", "100.00", "DKK", LocalDate.of(2026, 4, 1));
        Waiting.until("the reports to be sent", Duration.ofSeconds(20), reports::isEmpty, heard::toString);

        assertThat(heard).hasSize(2);
        assertThat(heard.getFirst()).startsWith("/agency/cases/" + CASE + "/acceptance");
        assertThat(heard.get(1))
                .startsWith("/agency/cases/" + CASE + "/payments")
                .contains("\"100.00\"");
        List<JsonNode> receipts = receipts(layout);
        assertThat(receipts).extracting(r -> r.path("first").asBoolean()).containsExactly(true, false);
        assertThat(receipts).allMatch(r -> r.path("valid").asBoolean());
        assertThat(receipts.getFirst().path("traceparent").asText()).isEqualTo("00-abc-def-01");
    }

    @Test
    void a_wrong_signature_and_an_old_one_are_refused_and_nothing_is_done() throws Exception {
        Layout layout = Layout.open(home, Ports.free());
        var reports = new AgencyReports(layout);
        var webhook = new Webhook(Neighbours.agencySecret(layout));
        start(layout, webhook, reports);

        assertThat(call(layout, new Webhook("whsec_d3Jvbmcgc2VjcmV0"), "msg_1", Instant.now(), HANDOVER))
                .isEqualTo(401);
        assertThat(call(layout, webhook, "msg_2", Instant.now().minus(Duration.ofDays(3)), HANDOVER))
                .isEqualTo(401);

        assertThat(reports.isEmpty()).isTrue();
        assertThat(receipts(layout)).noneMatch(r -> r.path("valid").asBoolean());
    }

    @Test
    void a_failing_agency_does_the_work_when_it_is_asked_again() throws Exception {
        Layout layout = Layout.open(home, Ports.free());
        var reports = new AgencyReports(layout);
        var webhook = new Webhook(Neighbours.agencySecret(layout));
        start(layout, webhook, reports);
        Path mood = Files.writeString(layout.folder("agency").resolve("behaviour"), "fail\n");

        assertThat(call(layout, webhook, "msg_1", Instant.now(), HANDOVER)).isEqualTo(500);
        assertThat(reports.isEmpty()).isTrue();
        Files.delete(mood);
        assertThat(call(layout, webhook, "msg_1", Instant.now(), HANDOVER)).isEqualTo(200);
        assertThat(reports.isEmpty()).isFalse();
    }

    private static void start(Layout layout, Webhook webhook, AgencyReports outbox) throws Exception {
        String gateway = "http://localhost:" + layout.port(Ports.Role.COLLECTION);
        var reports = new Reports(outbox, () -> new Api(gateway, "token"));
        new SampleAgency(layout.home(), layout.port(Ports.Role.AGENCY), webhook, reports).start();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                reports.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void gateway(Layout layout, List<String> heard) throws Exception {
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), layout.port(Ports.Role.COLLECTION)), 8);
        server.createContext("/", exchange -> {
            try (exchange) {
                heard.add(exchange.getRequestURI() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    private static int call(Layout layout, Webhook webhook, String id, Instant at, String body) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + layout.port(Ports.Role.AGENCY) + "/webhooks"))
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(at.getEpochSecond()))
                .header("webhook-signature", "v1,bm9uZQ== " + webhook.sign(id, at.getEpochSecond(), body))
                .header("traceparent", "00-abc-def-01")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private List<JsonNode> receipts(Layout layout) throws Exception {
        List<JsonNode> receipts = new ArrayList<>();
        for (String line : Files.readAllLines(layout.home().resolve("agency/receipts.jsonl"))) {
            receipts.add(json.readTree(line));
        }
        return receipts;
    }

    private static List<Path> mails(Layout layout) throws Exception {
        try (Stream<Path> files = Files.list(layout.folder("mail"))) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }

    /** Hands one mail in by hand; returns the answer to the recipient, or to the mail when the recipient is good. */
    private static String talk(Layout layout, String recipient) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), layout.port(Ports.Role.SMTP));
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            in.readLine();
            ask(in, out, "HELO localhost");
            ask(in, out, "MAIL FROM:<rykker@rykker.example>");
            String answer = ask(in, out, "RCPT TO:<" + recipient + ">");
            if (!answer.startsWith("250")) {
                return answer;
            }
            ask(in, out, "DATA");
            return ask(in, out, "Message-ID: <1@rykker.example>\r\nSubject: Hej\r\n\r\nKære Havn\r\n.");
        }
    }

    private static String ask(BufferedReader in, PrintStream out, String line) throws Exception {
        out.print(line + "\r\n");
        out.flush();
        return in.readLine();
    }
}
