package io.rykker.dunning.domain;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Where dunning goes on when a person's word, a broken agreement or an agency's return has moved it off its plan. */
public enum Detour {
    NEXT_STEP,
    /** The debtor refuses to pay: friendly steps are over. */
    FORMAL_STEP,
    NOTICE,
    /** The collection notice, unless it stands already, and then the agency. */
    AGENCY,
    /** A collection notice anew, because an agency gave the case back. */
    NOTICE_AGAIN;

    /** The place of the next step in a policy, of which some steps were walked. */
    int step(List<Step> steps, int stepsWalked, boolean isNoticed) {
        int walked = Math.clamp(stepsWalked, 0, steps.size() - 1);
        return switch (this) {
            case NEXT_STEP -> walked;
            case FORMAL_STEP -> first(steps, walked, i -> isFormal(steps.get(i).kind()));
            case NOTICE -> first(steps, walked, i -> steps.get(i).kind() == StepKind.COLLECTION_NOTICE);
            case AGENCY ->
                first(
                        steps,
                        walked,
                        i -> steps.get(i).kind() == (isNoticed ? StepKind.ESCALATION : StepKind.COLLECTION_NOTICE));
            case NOTICE_AGAIN -> {
                int notice = first(steps, 0, i -> steps.get(i).kind() == StepKind.COLLECTION_NOTICE);
                yield steps.get(notice).kind() == StepKind.COLLECTION_NOTICE ? notice : walked;
            }
        };
    }

    /** Whether a letter of this kind is what the detour was to lead to. */
    boolean isWalkedBy(StepKind kind) {
        return switch (this) {
            case NEXT_STEP, FORMAL_STEP -> true;
            case NOTICE, NOTICE_AGAIN -> kind == StepKind.COLLECTION_NOTICE;
            case AGENCY -> false;
        };
    }

    private static boolean isFormal(StepKind kind) {
        return kind == StepKind.FORMAL || kind == StepKind.COLLECTION_NOTICE || kind == StepKind.ESCALATION;
    }

    private static int first(List<Step> steps, int walked, IntPredicate wanted) {
        return IntStream.range(walked, steps.size()).filter(wanted).findFirst().orElse(walked);
    }
}
