package io.rykker.dunning.paper;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question to a case on a day, and what the answer is expected to be.
 *
 * @param invoice the number of the invoice that is asked about
 * @param expect fields that the answer must have, or null when nothing is expected
 */
record Question(
        Ask ask, LocalDate on, String invoice, @Nullable Spot expect) {

    /** What is asked. */
    sealed interface Ask {

        /** What is owed at the end of the day. */
        record Account() implements Ask {}

        /**
         * Whether something may be done on the day.
         *
         * @param action one of {@link #ACTIONS}
         */
        record Lawful(
                String action,
                Happening.Charge fee,
                Happening.Charge compensation,
                @Nullable LocalDate deadline) implements Ask {}

        /** The highest fee of a letter of the day. */
        record HighestFee(String action) implements Ask {}

        /**
         * What may be passed on of a cost of collection.
         *
         * @param rule the row of law with the ceiling
         */
        record HighestCost(String rule) implements Ask {}

        /** The last day on which the claim can be enforced, by what is known on the day. */
        record LimitationDate() implements Ask {}

        /** What follows when nothing else happens. */
        record NextSteps() implements Ask {}

        /** Whether the policy is lawful. */
        record PolicyLawful() implements Ask {}

        default String word() {
            return switch (this) {
                case Account _ -> "account";
                case Lawful _ -> "lawful";
                case HighestFee _ -> "highest-fee";
                case HighestCost _ -> "highest-cost";
                case LimitationDate _ -> "limitation";
                case NextSteps _ -> "next-steps";
                case PolicyLawful _ -> "policy";
            };
        }
    }

    static final List<String> LETTERS = List.of("friendly-reminder", "reminder", "collection-notice");
    static final List<String> ACTIONS =
            List.of("friendly-reminder", "reminder", "collection-notice", "handover", "compensation", "agency-demand");

    /** The costs of collection that some law has a ceiling for, and the row that has it. */
    static final Map<String, String> COSTS = costs();

    private static Map<String, String> costs() {
        Map<String, String> costs = new LinkedHashMap<>();
        costs.put("agency", "agency-cost.max-amount");
        costs.put("first-demand", "agency-cost.first-demand-max");
        costs.put("second-demand", "agency-cost.second-demand-max");
        costs.put("tratta", "agency-cost.tratta-max");
        costs.put("all-voluntary", "total-cost.max-amount");
        costs.put("own-demand", "payment-demand.creditor-fee-max");
        costs.put("handing-over", "collection-fee.creditor-max-amount");
        costs.put("plan", "instalment-plan.fee-max");
        costs.put("extension", "instalment-plan.extension-fee-max");
        return costs;
    }

    Optional<Spot> expected() {
        return Optional.ofNullable(expect);
    }
}
