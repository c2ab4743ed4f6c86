package io.rykker.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.stack.Service;
import io.rykker.stack.Topics;
import io.rykker.system.Mailbox.Mail;
import io.rykker.system.Receipts.Receipt;
import io.rykker.system.World.Bill;
import io.rykker.system.World.Fate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Judges a run from outside: what was put in (the world), against what was said on the topics, what the services answer,
 * what the mail server and the agency received. Collects every finding, each named after the property it breaks.
 */
final class Audit {

    /** The longest that a service that was killed is away. */
    private static final Duration LONGEST_DOWN = Duration.ofMinutes(1);

    private static final Map<String, Set<String>> LEGAL = Map.of(
            "not-due", Set.of("not-due", "overdue", "settled", "on-hold"),
            "overdue", Set.of("overdue", "notice-running", "settled", "on-hold"),
            "notice-running", Set.of("notice-running", "escalated", "settled", "on-hold", "overdue"),
            "escalated", Set.of("escalated", "settled", "on-hold"),
            "settled", Set.of("settled", "not-due", "overdue", "notice-running", "escalated", "on-hold"),
            "on-hold", Set.of("on-hold", "not-due", "overdue", "notice-running", "escalated", "settled"));

    private final Rykker rykker;
    private final World world;
    private final Set<String> creditors;
    private final Map<String, Bill> bills = new LinkedHashMap<>();
    private final Set<String> findings = new LinkedHashSet<>();

    private final Map<String, String> stateAtQuiet = new HashMap<>();
    private int heardAtQuiet;
    private int mailsAtQuiet;

    Audit(Rykker rykker, World world) {
        this.rykker = rykker;
        this.world = world;
        this.creditors = Set.copyOf(world.creditors());
        world.bills().forEach(bill -> bills.put(bill.invoiceId(), bill));
        this.heardAtQuiet = rykker.topics().size();
        this.mailsAtQuiet = rykker.mailbox().all().size();
    }

    Set<String> findings() {
        return findings;
    }

    private void found(String property, String what) {
        findings.add(property + ": " + what);
    }

    /** P3: whoever was settled when all was quiet has heard no more since, unless the money went back. */
    void atQuiet() {
        Map<String, String> invoiceOf = new HashMap<>();
        for (Heard due : said("ReminderDue")) {
            invoiceOf.put(due.text("reminderId"), due.text("invoiceId"));
        }
        for (Heard heard : rykker.topics().since(heardAtQuiet)) {
            if (heard.type().equals("ReminderDue") && isSettledForGood(heard.text("invoiceId"))) {
                found("P3", "a reminder was decided after full payment: " + heard);
            }
        }
        List<Mail> mails = rykker.mailbox().all();
        for (Mail mail : mails.subList(mailsAtQuiet, mails.size())) {
            if (isSettledForGood(invoiceOf.getOrDefault(mail.reminderId(), ""))) {
                found("P3", "a mail was sent after full payment: " + mail.file() + " " + mail.subject());
            }
        }
        heardAtQuiet = rykker.topics().size();
        mailsAtQuiet = mails.size();
        lastClaims().forEach((invoice, claim) -> stateAtQuiet.put(invoice, claim.text("state")));
    }

    private boolean isSettledForGood(String invoiceId) {
        Bill bill = bills.get(invoiceId);
        return bill != null && bill.fate() != Fate.REVERSED && "settled".equals(stateAtQuiet.get(invoiceId));
    }

    /** True when every invoice that is left unpaid has come to the agency. */
    boolean everybodyHasArrived() {
        Map<String, Heard> claims = lastClaims();
        return bills.values().stream()
                .filter(Bill::endsEscalated)
                .allMatch(bill -> claims.containsKey(bill.invoiceId())
                        && claims.get(bill.invoiceId()).text("state").equals("escalated"));
    }

    /** What must never be, at any time: something twice, or out of nothing. */
    void soFar() {
        nothingWasRefused();
        Map<String, Heard> _ = once(said("InvoiceIssued"), by("invoiceId"), "an invoice");
        payments(false);
        reminders(false);
        handovers(false);
    }

    /** Everything that can be said at the end. */
    void atTheEnd() {
        atQuiet();
        envelopes();
        nothingWasRefused();
        invoices();
        payments(true);
        claims();
        sequences();
        reminders(true);
        handovers(true);
        journals();
        books();
    }

