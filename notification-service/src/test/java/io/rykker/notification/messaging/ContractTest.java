package io.rykker.notification.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.notification.Contract;
import io.rykker.notification.Heard;
import io.rykker.notification.domain.Dispatch;
import io.rykker.notification.persistence.MessageRow;
import io.rykker.notification.persistence.OutboxRow;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What this service writes fits the published schemas, and it reads everything that was ever published as an example. */
class ContractTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Instant NOW = Instant.parse("2026-03-20T06:00:00Z");

    /** An event that is heard: its type, and who reads it. */
    private record Read(String type, Function<Incoming, Heard> reader) {}

    private static final Map<String, Read> READ = Map.of(
            "reminder-due.v1", new Read("rykker.ReminderDue.v1", ReminderReader::read),
            "reminder-withdrawn.v1", new Read("rykker.ReminderWithdrawn.v1", ReminderReader::read),
            "creditor-changed.v1", new Read("rykker.CreditorChanged.v1", PartyReader::read),
            "debtor-changed.v1", new Read("rykker.DebtorChanged.v1", PartyReader::read));

    static Stream<Arguments> examples() {
        return READ.keySet().stream()
                .flatMap(event -> Contract.examples(event).stream().map(example -> Arguments.of(event, example)));
    }

    private static Heard read(String event, byte[] body) {
        Read read = READ.get(event);
        return read.reader()
                .apply(new Incoming("topic", 0, 0, "key", Map.of("ce_type", read.type(), "traceparent", TRACE), body));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_published_example_is_read_also_with_unknown_fields(String event, String example) {
        byte[] body = Contract.example(example);
        assertThat(Contract.errors(event, body)).isEmpty();
        var grown = (ObjectNode) Contract.json(body);
        grown.put("aFieldOfTomorrow", 1).putObject("andAnother").put("x", "y");

        assertThat(read(event, body)).isNotInstanceOfAny(Heard.NotForUs.class, Heard.Unreadable.class);
        assertThat(read(event, bytes(grown))).hasSameClassAs(read(event, body));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void only_what_is_needed_is_missed(String event, String example) throws IOException {
        List<String> needs = needs(event);
        JsonNode schema = Contract.schema(event);
        for (String pointer : fields(schema, schema, "")) {
            var body = (ObjectNode) Contract.json(Contract.example(example));
            if (remove(body, pointer)) {
                boolean isNeeded =
                        needs.stream().anyMatch(need -> need.equals(pointer) || need.startsWith(pointer + "/"));
                if (isNeeded) {
                    assertThatThrownBy(() -> read(event, bytes(body)))
                            .as(pointer)
                            .isInstanceOfSatisfying(
                                    Unreadable.class,
                                    refusal -> assertThat(refusal.field())
                                            .isEqualTo(pointer.substring(1).replace('/', '.')));
                } else if (!isRequiredOfItsObject(schema, pointer)) {
                    assertThat(read(event, bytes(body))).as(pointer).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_is_needed_is_promised(String event, String example) throws IOException {
        JsonNode schema = Contract.schema(event);
        assertThat(needs(event))
                .isNotEmpty()
                .allSatisfy(pointer -> assertThat(isRequired(schema, pointer))
                        .as("%s is required", pointer)
                        .isTrue());
    }

    @Test
    void what_is_said_of_a_message_fits_what_is_promised() {
        var row = new MessageRow(UUID.randomUUID(), UUID.randomUUID(), "dk-nordlys", TRACE, NOW);
        row.become(new Dispatch.Sent(0));
        row.channel = "letter";
        row.sentOn = LocalDate.of(2026, 3, 20);
        row.dispatchedAt = NOW;
        row.deadline = LocalDate.of(2026, 4, 3);
        assertFits(Outgoing.sent(row, NOW));
        row.messageId = "<x@rykker.example>";
        assertFits(Outgoing.sent(row, NOW));
        row.trouble = "550 no such mailbox";
        assertFits(Outgoing.undeliverable(row, LocalDate.of(2026, 3, 20), NOW));
    }

    @Test
    void the_published_example_comes_out_as_it_is_published() {
        JsonNode example = Contract.json(Contract.example("reminder-sent.v1.full"));
        var row = new MessageRow(
                UUID.fromString(example.get("reminderId").asText()),
                UUID.fromString(example.get("invoiceId").asText()),
                "dk-nordlys",
                TRACE,
                NOW);
        row.channel = "email";
        row.sentOn = LocalDate.of(2026, 2, 16);
        row.dispatchedAt = Instant.parse("2026-02-16T08:00:01Z");
        row.deadline = LocalDate.of(2026, 2, 26);
        row.messageId = "<3f4e5d6c@rykker.example>";

        assertThat(Contract.json(Outgoing.sent(row, NOW).payload)).isEqualTo(example);
    }

    private static void assertFits(OutboxRow row) {
        String schema = row.type
                .substring("rykker.".length())
                .replace("inbound.", "inbound-")
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(java.util.Locale.ROOT);
        assertThat(Contract.errors(schema, row.payload)).as(schema).isEmpty();
        assertThat(row.subject).isEqualTo(row.key);
        assertThat(Instant.parse(row.time)).isEqualTo(NOW);
        assertThat(row.traceparent).isEqualTo(TRACE);
    }

    private static List<String> needs(String event) throws IOException {
        try (var needs = ContractTest.class.getResourceAsStream("/needs/" + event + ".json")) {
            assertThat(needs).as("needs/" + event + ".json").isNotNull();
            List<String> pointers = new ArrayList<>();
            Contract.JSON.readTree(needs).forEach(pointer -> pointers.add(pointer.asText()));
            return pointers;
        }
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Pointers to every field of a schema, nested ones too. */
    private static List<String> fields(JsonNode root, JsonNode schema, String path) {
        List<String> fields = new ArrayList<>();
        resolve(root, schema).path("properties").properties().forEach(property -> {
            fields.add(path + "/" + property.getKey());
            fields.addAll(fields(root, property.getValue(), path + "/" + property.getKey()));
        });
        return fields;
    }

    /** Required at every step: it is always there. */
    private static boolean isRequired(JsonNode root, String pointer) {
        for (int end = pointer.indexOf('/', 1); end > 0; end = pointer.indexOf('/', end + 1)) {
            if (!isRequiredOfItsObject(root, pointer.substring(0, end))) {
                return false;
            }
        }
        return isRequiredOfItsObject(root, pointer);
    }

    /** It is there whenever the object around it is. */
    private static boolean isRequiredOfItsObject(JsonNode root, String pointer) {
        JsonNode schema = root;
        String[] path = pointer.substring(1).split("/");
        for (int i = 0; i < path.length - 1; i++) {
            schema = resolve(root, schema).path("properties").path(path[i]);
        }
        for (JsonNode name : resolve(root, schema).path("required")) {
            if (name.asText().equals(path[path.length - 1])) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode resolve(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private static boolean remove(ObjectNode body, String pointer) {
        int last = pointer.lastIndexOf('/');
        return body.at(pointer.substring(0, last)) instanceof ObjectNode parent
                && parent.remove(pointer.substring(last + 1)) != null;
    }
}
