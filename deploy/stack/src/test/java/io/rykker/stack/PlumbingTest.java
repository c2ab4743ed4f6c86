package io.rykker.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services share no code, and some plumbing stands in each of them on purpose: a mend of one is a mend of all. */
class PlumbingTest {

    @ParameterizedTest
    @ValueSource(strings = {"Poll.java", "Incoming.java", "Traceparent.java", "OutboxRow.java", "ServiceClock.java"})
    void what_stands_in_every_service_is_the_same_in_all_of_them(String file) throws IOException {
        String first = written(Service.INVOICE, file);

        for (Service service : Service.values()) {
            assertThat(written(service, file)).as(service.folder()).isEqualTo(first);
        }
    }

    private static String written(Service service, String file) throws IOException {
        Path sources = Root.folder().resolve(service.folder()).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            Path found = files.filter(path -> path.endsWith(file)).findFirst().orElseThrow();
            return Files.readString(found).replaceAll("io\\.rykker\\.[a-z]+", "io.rykker.service");
        }
    }
}
