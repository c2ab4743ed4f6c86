package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All law packs and policies that this service knows: a value, and never changed. */
public final class RuleBook {

    /** What an invoice walks that names no policy and that no rule of its creditor catches. */
    public static final String DEFAULT_POLICY = "nordic-friendly";

    /** The newest version of a policy. */
    static final int NEWEST = 0;

    private final Map<String, Law> laws = new TreeMap<>();
    private final Map<String, NavigableMap<Integer, Policy>> policies = new TreeMap<>();
    private final Map<String, Map<String, NavigableMap<Integer, Policy>>> owned = new TreeMap<>();
    private final Map<String, List<Segment>> segments = new TreeMap<>();

    public RuleBook(Collection<Law> laws, Collection<Policy> policies) {
        for (Law law : laws) {
            this.laws.put(law.country(), law);
        }
        for (Policy policy : policies) {
            put(this.policies, policy);
        }
    }

    /** A policy that belongs to one creditor. */
    public record Owned(String creditorId, Policy policy) {}

    /** These rules, with the creditors' own policies and the rules by which they choose. */
    public RuleBook with(Collection<Owned> own, Map<String, List<Segment>> segments) {
        RuleBook book = new RuleBook(laws.values(), readyMade());
        for (Owned one : own) {
            put(book.owned.computeIfAbsent(one.creditorId(), _ -> new TreeMap<>()), one.policy());
        }
        book.segments.putAll(segments);
        return book;
    }

    private static void put(Map<String, NavigableMap<Integer, Policy>> policies, Policy policy) {
        policies.computeIfAbsent(policy.name(), _ -> new TreeMap<>()).put(policy.version(), policy);
    }

    /** The rules as they are on a day, and through which day the creditor's bank is known then; of the debtor nothing. */
    public Rules on(LocalDate today, @Nullable LocalDate bankKnownThrough) {
        return new Rules(this, today, bankKnownThrough, Debtor.NONE);
    }

    public Collection<Law> laws() {
        return laws.values();
    }

    /** The law of a country, or the one that covers it; without choices. */
    public Optional<Law> findLaw(String country) {
        Law own = laws.get(country);
        return own != null && own.covers().isEmpty()
                ? Optional.of(own)
                : laws.values().stream()
                        .filter(law -> law.covers().contains(country))
                        .findFirst();
    }

    Law law(String country) {
        return findLaw(country).orElseThrow(() -> new MissingLaw("no law pack for " + country));
    }

    /** The law of a case, read as its policy chooses; throws {@link MissingLaw}. */
    Law lawOf(Case c) {
        return law(c.issued().debtorCountry()).choosing(choices(c));
    }

    /** The day on which a case's invoice is due by law; without a law pack weekends move it. */
    LocalDate dueOf(Case c) {
        Receivable issued = c.issued();
        return findLaw(issued.debtorCountry())
                .map(law -> law.choosing(choices(c)).due(issued.debtorKind(), issued.issuedOn(), issued.dueOn()))
                .orElseGet(() -> Closings.WEEKENDS.roll(issued.dueOn()));
    }

    /** The reading of each contested point that holds for a case; empty without a law pack. */
    public Map<String, String> chosenFor(Case c) {
        return findLaw(c.issued().debtorCountry())
                .map(law -> law.choosing(choices(c)).chosen())
                .orElse(Map.of());
    }

    private Map<String, String> choices(Case c) {
        return find(c.creditorId(), c.issued().policy(), c.issued().policyVersion())
                .map(Policy::choices)
                .orElse(Map.of());
    }

    Closings closings(String country) {
        Law law = findLaw(country).orElse(null);
        return law == null ? Closings.WEEKENDS : law.closings();
    }

    /** All versions of the policies that come with the service; nobody can change them. */
    public List<Policy> readyMade() {
        return all(policies);
    }

    /** All versions of a creditor's own policies. */
    public List<Policy> own(String creditorId) {
        return all(owned.getOrDefault(creditorId, Map.of()));
    }

