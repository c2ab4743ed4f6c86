package io.rykker.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.stack.Api;
import io.rykker.stack.Root;
import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import io.rykker.stack.Waiting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The running system and everybody around it, shared by all test classes of a run: starting it takes half a minute. */
final class Rykker implements AutoCloseable {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);

    private final Stack stack;
    private final TopicLog topics;
    private final Erp erp;
    private final Mailbox mailbox;
    private final Receipts receipts;

    private Rykker(Stack stack) {
        this.stack = stack;
        this.topics = new TopicLog(stack.bootstrapServers());
        this.erp = new Erp(stack.bootstrapServers());
        this.mailbox = new Mailbox(stack.mail());
        this.receipts = new Receipts(stack.agencyReceipts());
    }

    static Rykker start() {
        Path data = Root.folder().resolve("deploy/system-tests/target/stack");
        Stack stack = Stack.fresh(data);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stack::killAll));
        stack.clock(FIRST_DAY);
        stack.up(step -> System.out.println("system tests: " + step));
        return new Rykker(stack);
    }

    Stack stack() {
        return stack;
    }

    TopicLog topics() {
        return topics;
    }

    Erp erp() {
        return erp;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Receipts receipts() {
        return receipts;
    }

    /** Where logs, mails and receipts of this run lie: the evidence when something is wrong. */
    Path evidence() {
        return stack.layout().home();
    }

    LocalDate today() {
        return LocalDate.ofInstant(stack.clock(), ZoneOffset.UTC);
    }

    /** Today or the next Monday: the calendar of a test is the same whatever ran before it. */
    LocalDate nextMonday() {
        return today().with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }

    void moveTo(LocalDate day) {
        if (day.isAfter(today())) {
            stack.clock(day);
        }
    }

    void quiet() {
        quiet(Duration.ofSeconds(90));
    }

    void quiet(Duration patience) {
        stack.awaitQuiet(patience);
        // The own log reads by itself: what the stack's reader has seen it will have in a moment.
        Waiting.until("the topic log to be complete", Duration.ofSeconds(20), this::hasHeardAll, () -> "");
    }

    private boolean hasHeardAll() {
        long there = io.rykker.stack.Topics.sizes(stack.bootstrapServers()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return topics.size() >= there;
    }

    /** Day by day, each to its end. */
    void liveUntil(LocalDate last) {
        for (LocalDate day = today().plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            moveTo(day);
            quiet();
        }
    }

    Api api(Service service, String role) {
        return stack.api(service, role);
    }

    JsonNode get(Service service, String path) {
        Api.Answer answer = api(service, "ops").get(path);
        if (!answer.isGood()) {
            throw new AssertionError("GET " + path + " of " + service.folder() + ": " + answer.inWords());
        }
        return answer.json();
    }

    /** All pages of a list. */
    List<JsonNode> list(Service service, String path) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 0; ; page++) {
            JsonNode answer = get(service, path + "&page=" + page);
            JsonNode entries = answer.isArray() ? answer : answer.path("cases");
            if (entries.isEmpty()) {
                return all;
            }
            entries.forEach(all::add);
        }
    }

    /** A creditor that hears of payments as they come, handled by the sample agency. */
    void register(String creditorId, String country, String policy) {
        register(creditorId, country, policy, "fjordinkasso", List.of());
    }

    void register(String creditorId, String country, String policy, String agency, List<Map<String, String>> accounts) {
        boolean danish = country.equals("DK");
        var creditor = new LinkedHashMap<String, Object>();
        creditor.put("name", "Creditor " + creditorId);
        creditor.put("country", country);
        creditor.put("timeZone", danish ? "Europe/Copenhagen" : "Europe/Oslo");
        creditor.put("language", danish ? "da" : "nb");
        creditor.put("currency", danish ? "DKK" : "NOK");
        creditor.put("bankFeed", "continuous");
        creditor.put("email", "debitor@" + creditorId + ".example");
        creditor.put("policy", policy);
        creditor.put("agency", agency);
        creditor.put("accounts", accounts);
        Api.Answer answer = api(Service.INVOICE, "admin").put("/creditors/" + creditorId, creditor);
        if (!answer.isGood()) {
            throw new AssertionError("creditor " + creditorId + ": " + answer.inWords());
        }
    }

    static String invoiceId(String creditorId, String number) {
        return id(creditorId, number);
    }

    /** The contract's name-based id of the parts. */
    static String id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("|", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public void close() {
        topics.close();
        erp.close();
        stack.close();
        stack.killAll();
    }
}
