package io.rykker.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.stack.Api;
import io.rykker.stack.Service;
import io.rykker.system.Erp.Notice;
import io.rykker.system.Mailbox.Mail;
import io.rykker.system.Receipts.Receipt;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A few invoices live through a season, day by day; then it is told what became of each. */
@Tag("service")
@Order(3)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(WithRykker.class)
class SpineTest {

    private static final String DANISH = "dk-spine";
    private static final String NORWEGIAN = "no-spine";
    private static final String SLOW = "dk-slow";
    private static final String RIGHT = "new-home@dk-spine.example";
    private static final List<String> ON_EVERY_RECORD = List.of(
            "ce_id", "ce_type", "ce_source", "ce_specversion", "ce_time", "ce_subject", "content-type", "traceparent");

    private final Random random = new Random(20260105);
    private final Story unpaid = new Story(DANISH, "U-1", "450.00", "DKK", "consumer");
    private final Story norwegian = new Story(NORWEGIAN, "U-2", "870.00", "NOK", "business");
    private final Story inTime = new Story(DANISH, "T-1", "120.00", "DKK", "business");
    private final Story afterReminder = new Story(NORWEGIAN, "R-1", "333.50", "NOK", "consumer");
    private final Story moved = new Story(DANISH, "M-1", "640.00", "DKK", "consumer");
    private final Story slow = new Story(SLOW, "S-1", "999.00", "DKK", "consumer");

    private Rykker rykker;
    private LocalDate first;
    private LocalDate due;
    private String stateAtFirst;
    private BigDecimal feesOfMoved;
    private BadAgency badAgency;

    /** An invoice of the story, and the event that started it. */
    private final class Story {
        final String creditor;
        final String number;
        final String total;
        final String currency;
        final String kind;
        Notice issued;

        Story(String creditor, String number, String total, String currency, String kind) {
            this.creditor = creditor;
            this.number = number;
            this.total = total;
            this.currency = currency;
            this.kind = kind;
        }

        void issue() {
            boolean danish = currency.equals("DKK");
            var debtor = new LinkedHashMap<String, Object>();
            debtor.put("number", "C-" + number);
            debtor.put("name", "Søren Ærlig " + number);
            debtor.put("kind", kind);
            debtor.put("country", danish ? "DK" : "NO");
            debtor.put("email", email());
            var body = new LinkedHashMap<String, Object>();
            body.put("creditorId", creditor);
            body.put("invoiceNumber", number);
            body.put("issuedOn", first.toString());
            body.put("dueOn", due.toString());
            body.put("total", Map.of("amount", total, "currency", currency));
            body.put("paymentReference", reference());
            body.put("debtor", debtor);
            body.put("fieldOfTomorrow", Map.of("unknown", true));
            issued = Notice.of(first, Erp.ISSUED, number, body, random);
            rykker.erp().publish(issued);
        }

        void pay(String amount, LocalDate on) {
            var body = new LinkedHashMap<String, Object>();
            body.put("creditorId", creditor);
            body.put("paymentId", "P-" + number);
            body.put("bookedOn", on.toString());
            body.put("amount", Map.of("amount", amount, "currency", currency));
            body.put("paymentReference", reference());
            rykker.erp().publish(Notice.of(on, Erp.PAID, "P-" + number, body, random));
            rykker.erp().flush();
        }

        String email() {
            return number.toLowerCase(java.util.Locale.ROOT) + "@" + creditor + ".example";
        }

        String reference() {
            return "70" + number.replaceAll("\\D", "") + (int) number.charAt(0);
        }

        String id() {
            return Rykker.invoiceId(creditor, number);
        }

        JsonNode theCase() {
            return rykker.get(Service.DUNNING, "/cases/" + id());
        }

        String state() {
            return theCase().path("state").asText();
        }

        List<Mail> mails() {
            return rykker.mailbox().to(email());
        }

        List<Heard> heard(String type) {
            return rykker.topics().of(creditor, type).stream()
                    .filter(heard -> heard.text("invoiceId").equals(id()))
                    .toList();
        }
    }

