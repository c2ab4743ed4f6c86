package io.rykker.invoice.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.invoice.Contract;
import io.rykker.invoice.domain.Address;
import io.rykker.invoice.domain.Creditor;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.domain.Order;
import io.rykker.invoice.domain.Receivable;
import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.persistence.DebtorRow;
import io.rykker.invoice.persistence.OutboxRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What this service writes fits the published schemas, and it reads everything that was ever published as an example. */
class ContractTest {

    private static final Map<String, String> READ = Map.of(
            "inbound-invoice-issued.v1", OrderReader.ISSUED,
            "inbound-invoice-credited.v1", OrderReader.CREDITED,
            "inbound-invoice-cancelled.v1", OrderReader.CANCELLED,
            "inbound-invoice-delivered.v1", OrderReader.DELIVERED,
            "inbound-invoice-assigned.v1", OrderReader.ASSIGNED,
            "inbound-invoice-returned.v1", OrderReader.RETURNED,
            "inbound-invoice-paid-to-factor.v1", OrderReader.PAID_TO_FACTOR);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Instant NOW = Instant.parse("2026-01-05T06:00:00Z");

    static Stream<Arguments> examples() {
        return READ.entrySet().stream()
                .flatMap(event -> Contract.examples(event.getKey()).stream()
                        .map(example -> Arguments.of(event.getKey(), event.getValue(), example)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_published_example_is_read_also_with_an_unknown_field(String event, String type, String example) {
        byte[] body = Contract.example(example);
        assertThat(Contract.errors(event, body)).isEmpty();
        Order order = OrderReader.read(type, body);

        var grown = (ObjectNode) Contract.json(body);
        grown.put("aFieldOfTomorrow", 1).putObject("andAnother").put("x", "y");
        for (String field : new String[] {"debtor", "total", "amount", "delivery", "assignee", "price"}) {
            if (grown.get(field) instanceof ObjectNode nested) {
                nested.put("aFieldOfTomorrow", true);
            }
        }

        assertThat(OrderReader.read(type, grown)).isEqualTo(order);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_read_without_each_optional_field_and_refused_without_each_required_one(
            String event, String type, String example) {
        JsonNode schema = Contract.schema(event);
        for (String pointer : fields(schema, schema, "")) {
            var body = (ObjectNode) Contract.json(Contract.example(example));
            if (remove(body, pointer)) {
                if (isRequiredOfItsObject(schema, pointer)) {
                    assertThatThrownBy(() -> OrderReader.read(type, body))
                            .as(pointer)
                            .isInstanceOfSatisfying(
                                    Unreadable.class,
                                    refusal -> assertThat(refusal.field())
                                            .isEqualTo(pointer.substring(1).replace('/', '.')));
                } else {
                    assertThat(OrderReader.read(type, body)).as(pointer).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_is_needed_is_promised(String event, String type, String example) throws IOException {
        JsonNode schema = Contract.schema(event);
        try (var needs = ContractTest.class.getResourceAsStream("/needs/" + event + ".json")) {
            assertThat(needs).as("needs/" + event + ".json").isNotNull();
            JsonNode pointers = Contract.JSON.readTree(needs);
            assertThat(pointers).isNotEmpty();
            for (JsonNode pointer : pointers) {
                assertThat(isRequired(schema, pointer.asText()))
                        .as("%s is required", pointer)
                        .isTrue();
            }
        }
    }

    @Test
    void the_published_full_example_comes_out_as_the_events_that_the_schemas_promise() {
        for (String size : List.of("full", "minimal")) {
            var issue = (Order.Issue)
                    OrderReader.read(OrderReader.ISSUED, Contract.example("inbound-invoice-issued.v1." + size));
            Order credit =
                    OrderReader.read(OrderReader.CREDITED, Contract.example("inbound-invoice-credited.v1." + size));
            Order cancel =
                    OrderReader.read(OrderReader.CANCELLED, Contract.example("inbound-invoice-cancelled.v1." + size));
            Order deliver =
                    OrderReader.read(OrderReader.DELIVERED, Contract.example("inbound-invoice-delivered.v1." + size));
            Creditor creditor = creditor(size);
            List<OutboxRow> told = facts(creditor, issue, credit, cancel, deliver);
            assertThat(told).hasSize(4);
            for (OutboxRow row : told) {
                assertFits(row);
            }
            assertFits(Outgoing.debtor(issue.debtor(), null, 1, NOW, TRACE));
            assertFits(Outgoing.creditor(creditor, 1, NOW, TRACE));
        }
    }

    @Test
    void how_an_invoice_was_delivered_comes_out_as_the_published_examples() {
        Creditor creditor = creditor("minimal");
        Order issue = OrderReader.read(OrderReader.ISSUED, Contract.example("inbound-invoice-issued.v1.delivered"));
        Order deliver = OrderReader.read(OrderReader.DELIVERED, Contract.example("inbound-invoice-delivered.v1.full"));
        var issued = (Answer.Taken) Receivable.unknown(issue.invoiceId()).hear(issue, creditor);
        var delivered = (Answer.Taken) issued.next().hear(deliver, creditor);

        OutboxRow first = Outgoing.fact(issue.invoiceId(), issued.facts().getFirst(), creditor, NOW, TRACE);
        OutboxRow second = Outgoing.fact(issue.invoiceId(), delivered.facts().getFirst(), creditor, NOW, TRACE);

        assertFits(first);
        assertFits(second);
        assertThat(Contract.json(first.payload).get("delivery"))
                .isEqualTo(Contract.json(Contract.example("invoice-issued.v1.delivered"))
                        .get("delivery"));
        assertThat(Contract.json(second.payload).get("delivery"))
                .isEqualTo(Contract.json(Contract.example("invoice-delivered.v1.full"))
                        .get("delivery"));
    }

    @Test
    void whose_the_claim_is_comes_out_as_the_events_that_the_schemas_promise() {
        Creditor creditor = creditor("full");
        Order issue = OrderReader.read(OrderReader.ISSUED, Contract.example("inbound-invoice-issued.v1.full"));
        Order factored =
                OrderReader.read(OrderReader.ASSIGNED, Contract.example("inbound-invoice-assigned.v1.minimal"));
        Order paid = OrderReader.read(
                OrderReader.PAID_TO_FACTOR, Contract.example("inbound-invoice-paid-to-factor.v1.full"));
        Order back = OrderReader.read(OrderReader.RETURNED, Contract.example("inbound-invoice-returned.v1.full"));
        facts(creditor, issue, factored, paid, back).forEach(ContractTest::assertFits);

        Order sold = OrderReader.read(OrderReader.ASSIGNED, Contract.example("inbound-invoice-assigned.v1.full"));
        OutboxRow event = facts(creditor, issue, sold).getLast();

        assertFits(event);
        assertThat(Contract.json(event.payload)).isEqualTo(Contract.json(Contract.example("invoice-assigned.v1.full")));
    }

    @Test
    void a_debtor_with_half_an_address_still_fits() {
        var debtor = new Debtor(
                "dk-nordlys",
                "C",
                "N",
                Debtor.Kind.CONSUMER,
                "DK",
                "da",
                null,
                null,
                null,
                new Address(null, null, null, "DK"));
        assertFits(Outgoing.debtor(debtor, null, 3, NOW, TRACE));
    }

    @Test
    void a_debtor_whose_contact_a_person_found_comes_out_as_the_published_example() {
        var issue =
                (Order.Issue) OrderReader.read(OrderReader.ISSUED, Contract.example("inbound-invoice-issued.v1.full"));
        byte[] found = """
                {"email": "kreditor@havn.example", "phone": "+4512345678",
                 "address": {"street": "Havnegade 1", "postcode": "8000", "city": "Aarhus C", "country": "DK"},
                 "why": "Call of 11 February: invoices go to the accounts department"}
                """.getBytes(StandardCharsets.UTF_8);
        DebtorRow row = DebtorRow.of(issue.debtor(), issue.invoice());
        row.version = 2;

        assertThat(row.reachAt(ContactReader.read(found, "mette").on(LocalDate.of(2026, 2, 11))))
                .isTrue();

        OutboxRow event = Outgoing.debtor(row.toDomain(), row.contact(), row.version, NOW, TRACE);
        assertFits(event);
        var expected = (ObjectNode) Contract.json(Contract.example("debtor-changed.v1.contact"));
        expected.put("debtorId", issue.debtor().id().toString());
        assertThat(Contract.json(event.payload)).isEqualTo(expected);
    }

    @Test
    void a_creditor_reads_back_as_it_was_published() {
        byte[] body = Contract.example("creditor-changed.v1.full");
        OutboxRow row = Outgoing.creditor(CreditorReader.read("dk-nordlys", body), 1, NOW, TRACE);
        assertThat(Contract.json(row.payload)).isEqualTo(Contract.json(body));
    }

    private static List<OutboxRow> facts(Creditor creditor, Order... orders) {
        List<OutboxRow> rows = new ArrayList<>();
        Receivable known = Receivable.unknown(orders[0].invoiceId());
        for (Order order : orders) {
            var taken = (Answer.Taken) known.hear(order, creditor);
            known = taken.next();
            for (Receivable.Fact fact : taken.facts()) {
                rows.add(Outgoing.fact(order.invoiceId(), fact, creditor, NOW, TRACE));
            }
        }
        return rows;
    }

    private static Creditor creditor(String size) {
        return CreditorReader.read("dk-nordlys", Contract.example("creditor-changed.v1." + size));
    }

    private static void assertFits(OutboxRow row) {
        String schema = row.type
                .substring("rykker.".length())
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(java.util.Locale.ROOT);
        assertThat(Contract.errors(schema, row.payload)).as(schema).isEmpty();
        assertThat(row.subject).isEqualTo(row.key);
        assertThat(Instant.parse(row.time)).isEqualTo(NOW);
        assertThat(row.traceparent).isEqualTo(TRACE);
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
