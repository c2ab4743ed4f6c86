package io.rykker.collection.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.collection.Contract;
import io.rykker.collection.Heard;
import io.rykker.collection.persistence.AgencyPaymentRow;
import io.rykker.collection.persistence.HandoverRow;
import io.rykker.collection.persistence.OutboxRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What this service writes fits the published schemas, and it reads everything that was ever published as an example. */
class ContractTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Instant NOW = Instant.parse("2026-03-20T06:00:00Z");

    /** The events that are heard, by the name of their schema, and their types. */
    private static final Map<String, String> READ = Map.of(
            "case-escalated.v1", "rykker.CaseEscalated.v1",
            "case-recalled.v1", "rykker.CaseRecalled.v1",
            "payment-received.v1", "rykker.PaymentReceived.v1",
            "payment-reversed.v1", "rykker.PaymentReversed.v1",
            "creditor-changed.v1", "rykker.CreditorChanged.v1",
            "debtor-changed.v1", "rykker.DebtorChanged.v1");

    static Stream<Arguments> examples() {
        return READ.keySet().stream()
                .flatMap(event -> Contract.examples(event).stream().map(example -> Arguments.of(event, example)));
    }

    private static Heard read(String event, byte[] body) {
        var headers = Map.of("ce_type", READ.get(event), "traceparent", TRACE);
        return Readers.read(new Incoming("topic", 0, 0, "key", headers, body));
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
    void what_is_said_of_a_case_fits_what_is_promised() {
        var row = new HandoverRow(UUID.randomUUID(), UUID.randomUUID(), "dk-nordlys", TRACE);
        row.agency = "fjordinkasso";
        row.invoiceNumber = "2026-1001";
        LocalDate on = LocalDate.of(2026, 3, 20);
        var money = new AgencyPaymentRow("fjordinkasso:1", row.caseId, new BigDecimal("250.0000"), "DKK", on);
        assertFits(Outgoing.accepted(row, on, NOW));
        assertFits(Outgoing.progressed(row, on, "legal", null, NOW));
        assertFits(Outgoing.closed(row, on, "returned", null, NOW));
        assertFits(Outgoing.received(row, money, NOW));
        money.reversedOn = on;
        assertFits(Outgoing.reversed(row, money, NOW));

        row.agencyCaseNumber = "FI-1";
        row.paymentReference = "000002026001236";
        money.reversalReason = "bounced";
        assertFits(Outgoing.accepted(row, on, NOW));
        assertFits(Outgoing.rejected(row, on, "no address", NOW));
        assertFits(Outgoing.progressed(row, on, "legal", "to court", NOW));
        assertFits(Outgoing.closed(row, on, "returned", "nothing to get", NOW));
        assertFits(Outgoing.received(row, money, NOW));
        assertFits(Outgoing.reversed(row, money, NOW));
    }

    @Test
    void a_handover_carries_everything_that_was_decided_and_both_parties_without_what_is_internal() {
        byte[] escalated = Contract.example("case-escalated.v1.full");
        JsonNode body = Contract.json(Outgoing.handover(
                escalated,
                Contract.example("creditor-changed.v1.full"),
                Contract.example("debtor-changed.v1.full"),
                NOW));

        assertThat(body.get("type").asText()).isEqualTo("case.handover");
        var data = (ObjectNode) body.get("data");
        assertThat(data.at("/creditor/accounts/0/id").asText()).isEqualTo("DK5000400440116243");
        assertThat(data.at("/debtor/email").asText()).isEqualTo("bogholderi@havn.example");
        assertThat(data.at("/creditor/bankFeed").isMissingNode()).isTrue();
        JsonNode decided = data.without(List.of("creditor", "debtor"));
        assertThat(decided).isEqualTo(Contract.json(escalated));
    }

    @Test
    void an_agency_is_told_whether_it_is_to_collect_or_to_remind() {
        assertThat(mandate("case-escalated.v1.full")).isEqualTo("collection");
        assertThat(mandate("case-escalated.v1.minimal")).isEqualTo("collection");
        assertThat(mandate("case-escalated.v1.reminders")).isEqualTo("reminders");
    }

    private static String mandate(String escalated) {
        byte[] handover = Outgoing.handover(
                Contract.example(escalated),
                Contract.example("creditor-changed.v1.full"),
                Contract.example("debtor-changed.v1.full"),
                NOW);
        return Contract.json(handover).at("/data/mandate").asText();
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
