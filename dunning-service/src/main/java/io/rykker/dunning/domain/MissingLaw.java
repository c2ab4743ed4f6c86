package io.rykker.dunning.domain;

/**
 * A fact of law or policy that is needed is not there. Thrown inside {@code domain} only, where {@link Dunning} turns
 * it into a case that waits and says what is missing: nothing is ever guessed or carried over.
 */
public final class MissingLaw extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingLaw(String what) {
        super(what, null, false, false);
    }

    /** What is missing, in plain words. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
