package io.rykker.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The published contract: schemas and examples in deploy/contracts. */
public final class Contract {

    public static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILES = Path.of(System.getProperty("rykker.root", ".."), "deploy/contracts");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Contract() {}

    public static byte[] example(String name) {
        return bytes(FILES.resolve("examples/" + name + ".json"));
    }

    /** Every example of an event, by the name of its schema like {@code invoice-issued.v1}. */
    public static List<String> examples(String event) {
        try (Stream<Path> files = Files.list(FILES.resolve("examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(event + "."))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode schema(String event) {
        return json(bytes(FILES.resolve(event + ".schema.json")));
    }

    /** What is wrong with a body, in the words of the schema; empty when it fits. */
    public static List<String> errors(String event, byte[] body) {
        Schema schema = SCHEMAS.getSchema(schema(event).toString(), InputFormat.JSON);
        return schema
                .validate(
                        new String(body, StandardCharsets.UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    public static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
