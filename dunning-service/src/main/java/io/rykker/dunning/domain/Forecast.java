package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What comes if nothing happens: no money, no word, every letter sent on its day, what waits for approval approved.
 *
 * @param end why nothing more comes
 * @param endsOn the day on which that is so
 */
public record Forecast(List<Coming> coming, String end, LocalDate endsOn) {

    /**
     * One step.
     *
     * @param kind null for a write-off
     * @param deadline until when the debtor may pay, or null
     * @param interest what the step itself claims of it
     * @param amountDue all that is owed then
     */
    public record Coming(
            LocalDate on,
            String step,
            @Nullable StepKind kind,
            @Nullable LocalDate deadline,
            Money fee,
            Money compensation,
            Money interest,
            Money amountDue,
            String because) {}

    /** Of a case whose invoice is known; of another nothing can be foreseen. */
    public static Forecast of(Case c, Rules rules) {
        if (c.receivable() == null) {
            return new Forecast(List.of(), "the invoice is not known yet", rules.today());
        }
        Play play = Play.of(c, rules.book(), rules.debtor(), rules.today(), new TreeMap<>());
        return new Forecast(play.coming(), play.end(), play.endedOn());
    }
}
