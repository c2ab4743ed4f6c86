package io.rykker.dunning.paper;

import io.rykker.dunning.domain.Telling;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A case that was walked: what happened, and the answers. */
record Sheet(Described described, List<Entry> timeline, List<Answered> answers) {

    /**
     * Something on a day.
     *
     * @param happened the word of the happening that was described, or null for what the core did by itself
     * @param refused what of it the law or the case forbids, and why
     * @param follows the facts that followed
     */
    record Entry(
            LocalDate on, String invoice, @Nullable String happened, List<String> refused, List<Telling> follows) {}

    /**
     * A question with its answer.
     *
     * @param differences what is other than expected
     */
    record Answered(Question question, Map<String, Object> answer, List<String> differences) {}

    List<String> differences() {
        return answers.stream().flatMap(answer -> answer.differences().stream()).toList();
    }
}
