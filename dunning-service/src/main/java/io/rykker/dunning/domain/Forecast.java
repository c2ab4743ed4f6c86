package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What comes if nothing happens: no money, no word, every letter sent on its day, what waits for approval approved. The
 * debtor's other open cases at the creditor are played along, because they may share a letter, or make it wait.
 *
 * @param end why nothing more comes
 * @param endsOn the day on which that is so
 * @param playedAlong how many other cases of the debtor were played with it
 */
public record Forecast(List<Coming> coming, String end, LocalDate endsOn, int playedAlong) {

    /** More other cases than these are not played along. */
    public static final int MOST_ALONG = 100;

    /**
     * One step.
     *
     * @param kind null for a write-off
     * @param deadline until when the debtor may pay, or null
     * @param fee what it adds to this invoice; of a shared letter the fee may stand on another one
     * @param interest what the step itself claims of it
     * @param amountDue all that is owed of this invoice then
     * @param shared the letter as a whole when it is about other invoices too, or null
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
            String because,
            @Nullable Shared shared) {

        /** One letter is told of one invoice, however many are in it. */
        boolean isToldOf(UUID invoiceId) {
            return shared == null || shared.lead().equals(invoiceId);
        }
    }

    /**
     * One letter about several invoices.
     *
     * @param lead the invoice that the fee stands on
     * @param fee the fee of the letter
     * @param amountDue what the letter asks for, for all of them
     * @param invoices all of them, the lead too
     */
    public record Shared(UUID lead, Money fee, Money amountDue, List<Companion> invoices) {}

    /**
     * An invoice in a letter.
     *
     * @param number null when the case was not played along
     */
    public record Companion(UUID invoiceId, @Nullable String number) {}

    /** Of a case of a debtor who has no other. */
    public static Forecast of(Case c, Rules rules) {
        return of(c, List.of(), List.of(), rules);
    }

    /**
     * Of a case whose invoice is known; of another nothing can be foreseen.
     *
     * @param others open cases of the same debtor at the same creditor; of more than {@link #MOST_ALONG} the first
     * @param pasts what is remembered of the debtor's cases, of these and of others
     */
    public static Forecast of(Case c, List<Case> others, List<Past> pasts, Rules rules) {
        if (c.receivable() == null) {
            return new Forecast(List.of(), "the invoice is not known yet", rules.today(), 0);
        }
        Map<UUID, Tally> tallies =
                pasts.stream().collect(Collectors.toMap(Past::invoiceId, Past::tally, (one, _) -> one));
        Function<Case, Play.Part> part = one ->
                new Play.Part(one, tallies.getOrDefault(one.invoiceId(), Tally.NONE), rules.today(), new TreeMap<>());
        Play.Part asked = part.apply(c);
        List<Play.Part> parts = new ArrayList<>(List.of(asked));
        others.stream()
                .filter(one -> one.receivable() != null && !one.invoiceId().equals(c.invoiceId()))
                .limit(MOST_ALONG)
                .map(part)
                .forEach(parts::add);
        Play.of(parts, pasts, rules.book(), rules.debtor().hold(), asked);
        return new Forecast(asked.coming(), asked.end(), asked.endedOn(), parts.size() - 1);
    }
}
