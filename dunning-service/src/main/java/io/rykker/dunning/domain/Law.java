package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The law of one country about paying late, as effective-dated rows. What has no row is refused, never guessed. */
public final class Law {

    static final String FEE_AMOUNT = "reminder-fee.max-amount";
    static final String FEE_COUNT = "reminder-fee.max-count";
    static final String FEE_COUNT_IN_ARREARS = "reminder-fee.max-count-in-arrears";
    static final String FEE_EARLIEST = "reminder-fee.earliest-days-after-due";
    static final String FEE_SPACING = "reminder-fee.min-days-between";
    static final String FEE_LAPSED = "reminder-fee.second-fee-needs-lapsed-deadline-days";
    static final String NOTICE_DAYS = "collection-notice.min-deadline-days";
    static final String COMPENSATION = "compensation.amount";
    static final String STACKING = "compensation.stacking";
    static final String RATE = "late-interest.rate";

    private final String country;
    private final Currency currency;
    private final Closings closings;
    private final Map<String, List<LawRow>> rows;

    public Law(String country, Currency currency, Closings closings, List<LawRow> rows) {
        this.country = country;
        this.currency = currency;
        this.closings = closings;
        this.rows = rows.stream().collect(Collectors.groupingBy(LawRow::rule));
    }

    /** A letter that carried a fee. */
    public record FeeLetter(LocalDate sentOn, LocalDate deadline) {}

    /** Whether a fee is lawful on a day, and if not, from when. */
    public sealed interface FeeRuling {
        record Allowed(Money amount, String paragraph) implements FeeRuling {}

        record NotBefore(LocalDate earliest, String why) implements FeeRuling {}

        record Never(String why) implements FeeRuling {}
    }

    /** May a letter that is sent on the day asked about carry a fee, after these that carried one before? */
    public FeeRuling fee(DebtorKind kind, ClaimDates dates, List<FeeLetter> before) {
        LawRow most = require(FEE_COUNT, kind, dates);
        if (before.size() >= most.whole()) {
            return new FeeRuling.Never(
                    most.whole() + " letters with a fee were sent, more are against " + most.paragraph());
        }
        LawRow wait = require(FEE_EARLIEST, kind, dates);
        LocalDate earliest = dates.due().plusDays(wait.whole());
        String why = "the earliest day is " + wait.whole() + " days after the due date, " + wait.paragraph();
        Optional<FeeLetter> last = before.stream().max(Comparator.comparing(FeeLetter::sentOn));
        if (last.isPresent()) {
            Optional<LawRow> spacing = find(FEE_SPACING, kind, dates);
            if (spacing.isPresent()) {
                LocalDate spaced = last.get().sentOn().plusDays(spacing.get().whole());
                if (spaced.isAfter(earliest)) {
                    earliest = spaced;
                    why = spacing.get().whole() + " days are needed between two fees, "
                            + spacing.get().paragraph();
                }
            }
            Optional<LawRow> lapsed = find(FEE_LAPSED, kind, dates);
            if (lapsed.isPresent()) {
                LocalDate shortest = last.get().sentOn().plusDays(lapsed.get().whole());
                LocalDate over = (shortest.isAfter(last.get().deadline())
                                ? shortest
                                : last.get().deadline())
                        .plusDays(1);
                if (over.isAfter(earliest)) {
                    earliest = over;
                    why = "a deadline of " + lapsed.get().whole() + " days in the letter before must have run out, "
                            + lapsed.get().paragraph();
                }
            }
        }
        if (dates.on().isBefore(earliest)) {
            return new FeeRuling.NotBefore(earliest, why);
        }
        LawRow amount = require(FEE_AMOUNT, kind, dates);
        return new FeeRuling.Allowed(new Money(amount.number(), currency), amount.paragraph());
    }

    /**
     * The same, when the debtor has paid fees for other claims in the same unbroken arrears: some laws count them
     * together.
     *
     * @param beside the letters with a fee for the debtor's other claims
     */
    public FeeRuling fee(DebtorKind kind, ClaimDates dates, List<FeeLetter> before, int beside) {
        Optional<LawRow> most = find(FEE_COUNT_IN_ARREARS, kind, dates);
        return most.isPresent() && before.size() + beside >= most.get().whole()
                ? new FeeRuling.Never(most.get().whole() + " letters with a fee were sent in one unbroken arrears, more"
                        + " are against " + most.get().paragraph())
                : fee(kind, dates, before);
    }

    /** The days that a collection notice must give at least, from the day of sending. */
    public int noticeDays(DebtorKind kind, ClaimDates dates) {
        return require(NOTICE_DAYS, kind, dates).whole();
    }

    /** The flat sum for paying late; zero for a consumer. */
    public Money compensation(DebtorKind kind, ClaimDates dates) {
        return new Money(require(COMPENSATION, kind, dates).number(), currency);
    }

    /** Whether fees count against the flat sum instead of coming on top of it. */
    public boolean compensationHoldsFees(DebtorKind kind, ClaimDates dates) {
        return find(STACKING, kind, dates)
                .map(row -> row.value().equals("offsets-other-costs"))
                .orElse(false);
    }

    /** Statutory interest on a day, percent a year. */
    public BigDecimal rate(DebtorKind kind, ClaimDates dates) {
        return require(RATE, kind, dates).number();
    }

    /** The last day through which the same rate holds as on the day asked about. */
    LocalDate rateHoldsThrough(DebtorKind kind, ClaimDates dates) {
        LawRow.Window window = require(RATE, kind, dates).when().get(LawRow.Selector.EACH_DAY);
        LocalDate to = window == null ? null : window.to();
        return to == null ? LocalDate.MAX : to;
    }

    public String country() {
        return country;
    }

    public Currency currency() {
        return currency;
    }

    public Closings closings() {
        return closings;
    }

    Optional<LawRow> find(String rule, DebtorKind kind, ClaimDates dates) {
        return rows.getOrDefault(rule, List.of()).stream()
                .filter(row -> row.applies(kind, dates))
                .findFirst();
    }

    LawRow require(String rule, DebtorKind kind, ClaimDates dates) {
        return find(rule, kind, dates)
                .orElseThrow(() -> new MissingLaw("no row " + rule + " for " + country + ", " + kind.word()
                        + ", claim due " + dates.due() + ", day " + dates.on()));
    }
}
