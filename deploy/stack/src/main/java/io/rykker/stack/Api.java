package io.rykker.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The REST surface of one service, called with one token. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final String base;
    private final String token;

    public Api(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** What a service answered; status 0 when it did not. */
    public record Answer(int status, String body) {

        public boolean isGood() {
            return status / 100 == 2;
        }

        public JsonNode json() {
            try {
                return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
            } catch (JsonProcessingException _) {
                return MissingNode.getInstance();
            }
        }

        /** One line for a person: the problem's detail where there is one. */
        public String inWords() {
            if (status == 0) {
                return body;
            }
            JsonNode problem = json();
            String detail = problem.path("detail").asText(problem.path("title").asText(""));
            String field = problem.path("field").asText("");
            return status + (detail.isEmpty() ? "" : " " + detail) + (field.isEmpty() ? "" : " (" + field + ")");
        }
    }

    public Answer get(String path) {
        return send("GET", path, "", new byte[0], Map.of());
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, "application/json", bytes(body), Map.of());
    }

    public Answer post(String path, Object body) {
        return send("POST", path, "application/json", bytes(body), Map.of());
    }

    public Answer postXml(String path, byte[] document) {
        return send("POST", path, "application/xml", document, Map.of());
    }

    /** Sends once; nothing is repeated here, because not every request may be. */
    public Answer send(String method, String path, String contentType, byte[] body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, "no answer from " + base + ": " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while asking " + base, e);
        }
    }

    private static byte[] bytes(Object body) {
        try {
            return body instanceof byte[] bytes ? bytes : JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
        }
    }
}
