package io.rykker.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code capabilities.tsv} stays honest: every row once, every test that it names is there, every gap has its reason. */
class CapabilitiesTest {

    private static final Path ROOT = Path.of(System.getProperty("rykker.root", "../.."));
    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

    /** How many rows each source has. */
    private static final Map<String, Integer> ROWS = Map.of("S000", 30, "S001", 51, "S002", 28, "S003", 23, "S004", 21);

    private record Row(String id, String test, String why) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("deploy/system-tests/capabilities.tsv"))) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\t", -1);
                assertThat(columns).as(line).hasSizeBetween(2, 3);
                rows.add(new Row(columns[0], columns[1], columns.length == 3 ? columns[2] : ""));
            }
        }
        return rows;
    }

    @Test
    void every_row_is_there_once() throws Exception {
        List<String> ids = new ArrayList<>();
        ROWS.forEach((source, many) -> {
            for (int i = 1; i <= many; i++) {
                ids.add("%s-%02d".formatted(source, i));
            }
        });

        assertThat(rows()).extracting(Row::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void every_test_that_is_named_exists() throws Exception {
        Map<String, Set<String>> tests = new HashMap<>();
        for (String module : modules()) {
            read(ROOT.resolve(module).resolve("src/test/java"), tests);
        }

        for (Row row : rows()) {
            if (!row.test().equals("not done")) {
                assertThat(row.test()).as(row.id()).matches("\\w+Test#\\w+");
                String[] name = row.test().split("#");
                assertThat(tests.getOrDefault(name[0], Set.of())).as(row.id()).contains(name[1]);
            }
        }
    }

    @Test
    void what_is_not_done_says_why() throws Exception {
        assertThat(rows())
                .filteredOn(row -> row.test().equals("not done"))
                .allSatisfy(row -> assertThat(row.why()).as(row.id()).hasSizeGreaterThan(15));
    }

    private static List<String> modules() throws IOException {
        var modules = new ArrayList<String>();
        var module = Pattern.compile("<module>([^<]+)</module>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        while (module.find()) {
            modules.add(module.group(1));
        }
        return modules;
    }

    private static void read(Path folder, Map<String, Set<String>> tests) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith("Test.java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                var method = METHOD.matcher(Files.readString(file));
                while (method.find()) {
                    tests.computeIfAbsent(name, _ -> new HashSet<>()).add(method.group(1));
                }
            }
        }
    }
}