    private List<Heard> said(String type) {
        return rykker.topics()
                .find(heard -> heard.type().equals(type)
                        && heard.header("ce_type").startsWith("rykker." + type)
                        && creditors.contains(heard.text("creditorId")));
    }

    /** The first time that each was said: Debezium may say it again after a crash, with the same id. */
    private Map<String, Heard> once(List<Heard> heard, Function<Heard, String> key, String what) {
        var byKey = new LinkedHashMap<String, Heard>();
        for (Heard each : heard) {
            Heard first = byKey.putIfAbsent(key.apply(each), each);
            if (first != null && !first.header("ce_id").equals(each.header("ce_id"))) {
                found("P1/P2", what + " was said twice: " + first + " and " + each);
            }
        }
        return byKey;
    }

    private static Function<Heard, String> by(String field) {
        return heard -> heard.text(field);
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asText("0"));
    }

    private void envelopes() {
        var schemas = new Schemas();
        Map<String, Integer> partitions = new HashMap<>();
        Map<String, Integer> validated = new HashMap<>();
        for (Heard heard : rykker.topics().all()) {
            if (!creditors.contains(heard.text("creditorId")) || heard.topic().startsWith("rykker.inbound.")) {
                continue;
            }
            for (String header : List.of(
                    "ce_id",
                    "ce_type",
                    "ce_source",
                    "ce_specversion",
                    "ce_time",
                    "ce_subject",
                    "content-type",
                    "traceparent")) {
                if (heard.header(header).isEmpty()) {
                    found("contract", "no header " + header + " on " + heard);
                }
            }
            if (heard.json().has("invoiceId")
                    && !heard.type().equals("PaymentUnmatched")
                    && !heard.key().equals(heard.text("invoiceId"))) {
                found("P9", "the key is not the invoice: " + heard.key() + " on " + heard);
            }
            Integer other = partitions.putIfAbsent(heard.topic() + heard.key(), heard.partition());
            if (other != null && other != heard.partition()) {
                found("P9", "one key in two partitions: " + heard);
            }
            if (validated.merge(heard.header("ce_type"), 1, Integer::sum) <= 300) {
                schemas.faults(heard).forEach(fault -> found("contract", fault + " in " + heard));
            }
        }
    }

    private void nothingWasRefused() {
        for (String topic : Topics.all()) {
            if (topic.endsWith(".rejected")) {
                rykker.topics()
                        .find(heard -> heard.topic().equals(topic) && creditors.contains(heard.text("creditorId")))
                        .forEach(heard -> found(
                                "P13",
                                "a good record was rejected: " + heard.header("rykker_rejection") + " " + heard));
            }
        }
    }

    private void invoices() {
        Map<String, Heard> issued = once(said("InvoiceIssued"), by("invoiceId"), "an invoice");
        for (Bill bill : bills.values()) {
            Heard heard = issued.get(bill.invoiceId());
            if (heard == null) {
                found("P1", "invoice " + bill + " was lost");
            } else if (amount(heard.json().path("total")).compareTo(bill.total()) != 0) {
                found("P5", "invoice " + bill + " was issued as " + heard);
            }
        }
        issued.keySet().stream().filter(id -> !bills.containsKey(id)).forEach(id -> found("P1", "nobody issued " + id));
        once(said("InvoiceCredited"), by("creditNoteId"), "a credit note");
        once(said("InvoiceCancelled"), by("invoiceId"), "a cancellation");
    }

    /** What stands of each payment on its invoice, by the allocations that were said and taken back. */
    private void payments(boolean complete) {
        Map<String, Heard> allocations = once(said("PaymentReceived"), by("allocationId"), "an allocation");
        Map<String, Heard> ended = once(said("PaymentReversed"), by("allocationId"), "a reversal");
        ended.forEach((id, heard) -> {
            if (!allocations.containsKey(id)) {
                found("P5", "an allocation was reversed that never was: " + heard);
            }
        });
        Map<String, BigDecimal> standing = new HashMap<>();
        allocations.forEach((id, heard) -> {
            if (!ended.containsKey(id)) {
                standing.merge(
                        heard.text("paymentId") + heard.text("invoiceId"),
                        amount(heard.json().path("amount")),
                        BigDecimal::add);
            }
        });
        Set<String> expected = new HashSet<>();
        for (Bill bill : bills.values()) {
            for (World.Money payment : bill.payments()) {
                String key = payment.paymentId() + bill.invoiceId();
                expected.add(key);
                BigDecimal is = standing.getOrDefault(key, BigDecimal.ZERO);
                if (complete && is.compareTo(payment.standing()) != 0) {
                    found("P1/P5", payment + " stands as " + is + " on " + bill.number());
                }
            }
        }
        standing.forEach((key, is) -> {
            if (!expected.contains(key)) {
                found("P5", "an allocation that nobody paid, " + is + ": " + key);
            }
        });
        if (complete) {
            strays();
        }
    }

    private void strays() {
        Map<String, Heard> unmatched = said("PaymentUnmatched").stream()
                .collect(Collectors.toMap(by("paymentId"), Function.identity(), (first, _) -> first));
        for (World.Money stray : world.strays()) {
            if (!unmatched.containsKey(stray.paymentId())) {
                found("P1", "the payment " + stray + " for no invoice was lost");
            }
        }
    }

    private Map<String, Heard> lastClaims() {
        return said("ClaimChanged").stream()
                .collect(Collectors.toMap(
                        by("invoiceId"),
                        Function.identity(),
                        (one, other) -> version(other) > version(one) ? other : one));
    }

    private static int version(Heard claim) {
        return claim.json().path("version").asInt();
    }

    private void claims() {
        Map<String, Heard> last = lastClaims();
        for (Bill bill : bills.values()) {
            Heard claim = last.get(bill.invoiceId());
            if (claim == null) {
                found("P1", "no claim was made of " + bill);
            } else {
                claim(bill, claim);
            }
        }
        transitions();
    }

    private void claim(Bill bill, Heard claim) {
        JsonNode json = claim.json();
        BigDecimal lines = BigDecimal.ZERO;
        BigDecimal principal = BigDecimal.ZERO;
        for (JsonNode line : json.path("lines")) {
            lines = lines.add(amount(line.path("amount")));
            if (line.path("kind").asText().equals("principal")) {
                principal = principal.add(amount(line.path("amount")));
            }
        }
        BigDecimal paid = amount(json.path("paid"));
        BigDecimal credited = amount(json.path("credited"));
        BigDecimal balance = amount(json.path("balance"));
        boolean cancelled = bill.fate() == Fate.CANCELLED;
        if (balance.compareTo(lines.subtract(paid).subtract(credited)) != 0) {
            found("P5", "the balance is not the sum of the lines less paid and credited: " + claim);
        }
        if (paid.compareTo(bill.paid()) != 0 || credited.compareTo(bill.credited()) != 0) {
            found("P1/P5", bill + " is known with " + paid + " paid and " + credited + " credited");
        }
        if (principal.compareTo(cancelled ? BigDecimal.ZERO : bill.total()) != 0) {
            found("P5", "the principal of " + bill + " is " + principal);
        }
        String state = json.path("state").asText();
        if (state.equals("settled") != (balance.signum() <= 0)) {
            found("P8", "the state " + state + " with a balance of " + balance + ": " + bill);
        }
        String expected = bill.endsEscalated() ? "escalated" : "settled";
        if (!state.equals(expected)) {
            found("P12", bill + " ended as " + state + ", not " + expected);
        }
        boolean inTime = Set.of(Fate.PAID_IN_TIME, Fate.PAID_IN_TWO, Fate.CREDITED_IN_PART, Fate.CREDITED)
                .contains(bill.fate());
        if (inTime && balance.signum() != 0) {
            found("P10", "whoever paid in time owes nothing and is owed nothing, but " + balance + ": " + bill);
        }
    }

    /** P8: every change of state is one of the table, and none is missing. */
    private void transitions() {
        Map<String, TreeMap<Integer, Heard>> byInvoice = new HashMap<>();
        Map<String, Heard> once = once(
                said("ClaimChanged"), claim -> claim.text("invoiceId") + "/" + version(claim), "a claim's version");
        Map<String, Integer> newest = new HashMap<>();
        once.values().forEach(claim -> {
            byInvoice
                    .computeIfAbsent(claim.text("invoiceId"), _ -> new TreeMap<>())
                    .put(version(claim), claim);
            Integer before = newest.put(claim.text("invoiceId"), version(claim));
            if (before != null && before >= version(claim)) {
                found("P9", "version " + version(claim) + " of a claim came after " + before + ": " + claim);
            }
        });
        byInvoice.forEach((invoice, versions) -> {
            gapless("claim versions of " + invoice, versions.keySet());
            String state = null;
            for (Heard claim : versions.values()) {
                String next = claim.text("state");
                if (state != null && !LEGAL.getOrDefault(state, Set.of()).contains(next)) {
                    found("P8", "from " + state + " to " + next + ": " + claim);
                }
                state = next;
            }
        });
    }

    private void gapless(String what, Set<Integer> numbers) {
        int last = numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (numbers.size() != last || !numbers.contains(1)) {
            found("P8", "a gap in the " + what + ": " + numbers);
        }
    }

    /** P8, P9: per invoice and writer every number once, none missing, in order on each topic. */
    private void sequences() {
        sequences(
                "invoice-service", List.of("InvoiceIssued", "InvoiceCredited", "InvoiceCancelled", "InvoiceDelivered"));
        sequences(
                "dunning-service",
                List.of(
                        "ReminderDue",
                        "ReminderWithdrawn",
                        "CaseEscalated",
                        "CaseRecalled",
                        "CaseSilent",
                        "DisputeProofChanged",
                        "PartnerStepDue",
                        "PartnerStepWithdrawn",
                        "PartnerStepDone",
                        "PartnerStepRefused"));
    }

    private void sequences(String writer, List<String> types) {
        Map<String, Set<Integer>> numbers = new HashMap<>();
        Map<String, Integer> newest = new HashMap<>();
        Set<String> ids = new HashSet<>();
        Predicate<Heard> wanted = heard -> types.contains(heard.type())
                && heard.topic().startsWith("rykker.")
                && !heard.topic().startsWith("rykker.inbound.")
                && creditors.contains(heard.text("creditorId"));
        for (Heard heard : rykker.topics().find(wanted)) {
            if (!ids.add(heard.header("ce_id"))) {
                continue;
            }
            String invoice = heard.text("invoiceId");
            int sequence = heard.json().path("sequence").asInt();
            if (!numbers.computeIfAbsent(invoice, _ -> new TreeSet<>()).add(sequence)) {
                found("P8", "the sequence " + sequence + " was given twice: " + heard);
            }
            Integer before = newest.put(heard.topic() + invoice, sequence);
            if (before != null && before >= sequence) {
                found("P9", "sequence " + sequence + " came after " + before + ": " + heard);
            }
        }
        numbers.forEach((invoice, all) -> gapless("sequence of " + writer + " for " + invoice, all));
    }

    private void reminders(boolean complete) {
        Map<String, Heard> due = once(said("ReminderDue"), by("reminderId"), "a reminder");
        Map<String, Heard> sent = once(said("ReminderSent"), by("reminderId"), "a sending");
        Map<String, Heard> withdrawn = once(said("ReminderWithdrawn"), by("reminderId"), "a withdrawal");
        Set<String> failed =
                said("ReminderUndeliverable").stream().map(by("reminderId")).collect(Collectors.toSet());
        Set<String> steps = new HashSet<>();
        Set<String> days = new HashSet<>();
        due.forEach((id, heard) -> {
            if (!steps.add(heard.text("invoiceId") + heard.text("step"))) {
                found("P2", "a step was decided twice: " + heard);
            }
            if (!days.add(heard.text("invoiceId") + heard.text("decidedOn"))) {
                found("P11", "two steps on one day: " + heard);
            }
            BigDecimal owed = BigDecimal.ZERO;
            for (JsonNode line : heard.json().path("claim")) {
                owed = owed.add(amount(line.path("amount")));
            }
            owed = owed.subtract(amount(heard.json().path("paid")))
                    .subtract(amount(heard.json().path("credited")));
            if (owed.signum() <= 0 || owed.compareTo(amount(heard.json().path("amountDue"))) != 0) {
                found("P3", "a reminder of what is not owed: " + heard);
            }
            if (complete && !sent.containsKey(id) && !withdrawn.containsKey(id) && !failed.contains(id)) {
                found("P12", "nothing became of the reminder " + heard);
            }
        });
        if (complete) {
            sent.keySet().stream()
                    .filter(id -> !due.containsKey(id))
                    .forEach(id -> found("P2", "nobody asked to send " + id));
        }
        mails(due, sent, complete);
    }

    /** P2: one mail at most for every step of every invoice, to its debtor, and none that nobody asked for. */
    private void mails(Map<String, Heard> due, Map<String, Heard> sent, boolean complete) {
        Map<String, Mail> byMessage = new HashMap<>();
        Map<String, Mail> byStep = new HashMap<>();
        for (Mail mail : rykker.mailbox().all()) {
            Heard reminder = due.get(mail.reminderId());
            if (reminder == null) {
                if (creditors.stream().anyMatch(creditor -> mail.to().contains("@" + creditor + "."))) {
                    found("P2", "a mail that no reminder asked for: " + mail);
                }
                continue;
            }
            Bill bill = bills.get(reminder.text("invoiceId"));
            Mail same = byMessage.putIfAbsent(mail.messageId(), mail);
            if (same != null) {
                found("P2", "a mail twice: " + same.file() + " and " + mail.file() + " " + mail.subject());
            }
            same = byStep.putIfAbsent(reminder.text("invoiceId") + reminder.text("step"), mail);
            if (same != null) {
                found("P2", "a step mailed twice: " + same.file() + " and " + mail.file() + " " + mail.subject());
            }
            if (bill != null && !mail.to().contains(bill.email())) {
                found("P14", "a mail to somebody else than " + bill.email() + ": " + mail);
            }
            if (complete && !sent.containsKey(mail.reminderId())) {
                found("P1", "a mail that was sent is not known as sent: " + mail.file() + " " + mail.subject());
            }
        }
    }

    /** A case that is recalled before it has left the house spares the agency both, while the gateway is down. */
    private static boolean isSoonAfter(Heard handover, Heard recall) {
        return Duration.between(handover.producedAt(), recall.producedAt()).compareTo(LONGEST_DOWN) < 0;
    }

    private void handovers(boolean complete) {
        Map<String, Heard> escalated = once(said("CaseEscalated"), by("caseId"), "a handover");
        Map<String, Heard> recalled = once(said("CaseRecalled"), by("caseId"), "a recall");
        Map<String, Heard> accepted = once(said("CaseAccepted"), by("caseId"), "an acceptance");
        Map<String, String> caseOf = new HashMap<>();
        escalated.forEach((id, heard) -> {
            String other = caseOf.put(heard.text("invoiceId"), id);
            if (other != null) {
                found("P4", "one invoice was handed over twice: " + heard);
            }
            if (amount(heard.json().path("balance")).signum() <= 0) {
                found("P4", "handed over with nothing owed: " + heard);
            }
            boolean noticed =
                    heard.json().path("notices").findValuesAsText("kind").contains("collection-notice");
            if (!noticed) {
                found("P4", "handed over without a collection notice: " + heard);
            }
        });
        Map<String, Set<String>> webhooks = new HashMap<>();
        Set<String> reached = new HashSet<>();
        Set<String> recalls = new HashSet<>();
        for (Receipt receipt : rykker.receipts().all()) {
            if (!escalated.containsKey(receipt.caseId())) {
                if (creditors.contains(receipt.data().path("creditorId").asText())) {
                    found("P4", "the agency received what nobody handed over: " + receipt);
                }
                continue;
            }
            if (!receipt.valid()) {
                found("P19", "a signature is not valid: " + receipt);
            }
            if (receipt.type().equals("case.recall")) {
                recalls.add(receipt.caseId());
            }
            if (receipt.type().equals("case.handover")) {
                webhooks.computeIfAbsent(receipt.caseId(), _ -> new HashSet<>()).add(receipt.webhookId());
                reached.add(receipt.caseId());
                Heard heard = escalated.get(receipt.caseId());
                if (heard != null && !heard.traceId().equals(receipt.traceId())) {
                    found("trace", "the agency heard of another trace than " + heard.traceId() + ": " + receipt);
                }
            }
        }
        webhooks.forEach((id, ids) -> {
            if (ids.size() > 1) {
                found("P4", "one case was handed over under " + ids.size() + " ids: " + id);
            }
        });
        if (!complete) {
            return;
        }
        Set<String> spared = new HashSet<>();
        escalated.forEach((id, heard) -> {
            Heard recall = recalled.get(id);
            if (recall != null && !reached.contains(id) && !recalls.contains(id) && isSoonAfter(heard, recall)) {
                spared.add(id);
            }
        });
        // recalled while the agency was about to accept it: it is told that it cannot any more
        Set<String> refused = rykker.receipts().refusedAcceptances();
        escalated.forEach((id, heard) -> {
            if (!reached.contains(id) && !spared.contains(id)) {
                found("P1", "the agency never received " + heard);
            }
            if (!accepted.containsKey(id) && !spared.contains(id) && !(refused.contains(id) && recalls.contains(id))) {
                found("P12", "the agency's acceptance is not known: " + heard);
            }
        });
        recalled.forEach((id, heard) -> {
            if (!recalls.contains(id) && !spared.contains(id)) {
                found("P4", "the agency never heard of the recall " + heard);
            }
        });
        for (Bill bill : bills.values()) {
            if (bill.endsEscalated() && !caseOf.containsKey(bill.invoiceId())) {
                found("P12", "left unpaid and not handed over: " + bill);
            }
        }
    }

    /** P3 by the journal itself: between being settled and being reopened no reminder is asked for. */
    private void journals() {
        Set<String> reminded = said("ReminderDue").stream().map(by("invoiceId")).collect(Collectors.toSet());
        for (String invoice : reminded) {
            boolean settled = false;
            for (JsonNode entry : Journal.entries(rykker.get(Service.DUNNING, "/cases/" + invoice + "/timeline"))) {
                switch (Journal.fact(entry)) {
                    case Journal.SETTLED -> settled = true;
                    case Journal.REOPENED -> settled = false;
                    case Journal.ASKED, Journal.HANDED_OVER -> {
                        if (settled) {
                            found("P3", "decided after full payment was counted: " + invoice + " " + entry);
                        }
                    }
                    default -> {}
                }
            }
        }
    }

    /** P5: the three ledgers against the log of what was put in, and against each other, to the øre. */
    private void books() {
        for (String creditor : creditors) {
            List<Bill> own = bills.values().stream()
                    .filter(bill -> bill.creditorId().equals(creditor))
                    .toList();
            String currency = own.getFirst().currency();
            List<World.Money> payments = new ArrayList<>();
            own.forEach(bill -> payments.addAll(bill.payments()));
            List<World.Money> strays = world.strays().stream()
                    .filter(stray -> stray.creditorId().equals(creditor))
                    .toList();
            payments.addAll(strays);

            JsonNode invoices = book(Service.INVOICE, creditor, currency);
            equal(invoices, "issued", sum(own, Bill::total));
            equal(invoices, "credited", sum(own, Bill::credited));
            equal(invoices, "count", BigDecimal.valueOf(own.size()));

            JsonNode money = book(Service.PAYMENT, creditor, currency);
            BigDecimal received = sum(payments, World.Money::amount);
            BigDecimal standing = sum(payments, World.Money::standing);
            BigDecimal unallocated = sum(strays, World.Money::amount);
            equal(money, "received", received);
            equal(money, "reversed", received.subtract(standing));
            equal(money, "allocated", standing.subtract(unallocated));
            equal(money, "unallocated", unallocated);
            equal(money, "count", BigDecimal.valueOf(payments.size()));

            JsonNode claims = book(Service.DUNNING, creditor, currency);
            equal(claims, "paid", standing.subtract(unallocated));
            equal(claims, "credited", sum(own, Bill::credited));
            equal(claims, "count", BigDecimal.valueOf(own.size()));
            BigDecimal lines = number(claims, "principal")
                    .add(number(claims, "fees"))
                    .add(number(claims, "interest"))
                    .add(number(claims, "compensation"))
                    .add(number(claims, "cost"));
            equal(claims, "balance", lines.subtract(number(claims, "paid")).subtract(number(claims, "credited")));
            equal(claims, "overpaid", number(money, "overpaid"));
            BigDecimal balances = lastClaims().values().stream()
                    .filter(claim -> claim.text("creditorId").equals(creditor))
                    .map(claim -> amount(claim.json().path("balance")))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            equal(claims, "balance", balances);
        }
    }

    private JsonNode book(Service service, String creditor, String currency) {
        JsonNode books = rykker.get(service, "/books?creditorId=" + creditor);
        return books.path(currency);
    }

    private static BigDecimal number(JsonNode books, String field) {
        return new BigDecimal(books.path(field).asText("0"));
    }

    private void equal(JsonNode books, String field, BigDecimal expected) {
        if (number(books, field).compareTo(expected) != 0) {
            found("P5", field + " should be " + expected + " in the books " + books);
        }
    }

    private static <T> BigDecimal sum(List<T> all, Function<T, BigDecimal> amount) {
        return all.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How far it came, for the one who watches: cases by state. */
    Map<String, Long> states() {
        return lastClaims().values().stream()
                .collect(Collectors.groupingBy(by("state"), TreeMap::new, Collectors.counting()));
    }
}
