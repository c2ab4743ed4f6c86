package io.rykker.dunning.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says of people and agencies.
 *
 * @param extensions how often a clerk may extend one case without approval
 * @param offer the plan that is offered when an agreement is broken that was to be followed by one; null when a person
 *     is to make it
 * @param silentDays days without anything heard or done after which a person is told that a case may be forgotten
 * @param formalNeedsDeliveryEvidence nothing formal is done before there is evidence that the invoice was delivered, or a
 *     person says so
 * @param escalateWithinDays days from the due date within which a case is to be handed over, or a person is told; null
 *     when nobody is
 * @param owner who looks after a case that nobody was named for; null for {@link Owner#USUAL}
 */
public record Terms(
        int extensions,
        AfterAgency afterAgency,
        @Nullable PlanOffer offer,
        int silentDays,
        boolean formalNeedsDeliveryEvidence,
        @Nullable Integer escalateWithinDays,
        @Nullable String owner) {

    /** What a policy means that says nothing of it. */
    public static final Terms USUAL = new Terms(1, AfterAgency.HOLD);

    public Terms(int extensions, AfterAgency afterAgency) {
        this(extensions, afterAgency, null);
    }

    public Terms(int extensions, AfterAgency afterAgency, @Nullable PlanOffer offer) {
        this(extensions, afterAgency, offer, Silence.USUAL_DAYS);
    }

    public Terms(int extensions, AfterAgency afterAgency, @Nullable PlanOffer offer, int silentDays) {
        this(extensions, afterAgency, offer, silentDays, false);
    }

    public Terms(
            int extensions,
            AfterAgency afterAgency,
            @Nullable PlanOffer offer,
            int silentDays,
            boolean formalNeedsDeliveryEvidence) {
        this(extensions, afterAgency, offer, silentDays, formalNeedsDeliveryEvidence, null, null);
    }

    /** What happens to a case that the agency gives back unpaid. */
    public enum AfterAgency {
        /** A person decides. */
        HOLD,
        /** A collection notice anew, and then the agency again; the second time a person decides. */
        RESUME_NOTICE,
        /** What is left is given up. */
        WRITE_OFF;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Refuses an unknown word with {@link IllegalArgumentException}. */
        public static AfterAgency of(String word) {
            for (AfterAgency after : values()) {
                if (after.word().equals(word)) {
                    return after;
                }
            }
            throw new IllegalArgumentException("afterAgency is hold, resume-notice or write-off, not " + word);
        }
    }
}
