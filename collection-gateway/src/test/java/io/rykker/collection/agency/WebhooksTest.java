package io.rykker.collection.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final Path VECTORS = Path.of(
            System.getProperty("rykker.root", ".."), "../shared/samples/contract/standard-webhooks-vectors.json");

    @Test
    void the_published_vector_is_signed_as_published() throws IOException {
        assumeTrue(Files.exists(VECTORS), "the samples are not beside the checkout");
        int signed = 0;
        for (JsonNode vector : new ObjectMapper().readTree(VECTORS.toFile()).get("vectors")) {
            if (vector.has("expectedSignature")) {
                signed++;
                var call = new Call(
                        vector.at("/headers/webhook-id").asText(),
                        "https://agency.example",
                        vector.get("secret").asText(),
                        vector.get("body").asText().getBytes(StandardCharsets.UTF_8),
                        "");
                long seconds = vector.at("/headers/webhook-timestamp").asLong();

                assertThat(Webhooks.sign(call, seconds))
                        .isEqualTo(vector.get("expectedSignature").asText());
            }
        }
        assertThat(signed).isPositive();
    }

    @Test
    void the_time_to_come_back_is_read_as_seconds_or_as_a_date() {
        Instant now = Instant.parse("2026-03-20T06:00:00Z");

        assertThat(Webhooks.retryAfter("120", now)).isEqualTo(Duration.ofMinutes(2));
        assertThat(Webhooks.retryAfter("Fri, 20 Mar 2026 06:10:00 GMT", now)).isEqualTo(Duration.ofMinutes(10));
        assertThat(Webhooks.retryAfter("Fri, 20 Mar 2026 05:00:00 GMT", now)).isEqualTo(Duration.ZERO);
        assertThat(Webhooks.retryAfter("soon", now)).isEqualTo(Duration.ZERO);
        assertThat(Webhooks.retryAfter("-5", now)).isEqualTo(Duration.ZERO);
        assertThat(Webhooks.retryAfter(null, now)).isEqualTo(Duration.ZERO);
    }
}
