package io.rykker.collection.messaging;

/** What was sent cannot be understood. The field is a path like {@code debtor.name}, empty for the whole. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    public Unreadable(String field, String why) {
        super(field.isEmpty() ? why : field + " " + why, null, false, false);
        this.field = field;
    }

    public String field() {
        return field;
    }

    /** The whole sentence. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
