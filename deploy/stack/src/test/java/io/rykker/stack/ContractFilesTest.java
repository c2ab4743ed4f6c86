package io.rykker.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published files agree with each other and with the topics that the stack makes. */
class ContractFilesTest {

    private static final Path CONTRACTS = Root.folder().resolve("deploy/contracts");

    static List<Path> examples() throws IOException {
        return files(CONTRACTS.resolve("examples"), ".json");
    }

    static List<Path> schemas() throws IOException {
        return files(CONTRACTS, ".schema.json");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_fits_its_schema(Path example) throws IOException {
        String event = example.getFileName().toString().replaceFirst("\\.[a-z-]+\\.json$", "");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONTRACTS.resolve(event + ".schema.json")), InputFormat.JSON);

        var errors = schema.validate(
                Files.readString(example),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));

        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_schema_has_a_full_example_and_a_place_in_the_asyncapi_document(Path schema) throws IOException {
        String name = schema.getFileName().toString();
        String event = name.replace(".schema.json", "");

        assertThat(CONTRACTS.resolve("examples").resolve(event + ".full.json")).exists();
        assertThat(Files.readString(CONTRACTS.resolve("asyncapi.yaml"))).contains("./" + name);
    }

    @Test
    void the_asyncapi_document_has_the_topics_that_the_stack_makes() throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory())
                .readTree(CONTRACTS.resolve("asyncapi.yaml").toFile());
        var channels = new TreeSet<String>();
        document.path("channels").fieldNames().forEachRemaining(channels::add);

        assertThat(channels).isEqualTo(new TreeSet<>(Topics.all()));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
