package io.rykker.dunning.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who looks after a case, at every time: whoever was named for it last, otherwise whom its policy names, otherwise
 * {@link #USUAL}. An owner is a word or a name and needs no account anywhere.
 */
public final class Owner {

    /** Whose a case is that nobody was named for, under a policy that names nobody. */
    public static final String USUAL = "accounts receivable";

    public static final int LONGEST = 100;

    private Owner() {}

    public static String of(Case c, RuleBook book) {
        String named = c.dealings().owner();
        if (named != null) {
            return named;
        }
        Receivable issued = c.receivable();
        return issued == null
                ? USUAL
                : book.find(c.creditorId(), issued.policy(), issued.policyVersion())
                        .map(policy -> policy.terms().owner())
                        .orElse(USUAL);
    }

    static Heard named(Case c, Signal.OwnerNamed word) {
        return new Heard.Facts(named(c, word.owner(), word.why()));
    }

    /** Whoever is named along with something else owns the case from then on, also when the rest was known already. */
    static Heard with(Case c, Heard heard, @Nullable String owner, String why) {
        return switch (heard) {
            case Heard.Refused refused -> refused;
            case Heard.Facts facts when owner == null -> facts;
            case Heard.Facts(var facts) -> {
                List<Fact> more = new ArrayList<>(facts);
                more.addAll(named(c, owner, why));
                yield new Heard.Facts(more);
            }
        };
    }

    private static List<Fact> named(Case c, @Nullable String owner, String why) {
        return Objects.equals(owner, c.dealings().owner()) ? List.of() : List.of(new Fact.OwnerNamed(owner, why));
    }
}
