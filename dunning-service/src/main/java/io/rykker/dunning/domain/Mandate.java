package io.rykker.dunning.domain;

/** What an agency is asked to do with a case that it is handed, as the contract words it. */
public enum Mandate {
    /** To collect: a collection notice was sent, and its deadline has passed. */
    COLLECTION("collection"),
    /** To remind and to give the collection notice itself, in the creditor's name: nothing formal has been sent. */
    REMINDERS("reminders");

    private final String word;

    Mandate(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Refuses a word that is no mandate with {@link IllegalArgumentException}. */
    public static Mandate of(String word) {
        for (Mandate mandate : values()) {
            if (mandate.word.equals(word)) {
                return mandate;
            }
        }
        throw new IllegalArgumentException("no mandate is called " + word);
    }
}
