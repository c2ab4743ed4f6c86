package io.rykker.stack;

import io.rykker.stack.neighbours.NeighboursMain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The process with the mail receiver and the sample agency. */
public final class Neighbours {

    /** The name that the sample agency has in a creditor's settings. */
    public static final String AGENCY = "fjordinkasso";

    private final Layout layout;
    private final Background process;

    Neighbours(Layout layout) {
        this.layout = layout;
        this.process = new Background("neighbours", layout);
    }

    /** The agency's webhook secret in the form of Standard Webhooks. */
    public static String agencySecret(Layout layout) {
        byte[] bytes = layout.secret("secret.agency").getBytes(StandardCharsets.US_ASCII);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    void start() {
        process.start(
                Jvm.command(
                        48,
                        List.of("-Dlog4j2.configurationFile=stack-log4j2.properties"),
                        NeighboursMain.class.getName(),
                        List.of(layout.home().toString())),
                Map.of());
    }

    void awaitReady() {
        Waiting.until(
                "the mail receiver on port " + layout.port(Ports.Role.SMTP) + " and the agency on port "
                        + layout.port(Ports.Role.AGENCY),
                Duration.ofSeconds(60),
                () -> process.isStillStarting()
                        && Waiting.listens(layout.port(Ports.Role.SMTP))
                        && Waiting.listens(layout.port(Ports.Role.AGENCY)),
                process::lastWords);
    }

    Path mail() {
        return layout.folder("mail");
    }

    Path receipts() {
        return layout.folder("agency").resolve("receipts.jsonl");
    }

    String agencyUrl() {
        return "http://localhost:" + layout.port(Ports.Role.AGENCY) + "/webhooks";
    }

    Optional<ProcessHandle> find() {
        return process.find();
    }

    void stop() {
        process.stop(Duration.ofSeconds(10));
    }

    void kill() {
        process.kill();
    }
}
