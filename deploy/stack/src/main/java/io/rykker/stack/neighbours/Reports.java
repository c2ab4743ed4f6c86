package io.rykker.stack.neighbours;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.stack.AgencyReports;
import io.rykker.stack.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the agency has to report to the gateway: one file per report in {@code agency/outbox}, sent in the order of
 * their names, again and again until the gateway answers. A refusal moves the file to {@code agency/refused}, with the
 * answer beside it. Whoever wants the agency to do something writes such a file, as {@link AgencyReports} does.
 */
final class Reports {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AgencyReports outbox;
    private final Supplier<Api> gateway;

    Reports(AgencyReports outbox, Supplier<Api> gateway) {
        this.outbox = outbox;
        this.gateway = gateway;
    }

    void accept(String caseId, int times) {
        for (int i = 0; i < times; i++) {
            outbox.acceptance(caseId);
        }
    }

    /** Runs for ever. */
    void run() throws InterruptedException {
        while (true) {
            try {
                sendAll();
            } catch (IOException | RuntimeException e) {
                System.err.println("reports wait: " + e);
            }
            Thread.sleep(50);
        }
    }

    private void sendAll() throws IOException {
        for (Path file : waiting()) {
            JsonNode report = JSON.readTree(Files.readString(file));
            Api.Answer answer = gateway.get().post(report.path("path").asText(), report.path("body"));
            if (answer.status() == 0 || answer.status() >= 500 || answer.status() == 429) {
                return;
            }
            String folder = answer.isGood() ? "sent" : "refused";
            Path target = Files.createDirectories(outbox.folder().resolveSibling(folder));
            if (!answer.isGood()) {
                System.err.println(file.getFileName() + " was refused: " + answer.inWords());
                Files.writeString(target.resolve(file.getFileName() + ".answer"), answer.body());
            }
            Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Path> waiting() throws IOException {
        try (Stream<Path> files = Files.list(outbox.folder())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
