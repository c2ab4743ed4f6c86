package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All law packs and policies that this service knows. */
public final class RuleBook {

    private final Map<String, Law> laws = new TreeMap<>();
    private final Map<String, NavigableMap<Integer, Policy>> policies = new TreeMap<>();

    public RuleBook(Collection<Law> laws, Collection<Policy> policies) {
        for (Law law : laws) {
            this.laws.put(law.country(), law);
        }
        for (Policy policy : policies) {
            this.policies
                    .computeIfAbsent(policy.name(), name -> new TreeMap<>())
                    .put(policy.version(), policy);
        }
    }

    /** The rules as they are on a day, and through which day the creditor's bank is known then. */
    public Rules on(LocalDate today, @Nullable LocalDate bankKnownThrough) {
        return new Rules(this, today, bankKnownThrough);
    }

    public Collection<Law> laws() {
        return laws.values();
    }

    @Nullable
    Law lawOrNull(String country) {
        return laws.get(country);
    }

    Law law(String country) {
        Law law = laws.get(country);
        if (law == null) {
            throw new MissingLaw("no law pack for " + country);
        }
        return law;
    }

    Closings closings(String country) {
        Law law = laws.get(country);
        return law == null ? Closings.WEEKENDS : law.closings();
    }

    /** The newest version of a policy, or 0 when there is none of that name. */
    int newest(String policy) {
        NavigableMap<Integer, Policy> versions = policies.get(policy);
        return versions == null ? 0 : versions.lastKey();
    }

    Policy policy(String name, int version) {
        NavigableMap<Integer, Policy> versions = policies.get(name);
        Policy policy =
                versions == null ? null : version == 0 ? versions.lastEntry().getValue() : versions.get(version);
        if (policy == null) {
            throw new MissingLaw("no policy " + name + (version == 0 ? "" : "/" + version));
        }
        return policy;
    }
}
