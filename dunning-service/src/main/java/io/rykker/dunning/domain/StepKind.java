package io.rykker.dunning.domain;

/** What a step of a policy does, as the contract words it. */
public enum StepKind {
    FRIENDLY("friendly"),
    /** A person calls the debtor: a task, no letter. */
    CALL("call"),
    FORMAL("formal"),
    COLLECTION_NOTICE("collection-notice"),
    ESCALATION("escalation"),
    /** Never a step of a policy: what was agreed with the debtor, in writing. */
    PROMISE_CONFIRMATION("promise-confirmation"),
    /** Never a step of a policy: instalments that the debtor is to accept. */
    PLAN_PROPOSAL("plan-proposal");

    private final String word;

    StepKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Refuses a word that is no kind of step with {@link IllegalArgumentException}. */
    public static StepKind of(String word) {
        for (StepKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of step is called " + word);
    }

    /** A policy may have such a step; the others are written when something was agreed or is proposed. */
    public boolean isOfPolicy() {
        return this != PROMISE_CONFIRMATION && this != PLAN_PROPOSAL;
    }

    /** A contact that has no effect in law: it charges nothing and starts no period. */
    boolean isContact() {
        return this == FRIENDLY || this == CALL;
    }
}
