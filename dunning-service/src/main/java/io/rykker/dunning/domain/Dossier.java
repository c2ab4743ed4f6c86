package io.rykker.dunning.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is in writing about the disputes of a case.
 *
 * @param evidence the files of all its disputes, also of those that are answered
 * @param proof the proof of delivery that the seller was asked for in the dispute that is open, or null
 */
public record Dossier(List<Evidence> evidence, @Nullable Proof proof) {

    static final Dossier NONE = new Dossier(List.of(), null);

    Dossier with(Evidence more) {
        List<Evidence> all = new ArrayList<>(evidence);
        all.add(more);
        return new Dossier(List.copyOf(all), proof);
    }

    Dossier proof(@Nullable Proof next) {
        return new Dossier(evidence, next);
    }
}
