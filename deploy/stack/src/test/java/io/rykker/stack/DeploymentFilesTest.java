package io.rykker.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What cannot be run on every machine is at least held against what is run on all of them. */
class DeploymentFilesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void the_connectors_on_kubernetes_are_those_of_the_contract() throws IOException {
        List<JsonNode> connectors = documents("connectors.yaml");

        assertThat(connectors).hasSize(Service.values().length);
        for (Service service : Service.values()) {
            JsonNode connector = connectors.stream()
                    .filter(document -> document.at("/metadata/name").asText().equals(service.connector()))
                    .findFirst()
                    .orElseThrow();
            Map<String, String> written = new TreeMap<>();
            connector
                    .at("/spec/config")
                    .properties()
                    .forEach(entry ->
                            written.put(entry.getKey(), entry.getValue().asText()));
            assertThat(written).isEqualTo(expected(service));
        }
    }

    @Test
    void the_topics_on_kubernetes_are_those_of_the_contract() throws IOException {
        var names = new TreeSet<String>();
        documents("topics.yaml")
                .forEach(document -> names.add(document.at("/metadata/name").asText()));

        assertThat(names).isEqualTo(new TreeSet<>(Topics.all()));
    }

    private static Map<String, String> expected(Service service) throws IOException {
        var contract = new Properties();
        try (var in = Files.newBufferedReader(Root.folder().resolve("deploy/contracts/outbox-connector.properties"))) {
            contract.load(in);
        }
        contract.remove("connector.class");
        contract.remove("tasks.max");
        Map<String, String> expected = new TreeMap<>();
        contract.forEach((name, value) -> expected.put(
                name.toString(),
                value.toString()
                        .replace("{host}", "rykker-postgres-rw")
                        .replace("{port}", "5432")
                        .replace("{database}", service.database())
                        .replace("{password}", "${secrets:rykker/rykker-connect:password}")
                        .replace("{service}", service.folder())
                        .replace("{poll}", String.valueOf(service.outboxPoll()))));
        return expected;
    }

    private static List<JsonNode> documents(String file) throws IOException {
        Path path = Root.folder().resolve("deploy/kubernetes").resolve(file);
        try (var parser = new YAMLFactory().createParser(path.toFile())) {
            return YAML.<JsonNode>readValues(parser, JsonNode.class).readAll();
        }
    }
}