    @BeforeAll
    void live(Rykker running) {
        rykker = running;
        rykker.moveTo(rykker.nextMonday());
        first = rykker.today();
        due = first.plusDays(10);
        rykker.register(DANISH, "DK", "nordic-friendly");
        rykker.register(NORWEGIAN, "NO", "nordic-friendly");
        badAgency = new BadAgency(rykker);
        rykker.register(SLOW, "DK", "collection-notice-first", BadAgency.NAME, List.of());
        List.of(unpaid, norwegian, inTime, afterReminder, moved, slow).forEach(Story::issue);
        rykker.erp().flush();
        rykker.quiet();
        stateAtFirst = unpaid.state();

        rykker.liveUntil(first.plusDays(4));
        inTime.pay(inTime.total, rykker.today());
        liveUntil("the first mail", () -> !afterReminder.mails().isEmpty());
        afterReminder.pay(afterReminder.total, rykker.today());
        liveUntil("the reminder with a fee", () -> moved.mails().size() == 2);
        rykker.liveUntil(rykker.today().plusDays(1));
        findTheRightContact();
        liveUntil(
                "both unpaid invoices at the agency",
                () -> unpaid.state().equals("escalated") && norwegian.state().equals("escalated"));
        // Who pays on the very day of the handover owes no interest for it: the agency's money comes a day later.
        rykker.liveUntil(rykker.today().plusDays(1));
        Heard handover = unpaid.heard("CaseEscalated").getFirst();
        JsonNode balance = handover.json().path("balance");
        rykker.stack()
                .agency()
                .payment(
                        handover.text("caseId"),
                        "A-1",
                        balance.path("amount").asText(),
                        balance.path("currency").asText(),
                        rykker.today());
        rykker.quiet();
    }

    private void findTheRightContact() {
        answered(rykker.api(Service.DUNNING, "ops")
                .post(
                        "/cases/" + moved.id() + "/calls",
                        Map.of("outcome", "wrong-person", "on", rykker.today().toString(), "why", "moved out")));
        answered(rykker.api(Service.INVOICE, "ops")
                .put(
                        "/debtors/" + Rykker.id(DANISH, "C-" + moved.number) + "/contact",
                        Map.of("email", RIGHT, "why", "the landlord knew")));
        rykker.quiet();
        liveUntil("the reminder once more", () -> !rykker.mailbox().to(RIGHT).isEmpty());
        rykker.quiet();
        feesOfMoved = BigDecimal.ZERO;
        for (JsonNode line : moved.theCase().path("lines")) {
            if (line.path("kind").asText().equals("fee")) {
                feesOfMoved = feesOfMoved.add(
                        new BigDecimal(line.path("amount").path("amount").asText()));
            }
        }
    }

    private static void answered(Api.Answer answer) {
        assertThat(answer.isGood()).as("%s", answer).isTrue();
    }

    @AfterAll
    void closeTheAgency() {
        if (badAgency != null) {
            badAgency.close();
        }
    }

    private void liveUntil(String what, java.util.function.BooleanSupplier reached) {
        LocalDate last = first.plusDays(85);
        while (!reached.getAsBoolean()) {
            assertThat(rykker.today())
                    .as("waited for " + what + "; evidence: " + rykker.evidence())
                    .isBefore(last);
            rykker.liveUntil(rykker.today().plusDays(1));
        }
    }

    @Test
    void an_invoice_of_the_erp_becomes_a_case_that_is_not_due() {
        assertThat(stateAtFirst).isEqualTo("not-due");
        assertThat(unpaid.heard("InvoiceIssued")).singleElement().satisfies(heard -> {
            assertThat(heard.key()).isEqualTo(unpaid.id());
            assertThat(heard.json().path("total").path("amount").asText()).isEqualTo("450.00");
        });
    }

