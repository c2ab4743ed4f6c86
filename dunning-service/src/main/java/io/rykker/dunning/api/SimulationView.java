package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Simulation;
import io.rykker.dunning.messaging.Outgoing.Amount;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a simulation is shown: what both policies come to, and each invoice under both. */
record SimulationView(Totals current, Totals candidate, List<Compared> cases, List<String> warnings) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Totals(
            int cases,
            Map<String, Integer> letters,
            List<Amount> fees,
            List<Amount> compensation,
            List<Amount> interest,
            int escalations,
            int waiting,
            @Nullable String firstContactDays) {

        static Totals of(Simulation.Totals totals) {
            return new Totals(
                    totals.cases(),
                    totals.letters(),
                    amounts(totals.fees()),
                    amounts(totals.compensation()),
                    amounts(totals.interest()),
                    totals.escalations(),
                    totals.waiting(),
                    totals.firstContactDays()
                            .map(java.math.BigDecimal::toPlainString)
                            .orElse(null));
        }

        private static List<Amount> amounts(Map<String, Money> sums) {
            return sums.values().stream().map(Amount::of).toList();
        }
    }

    record Compared(String invoiceNumber, Walked current, Walked candidate) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Walked(
            String policy,
            int letters,
            Amount fees,
            Amount compensation,
            @Nullable LocalDate firstContactOn,
            @Nullable LocalDate escalatedOn,
            String end) {

        static Walked of(Simulation.Walked walked) {
            return new Walked(
                    walked.policy(),
                    walked.letters(),
                    Amount.of(walked.fees()),
                    Amount.of(walked.compensation()),
                    walked.firstContactOn(),
                    walked.escalatedOn(),
                    walked.end());
        }
    }

    static SimulationView of(Simulation simulation, List<String> warnings) {
        return new SimulationView(
                Totals.of(simulation.current()),
                Totals.of(simulation.candidate()),
                simulation.cases().stream()
                        .map(one ->
                                new Compared(one.invoiceNumber(), Walked.of(one.current()), Walked.of(one.candidate())))
                        .toList(),
                warnings);
    }
}
