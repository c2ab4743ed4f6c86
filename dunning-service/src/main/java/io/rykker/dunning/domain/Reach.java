package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the debtor is reached, without any address: those are kept with the debtor. And what came back.
 *
 * @param version the version of the debtor in which a person found where the debtor is to be reached, 0 when none did
 * @param foundOn the day of it, or null
 * @param answers what the debtor answered, in the order in which it was recorded
 */
public record Reach(int version, @Nullable LocalDate foundOn, List<Answer> answers) {

    static final Reach NONE = new Reach(0, null, List.of());

    /** What was stored before answers were taken in has none. */
    public Reach {
        answers = answers == null ? List.of() : answers;
    }

    Reach found(int version, LocalDate on) {
        return new Reach(version, on, answers);
    }

    Reach answered(Answer answer) {
        List<Answer> more = new ArrayList<>(answers);
        more.add(answer);
        return new Reach(version, foundOn, List.copyOf(more));
    }
}
