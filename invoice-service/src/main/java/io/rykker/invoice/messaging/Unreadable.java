package io.rykker.invoice.messaging;

/** What was sent cannot be understood. The field is a path like {@code debtor.name}, empty for the whole. */
public sealed class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    public Unreadable(String field, String reason) {
        super(field.isEmpty() ? reason : field + " " + reason, null, false, false);
        this.field = field;
        this.reason = reason;
    }

    public String field() {
        return field;
    }

    /** What is wrong, without the field: "is missing". */
    public String reason() {
        return reason;
    }

    /** The whole sentence. */
    public String why() {
        return String.valueOf(getMessage());
    }

    /** It was not even looked at, because of its size. */
    public static final class TooLarge extends Unreadable {

        private static final long serialVersionUID = 1L;

        public TooLarge(String why) {
            super("", why);
        }
    }
}
