package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a case walks its policy.
 *
 * @param segment the creditor's segment that it was put into, or null
 * @param approval the step that waits for a person's word, or null
 * @param broken how many agreements were broken
 * @param reactedOn when the debtor last promised or disputed something, or null
 * @param limitationTold the limitation that a person was told of, or null
 * @param signOfLifeOn the last day on which something was heard that has no day of its own, or null
 * @param silentSince the silence that a person was told of, by the day on which it began, or null
 * @param refused what a partner was told last that it does not count, so that a repeat is recognised, or null
 * @param lateSince the last day by which the policy wanted it handed over, when a person was told that it is over, or null
 */
public record Course(
        @Nullable String segment,
        @Nullable Approval approval,
        int broken,
        @Nullable LocalDate reactedOn,
        @Nullable LocalDate limitationTold,
        @Nullable LocalDate signOfLifeOn,
        @Nullable LocalDate silentSince,
        @Nullable Refusal refused,
        @Nullable LocalDate lateSince) {

    static final Course START = new Course(null, null, 0, null, null, null, null, null, null);

    /**
     * A step that is due and that a person has been asked about.
     *
     * @param manager who alone can approve it, or null when whoever works here can
     */
    public record Approval(
            int index,
            String step,
            LocalDate askedOn,
            boolean given,
            @Nullable String manager) {

        /** It is about this step, and by whose approval it needs now. */
        boolean isOf(int place, @Nullable String approver) {
            return index == place && Objects.equals(manager, approver);
        }
    }

    Course in(String segment) {
        return new Course(
                segment, approval, broken, reactedOn, limitationTold, signOfLifeOn, silentSince, refused, lateSince);
    }

    Course asked(int index, String step, LocalDate on, @Nullable String manager) {
        return new Course(
                segment,
                new Approval(index, step, on, false, manager),
                broken,
                reactedOn,
                limitationTold,
                signOfLifeOn,
                silentSince,
                refused,
                lateSince);
    }

    Course approved() {
        return approval == null
                ? this
                : new Course(
                        segment,
                        new Approval(approval.index(), approval.step(), approval.askedOn(), true, approval.manager()),
                        broken,
                        reactedOn,
                        limitationTold,
                        signOfLifeOn,
                        silentSince,
                        refused,
                        lateSince);
    }

    Course answered() {
        return approval == null
                ? this
                : new Course(
                        segment,
                        null,
                        broken,
                        reactedOn,
                        limitationTold,
                        signOfLifeOn,
                        silentSince,
                        refused,
                        lateSince);
    }

    Course reacted(LocalDate on) {
        return reactedOn != null && !on.isAfter(reactedOn)
                ? this
                : new Course(
                        segment, approval, broken, on, limitationTold, signOfLifeOn, silentSince, refused, lateSince);
    }

    Course broke() {
        return new Course(
                segment,
                approval,
                broken + 1,
                reactedOn,
                limitationTold,
                signOfLifeOn,
                silentSince,
                refused,
                lateSince);
    }

    Course told(LocalDate limitation) {
        return new Course(
                segment, approval, broken, reactedOn, limitation, signOfLifeOn, silentSince, refused, lateSince);
    }

    Course alive(LocalDate on) {
        return new Course(segment, approval, broken, reactedOn, limitationTold, on, silentSince, refused, lateSince);
    }

    Course silent(LocalDate since) {
        return new Course(
                segment, approval, broken, reactedOn, limitationTold, signOfLifeOn, since, refused, lateSince);
    }

    Course refused(Refusal refusal) {
        return new Course(
                segment, approval, broken, reactedOn, limitationTold, signOfLifeOn, silentSince, refusal, lateSince);
    }

    Course late(@Nullable LocalDate limit) {
        return new Course(
                segment, approval, broken, reactedOn, limitationTold, signOfLifeOn, silentSince, refused, limit);
    }
}
