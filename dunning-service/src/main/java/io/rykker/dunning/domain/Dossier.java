package io.rykker.dunning.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is in writing about a case: that its invoice was delivered, and what belongs to its disputes.
 *
 * @param evidence the files of all its disputes, also of those that are answered
 * @param proof the proof of delivery that the seller was asked for in the dispute that is open, or null
 * @param deliveries how the invoice reached the debtor, the oldest first
 * @param waived a person lets formal steps come without evidence of delivery
 */
public record Dossier(List<Evidence> evidence, @Nullable Proof proof, List<Delivery> deliveries, boolean waived) {

    static final Dossier NONE = new Dossier(List.of(), null, List.of(), false);

    /** What was stored before deliveries were told has none. */
    public Dossier {
        deliveries = deliveries == null ? List.of() : deliveries;
    }

    Dossier with(Evidence more) {
        List<Evidence> all = new ArrayList<>(evidence);
        all.add(more);
        return new Dossier(List.copyOf(all), proof, deliveries, waived);
    }

    Dossier proof(@Nullable Proof next) {
        return new Dossier(evidence, next, deliveries, waived);
    }

    Dossier with(Delivery more) {
        List<Delivery> all = new ArrayList<>(deliveries);
        all.add(more);
        all.sort(Comparator.comparing(Delivery::on));
        return new Dossier(evidence, proof, List.copyOf(all), waived);
    }

    Dossier waiving() {
        return new Dossier(evidence, proof, deliveries, true);
    }
}
