package io.rykker.dunning.domain;

import org.jspecify.annotations.Nullable;

/**
 * A debtor whom one person looks after: without that person's approval none of the debtor's cases goes to an agency.
 *
 * @param manager the name in that person's token
 * @param formalSteps formal reminders and the collection notice need the approval too
 */
public record KeyAccount(String manager, boolean formalSteps) {

    /** Whose approval the step needs, or null when it needs nobody's. */
    @Nullable
    String approver(StepKind step) {
        return switch (step) {
            case ESCALATION -> manager;
            case FORMAL, COLLECTION_NOTICE -> formalSteps ? manager : null;
            case FRIENDLY, CALL, PROMISE_CONFIRMATION, PLAN_PROPOSAL -> null;
        };
    }
}
