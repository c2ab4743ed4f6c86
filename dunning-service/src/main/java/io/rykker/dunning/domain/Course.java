package io.rykker.dunning.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a case walks its policy.
 *
 * @param segment the creditor's segment that it was put into, or null
 * @param approval the step that waits for a person's word, or null
 * @param broken how many agreements were broken
 * @param reactedOn when the debtor last promised or disputed something, or null
 * @param limitationTold the limitation that a person was told of, or null
 * @param refused what a partner was told last that it does not count, so that a repeat is recognised, or null
 */
public record Course(
        @Nullable String segment,
        @Nullable Approval approval,
        int broken,
        @Nullable LocalDate reactedOn,
        @Nullable LocalDate limitationTold,
        @Nullable Refusal refused) {

    static final Course START = new Course(null, null, 0, null, null, null);

    /** A step that is due and that a person has been asked about. */
    public record Approval(int index, String step, LocalDate askedOn, boolean given) {}

    Course in(String segment) {
        return new Course(segment, approval, broken, reactedOn, limitationTold, refused);
    }

    Course asked(int index, String step, LocalDate on) {
        return new Course(segment, new Approval(index, step, on, false), broken, reactedOn, limitationTold, refused);
    }

    Course approved() {
        return approval == null
                ? this
                : new Course(
                        segment,
                        new Approval(approval.index(), approval.step(), approval.askedOn(), true),
                        broken,
                        reactedOn,
                        limitationTold,
                        refused);
    }

    Course answered() {
        return approval == null ? this : new Course(segment, null, broken, reactedOn, limitationTold, refused);
    }

    Course reacted(LocalDate on) {
        return reactedOn != null && !on.isAfter(reactedOn)
                ? this
                : new Course(segment, approval, broken, on, limitationTold, refused);
    }

    Course broke() {
        return new Course(segment, approval, broken + 1, reactedOn, limitationTold, refused);
    }

    Course told(LocalDate limitation) {
        return new Course(segment, approval, broken, reactedOn, limitation, refused);
    }

    Course refused(Refusal refusal) {
        return new Course(segment, approval, broken, reactedOn, limitationTold, refusal);
    }
}
