package io.rykker.dunning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.dunning.domain.Acceptance;
import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Call;
import io.rykker.dunning.domain.DebtorKind;
import io.rykker.dunning.domain.Fallback;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.messaging.NewsReader;
import io.rykker.dunning.messaging.NewsReader.Message;
import io.rykker.dunning.messaging.Unreadable;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.JournalRow;
import io.rykker.dunning.persistence.OutboxRow;
import io.rykker.dunning.rulebook.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this service reads and writes, held against the published contract. */
class ContractTest {

    private static final Path NEEDS = Path.of("src/test/resources/needs");

    static Stream<String> heard() throws IOException {
        try (Stream<Path> files = Files.list(NEEDS)) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        }
    }

    private static String type(String event) {
        var name = new StringBuilder("rykker.");
        for (String part : event.replace(".v1", "").split("-")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name.append(".v1").toString();
    }

    @ParameterizedTest
    @MethodSource("heard")
    void every_published_example_is_read_also_with_more_and_without_what_is_optional(String event) {
        JsonNode schema = Contract.schema(event);
        for (String name : Contract.examples(event)) {
            ObjectNode example = (ObjectNode) Contract.json(Contract.example(name));
            Message read = read(event, example);
            assertThat(read).as(name).isNotInstanceOf(Message.Other.class);

            ObjectNode more = example.deepCopy();
            more.putObject("unheardOf").put("field", 1);
            assertThat(read(event, more)).as(name).isEqualTo(read);

            example.fieldNames().forEachRemaining(field -> {
                if (!isRequired(schema, field)) {
                    ObjectNode less = example.deepCopy();
                    less.remove(field);
                    assertThat(read(event, less)).as(name + " without " + field).isNotInstanceOf(Message.Other.class);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("heard")
    void what_is_needed_is_promised_and_nothing_else_is_needed(String event) throws IOException {
        JsonNode needs = Contract.json(Files.readAllBytes(NEEDS.resolve(event + ".json")));
        ObjectNode example = (ObjectNode) Contract.json(Contract.example(event + ".full"));
        for (JsonNode pointer : needs) {
            assertThat(isPromised(Contract.schema(event), pointer.textValue()))
                    .as("%s of %s is required by the schema", pointer, event)
                    .isTrue();
            ObjectNode without = example.deepCopy();
            remove(without, pointer.textValue());
            assertThatThrownBy(() -> read(event, without))
                    .as("%s of %s is needed", pointer, event)
                    .isInstanceOf(Unreadable.class);
        }
    }

    private static boolean isPromised(JsonNode schema, String pointer) {
        JsonNode at = schema;
        for (String field : pointer.substring(1).split("/")) {
            JsonNode here = resolved(schema, at);
            if (!isRequired(here, field)) {
                return false;
            }
            at = here.path("properties").path(field);
        }
        return true;
    }

    private static JsonNode resolved(JsonNode schema, JsonNode at) {
        return at.has("$ref") ? schema.at(at.get("$ref").textValue().substring(1)) : at;
    }

    private static boolean isRequired(JsonNode schema, String field) {
        for (JsonNode required : schema.path("required")) {
            if (required.textValue().equals(field)) {
                return true;
            }
        }
        return false;
    }

    private static void remove(ObjectNode from, String pointer) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = slash == 0 ? from : from.at(pointer.substring(0, slash));
        ((ObjectNode) parent).remove(pointer.substring(slash + 1));
    }

    private static Message read(String event, JsonNode body) {
        return NewsReader.read(type(event), body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void of_a_debtor_only_that_a_person_found_where_it_is_to_be_reached_is_heard() {
        assertThat(NewsReader.read("rykker.DebtorChanged.v1", Contract.example("debtor-changed.v1.contact")))
                .isInstanceOfSatisfying(
                        Message.OfDebtor.class,
                        heard -> assertThat(heard.signal())
                                .isEqualTo(new Signal.ContactFound(
                                        3,
                                        LocalDate.parse("2026-02-11"),
                                        "mette",
                                        "Call of 11 February: invoices go to the accounts department")));
        assertThat(NewsReader.read("rykker.DebtorChanged.v1", Contract.example("debtor-changed.v1.full")))
                .isInstanceOf(Message.Other.class);
        assertThat(NewsReader.read("rykker.CreditorChanged.v1", Contract.example("creditor-changed.v1.full")))
                .isInstanceOf(Message.Other.class);
    }

    @Test
    void a_letter_that_is_sent_again_to_the_contact_that_was_found_waits_for_that() {
        var story = new Story();
        story.hear(new Signal.Issued("dk-nordlys", story.invoice()));
        story.day("2026-01-23");
        story.sent();
        story.hear(called("moved on", Call.Outcome.WRONG_PERSON));
        story.found(3);
        story.day("2026-01-26");

        JsonNode again = story.lastReminder();
        assertThat(again.get("step").asText()).isEqualTo("friendly");
        assertThat(again.get("debtorVersion").intValue()).isEqualTo(3);
        assertThat(names(again)).containsAll(names(Contract.json(Contract.example("reminder-due.v1.found"))));
    }

    @Test
    void its_own_events_on_the_cases_topic_are_passed_over() {
        assertThat(NewsReader.read("rykker.CaseEscalated.v1", Contract.example("case-escalated.v1.full")))
                .isInstanceOf(Message.Other.class);
        assertThat(NewsReader.read("rykker.CaseSilent.v1", Contract.example("case-silent.v1.full")))
                .isInstanceOf(Message.Other.class);
        assertThat(NewsReader.read("rykker.CaseRecalled.v1", Contract.example("case-recalled.v1.full")))
                .isInstanceOf(Message.Other.class);
    }

    @Test
    void everything_it_says_fits_the_schemas_and_the_numbers_have_no_gap() {
        var story = new Story();
        story.hear(new Signal.Issued("dk-nordlys", story.invoice()));
        story.day("2026-01-23");
        story.hear(new Signal.Paid(
                new UUID(1, 1), new Account.Payment(Money.of("100.00", "DKK"), LocalDate.parse("2026-01-23"), "bank")));
        story.hear(new Signal.Held(LocalDate.parse("2026-01-25"), "ill"));
        for (String day : List.of("2026-01-26", "2026-02-06", "2026-02-24", "2026-03-12")) {
            story.day(day);
            story.sent();
        }
        story.day("2026-05-04");
        story.hear(new Signal.Disputed("goods", "broken"));

        assertThat(story.events)
                .extracting(event -> event.type)
                .contains(
                        "rykker.ReminderDue.v1",
                        "rykker.ReminderWithdrawn.v1",
                        "rykker.ClaimChanged.v1",
                        "rykker.CaseEscalated.v1",
                        "rykker.CaseSilent.v1",
                        "rykker.CaseRecalled.v1");
        int sequence = 0;
        int version = 0;
        for (OutboxRow event : story.events) {
            String schema = event.type
                            .replace("rykker.", "")
                            .replace(".v1", "")
                            .replaceAll("([a-z])([A-Z])", "$1-$2")
                            .toLowerCase(java.util.Locale.ROOT)
                    + ".v1";
            assertThat(Contract.errors(schema, event.payload)).as(event.type).isEmpty();
            JsonNode body = Contract.json(event.payload);
            if (body.has("version")) {
                assertThat(body.get("version").intValue()).isEqualTo(++version);
            } else {
                assertThat(body.get("sequence").intValue()).isEqualTo(++sequence);
            }
            assertThat(event.key).isEqualTo(Story.INVOICE.toString());
            assertThat(event.traceparent).isEqualTo("trace");
        }
        JsonNode due = Contract.json(story.events.stream()
                .filter(event -> event.type.equals("rykker.ReminderDue.v1"))
                .findFirst()
                .orElseThrow()
                .payload);
        assertThat(names(due))
                .containsExactlyInAnyOrderElementsOf(names(Contract.json(Contract.example("reminder-due.v1.full"))));
        JsonNode escalated = Contract.json(story.events.stream()
                .filter(event -> event.type.equals("rykker.CaseEscalated.v1"))
                .findFirst()
                .orElseThrow()
                .payload);
        assertThat(names(escalated))
                .containsExactlyInAnyOrderElementsOf(names(Contract.json(Contract.example("case-escalated.v1.full"))));
        JsonNode silent = Contract.json(story.events.stream()
                .filter(event -> event.type.equals("rykker.CaseSilent.v1"))
                .findFirst()
                .orElseThrow()
                .payload);
        assertThat(names(silent))
                .containsExactlyInAnyOrderElementsOf(names(Contract.json(Contract.example("case-silent.v1.full"))));
    }

    @Test
    void the_letter_that_confirms_a_plan_and_the_one_that_warns_fit_the_schema_with_what_they_mention() {
        var story = new Story();
        story.hear(new Signal.Issued("dk-nordlys", story.invoice()));
        story.day("2026-01-23");
        story.sent();
        story.hear(new Signal.PlannedEvenly(3, LocalDate.parse("2026-02-10"), "poor", Fallback.RESUME));
        JsonNode confirmed = story.lastReminder();
        assertThat(confirmed.at("/instalments/2/amount/amount").asText()).isEqualTo("333.34");
        assertThat(confirmed.at("/instalments/2/on").asText()).isEqualTo("2026-04-10");

        story.hear(called("refuses", Call.Outcome.REFUSES));
        story.hear(new Signal.Promised(LocalDate.parse("2026-01-26"), null, "called"));
        story.hear(called("refuses again", Call.Outcome.REFUSES));
        story.day("2026-02-05");
        JsonNode warned = story.lastReminder();
        assertThat(warned.get("kind").asText()).isEqualTo("formal");
        assertThat(warned.get("brokenAgreements").intValue()).isEqualTo(2);
        assertThat(warned.get("earlierLetterOn").asText()).isEqualTo("2026-01-23");
        assertThat(warned.get("earlierCallOn").asText()).isEqualTo("2026-01-23");
        assertThat(warned.has("instalments")).isFalse();
    }

    @Test
    void a_proposed_plan_and_a_handover_with_what_was_agreed_fit_their_schemas() {
        var story = new Story();
        story.hear(new Signal.Issued("dk-nordlys", story.invoice()));
        story.day("2026-01-23");
        story.sent();
        story.hear(new Signal.ProposedEvenly(2, LocalDate.parse("2026-02-10"), null, "poor", Fallback.NOTICE));
        JsonNode proposed = story.lastReminder();
        assertThat(proposed.get("kind").asText()).isEqualTo("plan-proposal");
        assertThat(proposed.get("deadline").asText()).isEqualTo("2026-01-28");
        assertThat(proposed.get("instalments").size()).isEqualTo(2);
        story.sent();
        story.hear(new Signal.PlanAccepted(
                new Acceptance(Acceptance.How.SIGNATURE, LocalDate.parse("2026-01-23"), "document 12"), "came back"));
        story.sent();
        for (LocalDate day = LocalDate.parse("2026-02-10");
                day.isBefore(LocalDate.parse("2026-04-01"));
                day = day.plusDays(1)) {
            story.day(day.toString());
            story.sent();
        }

        byte[] last = story.events.stream()
                .filter(event -> event.type.equals("rykker.CaseEscalated.v1"))
                .findFirst()
                .orElseThrow()
                .payload;
        assertThat(Contract.errors("case-escalated.v1", last)).isEmpty();
        JsonNode agreed = Contract.json(last).at("/agreements/0");
        assertThat(agreed.get("outcome").asText()).isEqualTo("broken");
        assertThat(agreed.at("/acceptance/how").asText()).isEqualTo("signature");
        assertThat(agreed.at("/acceptance/on").asText()).isEqualTo("2026-01-23");
        assertThat(agreed.at("/acceptance/evidence").asText()).isEqualTo("document 12");
        assertThat(agreed.get("instalments").size()).isEqualTo(2);
    }

    private static Signal called(String said, Call.Outcome outcome) {
        return new Signal.Called(new Call(outcome, LocalDate.parse("2026-01-23"), null, said), null, null, null);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A case without a database: what the desk would write is kept here. */
    private static final class Story {
        private static final UUID INVOICE = UUID.nameUUIDFromBytes("dk-nordlys|2026-1001".getBytes());

        private final List<OutboxRow> events = new ArrayList<>();
        private final List<JournalRow> journal = new ArrayList<>();
        private CaseRow row;
        private LocalDate today = LocalDate.parse("2026-01-05");

        private Receivable invoice() {
            return new Receivable(
                    new UUID(3, 3),
                    "2026-1001",
                    LocalDate.parse("2026-01-05"),
                    LocalDate.parse("2026-01-19"),
                    Money.of("1000.00", "DKK"),
                    "DK",
                    "Europe/Copenhagen",
                    DebtorKind.BUSINESS,
                    "DK",
                    "da",
                    "000002026001236",
                    true,
                    "nordic-friendly",
                    0,
                    "fjordinkasso",
                    false);
        }

        private void hear(Signal signal) {
            Docket docket = docket();
            docket.hearAll(List.of(new News.OfCase(INVOICE, "dk-nordlys", signal, "somebody", null, "trace")));
            keep(docket);
        }

        private void day(String day) {
            today = LocalDate.parse(day);
            Docket docket = docket();
            docket.sweep();
            keep(docket);
        }

        private void found(int version) {
            Docket docket = docket();
            docket.hearAll(List.of(
                    new News.OfDebtor(row.debtor(), new Signal.ContactFound(version, today, "mette", "called"), null)));
            keep(docket);
        }

        private JsonNode lastReminder() {
            byte[] last = events.stream()
                    .filter(event -> event.type.equals("rykker.ReminderDue.v1"))
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .payload;
            assertThat(Contract.errors("reminder-due.v1", last)).isEmpty();
            return Contract.json(last);
        }

        private void sent() {
            for (Letter letter : row.toDomain().letters()) {
                if (letter.isPending()) {
                    hear(new Signal.Sent(letter.id(), new Letter.Sent("email", today, letter.deadline())));
                }
            }
        }

        private Docket docket() {
            return new Docket(
                    RuleFiles.read(),
                    Instant.parse(today + "T08:00:00Z"),
                    row == null ? List.of() : List.of(row),
                    List.of());
        }

        private void keep(Docket docket) {
            events.addAll(docket.events(journal, List.of()));
            journal.addAll(docket.journal());
            row = docket.row(INVOICE);
        }
    }
}
