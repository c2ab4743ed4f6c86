package io.rykker.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the sample agency received, by its own notes. */
final class Receipts {

    private final Path file;

    Receipts(Path file) {
        this.file = file;
    }

    /** One call of the gateway. */
    record Receipt(
            String webhookId, String type, String caseId, String traceId, boolean valid, int answered, JsonNode data) {}

    List<Receipt> all() {
        try {
            List<Receipt> receipts = new ArrayList<>();
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    if (line.endsWith("}")) {
                        receipts.add(read(Heard.JSON.readTree(line)));
                    }
                }
            }
            return receipts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Receipt> of(String caseId, String type) {
        return all().stream()
                .filter(receipt -> receipt.caseId().equals(caseId))
                .filter(receipt -> receipt.type().equals(type))
                .toList();
    }

    /** The cases that the agency accepted in vain: the gateway refused it, and the agency kept its answer. */
    Set<String> refusedAcceptances() {
        Path refused = file.resolveSibling("refused");
        if (!Files.isDirectory(refused)) {
            return Set.of();
        }
        try (var reports = Files.newDirectoryStream(refused, "*.json")) {
            Set<String> cases = new HashSet<>();
            for (Path report : reports) {
                String path = Heard.JSON
                        .readTree(Files.readString(report))
                        .path("path")
                        .asText();
                if (path.endsWith("/acceptance")) {
                    cases.add(Path.of(path).getParent().getFileName().toString());
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Receipt read(JsonNode note) {
        return new Receipt(
                note.path("webhookId").asText(),
                note.path("type").asText(),
                note.path("caseId").asText(),
                Heard.traceId(note.path("traceparent").asText()),
                note.path("valid").asBoolean(),
                note.path("answered").asInt(),
                note.path("message").path("data"));
    }
}
