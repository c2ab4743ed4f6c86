package io.rykker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Call;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.ClaimLine;
import io.rykker.dunning.domain.DebtorKind;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.OutboxRow;
import io.rykker.dunning.rulebook.RuleFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two invoices of one debtor on the desk: what is said of them, and to whom it is told. */
class BundledLetterTest {

    private static final UUID DEBTOR = new UUID(3, 3);

    private final Map<UUID, CaseRow> rows = new LinkedHashMap<>();
    private final List<OutboxRow> events = new ArrayList<>();
    private LocalDate today = LocalDate.parse("2026-01-05");

    private UUID issue(String number, String amount) {
        UUID id = UUID.nameUUIDFromBytes(("dk-nordlys|" + number).getBytes(StandardCharsets.UTF_8));
        hear(
                id,
                new Signal.Issued(
                        "dk-nordlys",
                        new Receivable(
                                DEBTOR,
                                number,
                                LocalDate.parse("2026-01-05"),
                                LocalDate.parse("2026-01-19"),
                                Money.of(amount, "DKK"),
                                "DK",
                                "Europe/Copenhagen",
                                DebtorKind.CONSUMER,
                                "DK",
                                "da",
                                "000002026001236",
                                true,
                                "nordic-friendly",
                                0,
                                "fjordinkasso",
                                false)));
        return id;
    }

    private void hear(UUID id, Signal signal) {
        var news = new News.OfCase(id, "dk-nordlys", signal, "somebody", null, "trace " + id);
        Docket docket = docket(rows.containsKey(id) ? List.of(rows.get(id)) : List.of());
        docket.add(docket.companions(List.of(news)).stream().map(rows::get).toList());
        docket.hearAll(List.of(news));
        keep(docket);
    }

    private Docket docket(List<CaseRow> on) {
        return new Docket(RuleFiles.read(), Instant.parse(today + "T08:00:00Z"), on, List.of());
    }

    private void day(String day) {
        today = LocalDate.parse(day);
        Docket docket = docket(List.copyOf(rows.values()));
        docket.sweep();
        keep(docket);
    }

    private void keep(Docket docket) {
        docket.newRows().forEach(row -> rows.put(row.invoiceId, row));
        events.addAll(docket.events(List.of(), List.of()));
    }

    private List<OutboxRow> said(String type) {
        return events.stream().filter(event -> event.type.contains(type)).toList();
    }

    private List<Letter> letters(UUID id) {
        return rows.get(id).toDomain().letters();
    }

    @Test
    void one_letter_is_asked_for_in_the_form_that_is_published() {
        UUID one = issue("1", "1000.00");
        UUID two = issue("2", "750.00");

        day("2026-01-23");

        assertThat(said("ReminderDue")).hasSize(1);
        OutboxRow due = said("ReminderDue").getFirst();
        assertThat(Contract.errors("reminder-due.v1", due.payload)).isEmpty();
        JsonNode body = Contract.json(due.payload);
        JsonNode published = Contract.json(Contract.example("reminder-due.v1.bundled"));
        assertThat(names(body)).isEqualTo(names(published));
        assertThat(names(body.at("/alsoDue/0"))).isEqualTo(names(published.at("/alsoDue/0")));
        assertThat(body.at("/amountDue/amount").asText()).isEqualTo("1750.00");
        UUID lead = UUID.fromString(body.get("invoiceId").asText());
        assertThat(Set.of(lead, UUID.fromString(body.at("/alsoDue/0/invoiceId").asText())))
                .containsExactlyInAnyOrder(one, two);
        assertThat(due.key).isEqualTo(lead.toString());
        assertThat(due.traceparent).isEqualTo("trace " + lead);
    }

    @Test
    void what_is_said_of_the_letter_reaches_every_case_in_it() {
        UUID one = issue("1", "1000.00");
        UUID two = issue("2", "750.00");
        day("2026-01-23");
        JsonNode due = Contract.json(said("ReminderDue").getFirst().payload);
        UUID reminder = UUID.fromString(due.get("reminderId").asText());
        UUID lead = UUID.fromString(due.get("invoiceId").asText());

        hear(lead, new Signal.Sent(reminder, new Letter.Sent("email", today, LocalDate.parse("2026-02-02"))));
        hear(lead, new Signal.Sent(reminder, new Letter.Sent("email", today, LocalDate.parse("2026-02-02"))));
        assertThat(letters(one).getFirst().stands()).isTrue();
        assertThat(letters(two).getFirst().stands()).isTrue();

        hear(lead, new Signal.Undeliverable(reminder, "email", today, "no such mailbox"));
        assertThat(rows.get(one).state).isEqualTo("on-hold");
        assertThat(rows.get(two).state).isEqualTo("on-hold");
    }

