package io.rykker.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures under stable names, and the table for a person. Rates are per second. */
final class Report {

    private static final int HOPS_OF_A_LIFECYCLE = 5;

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> work = new LinkedHashMap<>();
    private final List<String> failed = new ArrayList<>();
    private Limits limits = new Limits(0, 0, 0);
    private double hopLimit;
    private double leastSweepLimit;

    void limits(List<Limits> rounds) {
        limits = new Limits(
                median(rounds, Limits::insert), median(rounds, Limits::produce), median(rounds, Limits::relay));
        hopLimit = Sample.inSequence(limits.insert(), limits.produce());
        put("raw_relay_per_s", limits.relay());
        put("raw_insert_per_s", limits.insert());
        put("raw_produce_per_s", limits.produce());
        put("hop_limit_per_s", hopLimit);
        line("raw limit", "multi-row insert of an invoice's rows", limits.insert(), "");
        line("raw limit", "producing records", limits.produce(), "");
        line("raw limit", "carrying records by Debezium", limits.relay(), "");
        line("raw limit", "one hop: insert, then produce", hopLimit, "");
    }

    void hops(Sample ingest, Sample toCase, Sample payment) {
        put("ingest_hop_per_s", ingest.median());
        put("ingest_hop_ratio", ingest.median() / hopLimit);
        put("invoice_to_case_per_s", toCase.median());
        put("invoice_to_case_ratio", toCase.median() / (hopLimit / 2));
        put("payment_to_settled_per_s", payment.median());
        put("payment_to_settled_ratio", payment.median() / (hopLimit / 2));
        double relayed = Sample.inSequence(limits.insert(), limits.relay());
        put("ingest_hop_relayed_limit_per_s", relayed);
        put("ingest_hop_relayed_ratio", ingest.median() / relayed);
        line("raw limit", "one hop: insert, then Debezium", relayed, ratio("ingest_hop_relayed_ratio", 0));
        line("ingest hop", "ERP topic to InvoiceIssued", ingest.median(), ratio("ingest_hop_ratio", 0.3));
        line("two hops", "ERP topic to a case", toCase.median(), ratio("invoice_to_case_ratio", 0));
        line("two hops", "ERP topic to a settled case", payment.median(), ratio("payment_to_settled_ratio", 0));
    }

    /** The least that any sweep has to do, set-based in the database, one record a case. */
    void leastSweep(Sample limit) {
        leastSweepLimit = Sample.inSequence(limit.median(), limits.produce());
        put("raw_sweep_per_s", limit.median());
        put("sweep_least_limit_per_s", leastSweepLimit);
    }

    /** The limit is inserting as many rows as the sweep wrote and producing as many records. */
    void sweep(List<Round> rounds, Written.Each each) {
        double rate = against("sweep", rounds, each);
        put("sweep_least_ratio", rate / leastSweepLimit);
        line("raw limit", "as many rows and records as a due case", limit("sweep"), written(each));
        line("raw limit", "claim, move and outbox row, then produce", leastSweepLimit, ratio("sweep_least_ratio", 0));
        line("sweep", "due cases to ReminderDue", rate, ratio("sweep_ratio", 0.35));
    }

    /** Likewise; the second limit is five times the ingest hop's and the least of a sweep. */
    void lifecycle(List<Round> rounds, Written.Each each) {
        double rate = against("lifecycle", rounds, each);
        double least = 1 / (HOPS_OF_A_LIFECYCLE / hopLimit + 1 / leastSweepLimit);
        put("lifecycle_least_limit_per_s", least);
        put("lifecycle_least_ratio", rate / least);
        line("raw limit", "as many rows and records as a lifecycle", limit("lifecycle"), written(each));
        line("raw limit", "five ingest hops and the least sweep", least, ratio("lifecycle_least_ratio", 0));
        line("lifecycle", "issued, reminded by mail, paid, settled", rate, ratio("lifecycle_ratio", 0.25));
    }

    /** Each round against the limits that were measured right before it; of all of them the medians. */
    private double against(String what, List<Round> rounds, Written.Each each) {
        double rate = median(rounds, Round::rate);
        double relayed = median(rounds, round -> round.beside().relayed(each));
        put(what + "_rows", each.rows());
        put(what + "_records", each.records());
        put(what + "_limit_per_s", median(rounds, round -> round.beside().of(each)));
        put(what + "_per_s", rate);
        put(
                what + "_ratio",
                median(rounds, round -> round.rate() / round.beside().of(each)));
        put(what + "_relayed_limit_per_s", relayed);
        put(
                what + "_relayed_ratio",
                median(rounds, round -> round.rate() / round.beside().relayed(each)));
        line("raw limit", "as many rows, and records by Debezium", relayed, ratio(what + "_relayed_ratio", 0));
        return rate;
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> of) {
        return new Sample(rounds.stream().mapToDouble(of).boxed().toList()).median();
    }

