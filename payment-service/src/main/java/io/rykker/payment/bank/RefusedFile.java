package io.rykker.payment.bank;

/** The whole file is turned away: nothing of it was taken. */
public final class RefusedFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean tooLarge;

    private RefusedFile(String why, boolean tooLarge) {
        super(why);
        this.tooLarge = tooLarge;
    }

    public static RefusedFile because(String why) {
        return new RefusedFile(why, false);
    }

    /** It is beyond what is read in one piece; a smaller one would do. */
    public static RefusedFile tooLarge(String why) {
        return new RefusedFile(why, true);
    }

    public boolean isTooLarge() {
        return tooLarge;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
