package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy tried on invoices, beside the one that they walk: each is walked from its first day, with the money that
 * came on the days it came. What people promised or decided is left out: under another policy they would not have.
 */
public record Simulation(Totals current, Totals candidate, List<Compared> cases) {

    /**
     * What one policy comes to.
     *
     * @param letters by their kind; one about several invoices is one
     * @param waiting cases that stand still because a row of law is missing, or somebody must answer
     * @param firstContactDays days from the due date to the first contact, on average; empty when there is none
     */
    public record Totals(
            int cases,
            Map<String, Integer> letters,
            Map<String, Money> fees,
            Map<String, Money> compensation,
            Map<String, Money> interest,
            int escalations,
            int waiting,
            Optional<BigDecimal> firstContactDays) {}

    /** One invoice under both policies. */
    public record Compared(String invoiceNumber, Walked current, Walked candidate) {}

    /**
     * One invoice under one policy.
     *
     * @param letters all that it is in, also when they are about other invoices too
     */
    public record Walked(
            String policy,
            int letters,
            Money fees,
            Money compensation,
            @Nullable LocalDate firstContactOn,
            @Nullable LocalDate escalatedOn,
            String end) {}

    /**
     * Cases whose invoice is not known are left out. The cases of one debtor are walked together, because they share
     * letters. Nothing outside is touched: everything is a value.
     */
    public static Simulation of(List<Case> cases, Policy candidate, RuleBook book) {
        Policy tried = candidate.as(candidate.name() + " (candidate)", 1);
        RuleBook trying = book.trying(tried);
        Map<UUID, Play.Part> now = new LinkedHashMap<>();
        Map<UUID, Play.Part> then = new LinkedHashMap<>();
        for (List<Case> household : households(cases)) {
            now.putAll(play(household, Case::issued, book));
            then.putAll(play(household, c -> c.issued().walking(tried.name(), tried.version()), trying));
        }
        List<Compared> compared = new ArrayList<>();
        for (Case c : cases) {
            Play.Part one = now.get(c.invoiceId());
            Play.Part other = then.get(c.invoiceId());
            if (c.receivable() != null && one != null && other != null) {
                compared.add(new Compared(
                        c.issued().number(), walked(one, c.issued().policyName()), walked(other, candidate.label())));
            }
        }
        return new Simulation(totals(now.values()), totals(then.values()), List.copyOf(compared));
    }

    private record Debt(@Nullable String creditorId, UUID debtorId) {}

    /** The cases of each debtor, the oldest first, in groups that can be played together. */
    private static List<List<Case>> households(List<Case> cases) {
        Map<Debt, List<Case>> byDebtor = new LinkedHashMap<>();
        cases.stream()
                .filter(c -> c.receivable() != null)
                .sorted(Comparator.comparing((Case c) -> c.issued().issuedOn()).thenComparing(Case::invoiceId))
                .forEach(c -> byDebtor.computeIfAbsent(
                                new Debt(c.creditorId(), c.issued().debtorId()), _ -> new ArrayList<>())
                        .add(c));
        return byDebtor.values().stream()
                .flatMap(all -> all.stream().gather(Gatherers.windowFixed(Forecast.MOST_ALONG)))
                .toList();
    }

    private static Map<UUID, Play.Part> play(List<Case> household, Function<Case, Receivable> walking, RuleBook book) {
        Map<UUID, Play.Part> parts = new LinkedHashMap<>();
        household.forEach(c -> parts.put(c.invoiceId(), part(c, walking.apply(c), book)));
        Play.of(parts.values(), List.of(), book, null, null);
        return parts;
    }

