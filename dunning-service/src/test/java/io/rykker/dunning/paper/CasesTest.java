package io.rykker.dunning.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.rulebook.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case in {@code deploy/cases}: its answers are as expected, and its schema describes it. */
class CasesTest {

    static final Path FOLDER = Path.of(System.getProperty("rykker.root", ".."), "deploy/cases");
    static final RuleBook RULES = RuleFiles.read();

    private static final List<Arguments> CASES = read();
    private static final JsonNode SCHEMA_FILE = schemaFile();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA_FILE.toString(), InputFormat.JSON);

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|json)"))
                    .filter(file -> !file.endsWith("case.schema.json"))
                    .sorted()
                    .toList();
        }
    }

    /** The example in the README is a case like any other. */
    private static String readme() throws IOException {
        String text = Files.readString(FOLDER.resolve("README.md"));
        int start = text.indexOf("```yaml") + "```yaml".length();
        return text.substring(start, text.indexOf("```", start));
    }

    @Test
    void the_example_of_the_readme_is_true_and_fits_the_schema() throws Exception {
        assertThat(Reader.read(readme(), RULES))
                .singleElement()
                .satisfies(described ->
                        assertThat(Walk.of(described).differences()).isEmpty());
        assertThat(errors(Pages.of(readme()).getFirst())).isEmpty();
    }

    static Stream<Arguments> cases() {
        return CASES.stream();
    }

    /** Once for all tests: who asks for a single one of them, as the planting of faults does, does not read all files again. */
    private static List<Arguments> read() {
        try {
            List<Arguments> cases = new ArrayList<>();
            for (Path file : files()) {
                for (Described described : Reader.read(Files.readString(file), RULES)) {
                    cases.add(argumentSet(described.title(), described));
                }
            }
            return cases;
        } catch (IOException | Unclear e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answers_as_expected(Described described) {
        Sheet sheet = Walk.of(described);

        assertThat(sheet.differences()).isEmpty();
        assertThat(sheet.answers())
                .allSatisfy(answered -> assertThat(answered.question().expected())
                        .as("an example without expectations shows nothing")
                        .isPresent());
    }

    @Tag("schema")
    @ParameterizedTest
    @MethodSource("files")
    void is_what_the_schema_describes(Path file) throws Exception {
        for (Spot page : Pages.of(Files.readString(file))) {
            assertThat(errors(page)).isEmpty();
        }
    }

    private static List<com.networknt.schema.Error> errors(Spot page) {
        return SCHEMA.validate(
                json(page).toString(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    @Tag("schema")
    @Test
    void the_schema_and_the_reader_know_the_same_fields() {
        Map<String, Set<String>> inSchema = new HashMap<>();
        SCHEMA_FILE.get("$defs").properties().forEach(def -> {
            if (def.getValue().has("properties")) {
                inSchema.put(def.getKey(), names(def.getValue()));
            }
        });
        Map<String, Set<String>> inReader = new HashMap<>();
        for (Shape shape : Shape.values()) {
            inReader.put(shape.word(), Set.copyOf(shape.fields()));
        }

        assertThat(inSchema).isEqualTo(inReader);
    }

    @Test
    void the_schema_and_the_reader_let_one_expect_the_same_fields() {
        Known.ANSWERS.forEach((ask, fields) -> {
            JsonNode expect = SCHEMA_FILE.at("/$defs/ask-" + ask + "/properties/expect");
            assertThat(names(expect)).as(ask).isEqualTo(Set.copyOf(fields));
            expect.get("properties").properties().forEach(field -> {
                List<String> entry = Known.ENTRIES.get(field.getKey());
                assertThat(names(field.getValue().path("items")))
                        .as(ask + "/" + field.getKey())
                        .isEqualTo(entry == null ? Set.of() : Set.copyOf(entry));
            });
        });
    }

    /** What an answer has, the schema lets one expect. */
    @Tag("schema")
    @ParameterizedTest
    @MethodSource("cases")
    void every_field_of_an_answer_can_be_expected(Described described) {
        for (Sheet.Answered answered : Walk.of(described).answers()) {
            String word = "ask-" + answered.question().ask().word();
            assertThat(names(SCHEMA_FILE.at("/$defs/" + word + "/properties/expect")))
                    .containsAll(answered.answer().keySet());
        }
    }

    @Test
    void no_two_cases_have_the_same_title() throws Exception {
        Set<String> titles = new HashSet<>();
        for (Path file : files()) {
            for (Described described : Reader.read(Files.readString(file), RULES)) {
                assertThat(titles.add(described.title())).as(described.title()).isTrue();
            }
        }
    }

    private static Set<String> names(JsonNode shape) {
        Set<String> names = new HashSet<>();
        shape.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode schemaFile() {
        try {
            return new ObjectMapper()
                    .readTree(FOLDER.resolve("case.schema.json").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode json(Spot spot) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (spot.isMapping()) {
            var object = nodes.objectNode();
            spot.fields.forEach((name, value) -> object.set(name, json(value)));
            return object;
        }
        if (spot.isList()) {
            var array = nodes.arrayNode();
            spot.items.forEach(item -> array.add(json(item)));
            return array;
        }
        String text = String.valueOf(spot.text);
        if (spot.plain && text.matches("true|false")) {
            return nodes.booleanNode(text.equals("true"));
        }
        if (spot.plain && text.matches("-?\\d{1,9}")) {
            return nodes.numberNode(Integer.parseInt(text));
        }
        return spot.plain && text.matches("-?\\d+(\\.\\d+)?")
                ? nodes.numberNode(new java.math.BigDecimal(text))
                : nodes.textNode(text);
    }
}
