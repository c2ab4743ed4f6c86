package io.rykker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    @Test
    void every_channel_states_its_failure_strategy() throws IOException {
        var configuration = new Properties();
        try (var file = ChannelsTest.class.getResourceAsStream("/application.properties")) {
            configuration.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        Set<String> channels = configuration.stringPropertyNames().stream()
                .filter(name -> name.startsWith("mp.messaging."))
                .map(name -> String.join(
                        ".", java.util.Arrays.asList(name.split("\\.")).subList(0, 4)))
                .collect(Collectors.toSet());

        assertThat(channels).isNotEmpty();
        for (String channel : channels) {
            assertThat(configuration.getProperty(channel + ".failure-strategy"))
                    .as(channel)
                    .isIn("fail", "ignore", "dead-letter-queue");
            assertThat(channel).as("only the outbox writes to Kafka").doesNotContain("outgoing");
            assertThat(configuration.getProperty(channel + ".batch"))
                    .as(channel)
                    .isEqualTo("true");
            assertThat(configuration.getProperty(channel + ".commit-strategy"))
                    .as(channel)
                    .isEqualTo("throttled");
            assertThat(Integer.parseInt(configuration.getProperty(channel + ".auto.commit.interval.ms")))
                    .as(channel)
                    .isLessThanOrEqualTo(100);
            assertThat(configuration.getProperty(channel + ".value.deserializer"))
                    .as(channel)
                    .endsWith("ByteArrayDeserializer");
            assertThat(configuration.getProperty(channel + ".auto.offset.reset"))
                    .as(channel)
                    .isEqualTo("earliest");
        }
    }
}