    @Test
    void each_step_reaches_the_debtor_once_in_the_debtors_language_with_the_right_amount_and_reference() {
        assertThat(unpaid.heard("ReminderDue").stream().map(due -> due.text("step")))
                .containsExactly("friendly", "reminder-1", "collection-notice");
        assertThat(unpaid.mails().stream().map(Mail::subject))
                .satisfiesExactly(
                        subject -> assertThat(subject)
                                .startsWith("Venlig påmindelse")
                                .contains("U-1"),
                        subject -> assertThat(subject).startsWith("Rykker").contains("U-1"),
                        subject ->
                                assertThat(subject).startsWith("Inkassovarsel").contains("U-1"));
        assertThat(norwegian.mails())
                .hasSize(3)
                .allSatisfy(mail -> assertThat(mail.text()).contains("Med vennlig hilsen"));
        for (Story story : List.of(unpaid, norwegian)) {
            for (Heard due : story.heard("ReminderDue")) {
                Mail mail = story.mails().stream()
                        .filter(one -> one.reminderId().equals(due.text("reminderId")))
                        .findFirst()
                        .orElseThrow();
                String amount =
                        due.json().path("amountDue").path("amount").asText().replace('.', ',');
                String text = mail.text().replaceAll("(?<=\\d)[.\\u00a0\\u202f ](?=\\d{3}\\b)", "");
                assertThat(text).contains(amount);
                assertThat(mail.text()).contains(story.reference());
            }
        }
    }

