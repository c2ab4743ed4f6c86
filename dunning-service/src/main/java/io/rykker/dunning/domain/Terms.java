package io.rykker.dunning.domain;

import java.util.Locale;

/**
 * What a policy says of people and agencies.
 *
 * @param extensions how often a clerk may extend one case without approval
 */
public record Terms(int extensions, AfterAgency afterAgency) {

    /** What a policy means that says nothing of it. */
    public static final Terms USUAL = new Terms(1, AfterAgency.HOLD);

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
