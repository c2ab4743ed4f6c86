package io.rykker.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The defaults of the channels are not ours: each says itself how it fails, commits, and where it begins. */
class ChannelsTest {

    @Test
    void every_channel_states_its_failure_strategy() throws IOException {
        var settings = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
            settings.load(file);
        }
        Set<String> channels = new TreeSet<>();
        for (String name : settings.stringPropertyNames()) {
            if (name.startsWith("mp.messaging.incoming.")) {
                channels.add(name.split("\\.")[3]);
            }
        }

        assertThat(channels).containsExactly("news");
        for (String channel : channels) {
            String prefix = "mp.messaging.incoming." + channel + ".";
            assertThat(settings.getProperty(prefix + "failure-strategy")).isEqualTo("fail");
            assertThat(settings.getProperty(prefix + "commit-strategy")).isEqualTo("throttled");
            assertThat(Integer.parseInt(settings.getProperty(prefix + "auto.commit.interval.ms")))
                    .isLessThanOrEqualTo(100);
            assertThat(settings.getProperty(prefix + "batch")).isEqualTo("true");
            assertThat(settings.getProperty(prefix + "auto.offset.reset")).isEqualTo("earliest");
            assertThat(settings.getProperty(prefix + "value.deserializer"))
                    .isEqualTo("org.apache.kafka.common.serialization.ByteArrayDeserializer");
        }
        assertThat(settings.stringPropertyNames()).noneMatch(name -> name.startsWith("mp.messaging.outgoing."));
    }
}