    @Test
    void every_reminder_becomes_real_when_it_was_sent_and_the_next_waits_for_its_deadline() {
        List<Heard> due = unpaid.heard("ReminderDue");
        for (int i = 0; i + 1 < due.size(); i++) {
            String id = due.get(i).text("reminderId");
            Heard sent = unpaid.heard("ReminderSent").stream()
                    .filter(one -> one.text("reminderId").equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(LocalDate.parse(due.get(i + 1).text("decidedOn")))
                    .isAfter(LocalDate.parse(sent.text("deadline")));
        }
    }

    @Test
    void the_agency_receives_a_signed_handover_on_the_trace_of_the_erps_record() {
        for (Story story : List.of(unpaid, norwegian)) {
            Heard escalated = story.heard("CaseEscalated").getFirst();
            List<Receipt> receipts = rykker.receipts().of(escalated.text("caseId"), "case.handover");

            assertThat(receipts).singleElement().satisfies(receipt -> {
                assertThat(receipt.valid()).isTrue();
                assertThat(receipt.traceId()).isEqualTo(Heard.traceId(story.issued.traceparent()));
                assertThat(receipt.data().path("invoiceNumber").asText()).isEqualTo(story.number);
                assertThat(receipt.data().path("balance"))
                        .isEqualTo(escalated.json().path("balance"));
                assertThat(receipt.data().toString()).contains("Søren Ærlig");
            });
            assertThat(story.heard("CaseAccepted")).hasSize(1);
            assertThat(escalated.traceId()).isEqualTo(Heard.traceId(story.issued.traceparent()));
        }
    }

    @Test
    void what_went_to_the_wrong_person_goes_once_to_the_contact_that_was_found_with_one_fee_and_its_own_deadline() {
        assertThat(moved.heard("ReminderDue").stream().map(due -> due.text("step")))
                .startsWith("friendly", "reminder-1", "reminder-1");
        assertThat(moved.mails()).as("nothing more to the old address").hasSize(2);
        List<Mail> right = rykker.mailbox().to(RIGHT);
        assertThat(right.getFirst().subject()).startsWith("Rykker").contains("M-1");
        assertThat(right.stream().filter(mail -> mail.subject().startsWith("Rykker")))
                .hasSize(1);
        assertThat(feesOfMoved).isEqualByComparingTo("100");
        List<Heard> sent = moved.heard("ReminderSent");
        LocalDate again = LocalDate.parse(sent.get(2).text("sentOn"));
        assertThat(LocalDate.parse(sent.get(2).text("deadline")))
                .isAfter(LocalDate.parse(sent.get(1).text("deadline")))
                .isAfterOrEqualTo(again.plusDays(10));
        assertThat(moved.heard("ReminderDue").stream().skip(3))
                .allSatisfy(due -> assertThat(LocalDate.parse(due.text("decidedOn")))
                        .isAfter(LocalDate.parse(sent.get(2).text("deadline"))));
    }

    @Test
    void what_the_agency_collects_settles_the_case() {
        assertThat(unpaid.state()).isEqualTo("settled");
        assertThat(new BigDecimal(
                        unpaid.theCase().path("balance").path("amount").asText()))
                .isZero();
        assertThat(unpaid.heard("CaseRecalled")).isEmpty();
        assertThat(unpaid.heard("PaymentReceived"))
                .singleElement()
                .satisfies(paid -> assertThat(paid.text("source")).isEqualTo("agency"));
        assertThat(norwegian.state()).isEqualTo("escalated");
    }

    @Test
    void who_pays_in_time_never_gets_a_letter() {
        assertThat(inTime.state()).isEqualTo("settled");
        assertThat(inTime.mails()).isEmpty();
        assertThat(inTime.heard("ReminderDue")).isEmpty();
    }

    @Test
    void who_pays_after_a_reminder_gets_no_other_one() {
        assertThat(afterReminder.state()).isEqualTo("settled");
        assertThat(afterReminder.mails()).hasSize(1);
        assertThat(afterReminder.heard("ReminderDue")).hasSize(1);
    }

    @Test
    void an_agency_that_fails_hangs_and_says_everything_twice_has_the_case_once() {
        assertThat(badAgency.calls()).hasSize(3).allSatisfy(call -> {
            assertThat(call.signed()).isTrue();
            assertThat(call.message().path("data").path("invoiceNumber").asText())
                    .isEqualTo(slow.number);
        });
        assertThat(badAgency.calls().stream().map(BadAgency.Call::webhookId).distinct())
                .hasSize(1);
        assertThat(badAgency.calls().getLast().reported())
                .hasSize(4)
                .allSatisfy(status -> assertThat(status).isBetween(200, 204));
        assertThat(slow.heard("CaseAccepted")).hasSize(1);
        assertThat(slow.heard("CaseProgressed")).hasSize(1);
        assertThat(slow.state()).isEqualTo("escalated");
    }

    @Test
    void the_three_ledgers_agree() {
        for (Story story : List.of(unpaid, norwegian)) {
            JsonNode claims = book(Service.DUNNING, story);
            JsonNode money = book(Service.PAYMENT, story);
            JsonNode invoices = book(Service.INVOICE, story);

            assertThat(number(claims, "paid")).isEqualByComparingTo(number(money, "allocated"));
            assertThat(number(claims, "principal")).isEqualByComparingTo(number(invoices, "issued"));
            assertThat(number(claims, "principal")
                            .add(number(claims, "fees"))
                            .add(number(claims, "interest"))
                            .add(number(claims, "compensation"))
                            .add(number(claims, "cost")))
                    .isEqualByComparingTo(number(claims, "paid")
                            .add(number(claims, "credited"))
                            .add(number(claims, "balance")));
        }
    }

    private JsonNode book(Service service, Story story) {
        return rykker.get(service, "/books?creditorId=" + story.creditor).path(story.currency);
    }

    private static BigDecimal number(JsonNode book, String field) {
        return new BigDecimal(book.path(field).asText());
    }

    @Test
    void every_record_of_every_topic_is_a_cloud_event_of_the_contract() {
        var schemas = new Schemas();
        List<Heard> own = rykker.topics()
                .find(heard -> List.of(DANISH, NORWEGIAN).contains(heard.text("creditorId"))
                        && !heard.topic().startsWith("rykker.inbound."));

        assertThat(own.stream().map(Heard::topic).distinct())
                .contains(
                        "rykker.parties.v1",
                        "rykker.invoices.v1",
                        "rykker.payments.v1",
                        "rykker.reminders.v1",
                        "rykker.claims.v1",
                        "rykker.deliveries.v1",
                        "rykker.cases.v1");
        for (Heard heard : own) {
            assertThat(heard.headers()).as(heard.toString()).containsKeys(ON_EVERY_RECORD.toArray(String[]::new));
            assertThat(schemas.faults(heard)).as(heard.toString()).isEmpty();
        }
    }
}
