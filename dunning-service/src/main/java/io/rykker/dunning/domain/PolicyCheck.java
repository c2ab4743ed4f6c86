package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy held against the law of every country that it may be used in.
 *
 * @param breaches what the law forbids: the policy is refused
 * @param warnings what is lawful and not wise
 */
public record PolicyCheck(List<String> breaches, List<String> warnings) {

    /** A day that every law pack knows, to hold policies against: the law of the year in which they were made. */
    private static final LocalDate CHECKED_FOR = LocalDate.of(2026, 2, 2);

    public boolean isLawful() {
        return breaches.isEmpty();
    }

    public static PolicyCheck of(Policy policy, RuleBook book) {
        return of(policy, book, null);
    }

    /** Also checks the countries and, for a creditor's own policy, the segments that its steps are meant for. */
    public static PolicyCheck of(Policy policy, RuleBook book, @Nullable String creditorId) {
        Set<String> breaches = new LinkedHashSet<>(policy.flaws());
        Set<String> warnings = new LinkedHashSet<>(policy.warnings());
        List<String> unknown = new ArrayList<>(policy.countries());
        ClaimDates dates = new ClaimDates(CHECKED_FOR, CHECKED_FOR, CHECKED_FOR);
        for (Law law : book.laws()) {
            unknown.remove(law.country());
            unknown.removeAll(law.covers());
            if (policy.isFor(law.country())) {
                for (DebtorKind kind : DebtorKind.values()) {
                    breaches.addAll(policy.breaches(law, kind, dates));
                    warnings.addAll(policy.warnings(law, kind, dates));
                }
            }
        }
        for (String country : unknown) {
            breaches.add(policy.label() + ": there is no law pack for " + country);
        }
        if (creditorId != null) {
            warnings.addAll(unknownSegments(policy, book.segments(creditorId)));
        }
        return new PolicyCheck(List.copyOf(breaches), List.copyOf(warnings));
    }

    private static List<String> unknownSegments(Policy policy, List<Segment> segments) {
        return policy.steps().stream()
                .filter(step -> step.when().segment() != null)
                .filter(step -> segments.stream()
                        .noneMatch(one -> one.name().equals(step.when().segment())))
                .map(step -> policy.label() + ", step " + step.name() + ": the creditor has no segment "
                        + step.when().segment())
                .toList();
    }
}
