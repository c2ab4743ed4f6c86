package io.rykker.system;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rykker.stack.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schemas of deploy/contracts by the type of the event. */
final class Schemas {

    private final Map<String, Schema> byType = new HashMap<>();

    Schemas() {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        try (Stream<Path> files = Files.list(Root.folder().resolve("deploy/contracts"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".schema.json")).toList()) {
                String text = Files.readString(file);
                byType.put(
                        Heard.JSON.readTree(text).path("title").asText(), registry.getSchema(text, InputFormat.JSON));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with an event, empty when nothing is. */
    List<String> faults(Heard heard) {
        Schema schema = byType.get(heard.header("ce_type"));
        if (schema == null) {
            return List.of("no schema is published for " + heard.header("ce_type"));
        }
        return schema.validate(new String(heard.bytes(), StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(fault -> heard.type() + " " + fault)
                .toList();
    }
}
