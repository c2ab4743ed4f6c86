package io.rykker.dunning.paper;

/** A described case cannot be understood: where, and what to write instead. */
public final class Unclear extends Exception {

    private static final long serialVersionUID = 1L;

    Unclear(String pointer, int line, String what) {
        super("line " + line + ": " + (pointer.isEmpty() ? "" : pointer + " ") + what, null, false, false);
    }

    /** The place and the advice in one line. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
