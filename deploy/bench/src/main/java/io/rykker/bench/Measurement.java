package io.rykker.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.bench.Bench.Plan;
import io.rykker.stack.Api;
import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import io.rykker.stack.Topics;
import io.rykker.stack.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The run itself: limit and pipeline in turn, so that what slows the machine slows both. */
final class Measurement {

    private static final int WARMING_ROUNDS = 3;
    private static final int LEAST_LATENCY_WARMINGS = 4;
    private static final int MOST_LATENCY_WARMINGS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String INVOICES = "rykker.invoices.v1";
    private static final String CLAIMS = "rykker.claims.v1";
    private static final String REMINDERS = "rykker.reminders.v1";
    private static final LocalDate ISSUED = LocalDate.of(2026, 1, 5);
    private static final LocalDate DUE_LATE = LocalDate.of(2026, 12, 1);
    private static final LocalDate DUE_FIRST = LocalDate.of(2026, 1, 14);
    private static final LocalDate DUE_IN_PORTFOLIO = LocalDate.of(2026, 1, 26);
    private static final LocalDate PORTFOLIO_DAY = LocalDate.of(2026, 1, 30);

    /**
     * Days on which only the cases of one due date are to be reminded, four days after it and never at a weekend. What
     * falls due says so in a claim of its own the day after its due date, which is a day of rest for the others.
     *
     * @param overdueOn when that has happened and the clock can wait for the day
     */
    private record Day(LocalDate dueOn, LocalDate overdueOn, LocalDate remindedOn) {}

