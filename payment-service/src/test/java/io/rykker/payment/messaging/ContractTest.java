package io.rykker.payment.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rykker.payment.Submission;
import io.rykker.payment.domain.Allocation;
import io.rykker.payment.domain.Assignment;
import io.rykker.payment.domain.Fact;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.News;
import io.rykker.payment.domain.Payment;
import io.rykker.payment.domain.Receipt;
import io.rykker.payment.domain.Receipt.Said;
import io.rykker.payment.persistence.OutboxRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is written fits the contract; what the contract shows can be read; what is needed is promised. */
class ContractTest {

    private static final Path CONTRACTS = Path.of(System.getProperty("rykker.root", ".."), "deploy/contracts");
    private static final Path NEEDS = Path.of("src/test/resources/needs");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final Map<String, String> TYPES = Map.of(
            "inbound-payment-received.v1", "rykker.inbound.PaymentReceived.v1",
            "inbound-payment-reversed.v1", "rykker.inbound.PaymentReversed.v1",
            "invoice-issued.v1", "rykker.InvoiceIssued.v1",
            "invoice-cancelled.v1", "rykker.InvoiceCancelled.v1",
            "invoice-assigned.v1", "rykker.InvoiceAssigned.v1",
            "invoice-returned.v1", "rykker.InvoiceReturned.v1",
            "claim-changed.v1", "rykker.ClaimChanged.v1",
            "creditor-changed.v1", "rykker.CreditorChanged.v1");

    @Test
    void payment_received_is_the_example() throws IOException {
        Payment payment = payment();
        isTheExample(new Fact.Allocated(payment, allocation()), "payment-received.v1", "rykker.PaymentReceived.v1");
    }

    @Test
    void payment_reversed_is_the_example() throws IOException {
        isTheExample(
                new Fact.Ended(payment(), allocation(), LocalDate.of(2026, 1, 25), "Insufficient funds"),
                "payment-reversed.v1",
                "rykker.PaymentReversed.v1");
    }

    @Test
    void what_is_to_be_forwarded_and_that_it_is_not_are_the_examples() throws IOException {
        JsonNode due = example("payment-forward-due.v1.full");
        var assignment = new Assignment(
                UUID.fromString(due.path("assignmentId").asText()),
                "sold",
                "havkapital",
                "Havkapital A/S",
                "DK5000400440116243",
                LocalDate.of(2026, 2, 2),
                null);
        JsonNode told = fits(
                Outgoing.fact(new Fact.ForwardDue(payment(), allocation(), assignment), now(), TRACE),
                "payment-forward-due.v1");
        assertThat(told.path("assignee")).isEqualTo(due.path("assignee"));
        assertThat(told.path("assignmentId")).isEqualTo(due.path("assignmentId"));
        fits(
                Outgoing.fact(
                        new Fact.ForwardWithdrawn(
                                payment(), allocation(), assignment, LocalDate.of(2026, 2, 17), "No funds"),
                        now(),
                        TRACE),
                "payment-forward-withdrawn.v1");
    }

    @Test
    void payment_unmatched_fits() throws IOException {
        Money tooMuch = dkk("50.00");
        JsonNode told = fits(
                Outgoing.fact(new Fact.Overpaid(payment(), allocation().invoiceId(), tooMuch), now(), TRACE),
                "payment-unmatched.v1");
        JsonNode example = example("payment-unmatched.v1.full");
        ((ObjectNode) example).set("detail", told.get("detail"));

        assertThat(told).isEqualTo(example);
        fits(
                Outgoing.fact(new Fact.Unmatched(payment(), "unknown-reference", "nothing fits"), now(), TRACE),
                "payment-unmatched.v1");
    }

    @Test
    void bank_known_through_is_the_example() throws IOException {
        OutboxRow row = Outgoing.bankKnown("dk-nordlys", "00400440116243", LocalDate.of(2026, 1, 20), now(), TRACE);

        assertThat(row.key).isEqualTo("dk-nordlys");
        assertThat(fits(row, "bank-known-through.v1")).isEqualTo(example("bank-known-through.v1.full"));
    }

