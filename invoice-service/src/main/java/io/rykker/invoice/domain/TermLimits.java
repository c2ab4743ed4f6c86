package io.rykker.invoice.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How long a business may be given to pay before it must have been agreed expressly. */
public record TermLimits(List<Limit> limits) {

    /**
     * The limit of some countries.
     *
     * @param from the first day of issue that it is for
     * @param paragraph where the law says so
     */
    public record Limit(Set<String> countries, LocalDate from, int days, String paragraph) {}

    /** The limit for a debtor in a country and an invoice of a day; empty where no row says anything. */
    public Optional<Limit> of(String country, LocalDate issuedOn) {
        return limits.stream()
                .filter(limit -> limit.countries().contains(country) && !issuedOn.isBefore(limit.from()))
                .max(Comparator.comparing(Limit::from));
    }
}
