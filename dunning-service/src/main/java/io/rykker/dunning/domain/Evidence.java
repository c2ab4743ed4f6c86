package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * A file that belongs to a dispute. Its bytes are kept beside the case and can be asked for by the id.
 *
 * @param disputedOn the day on which the dispute was raised that it belongs to
 * @param by who added it
 */
public record Evidence(File file, LocalDate disputedOn, LocalDate addedOn, String by) {

    /** What one dispute may hold at most: a person is to read it. */
    static final int MOST = 10;

    /** What a file is meant to show. */
    public enum Kind {
        /** What the debtor or the seller shows of what is disputed. */
        STATEMENT,
        /** The seller shows that what was bought came to the debtor. */
        PROOF_OF_DELIVERY;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A file as it was given.
     *
     * @param sha256 of its bytes, in small hexadecimal digits
     */
    public record File(UUID id, Kind kind, String name, String mediaType, int size, String sha256) {

        /** The same bytes, meant to show the same. */
        public boolean isSameAs(File other) {
            return kind == other.kind && sha256.equals(other.sha256);
        }
    }
}
