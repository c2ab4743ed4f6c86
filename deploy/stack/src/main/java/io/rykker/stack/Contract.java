package io.rykker.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What deploy/contracts says of the event types: their names, their files' names and the topic that each belongs on. */
public final class Contract {

    private static final String SCHEMA = ".v1.schema.json";
    private static final Map<String, String> TOPICS = Map.ofEntries(
            Map.entry("rykker.inbound.Invoice", "rykker.inbound.invoices.v1"),
            Map.entry("rykker.inbound.Payment", "rykker.inbound.payments.v1"),
            Map.entry("rykker.CreditorChanged", "rykker.parties.v1"),
            Map.entry("rykker.DebtorChanged", "rykker.parties.v1"),
            Map.entry("rykker.Invoice", "rykker.invoices.v1"),
            Map.entry("rykker.Payment", "rykker.payments.v1"),
            Map.entry("rykker.Bank", "rykker.payments.v1"),
            Map.entry("rykker.ReminderDue", "rykker.reminders.v1"),
            Map.entry("rykker.ReminderWithdrawn", "rykker.reminders.v1"),
            Map.entry("rykker.Claim", "rykker.claims.v1"),
            Map.entry("rykker.ReminderSent", "rykker.deliveries.v1"),
            Map.entry("rykker.ReminderDelivered", "rykker.deliveries.v1"),
            Map.entry("rykker.ReminderUndeliverable", "rykker.deliveries.v1"),
            Map.entry("rykker.Case", "rykker.cases.v1"),
            Map.entry("rykker.Dispute", "rykker.cases.v1"),
            Map.entry("rykker.Partner", "rykker.cases.v1"),
            Map.entry("rykker.Watchdog", "rykker.alerts.v1"));

    private final Map<String, String> typeByStem = new TreeMap<>(Comparator.reverseOrder());

    private Contract() {}

    public static Contract read(Path folder) {
        var contract = new Contract();
        var json = new ObjectMapper();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(SCHEMA)).toList()) {
                String name = file.getFileName().toString();
                JsonNode schema = json.readTree(Files.readString(file));
                contract.typeByStem.put(
                        name.substring(0, name.length() - SCHEMA.length()),
                        schema.path("title").asText());
            }
            return contract;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the contract in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The type that a file is named after: {@code inbound-invoice-issued.v1.full.json}, or what begins like it. */
    public Optional<String> typeOfFile(String fileName) {
        return typeByStem.entrySet().stream()
                .filter(entry -> fileName.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** A type by its whole name, or by {@code InvoiceIssued} or {@code inbound.InvoiceIssued}. */
    public Optional<String> type(String name) {
        return Stream.of(name, "rykker.inbound." + name + ".v1", "rykker." + name + ".v1")
                .filter(typeByStem::containsValue)
                .findFirst();
    }

    public Iterable<String> types() {
        return typeByStem.values().stream().sorted().toList();
    }

    /** The topic of a type: the longest prefix that is known. */
    public static String topic(String type) {
        return TOPICS.entrySet().stream()
                .filter(entry -> type.startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new IllegalArgumentException("no topic is known for the event type " + type));
    }
}
