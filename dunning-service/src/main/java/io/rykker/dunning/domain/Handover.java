package io.rykker.dunning.domain;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One handover of the case to an agency. A case that is handed over again has a new id.
 *
 * @param interest interest was claimed through the day of the handover
 * @param mandate what the agency is asked to do
 * @param over how it ended (recalled, rejected or closed, and why), or null while the agency has the case
 * @param words what the agency said, so that a repeat is recognised
 */
public record Handover(
        UUID caseId,
        LocalDate on,
        boolean interest,
        Mandate mandate,
        @Nullable String over,
        List<String> words) {

    /** What was stored before there were mandates was handed over for collection. */
    public Handover {
        mandate = mandate == null ? Mandate.COLLECTION : mandate;
    }

    /** The next handover of a case. */
    static Handover of(Case c, LocalDate on, boolean interest, Mandate mandate) {
        return new Handover(id(c.invoiceId(), c.handovers().size() + 1), on, interest, mandate, null, List.of());
    }

    private static UUID id(UUID invoiceId, int number) {
        return UUID.nameUUIDFromBytes((invoiceId + "|handover|" + number).getBytes(StandardCharsets.UTF_8));
    }

    public boolean isOpen() {
        return over == null;
    }

    Handover over(String how) {
        return new Handover(caseId, on, interest, mandate, how, words);
    }

    Handover said(String word) {
        List<String> more = new ArrayList<>(words);
        more.add(word);
        return new Handover(caseId, on, interest, mandate, over, List.copyOf(more));
    }
}