    /** Lives that count for nothing: mail servers and letters are new to the services as well. */
    private static final Day WARMING_DAY =
            new Day(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 6), LocalDate.of(2026, 1, 9));

    /** Each is paid before the next one. */
    private static final List<Day> LIFECYCLES = List.of(
            new Day(LocalDate.of(2026, 1, 8), LocalDate.of(2026, 1, 9), LocalDate.of(2026, 1, 12)),
            new Day(LocalDate.of(2026, 1, 9), LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 13)),
            new Day(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 13), LocalDate.of(2026, 1, 16)));

    /** All are over before the first of them is reminded again. */
    private static final List<Day> SWEEPS = List.of(
            new Day(LocalDate.of(2026, 1, 19), LocalDate.of(2026, 1, 21), LocalDate.of(2026, 1, 23)),
            new Day(LocalDate.of(2026, 1, 20), LocalDate.of(2026, 1, 24), LocalDate.of(2026, 1, 26)),
            new Day(LocalDate.of(2026, 1, 23), LocalDate.of(2026, 1, 26), LocalDate.of(2026, 1, 27)));

    private static final Set<String> SERVICES =
            Stream.of(Service.values()).map(Service::folder).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> ALL_BUT_SERVERS = Stream.concat(
                    SERVICES.stream(), Stream.of("connect", "neighbours"))
            .collect(Collectors.toUnmodifiableSet());
    private static final List<Service> FOLLOWERS = List.of(Service.DUNNING, Service.PAYMENT, Service.NOTIFICATION);

    private final Stack stack;
    private final RawLimits raw;
    private final Erp erp;
    private final Topic topic;
    private final PeakMemory memory;
    private final Plan plan;
    private final Work work;
    private final Written written;
    private final Report report = new Report();
    private int next;
    private int settledCases;

    Measurement(Stack stack, RawLimits raw, Erp erp, Topic topic, PeakMemory memory, Plan plan) {
        this.stack = stack;
        this.raw = raw;
        this.erp = erp;
        this.topic = topic;
        this.memory = memory;
        this.plan = plan;
        this.work = new Work(stack);
        this.written = new Written(stack, topic);
    }

    Report run() throws SQLException {
        register();
        warmUp();
        hops();
        Optional<Written.Each> ofSweep = Optional.empty();
        if (plan.due() > 0) {
            leastSweep();
            lifecycles();
            ofSweep = Optional.of(sweeps());
        }
        latency();
        invariants();
        report.memory(memory.ofEach(), memory.together());
        if (plan.portfolio() > 0 && ofSweep.isPresent()) {
            portfolio(ofSweep.get());
        }
        return report;
    }

    private void register() {
        stack.clock(ISSUED);
        Api.Answer answer = stack.api(Service.INVOICE, "admin")
                .put(
                        "/creditors/" + Erp.CREDITOR,
                        Map.of(
                                "name", "Bench A/S",
                                "country", "DK",
                                "timeZone", "Europe/Copenhagen",
                                "language", "da",
                                "currency", "DKK",
                                "bankFeed", "continuous",
                                "policy", "nordic-friendly"));
        if (!answer.isGood()) {
            throw new IllegalStateException("the creditor was not taken: " + answer.inWords());
        }
    }

    /** Every customer is known, and every service has seen what it sees most, before anything is measured. */
    private void warmUp() {
        say("warming up");
        int count = Math.max(plan.invoices(), plan.due());
        double _ = issueUntilCase(count);
        double _ = pay(0, count);
        stack.awaitQuiet(PATIENCE);
    }

    /**
     * The limits and the ingest hop beside them, round by round, with nothing else at work; what the others catch up with
     * afterwards warms them for the hops that need them.
     */
    private void hops() throws SQLException {
        List<Limits> limits = new ArrayList<>();
        List<Double> ingest = new ArrayList<>();
        List<Double> toCase = new ArrayList<>();
        List<Double> payment = new ArrayList<>();
        FOLLOWERS.forEach(stack::kill);
        for (int round = 0; round < WARMING_ROUNDS; round++) {
            double _ = ingest(plan.invoices());
            double _ = raw.insertInvoices(plan.invoices());
            double _ = raw.relay(plan.invoices());
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            say("round " + round + " of " + plan.rounds());
            limits.add(new Limits(insertLimit(), produceLimit(), relayLimit()));
            ingest.add(said("ingest hop", ingest(plan.invoices())));
        }
        report.limits(limits);
        FOLLOWERS.forEach(stack::start);
        cases(next);
        for (int round = 1; round <= plan.rounds(); round++) {
            int first = next;
            toCase.add(said("invoice to case", issueUntilCase(plan.invoices())));
            payment.add(said("payment to settled case", pay(first, plan.invoices())));
        }
        report.hops(new Sample(ingest), new Sample(toCase), new Sample(payment));
    }

    /** ERP topic to InvoiceIssued on its topic, invoice-service and Connect alone. */
    private double ingest(int count) {
        long before = topic.count(INVOICES);
        var work = this.work.soFar();
        long start = System.nanoTime();
        issue(count, DUE_LATE);
        topic.await(INVOICES, before + count, PATIENCE);
        double rate = rate(count, start);
        report.work("ingest", this.work.since(work, count));
        return rate;
    }

    /** ERP topic to a case in dunning-service, everything running. */
    private double issueUntilCase(int count) {
        long before = topic.count(CLAIMS);
        var work = this.work.soFar();
        long start = System.nanoTime();
        issue(count, DUE_LATE);
        topic.await(CLAIMS, before + count, PATIENCE);
        double rate = rate(count, start);
        report.work("invoice_to_case", this.work.since(work, count));
        return rate;
    }

    private void issue(int count, LocalDate dueOn) {
        for (int i = 0; i < count; i++) {
            erp.issue(next++, ISSUED, dueOn);
        }
        erp.flush();
    }

    /** ERP topic to a settled case, everything running. */
    private double pay(int first, int count) {
        double settledBefore = settled();
        double rate = payUntilSettled(first, count);
        report.check("the payments were counted once", settled() == settledBefore + count * 1000.0);
        return rate;
    }

    private double payUntilSettled(int first, int count) {
        long before = topic.count(CLAIMS);
        var work = this.work.soFar();
        long start = System.nanoTime();
        for (int i = first; i < first + count; i++) {
            erp.pay(i, ISSUED, "1000.00");
        }
        erp.flush();
        topic.await(CLAIMS, before + count, PATIENCE);
        double rate = rate(count, start);
        report.work("payment_to_settled", this.work.since(work, count));
        settledCases += count;
        return rate;
    }

    /** Sums over all cases: asked for outside of what is measured. */
    private void cases(long count) {
        Waiting.until(
                count + " cases in dunning-service",
                PATIENCE,
                () -> books().path("count").asLong() >= count,
                () -> books().toString());
    }

    /** Cases that are not settled yet, as far as this run knows. */
    private int open() {
        return next - settledCases;
    }

    private double settled() {
        return books().path("paid").asDouble();
    }

    private JsonNode books() {
        return stack.api(Service.DUNNING, "ops")
                .get("/books?creditorId=" + Erp.CREDITOR)
                .json()
                .path("DKK");
    }

    /** Once more, right before a round that is measured against them. */
    private Limits limitsBeside() throws SQLException {
        double insert;
        double produce;
        try (var _ = Standstill.of(stack, ALL_BUT_SERVERS)) {
            insert = insertLimit();
            produce = produceLimit();
        }
        try (var _ = Standstill.of(stack, SERVICES)) {
            return new Limits(insert, produce, relayLimit());
        }
    }

    private double insertLimit() throws SQLException {
        return said("limit: insert", raw.insertInvoices(plan.invoices()));
    }

    private double produceLimit() {
        return said("limit: produce", raw.produce(plan.invoices() * 2));
    }

    private double relayLimit() throws SQLException {
        return said("limit: relay", raw.relay(plan.invoices()));
    }

    private void leastSweep() throws SQLException {
        List<Double> limit = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            limit.add(said("limit: sweep", raw.sweep(plan.open(), plan.due())));
        }
        report.leastSweep(new Sample(limit));
    }

    private Written.Each sweeps() throws SQLException {
        List<Day> days = SWEEPS.subList(0, Math.min(plan.rounds(), SWEEPS.size()));
        say("the sweep: " + plan.open() + " open cases, " + plan.due() + " of them due on each of " + days.size()
                + " days");
        int warming = plan.due() / 4;
        issue(Math.max(0, plan.open() - plan.due() * days.size() - warming - open()), DUE_LATE);
        issue(warming, DUE_FIRST);
        days.forEach(day -> issue(plan.due(), day.dueOn()));
        cases(next);
        List<Round> rounds = new ArrayList<>();
        List<Written.Each> each = new ArrayList<>();
        for (Day day : days) {
            stack.clock(day.overdueOn());
            stack.awaitQuiet(PATIENCE);
            stack.kill(Service.NOTIFICATION);
            Limits beside = limitsBeside();
            var writtenBefore = written.soFar();
            rounds.add(new Round(said("sweep", sweep(day)), beside));
            each.add(written.soFar().since(writtenBefore, plan.due()));
            stack.start(Service.NOTIFICATION);
            stack.awaitQuiet(PATIENCE);
        }
        report.sweep(rounds, each.getLast());
        return each.getLast();
    }

    private double sweep(Day day) {
        long before = topic.count(REMINDERS);
        var work = this.work.soFar();
        long start = System.nanoTime();
        stack.clock(day.remindedOn());
        topic.await(REMINDERS, before + plan.due(), PATIENCE);
        double rate = rate(plan.due(), start);
        report.work("sweep", this.work.since(work, plan.due()));
        return rate;
    }

    private void lifecycles() throws SQLException {
        int count = plan.invoices() / 2;
        List<Day> days = LIFECYCLES.subList(0, Math.min(plan.rounds(), LIFECYCLES.size()));
        say("the full lifecycle of " + count + " invoices on each of " + days.size() + " days");
        stack.clock(WARMING_DAY.overdueOn());
        stack.awaitQuiet(PATIENCE);
        double _ = lifecycle(WARMING_DAY, plan.due());
        stack.awaitQuiet(PATIENCE);
        List<Round> rounds = new ArrayList<>();
        List<Written.Each> each = new ArrayList<>();
        for (Day day : days) {
            stack.clock(day.overdueOn());
            stack.awaitQuiet(PATIENCE);
            Limits beside = limitsBeside();
            var writtenBefore = written.soFar();
            rounds.add(new Round(said("full lifecycle", lifecycle(day, count)), beside));
            stack.awaitQuiet(PATIENCE);
            each.add(written.soFar().since(writtenBefore, count));
        }
        report.lifecycle(rounds, each.getLast());
    }

    /** Invoice, case, reminder decided, reminder sent by mail, payment, case closed. */
    private double lifecycle(Day day, int count) {
        int first = next;
        double settledBefore = settled();
        long sentBefore = topic.count("rykker.deliveries.v1");
        var work = this.work.soFar();
        long start = System.nanoTime();
        long claimsBefore = topic.count(CLAIMS);
        issue(count, day.dueOn());
        topic.await(CLAIMS, claimsBefore + count, PATIENCE);
        stack.clock(day.remindedOn());
        topic.await("rykker.deliveries.v1", sentBefore + count, PATIENCE);
        double _ = payUntilSettled(first, count);
        double rate = rate(count, start);
        report.work("lifecycle", this.work.since(work, count));
        report.check("the payments were counted once", settled() == settledBefore + count * 1000.0);
        return rate;
    }

    /** The daily sweep once more, over a portfolio of a size at which nothing may grow with it. */
    private void portfolio(Written.Each each) throws SQLException {
        int due = Math.min(plan.due(), plan.portfolio());
        say("a sweep over " + plan.portfolio() + " open cases, " + due + " of them due");
        int late = next++;
        int soon = next++;
        erp.issue(late, ISSUED, DUE_LATE);
        erp.issue(soon, ISSUED, DUE_IN_PORTFOLIO);
        erp.flush();
        stack.awaitQuiet(PATIENCE);
        var copies = new Portfolio(stack);
        copies.copy(Erp.CREDITOR, Erp.number(late), plan.portfolio() - due);
        copies.copy(Erp.CREDITOR, Erp.number(soon), due - 1);
        copies.settle();
        stack.kill(Service.NOTIFICATION);
        Limits beside = limitsBeside();
        long before = topic.count(REMINDERS);
        long start = System.nanoTime();
        stack.clock(PORTFOLIO_DAY);
        topic.await(REMINDERS, before + due, PATIENCE);
        var round = new Round(said("sweep", rate(due, start)), beside);
        report.portfolio(plan.portfolio(), due, round, each, memory.ofEach());
    }

    private void latency() {
        double perSecond = plan.loadPerSecond() > 0 ? plan.loadPerSecond() : 0.3 * report.invoiceToCaseRate();
        int count = (int) (perSecond * 30);
        say("latency at " + Math.round(perSecond) + " invoices a second");
        var effects = new Latency(stack.bootstrapServers(), List.of(INVOICES, CLAIMS));
        Sample warm = warmUpUnderLoad(effects, perSecond, count);
        var work = this.work.soFar();
        List<Sample> counted = underLoad(effects, perSecond, count);
        report.work("invoice_under_constant_load", this.work.since(work, count));
        report.latency(counted.getFirst(), counted.getLast(), count, warm);
    }

    /**
     * What is done once a batch was done a few hundred times in all rounds before, and under constant load it is done that
     * often in a few seconds: the compilers are at it for minutes, on the processors that the load needs. It counts when half
     * a minute was not a tenth faster than the one before any more.
     *
     * @return the first half minute, of both hops
     */
    private Sample warmUpUnderLoad(Latency effects, double perSecond, int count) {
        Sample first = underLoad(effects, perSecond, count).getLast();
        Sample last = first;
        for (int times = 1; times < MOST_LATENCY_WARMINGS; times++) {
            Sample next = underLoad(effects, perSecond, count).getLast();
            if (times >= LEAST_LATENCY_WARMINGS && next.percentile(0.5) > 0.9 * last.percentile(0.5)) {
                break;
            }
            last = next;
        }
        return first;
    }

    private List<Sample> underLoad(Latency effects, double perSecond, int count) {
        int first = next;
        next += count;
        return effects.measure(erp, first, count, perSecond);
    }

    /** A fast run that lost or doubled anything is void. */
    private void invariants() {
        stack.awaitQuiet(PATIENCE);
        report.check("every invoice was said once", topic.count(INVOICES) == next);
        report.check("every invoice has its case", books().path("count").asLong() == next);
        report.check(
                "nothing was rejected",
                Topics.all().stream()
                        .filter(name -> name.endsWith(".rejected"))
                        .allMatch(name -> topic.count(name) == 0));
    }

    private static double rate(int count, long startNanos) {
        return count * 1e9 / (System.nanoTime() - startNanos);
    }

    private static double said(String what, double perSecond) {
        say(String.format(Locale.ROOT, "  %-24s %,9.0f a second", what, perSecond));
        return perSecond;
    }

    private static void say(String what) {
        System.out.println("  " + what);
    }
}