    @Test
    void a_letter_that_went_to_the_wrong_person_is_sent_again_about_all_its_invoices_with_one_fee() {
        UUID one = issue("1", "1000.00");
        UUID two = issue("2", "750.00");
        day("2026-01-23");
        sendTheLetter();
        day("2026-02-05");
        sendTheLetter();
        assertThat(fees(one).plus(fees(two))).isEqualTo(Money.of("100.00", "DKK"));
        var call = new Call(Call.Outcome.WRONG_PERSON, today, "a former employee", "left the firm");
        hear(two, new Signal.Called(call, null, null, null));

        Docket docket = docket(List.copyOf(rows.values()));
        docket.hearAll(List.of(new News.OfDebtor(
                rows.get(one).debtor(), new Signal.ContactFound(4, today, "mette", "the accounts department"), null)));
        keep(docket);
        assertThat(fees(one).plus(fees(two)).isZero()).isTrue();

        day("2026-02-06");
        JsonNode again = Contract.json(said("ReminderDue").getLast().payload);
        assertThat(again.get("debtorVersion").asInt()).isEqualTo(4);
        assertThat(again.get("alsoDue")).hasSize(1);
        sendTheLetter();
        assertThat(fees(one).plus(fees(two))).isEqualTo(Money.of("100.00", "DKK"));
        assertThat(said("ReminderDue")).hasSize(3);
    }

    private void sendTheLetter() {
        JsonNode due = Contract.json(said("ReminderDue").getLast().payload);
        LocalDate deadline = today.plusDays(due.get("deadlineDays").asInt());
        hear(
                UUID.fromString(due.get("invoiceId").asText()),
                new Signal.Sent(
                        UUID.fromString(due.get("reminderId").asText()), new Letter.Sent("email", today, deadline)));
    }

    private Money fees(UUID id) {
        Case c = rows.get(id).toDomain();
        return c.account().claimed(ClaimLine.Kind.FEE, c.issued().total());
    }

    @Test
    void a_payment_of_either_withdraws_the_letter_once_and_the_other_is_asked_for_anew_the_same_day() {
        UUID one = issue("1", "1000.00");
        UUID two = issue("2", "750.00");
        day("2026-01-23");
        JsonNode due = Contract.json(said("ReminderDue").getFirst().payload);
        UUID lead = UUID.fromString(due.get("invoiceId").asText());
        UUID other = lead.equals(one) ? two : one;

        hear(
                other,
                new Signal.Paid(
                        new UUID(1, 1),
                        new Account.Payment(Money.of(other.equals(one) ? "1000.00" : "750.00", "DKK"), today, "bank")));

        assertThat(said("ReminderWithdrawn")).singleElement().satisfies(withdrawn -> {
            assertThat(withdrawn.key).isEqualTo(lead.toString());
            assertThat(Contract.json(withdrawn.payload).get("reminderId")).isEqualTo(due.get("reminderId"));
            assertThat(Contract.json(withdrawn.payload).get("sequence").asInt()).isEqualTo(2);
        });
        assertThat(rows.get(lead).nextActionOn).isEqualTo(today);

        day("2026-01-23");
        assertThat(said("ReminderDue")).hasSize(2);
        assertThat(Contract.json(said("ReminderDue").getLast().payload).has("alsoDue"))
                .isFalse();
    }

    @Test
    void a_held_debtor_holds_every_case_and_lets_go_of_its_own_holds_only() {
        UUID one = issue("1", "1000.00");
        UUID two = issue("2", "750.00");
        hear(two, new Signal.Disputed("goods", "broken"));
        Hold hold = Hold.ofDebtor(today, LocalDate.parse("2026-03-01"), "moving");

        Docket held = docket(List.copyOf(rows.values()));
        held.hearOfAll(new Signal.DebtorHeld(hold, "moving"), "ann");
        keep(held);
        assertThat(rows.get(one).toDomain().hold()).isEqualTo(hold);
        assertThat(rows.get(two).toDomain().hold().kind()).isEqualTo(Hold.Kind.DISPUTE);

        Docket released = docket(List.copyOf(rows.values()));
        released.hearOfAll(new Signal.DebtorReleased("moved"), "ann");
        keep(released);
        assertThat(rows.get(one).state).isEqualTo("not-due");
        assertThat(rows.get(two).state).isEqualTo("on-hold");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        return names;
    }
}