    @TestFactory
    Stream<DynamicTest> every_published_example_is_read_whatever_is_added_or_left_out() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (var type : TYPES.entrySet()) {
            JsonNode schema = JSON.readTree(
                    CONTRACTS.resolve(type.getKey() + ".schema.json").toFile());
            for (Path file : examples(type.getKey())) {
                JsonNode example = JSON.readTree(file.toFile());
                tests.add(reads(file.getFileName().toString(), type.getValue(), example));
                tests.add(reads(
                        file.getFileName() + " with an unknown field",
                        type.getValue(),
                        with(example, body -> body.putObject("tomorrow").put("x", 1))));
                without(
                        example,
                        schema,
                        schema,
                        "",
                        (path, smaller) ->
                                tests.add(reads(file.getFileName() + " without " + path, type.getValue(), smaller)));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> what_is_needed_is_promised() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : TYPES.keySet()) {
            JsonNode schema =
                    JSON.readTree(CONTRACTS.resolve(name + ".schema.json").toFile());
            for (JsonNode pointer : JSON.readTree(NEEDS.resolve(name + ".json").toFile())) {
                tests.add(DynamicTest.dynamicTest(
                        name + " " + pointer.asText(), () -> assertRequired(schema, pointer.asText())));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> what_is_needed_is_all_that_is_needed() throws IOException {
        return TYPES.entrySet().stream()
                .map(type -> DynamicTest.dynamicTest(type.getKey(), () -> {
                    JsonNode full = example(type.getKey() + ".full");
                    JsonNode needed = JSON.createObjectNode();
                    for (JsonNode pointer :
                            JSON.readTree(NEEDS.resolve(type.getKey() + ".json").toFile())) {
                        copy(
                                full,
                                (ObjectNode) needed,
                                pointer.asText().substring(1).split("/"));
                    }
                    assertThat(read(type.getValue(), needed)).isNotNull();
                }));
    }

    @Test
    void a_rejection_keeps_the_bytes_and_says_why() throws IOException {
        byte[] body = {1, 0, (byte) 0xff};
        OutboxRow row = Outgoing.rejected(
                new Incoming("rykker.inbound.payments.v1", 2, 17, "key", Map.of("ce_type", "x"), body),
                "amount",
                "amount is missing",
                now());

        assertThat(row.topic).isEqualTo("rykker.inbound.payments.v1.rejected");
        assertThat(row.payload).isEqualTo(body);
        assertThat(row.key).isEqualTo("key");
        assertThat(JSON.readTree(row.rejection)).isEqualTo(JSON.readTree("""
                        {"reason":"amount is missing","field":"amount","service":"payment-service",
                         "topic":"rykker.inbound.payments.v1","partition":2,"offset":17,"headers":{"ce_type":"x"}}"""));
    }

    private static void isTheExample(Fact fact, String schema, String type) throws IOException {
        OutboxRow row = Outgoing.fact(fact, now(), TRACE);

        assertThat(row.type).isEqualTo(type);
        assertThat(row.key).isEqualTo(allocation().invoiceId().toString());
        assertThat(row.traceparent).isEqualTo(TRACE);
        assertThat(fits(row, schema)).isEqualTo(example(schema + ".full"));
    }

    private static JsonNode fits(OutboxRow row, String name) throws IOException {
        String text = new String(row.payload, StandardCharsets.UTF_8);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONTRACTS.resolve(name + ".schema.json")), InputFormat.JSON);
        assertThat(schema.validate(
                        text,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
        return JSON.readTree(text);
    }

    private static Object read(String type, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        if (type.equals("rykker.CreditorChanged.v1")) {
            Submission.Registered creditor =
                    EventReader.creditor(new Incoming("rykker.parties.v1", 0, 0, "k", Map.of("ce_type", type), bytes));
            assertThat(creditor.creditorId()).isEqualTo("dk-nordlys");
            return creditor;
        }
        News news = type.contains("inbound") ? PaymentReader.read(type, bytes) : EventReader.read(type, bytes);
        assertThat(news.creditorId()).isEqualTo("dk-nordlys");
        return news;
    }

    private static DynamicTest reads(String name, String type, JsonNode body) {
        return DynamicTest.dynamicTest(name, () -> assertThat(read(type, body)).isNotNull());
    }

    private static JsonNode with(JsonNode example, Consumer<ObjectNode> change) {
        ObjectNode copy = example.deepCopy();
        change.accept(copy);
        return copy;
    }

    private interface Smaller {
        void found(String path, JsonNode body);
    }

    /** Leaves out, one at a time, every field that the schema does not require. */
    private static void without(JsonNode example, JsonNode schema, JsonNode part, String path, Smaller smaller) {
        JsonNode here = path.isEmpty() ? example : example.at(path);
        Set<String> required = required(part);
        here.fieldNames().forEachRemaining(name -> {
            if (!required.contains(name)) {
                JsonNode copy = example.deepCopy();
                ((ObjectNode) (path.isEmpty() ? copy : copy.at(path))).remove(name);
                smaller.found(path + "/" + name, copy);
            }
            if (here.get(name).isObject()) {
                without(example, schema, resolved(schema, part.at("/properties/" + name)), path + "/" + name, smaller);
            }
        });
    }

    private static void assertRequired(JsonNode schema, String pointer) {
        JsonNode part = schema;
        for (String name : pointer.substring(1).split("/")) {
            assertThat(required(part))
                    .as("required fields on the way to " + pointer)
                    .contains(name);
            part = resolved(schema, part.at("/properties/" + name));
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode part) {
        return part.has("$ref") ? schema.at(part.get("$ref").asText().substring(1)) : part;
    }

    private static Set<String> required(JsonNode part) {
        Set<String> names = new java.util.HashSet<>();
        part.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static void copy(JsonNode from, ObjectNode to, String[] path) {
        ObjectNode into = to;
        JsonNode value = from;
        for (int i = 0; i < path.length - 1; i++) {
            value = value.get(path[i]);
            into = into.withObject("/" + path[i]);
        }
        into.set(path[path.length - 1], value.get(path[path.length - 1]));
    }

    private static List<Path> examples(String name) throws IOException {
        try (Stream<Path> files = Files.list(CONTRACTS.resolve("examples"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "."))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode example(String name) throws IOException {
        return JSON.readTree(CONTRACTS.resolve("examples/" + name + ".json").toFile());
    }

    private static Payment payment() {
        var receipt = new Receipt(
                "dk-nordlys",
                "erp",
                "P-9001",
                dkk("1000.00"),
                LocalDate.of(2026, 1, 21),
                LocalDate.of(2026, 1, 20),
                Set.of(),
                null,
                true,
                Said.NOTHING);
        return new Payment(
                UUID.fromString("1d2c3b4a-5e6f-3a7b-8c9d-0e1f2a3b4c5d"), receipt, List.of(), null, false, null);
    }

    private static Allocation allocation() {
        return new Allocation(
                UUID.fromString("2e3d4c5b-6f70-3b8c-9dae-1f2a3b4c5d6e"),
                UUID.fromString("5f0c0d5e-3d4f-3b0e-9a66-0d6a4c1f2a10"),
                dkk("1000.00"),
                Allocation.By.REFERENCE,
                true,
                null);
    }

    private static Money dkk(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("DKK"));
    }

    private static Instant now() {
        return Instant.parse("2026-01-21T06:00:00Z");
    }
}