    private double limit(String what) {
        return (double) figures.getOrDefault(what + "_limit_per_s", 0.0);
    }

    private static String written(Written.Each each) {
        return String.format(Locale.ROOT, "%.1f rows, %.1f records", each.rows(), each.records());
    }

    double invoiceToCaseRate() {
        return (double) figures.getOrDefault("invoice_to_case_per_s", 1000.0);
    }

    void latency(Sample firstHop, Sample counted, int sent, Sample warm) {
        put("latency_p50_ms", counted.percentile(0.5));
        put("latency_p99_ms", counted.percentile(0.99));
        put("latency_first_hop_p50_ms", firstHop.percentile(0.5));
        put("latency_first_hop_p99_ms", firstHop.percentile(0.99));
        put("latency_warm_up_p50_ms", warm.percentile(0.5));
        latency("ERP topic to InvoiceIssued", firstHop, "");
        latency("ERP topic to ClaimChanged, at 30 % load", counted, " (targets 150 and 1000)");
        check(
                "every invoice under constant load had its effect",
                counted.values().size() == sent);
    }

    private void latency(String what, Sample sample, String targets) {
        lines.add(String.format(
                Locale.ROOT,
                "%-11s %-44s %9.0f ms p50, %.0f ms p99%s",
                "latency",
                what,
                sample.percentile(0.5),
                sample.percentile(0.99),
                targets));
    }

    /** With as many rows and records a case as the sweep before it had. */
    void portfolio(int open, int due, Round round, Written.Each each, Map<String, Long> peaks) {
        double rate = round.rate();
        put("portfolio_open_cases", open);
        put("portfolio_sweep_per_s", rate);
        put("portfolio_sweep_ratio", rate / round.beside().of(each));
        put("portfolio_dunning_rss_mb", peaks.getOrDefault("dunning-service", 0L));
        put("portfolio_postgres_rss_mb", peaks.getOrDefault("postgres-dunning", 0L));
        line(
                "sweep",
                String.format(Locale.ROOT, "%,d due of %,d open cases", due, open),
                rate,
                ratio("portfolio_sweep_ratio", 0) + ", dunning-service " + peaks.get("dunning-service")
                        + " MB, postgres " + peaks.get("postgres-dunning") + " MB");
    }

    /** By the name of the benchmark, in words and as a stable name: {@code aReminderIsDue}, {@code core_a_reminder_is_due_per_s}. */
    void core(Map<String, Double> rates) {
        rates.forEach((name, rate) -> {
            String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
            put("core_" + words.replace(' ', '_') + "_per_s", rate);
            line("core", "decisions of one thread: " + words, rate, "");
        });
    }

    /** Microseconds of processor time for an item, by process; of several rounds the last counts. */
    void work(String what, Map<String, Long> ofEach) {
        long together = ofEach.values().stream().mapToLong(Long::longValue).sum();
        figures.put("cpu_us_per_" + what, together);
        figures.put("cpu_us_per_" + what + "_of_each", ofEach);
        work.put(what, String.format(Locale.ROOT, "%-11s %-44s %9d us %s", "processors", what, together, ofEach));
    }

    void memory(Map<String, Long> ofEach, long together) {
        put("peak_rss_mb", (double) together);
        figures.put("peak_rss_mb_of_each", ofEach);
        lines.add("memory      peak " + together + " MB together: " + ofEach);
    }

    void check(String what, boolean holds) {
        if (!holds) {
            failed.add(what);
        }
    }

    boolean isVoid() {
        return !failed.isEmpty();
    }

    Map<String, Object> figures() {
        figures.put("invariants_failed", failed);
        return figures;
    }

    String table() {
        String verdict = failed.isEmpty()
                ? "invariants  hold: nothing lost, nothing twice, nothing rejected"
                : "VOID        a fast run with a failed invariant counts for nothing: " + failed;
        return "\n" + String.join("\n", lines) + "\n" + String.join("\n", work.values()) + "\n" + verdict;
    }

    private String ratio(String name, double target) {
        double value = (double) figures.getOrDefault(name, 0.0);
        return String.format(Locale.ROOT, "ratio %.2f", value)
                + (target == 0 ? "" : String.format(Locale.ROOT, " (first gate %.2f)", target));
    }

    private void line(String kind, String what, double rate, String ratio) {
        lines.add(String.format(Locale.ROOT, "%-11s %-44s %9.0f /s  %s", kind, what, rate, ratio));
    }

    private void put(String name, double value) {
        figures.put(name, Math.round(value * 1000) / 1000.0);
    }
}
