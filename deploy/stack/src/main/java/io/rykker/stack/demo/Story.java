package io.rykker.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.stack.Event;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells what is heard on the topics, a line per thing that happened, in words. Each event is told once. */
final class Story {

    /** Where an invoice went to an agency: the id of the handover, and the day. */
    record Handover(String caseId, LocalDate on) {}

    private final PrintStream out;
    private final Map<String, Script.Invoice> invoices = new HashMap<>();
    private final Map<String, String> steps = new ConcurrentHashMap<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, Handover> handovers = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> claims = new ConcurrentHashMap<>();
    private final Set<String> promises = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> counts = new TreeMap<>();
    private volatile LocalDate today;

    Story(PrintStream out, Script script, LocalDate first) {
        this.out = out;
        this.today = first;
        script.invoices().forEach(invoice -> invoices.put(invoice.id(), invoice));
    }

    void dayBegins(LocalDate day) {
        today = day;
    }

    void promised(Script.Invoice invoice, String until) {
        promises.add(invoice.id());
        tell("clerk", invoice.customer().name() + " promises to pay " + invoice.number() + " by " + until);
    }

    /** The handover of an invoice that is with an agency, or was. */
    Optional<Handover> handover(Script.Invoice invoice) {
        return Optional.ofNullable(handovers.get(invoice.id()));
    }

    /** The newest ClaimChanged of every invoice, by invoice id. */
    Map<String, JsonNode> claims() {
        return claims;
    }

    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    void hear(Event event) {
        if (event.id().isEmpty() || !told.add(event.id())) {
            return;
        }
        JsonNode what = event.json();
        if (event.topic().startsWith("rykker.inbound.") && !event.topic().endsWith(".rejected")) {
            return;
        }
        synchronized (this) {
            counts.merge(event.topic().endsWith(".rejected") ? "Rejected" : event.shortType(), 1, Integer::sum);
        }
        if (event.topic().endsWith(".rejected")) {
            tell("refused", "a record on " + event.topic() + ": " + event.rejection());
            return;
        }
        String line = line(event.shortType(), what);
        if (line != null) {
            tell(event.topic().split("\\.", -1)[1], line);
        }
    }

    /** Something that a person or the world did, told beside what the services said. */
    synchronized void tell(String who, String what) {
        out.println(today + "  %-10s  ".formatted(who) + what);
    }

    private @Nullable String line(String type, JsonNode e) {
        return switch (type) {
            case "InvoiceIssued" -> about(e) + " of " + money(e.path("total")) + " is due on " + text(e, "dueOn");
            case "InvoiceCredited" -> about(e) + " is credited by " + money(e.path("amount"));
            case "InvoiceCancelled" -> about(e) + " is cancelled: " + text(e, "reason");
            case "InvoiceDelivered" ->
                about(e) + " was delivered on " + e.at("/delivery/on").asText() + " by "
                        + e.at("/delivery/channel").asText();
            case "PaymentReceived" ->
                money(e.path("amount")) + " paid on " + about(e) + ", known by its " + text(e, "matchedBy");
            case "PaymentReversed" ->
                money(e.path("amount")) + " taken back from " + about(e) + ": " + text(e, "reason");
            case "PaymentUnmatched" -> unmatched(e);
            case "ReminderDue" -> remember(e);
            case "ReminderSent" ->
                text(e, "channel") + " \"" + steps.getOrDefault(text(e, "reminderId"), "reminder") + "\" sent for "
                        + about(e) + (e.has("deadline") ? ", to be paid by " + text(e, "deadline") : "");
            case "ReminderUndeliverable" ->
                "nobody reached for " + about(e) + " by " + text(e, "channel") + ": " + text(e, "reason");
            case "ReminderWithdrawn" ->
                "\"" + steps.getOrDefault(text(e, "reminderId"), "reminder") + "\" for " + about(e) + " is called off: "
                        + text(e, "reason");
            case "CaseEscalated" -> escalated(e);
            case "CaseSilent" -> "nothing has been heard of " + about(e) + " since " + text(e, "silentSince");
            case "CaseRecalled" -> about(e) + " is taken back from the agency: " + text(e, "reason");
            case "CaseAccepted" -> text(e, "agency") + " accepts " + about(e);
            case "CaseRejected" -> text(e, "agency") + " rejects " + about(e) + ": " + text(e, "reason");
            case "CaseProgressed" -> text(e, "agency") + " on " + about(e) + ": " + text(e, "status");
            case "CaseClosed" -> text(e, "agency") + " closes " + about(e) + ": " + text(e, "closeCode");
            case "WatchdogRaised" ->
                "alert (" + text(e, "kind") + ") for " + text(e, "creditorId") + ": " + text(e, "what");
            case "WatchdogCleared" ->
                "the alert " + text(e, "kind") + " for " + text(e, "creditorId") + " of " + text(e, "raisedOn")
                        + " is over";
            case "ClaimChanged" -> claim(e);
            default -> null;
        };
    }

    private static String unmatched(JsonNode e) {
        return text(e, "reason").equals("overpaid")
                ? money(e.path("amount")) + " is too much: " + text(e, "detail")
                : money(e.path("amount")) + " has no invoice (" + text(e, "reason") + "): " + text(e, "detail");
    }

    private @Nullable String remember(JsonNode e) {
        steps.put(text(e, "reminderId"), text(e, "step"));
        return null;
    }

    private String escalated(JsonNode e) {
        handovers.put(text(e, "invoiceId"), new Handover(text(e, "caseId"), LocalDate.parse(text(e, "escalatedOn"))));
        return about(e) + " goes to the agency with " + money(e.path("balance")) + ": " + text(e, "because");
    }

    /** Told when a claim is settled or held, not at every change of its sum. */
    private @Nullable String claim(JsonNode e) {
        String id = text(e, "invoiceId");
        JsonNode known = claims.get(id);
        if (known != null && known.path("version").asLong() >= e.path("version").asLong()) {
            return null;
        }
        claims.put(id, e);
        String state = text(e, "state");
        String before = states.put(id, state);
        if (state.equals(before)) {
            return null;
        }
        String promise = "on-hold".equals(before) && promises.remove(id) ? word(state) : "";
        return switch (state) {
            case "settled" -> about(e) + " is settled" + promise + overpaid(e);
            case "on-hold" -> about(e) + " is on hold with " + money(e.path("balance")) + " open";
            case "overdue" ->
                before == null || before.equals("not-due") ? null : about(e) + " is overdue again" + promise;
            default -> null;
        };
    }

    private static String word(String state) {
        return state.equals("settled") ? ", as promised" : ": the promise was broken";
    }

    private static String overpaid(JsonNode e) {
        String balance = e.path("balance").path("amount").asText();
        return balance.startsWith("-") ? ", " + balance.substring(1) + " too much was paid" : "";
    }

    private String about(JsonNode e) {
        Script.Invoice invoice = invoices.get(text(e, "invoiceId"));
        return invoice == null
                ? "invoice " + text(e, "invoiceNumber")
                : invoice.number() + " " + invoice.customer().name();
    }

    private static String text(JsonNode e, String field) {
        return e.path(field).asText("");
    }

    private static String money(JsonNode money) {
        return money.path("amount").asText() + " " + money.path("currency").asText();
    }
}