    private static List<Policy> all(Map<String, NavigableMap<Integer, Policy>> policies) {
        List<Policy> all = new ArrayList<>();
        policies.values().forEach(versions -> all.addAll(versions.values()));
        return List.copyOf(all);
    }

    public boolean isReadyMade(String policy) {
        return policies.containsKey(policy);
    }

    /** The rules by which a creditor chooses a policy, in their order. */
    public List<Segment> segments(String creditorId) {
        return segments.getOrDefault(creditorId, List.of());
    }

    /** One of the creditor's rules or own policies asks how the debtor has paid so far. */
    public boolean asksForPast(String creditorId) {
        return segments(creditorId).stream().anyMatch(Segment::asksForPast)
                || own(creditorId).stream().anyMatch(Policy::asksForPast);
    }

    /** The policy that a case walks asks how the debtor has paid so far. */
    public boolean asksForPast(Case c) {
        return c.receivable() != null
                && find(c.creditorId(), c.issued().policy(), c.issued().policyVersion())
                        .filter(Policy::asksForPast)
                        .isPresent();
    }

    /** The creditor's rule that catches an invoice which names no policy. */
    Optional<Segment> segment(String creditorId, Receivable issued, Debtor debtor) {
        PaymentHistory history = debtor.history();
        return segments(creditorId).stream()
                .filter(one -> one.holds(issued, history, debtor.credit()))
                .findFirst();
    }

    /** The newest version of a policy, or 0 when there is none of that name. */
    int newest(@Nullable String creditorId, String policy) {
        NavigableMap<Integer, Policy> versions = versions(creditorId, policy);
        return versions == null ? 0 : versions.lastKey();
    }

    /** A policy of the creditor, or one that comes with the service; version 0 is the newest. */
    public Optional<Policy> find(@Nullable String creditorId, String name, int version) {
        NavigableMap<Integer, Policy> versions = versions(creditorId, name);
        return versions == null
                ? Optional.empty()
                : Optional.ofNullable(version == NEWEST ? versions.lastEntry().getValue() : versions.get(version));
    }

    private @Nullable NavigableMap<Integer, Policy> versions(@Nullable String creditorId, String name) {
        NavigableMap<Integer, Policy> readyMade = policies.get(name);
        return readyMade != null || creditorId == null
                ? readyMade
                : owned.getOrDefault(creditorId, Map.of()).get(name);
    }

    /** The policy that a case walks; throws {@link MissingLaw}. */
    Policy policy(Case c) {
        Receivable issued = c.issued();
        int version = issued.policyVersion();
        return find(c.creditorId(), issued.policy(), version)
                .orElseThrow(() ->
                        new MissingLaw("no policy " + issued.policy() + (version == NEWEST ? "" : "/" + version)));
    }

    /** The same rules, and a candidate that nobody owns yet. */
    RuleBook trying(Policy candidate) {
        RuleBook book = new RuleBook(laws.values(), readyMade());
        book.owned.putAll(owned);
        book.segments.putAll(segments);
        put(book.policies, candidate);
        return book;
    }

    /** The days on which something may be done for a case. */
    boolean isOpen(Case c, LocalDate day) {
        return quiet(c).isOpen(day, closings(c.issued().debtorCountry()));
    }

    LocalDate roll(Case c, LocalDate day) {
        return quiet(c).roll(day, closings(c.issued().debtorCountry()));
    }

    private Quiet quiet(Case c) {
        return find(c.creditorId(), c.issued().policy(), c.issued().policyVersion())
                .map(Policy::quiet)
                .orElse(Quiet.NEVER);
    }

    /** The place in the policy of a letter that was sent: of the step by name, or of the next one of its kind. */
    public int stepOf(Case c, StepKind kind, @Nullable String name) {
        List<Step> steps = policy(c).steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (name == null
                    ? i >= c.stepsWalked() && step.kind() == kind
                    : step.name().equals(name)) {
                return i;
            }
        }
        return Math.max(0, c.stepsWalked() - 1);
    }
}
