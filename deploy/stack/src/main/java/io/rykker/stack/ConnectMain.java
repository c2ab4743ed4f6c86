package io.rykker.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.kafka.connect.cli.ConnectDistributed;

/**
 * A Kafka Connect worker that restarts its own failed connectors, as Strimzi's autoRestart does: Debezium gives up when
 * PostgreSQL goes away for long enough, and nobody should have to notice.
 */
public final class ConnectMain {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration EVERY = Duration.ofSeconds(2);

    private ConnectMain() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("auto-restart").start(() -> watch(arguments[1]));
        ConnectDistributed.main(new String[] {arguments[0]});
    }

    private static void watch(String url) {
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        while (true) {
            try {
                Thread.sleep(EVERY.toMillis());
                restartFailed(http, url);
            } catch (IOException _) {
                // The worker is not up yet, or busy; the next round asks again.
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static void restartFailed(HttpClient http, String url) throws IOException, InterruptedException {
        var connectors = http.send(
                HttpRequest.newBuilder(URI.create(url + "/connectors?expand=status"))
                        .timeout(Duration.ofSeconds(5))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (connectors.statusCode() != 200) {
            return;
        }
        for (var connector : JSON.readTree(connectors.body()).properties()) {
            if (hasFailed(connector.getValue().path("status"))) {
                HttpResponse<Void> restarted = http.send(
                        HttpRequest.newBuilder(URI.create(url + "/connectors/" + connector.getKey()
                                        + "/restart?includeTasks=true&onlyFailed=true"))
                                .timeout(Duration.ofSeconds(10))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                System.out.println("restarted " + connector.getKey() + ": " + restarted.statusCode());
            }
        }
    }

    private static boolean hasFailed(JsonNode status) {
        if ("FAILED".equals(status.path("connector").path("state").asText())) {
            return true;
        }
        for (JsonNode task : status.path("tasks")) {
            if ("FAILED".equals(task.path("state").asText())) {
                return true;
            }
        }
        return false;
    }
}
