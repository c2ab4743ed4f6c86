package io.rykker.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells the sample agency what to report to the gateway. Every report is a file that it sends until it is answered. */
public final class AgencyReports {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    public AgencyReports(Layout layout) {
        this.folder = layout.folder("agency/outbox");
    }

    public Path folder() {
        return folder;
    }

    public void acceptance(String caseId) {
        report(caseId, "/acceptance", Map.of("agencyCaseNumber", "FI-" + caseId.substring(0, 8)));
    }

    public void rejection(String caseId, String reason) {
        report(caseId, "/rejection", Map.of("reason", reason));
    }

    public void progress(String caseId, String status, String text, LocalDate on) {
        String id = UUID.nameUUIDFromBytes((caseId + status + on).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        report(caseId, "/progress", Map.of("id", id, "status", status, "text", text, "on", on.toString()));
    }

    public void payment(String caseId, String paymentId, String amount, String currency, LocalDate on) {
        var body = new LinkedHashMap<String, Object>();
        body.put("paymentId", paymentId);
        body.put("amount", Map.of("amount", amount, "currency", currency));
        body.put("paidOn", on.toString());
        report(caseId, "/payments", body);
    }

    public void closure(String caseId, String closeCode, String text, LocalDate on) {
        report(caseId, "/closure", Map.of("closeCode", closeCode, "text", text, "on", on.toString()));
    }

    /** True when everything was sent and answered. */
    public boolean isEmpty() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.noneMatch(file -> file.toString().endsWith(".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void report(String caseId, String path, Map<String, ?> body) {
        try {
            var report = Map.of("path", "/agency/cases/" + caseId + path, "body", body);
            // Nanoseconds since the epoch keep the order of writing, also between processes.
            var now = java.time.Instant.now();
            String name = "%d%09d-%s.json".formatted(now.getEpochSecond(), now.getNano(), UUID.randomUUID());
            Path draft = Files.write(folder.resolve(name + ".part"), JSON.writeValueAsBytes(report));
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the agency: " + e.getMessage(), e);
        }
    }
}