    private static Play.Part part(Case c, Receivable issued, RuleBook book) {
        NavigableMap<LocalDate, List<Signal>> events = new TreeMap<>();
        Account account = c.account();
        LocalDate first = issued.issuedOn();
        account.payments()
                .forEach((id, payment) -> add(events, first, payment.valueDate(), new Signal.Paid(id, payment)));
        account.reversals()
                .forEach((id, reversal) -> add(events, first, reversal.on(), new Signal.Reversed(id, reversal)));
        account.credits().forEach((id, credit) -> add(events, first, credit.on(), new Signal.Credited(id, credit)));
        c.dealings()
                .dossier()
                .deliveries()
                .forEach(delivery -> add(events, first, delivery.on(), new Signal.Delivered(delivery)));
        Account.Cancellation cancelled = account.cancelled();
        if (cancelled != null) {
            add(events, first, cancelled.on(), new Signal.Cancelled(cancelled));
        }
        Case fresh = Case.of(c.invoiceId())
                .with(new Fact.InvoiceTaken(c.creditorId() == null ? "" : c.creditorId(), issued));
        String segment = c.course().segment();
        if (segment != null) {
            fresh = fresh.with(new Fact.SegmentFound(segment));
        }
        for (ClaimLine line : Charges.corrections(fresh, book, first)) {
            fresh = fresh.with(new Fact.LineCharged(line));
        }
        return new Play.Part(fresh, Tally.NONE, first, events);
    }

    private static void add(
            NavigableMap<LocalDate, List<Signal>> events, LocalDate first, LocalDate on, Signal signal) {
        events.computeIfAbsent(on.isBefore(first) ? first : on, _ -> new ArrayList<>())
                .add(signal);
    }

    private static Walked walked(Play.Part play, String policy) {
        Money like = play.outcome().issued().total();
        return new Walked(
                policy,
                (int) letters(play).count(),
                play.outcome().account().claimed(ClaimLine.Kind.FEE, like),
                play.outcome().account().claimed(ClaimLine.Kind.COMPENSATION, like),
                letters(play).map(Forecast.Coming::on).findFirst().orElse(null),
                play.coming().stream()
                        .filter(one -> one.kind() == StepKind.ESCALATION)
                        .map(Forecast.Coming::on)
                        .findFirst()
                        .orElse(null),
                play.end());
    }

    private static Stream<Forecast.Coming> letters(Play.Part play) {
        return play.coming().stream().filter(one -> one.kind() != null && one.kind() != StepKind.ESCALATION);
    }

    private static Totals totals(Collection<Play.Part> plays) {
        Map<String, Integer> letters = new LinkedHashMap<>();
        Map<String, Money> fees = new TreeMap<>();
        Map<String, Money> compensation = new TreeMap<>();
        Map<String, Money> interest = new TreeMap<>();
        int escalations = 0;
        int waiting = 0;
        long days = 0;
        int contacted = 0;
        for (Play.Part play : plays) {
            Case c = play.outcome();
            letters(play).forEach(one -> {
                StepKind kind = one.kind();
                if (kind != null && one.isToldOf(c.invoiceId())) {
                    letters.merge(kind.word(), 1, Integer::sum);
                }
            });
            add(fees, c, ClaimLine.Kind.FEE);
            add(compensation, c, ClaimLine.Kind.COMPENSATION);
            add(interest, c, ClaimLine.Kind.INTEREST);
            boolean isEscalated = play.coming().stream().anyMatch(one -> one.kind() == StepKind.ESCALATION);
            escalations += isEscalated ? 1 : 0;
            waiting += c.settled() == null && !isEscalated ? 1 : 0;
            LocalDate first = letters(play).map(Forecast.Coming::on).findFirst().orElse(null);
            if (first != null) {
                contacted++;
                days += ChronoUnit.DAYS.between(c.issued().dueOn(), first);
            }
        }
        return new Totals(
                plays.size(),
                letters,
                fees,
                compensation,
                interest,
                escalations,
                waiting,
                contacted == 0
                        ? Optional.empty()
                        : Optional.of(BigDecimal.valueOf(days)
                                .divide(BigDecimal.valueOf(contacted), 1, RoundingMode.HALF_UP)));
    }

    private static void add(Map<String, Money> sums, Case c, ClaimLine.Kind kind) {
        Money like = c.issued().total();
        sums.merge(like.currency().getCurrencyCode(), c.account().claimed(kind, like), Money::plus);
    }
}
