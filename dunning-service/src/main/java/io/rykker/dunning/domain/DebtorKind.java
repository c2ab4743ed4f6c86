package io.rykker.dunning.domain;

/** Who owes: the law protects a consumer more. */
public enum DebtorKind {
    BUSINESS,
    CONSUMER;

    /** Reads the open vocabulary of the wire; who is not known to be a business is protected as a consumer. */
    public static DebtorKind of(String word) {
        return word.equals("business") ? BUSINESS : CONSUMER;
    }

    public String word() {
        return this == BUSINESS ? "business" : "consumer";
    }
}
