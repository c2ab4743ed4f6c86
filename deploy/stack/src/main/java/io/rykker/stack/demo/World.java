package io.rykker.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.stack.Api;
import io.rykker.stack.Publisher;
import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Everything outside of the five services: the ERPs, the banks, the debtors, the creditors' clerks, and what the agency
 * is to do. Every file that it sends is kept in {@code demo-files}; every amount is added up in {@link Sums}.
 */
final class World implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Danish and Norwegian banks rest on these days of the hundred. */
    private static final Set<LocalDate> BANK_HOLIDAYS =
            Set.of(LocalDate.of(2026, 4, 2), LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6));

    private final Stack stack;
    private final Script script;
    private final Story story;
    private final Publisher erp;
    private final Path files;
    private final Map<String, Sums> sums = new LinkedHashMap<>();
    private final Map<String, BankFile> bankDays = new LinkedHashMap<>();
    private final Map<String, BigDecimal> bankBalances = new HashMap<>();
    private final Map<String, BankFile.Entry> lastBankPayment = new HashMap<>();
    private final Map<String, LastEvent> lastErpPayment = new HashMap<>();
    private int payments;
    private boolean busy;

    /** A payment that an ERP told of, so that it can take it back. */
    private record LastEvent(String id, BigDecimal amount) {}

    World(Stack stack, Script script, Story story) {
        this.stack = stack;
        this.script = script;
        this.story = story;
        this.erp = new Publisher(stack.bootstrapServers());
        this.files = stack.layout().folder("demo-files");
        script.creditors().keySet().forEach(id -> sums.put(id, new Sums()));
    }

    Sums sums(Script.Creditor creditor) {
        return sums(creditor.id());
    }

    private Sums sums(String creditor) {
        Sums known = sums.get(creditor);
        if (known == null) {
            throw new IllegalArgumentException("no creditor " + creditor);
        }
        return known;
    }

    void registerCreditors() {
        for (Script.Creditor creditor : script.creditors().values()) {
            JsonNode _ = good(
                    stack.api(Service.INVOICE, "admin").put("/creditors/" + creditor.id(), creditor.registration()));
        }
    }

    /** Does all letters to print, texts to send and calls to make; false when there were none. */
    boolean clerkWorks() {
        busy = false;
        Api notification = stack.api(Service.NOTIFICATION, "ops");
        for (String creditor : script.creditors().keySet()) {
            for (JsonNode task : good(notification.get("/tasks?creditorId=" + creditor))) {
                String channel = task.path("channel").asText();
                if (task.path("todo").asText().startsWith("find out")) {
                    continue;
                }
                String outcome = channel.equals("phone") ? "called" : "sent";
                JsonNode _ = good(notification.post(
                        "/tasks/" + task.path("reminderId").asText() + "/done",
                        Map.of("outcome", outcome, "why", "done by the clerk of the demo")));
                busy = true;
            }
        }
        return busy;
    }

    /** All that happens on this day; false when nothing did. */
    boolean happens(LocalDate day) {
        busy = false;
        bankDays.clear();
        for (Script.Invoice invoice : script.invoices()) {
            if (invoice.issued().equals(day)) {
                issue(invoice);
            }
        }
        for (Script.Happening happening : script.happenings()) {
            if (happening.isOn(day) || isOnAfterEscalation(happening, day)) {
                happen(happening, day);
            }
        }
        erp.flush();
        if (isBankingDay(day)) {
            sendBankFiles(day);
        }
        return busy;
    }

    private boolean isOnAfterEscalation(Script.Happening happening, LocalDate day) {
        return happening.day().startsWith("esc")
                && story.handover(script.invoice(happening.creditor(), happening.invoice()))
                        .filter(handover -> happening.isOn(day, handover.on()))
                        .isPresent();
    }

    private static boolean isBankingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !BANK_HOLIDAYS.contains(day);
    }

    private void issue(Script.Invoice invoice) {
        busy = true;
        sums(invoice.creditor()).issue(invoice.total());
        if (invoice.asUbl()) {
            byte[] document = keep("invoice-" + invoice.number() + ".xml", UblDocument.invoice(invoice));
            postDocument(invoice.creditor(), document);
            return;
        }
        var debtor = new LinkedHashMap<String, Object>();
        Script.Customer customer = invoice.customer();
        debtor.put("number", customer.number());
        debtor.put("name", customer.name());
        debtor.put("kind", customer.kind());
        debtor.put("country", customer.country());
        debtor.put("language", customer.language());
        debtor.put("email", customer.email());
        if (!customer.phone().isEmpty()) {
            debtor.put("phone", customer.phone());
        }
        debtor.put(
                "address",
                Map.of(
                        "street", customer.street(),
                        "postcode", customer.postcode(),
                        "city", customer.city(),
                        "country", customer.country()));
        var event = new LinkedHashMap<String, Object>();
        event.put("creditorId", invoice.creditor().id());
        event.put("invoiceNumber", invoice.number());
        event.put("issuedOn", invoice.issued().toString());
        event.put("dueOn", invoice.due().toString());
        event.put("total", money(invoice.total(), invoice.creditor()));
        event.put("paymentReference", invoice.reference());
        event.put("debtor", debtor);
        publish("rykker.inbound.InvoiceIssued.v1", "inbound-invoice-issued-" + invoice.number(), event);
    }

    private void postDocument(Script.Creditor creditor, byte[] document) {
        JsonNode _ =
                good(stack.api(Service.INVOICE, "erp").postXml("/documents?creditorId=" + creditor.id(), document));
    }

    private void happen(Script.Happening h, LocalDate day) {
        busy = true;
        Script.Creditor creditor = script.creditor(h.creditor());
        switch (h.what()) {
            case "unknown" -> {
                BigDecimal amount = new BigDecimal(h.amount());
                bank(creditor, day).add(BankFile.Entry.paid(nextPayment(), amount, "", h.note(), "Ukendt"));
                sums(creditor).receiveUnknown(amount);
            }
            default -> happen(h, script.invoice(h.creditor(), h.invoice()), day);
        }
    }

    private void happen(Script.Happening h, Script.Invoice invoice, LocalDate day) {
        switch (h.what()) {
            case "cancel" -> cancel(h, invoice, day);
            case "credit" -> credit(h, invoice, day);
            case "pay" -> pay(invoice, amount(h, invoice), invoice.reference(), "", day);
            case "pay-number" -> pay(invoice, amount(h, invoice), "", "Faktura " + invoice.number(), day);
            case "pay-wrong" -> {
                BigDecimal amount = amount(h, invoice);
                pay(
                        invoice,
                        amount,
                        "",
                        "regning marts, mvh " + invoice.customer().name(),
                        day);
                sums(invoice.creditor()).recognise(amount.negate());
            }
            case "allocate" -> allocate(h, invoice);
            case "reverse" -> reverse(h, invoice, day);
            case "pay-event" -> payByEvent(invoice, amount(h, invoice), day);
            case "reverse-event" -> reverseByEvent(h, invoice, day);
            case "dispute" -> {
                story.tell("clerk", invoice.number() + " is disputed: " + h.note());
                person(invoice, "/disputes", Map.of("reason", h.note(), "why", "The debtor wrote to us"));
            }
            case "uphold" -> {
                story.tell("clerk", "the dispute of " + invoice.number() + " is upheld: " + h.note());
                person(invoice, "/disputes/resolution", Map.of("outcome", "upheld", "why", h.note()));
            }
            case "promise" -> {
                story.promised(invoice, h.note());
                person(invoice, "/promises", Map.of("until", h.note(), "why", "The debtor called"));
            }
            case "agency-progress" ->
                stack.agency().progress(caseId(invoice), h.note(), "As agreed with the creditor", day);
            case "agency-pay" -> agencyPays(h, invoice, day);
            case "agency-close" -> stack.agency().closure(caseId(invoice), h.note(), "Closed by the agency", day);
            default ->
                throw new IllegalStateException("the script says " + h.what() + ", which nobody knows how to do");
        }
    }

    private BigDecimal amount(Script.Happening h, Script.Invoice invoice) {
        return switch (h.amount()) {
            case "total" -> invoice.total();
            case "half" -> invoice.total().divide(BigDecimal.TWO, 2, RoundingMode.HALF_UP);
            case "balance" -> balance(invoice);
            default -> new BigDecimal(h.amount());
        };
    }

    /** What the debtor would find in the last letter or be told on the phone. */
    private BigDecimal balance(Script.Invoice invoice) {
        JsonNode shown = good(stack.api(Service.DUNNING, "ops").get("/cases/" + invoice.id()));
        var balance = new BigDecimal(shown.path("balance").path("amount").asText());
        if (balance.signum() <= 0) {
            throw new IllegalStateException(
                    "the script wants " + invoice.number() + " paid, and nothing of it is open");
        }
        return balance.setScale(2);
    }

    private void pay(Script.Invoice invoice, BigDecimal amount, String reference, String text, LocalDate day) {
        var entry = BankFile.Entry.paid(
                nextPayment(), amount, reference, text, invoice.customer().name());
        bank(invoice.creditor(), day).add(entry);
        lastBankPayment.put(invoice.id(), entry);
        sums(invoice.creditor()).receive(amount);
    }

    private void reverse(Script.Happening h, Script.Invoice invoice, LocalDate day) {
        BankFile.Entry paid = lastBankPayment.get(invoice.id());
        if (paid == null) {
            throw new IllegalStateException(
                    "the script takes back a payment of " + invoice.number() + " that never was");
        }
        bank(invoice.creditor(), day).add(BankFile.Entry.sentBack(paid, h.note()));
        sums(invoice.creditor()).reverse(paid.amount());
    }

    private void payByEvent(Script.Invoice invoice, BigDecimal amount, LocalDate day) {
        String id = nextPayment();
        publish(
                "rykker.inbound.PaymentReceived.v1",
                "inbound-payment-received-" + id,
                Map.of(
                        "creditorId", invoice.creditor().id(),
                        "paymentId", id,
                        "bookedOn", day.toString(),
                        "amount", money(amount, invoice.creditor()),
                        "paymentReference", invoice.reference(),
                        "payerName", invoice.customer().name()));
        lastErpPayment.put(invoice.id(), new LastEvent(id, amount));
        sums(invoice.creditor()).receive(amount);
    }

    private void reverseByEvent(Script.Happening h, Script.Invoice invoice, LocalDate day) {
        LastEvent paid = lastErpPayment.get(invoice.id());
        if (paid == null) {
            throw new IllegalStateException(
                    "the script takes back a payment of " + invoice.number() + " that never was");
        }
        publish(
                "rykker.inbound.PaymentReversed.v1",
                "inbound-payment-reversed-" + paid.id(),
                Map.of(
                        "creditorId", invoice.creditor().id(),
                        "paymentId", paid.id(),
                        "reversedOn", day.toString(),
                        "reason", h.note()));
        sums(invoice.creditor()).reverse(paid.amount());
    }

    private void cancel(Script.Happening h, Script.Invoice invoice, LocalDate day) {
        publish(
                "rykker.inbound.InvoiceCancelled.v1",
                "inbound-invoice-cancelled-" + invoice.number(),
                Map.of(
                        "creditorId", invoice.creditor().id(),
                        "invoiceNumber", invoice.number(),
                        "cancelledOn", day.toString(),
                        "reason", h.note()));
        sums(invoice.creditor()).cancel(invoice.total());
    }

    private void credit(Script.Happening h, Script.Invoice invoice, LocalDate day) {
        BigDecimal amount = amount(h, invoice);
        String number = "K-" + invoice.number();
        sums(invoice.creditor()).credit(amount);
        byte[] document =
                keep("credit-note-" + number + ".xml", UblDocument.creditNote(invoice, number, amount, day, h.note()));
        postDocument(invoice.creditor(), document);
    }

    private void allocate(Script.Happening h, Script.Invoice invoice) {
        BigDecimal amount = amount(h, invoice);
        Api payment = stack.api(Service.PAYMENT, "ops");
        JsonNode found =
                good(payment.get("/payments?creditorId=" + invoice.creditor().id() + "&unmatched=true"));
        for (JsonNode each : found.isArray() ? found : found.path("payments")) {
            if (new BigDecimal(each.path("amount").path("amount").asText()).compareTo(amount) == 0) {
                story.tell("clerk", "finds whose " + amount + " " + invoice.currency() + " that was: " + h.note());
                JsonNode _ = good(payment.post(
                        "/payments/" + each.path("paymentId").asText() + "/allocations",
                        Map.of("invoiceNumber", invoice.number(), "why", h.note())));
                sums(invoice.creditor()).recognise(amount);
                return;
            }
        }
        throw new IllegalStateException("payment-service shows no unmatched payment of " + amount + ": " + found);
    }

    private void agencyPays(Script.Happening h, Script.Invoice invoice, LocalDate day) {
        BigDecimal amount = amount(h, invoice);
        stack.agency().payment(caseId(invoice), nextPayment(), amount.toPlainString(), invoice.currency(), day);
        sums(invoice.creditor()).receive(amount);
    }

    private String caseId(Script.Invoice invoice) {
        return story.handover(invoice)
                .orElseThrow(() -> new IllegalStateException(invoice.number() + " is with no agency"))
                .caseId();
    }

    private void person(Script.Invoice invoice, String path, Map<String, String> words) {
        JsonNode _ = good(stack.api(Service.DUNNING, "ops").post("/cases/" + invoice.id() + path, words));
    }

    private String nextPayment() {
        return "P%05d".formatted(++payments);
    }

    private BankFile bank(Script.Creditor creditor, LocalDate day) {
        if (!isBankingDay(day)) {
            throw new IllegalStateException(
                    "the script lets " + creditor.id() + " be paid on " + day + ", when banks rest");
        }
        return bankDays.computeIfAbsent(creditor.id(), _ -> new BankFile(creditor, day));
    }

    /** Statements come every banking day, also when nothing was booked: that is how the bank is known through it. */
    private void sendBankFiles(LocalDate day) {
        for (Script.Creditor creditor : script.creditors().values()) {
            BankFile file = bank(creditor, day);
            boolean statements =
                    creditor.registration().path("bankFeed").asText().equals("statements");
            if (!statements && file.isEmpty()) {
                continue;
            }
            busy = true;
            BigDecimal opening = bankBalances.getOrDefault(creditor.id(), new BigDecimal("100000.00"));
            bankBalances.put(creditor.id(), opening.add(file.sum()));
            byte[] document = keep(
                    "bank-" + creditor.id() + "-" + day + ".xml",
                    statements ? file.asStatement(opening) : file.asNotification());
            JsonNode report = good(stack.api(Service.PAYMENT, "ops").postXml("/bank-files", document));
            if (report.path("taken").asInt() != file.size()) {
                throw new IllegalStateException("the bank file of " + day + " holds " + file.size() + " entries, and "
                        + "payment-service answered " + report);
            }
        }
    }

    private void publish(String type, String name, Map<String, ?> event) {
        try {
            byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(event);
            var _ = erp.publish(type, keep(name + ".json", new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] keep(String name, String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            Files.write(files.resolve(name), bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + name + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> money(BigDecimal amount, Script.Creditor creditor) {
        return Map.of("amount", amount.toPlainString(), "currency", creditor.currency());
    }

    /** The body of a good answer; anything else ends the demo with what was answered. */
    static JsonNode good(Api.Answer answer) {
        if (!answer.isGood()) {
            throw new IllegalStateException("a service did not do what the demo asked: " + answer.inWords());
        }
        return answer.json();
    }

    @Override
    public void close() {
        erp.close();
    }
}
