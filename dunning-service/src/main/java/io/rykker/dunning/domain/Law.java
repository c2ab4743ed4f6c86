package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The law of one country about paying late, as effective-dated rows. What has no row is refused, never guessed. */
public final class Law {

    static final String FEE_AMOUNT = "reminder-fee.max-amount";
    static final String FEE_COUNT = "reminder-fee.max-count";
    static final String FEE_COUNT_IN_ARREARS = "reminder-fee.max-count-in-arrears";
    static final String FEE_EARLIEST = "reminder-fee.earliest-days-after-due";
    static final String FEE_SPACING = "reminder-fee.min-days-between";
    static final String FEE_LAPSED = "reminder-fee.second-fee-needs-lapsed-deadline-days";
    static final String FEE_AGREED = "reminder-fee.requires-prior-agreement";
    static final String NOTICE_FEE = "collection-notice.fee-max-amount";
    static final String NOTICE_FEE_COUNT = "collection-notice.max-fee-count";
    static final String FEE_AFTER_PLAN = "reminder-fee.after-broken-plan";
    static final String NOTICE_DAYS = "collection-notice.min-deadline-days";
    static final String NOTICE_SENDER = "collection-notice.who-may-send";
    static final String NOTICE_CONTENT = "collection-notice.required-content";
    static final String DEMAND_AFTER = "collection-demand.min-days-after-reminder";
    static final String COMPENSATION = "compensation.amount";
    static final String PER = "compensation.per";
    static final String STACKING = "compensation.stacking";
    static final String RATE = "late-interest.rate";
    static final String NO_DUE_DATE = "late-interest.no-fixed-due-date-days";
    static final String DAY_COUNT = "interest.day-count";
    static final String DUE_ROLL = "deadline.roll-rule";
    static final String ALLOCATION = "allocation.order";

    private final String country;
    private final Set<String> covers;
    private final Currency currency;
    private final Closings closings;
    private final Map<String, Choice> choices;
    private final Map<String, String> chosen;
    private final Map<String, List<LawRow>> rows;

    /**
     * @param covers the countries that have no law of their own here and for which this one holds, or none
     */
    public Law(
            String country,
            Set<String> covers,
            Currency currency,
            Closings closings,
            List<Choice> choices,
            List<LawRow> rows) {
        this(
                country,
                covers,
                currency,
                closings,
                choices.stream().collect(Collectors.toMap(Choice::name, choice -> choice)),
                Map.of(),
                rows.stream().collect(Collectors.groupingBy(LawRow::rule)));
    }

    private Law(
            String country,
            Set<String> covers,
            Currency currency,
            Closings closings,
            Map<String, Choice> choices,
            Map<String, String> chosen,
            Map<String, List<LawRow>> rows) {
        this.country = country;
        this.covers = covers;
        this.currency = currency;
        this.closings = closings;
        this.choices = choices;
        this.chosen = chosen;
        this.rows = rows;
    }

    /** The same law read with these choices; a choice that this law does not know means nothing to it. */
    public Law choosing(Map<String, String> more) {
        return more.isEmpty() ? this : new Law(country, covers, currency, closings, choices, more, rows);
    }

    /** What is chosen here: each contested point with the option that holds, and so with the reading that was used. */
    public Map<String, String> chosen() {
        Map<String, String> all = new TreeMap<>();
        for (Choice choice : choices.values()) {
            all.put(choice.name(), option(choice));
        }
        return all;
    }

    /** The points on which this law leaves a choice, by name. */
    public Map<String, Choice> choices() {
        return new TreeMap<>(choices);
    }

    private String option(Choice choice) {
        String option = chosen.getOrDefault(choice.name(), choice.byDefault());
        return choice.options().containsKey(option) ? option : choice.byDefault();
    }

    /** A letter that carried a fee. */
    public record FeeLetter(LocalDate sentOn, LocalDate deadline, StepKind kind) {

        public FeeLetter(LocalDate sentOn, LocalDate deadline) {
            this(sentOn, deadline, StepKind.FORMAL);
        }
    }

    /**
     * What a fee is asked for.
     *
     * @param agreed a reminder fee was agreed when the debt arose
     * @param beside the letters with a fee for the debtor's other claims in the same unbroken arrears: some laws count
     *     them together
     */
    public record FeeFor(StepKind letter, boolean agreed, int beside) {}

    /** Whether a fee is lawful on a day, and if not, from when. */
    public sealed interface FeeRuling {
        record Allowed(Money amount, String paragraph) implements FeeRuling {}

        record NotBefore(LocalDate earliest, String why) implements FeeRuling {}

        record Never(String why) implements FeeRuling {}
    }

    /** The same for a reminder whose fee was not agreed. */
    public FeeRuling fee(DebtorKind kind, ClaimDates dates, List<FeeLetter> before) {
        return fee(kind, dates, new FeeFor(StepKind.FORMAL, false, 0), before);
    }

    /** May a letter that is sent on the day asked about carry a fee, after these that carried one before? */
    public FeeRuling fee(DebtorKind kind, ClaimDates dates, FeeFor asked, List<FeeLetter> before) {
        boolean own = asked.letter() == StepKind.COLLECTION_NOTICE && hasNoticeFee(kind, dates);
        if (!own && !asked.agreed() && find(FEE_AGREED, kind, dates).isPresent()) {
            return new FeeRuling.Never("the fee was not agreed when the debt arose, as "
                    + require(FEE_AGREED, kind, dates).paragraph() + " demands");
        }
        LawRow amount = require(own ? NOTICE_FEE : FEE_AMOUNT, kind, dates);
        if (amount.number().signum() == 0) {
            return new FeeRuling.Never("no fee is lawful: " + amount.paragraph() + " (" + amount.source() + ")");
        }
        boolean ownNotices = hasNoticeFee(kind, dates);
        LawRow most = require(own ? NOTICE_FEE_COUNT : FEE_COUNT, kind, dates);
        long counted = before.stream()
                .filter(letter -> !ownNotices || own == (letter.kind() == StepKind.COLLECTION_NOTICE))
                .count();
        if (counted >= most.whole()) {
            return new FeeRuling.Never(most.whole() + (most.whole() == 1 ? " letter" : " letters") + " with a fee "
                    + (most.whole() == 1 ? "was" : "were") + " sent, more are against " + most.paragraph());
        }
        Optional<LawRow> arrears = find(FEE_COUNT_IN_ARREARS, kind, dates);
        if (arrears.isPresent()
                && before.size() + asked.beside() >= arrears.get().whole()) {
            return new FeeRuling.Never(arrears.get().whole()
                    + " letters with a fee were sent in one unbroken arrears, more are against "
                    + arrears.get().paragraph());
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
        return new FeeRuling.Allowed(new Money(amount.number(), currency), amount.paragraph());
    }

    /** Whether a collection notice has a fee of its own, counted apart from the reminders'. */
    boolean hasNoticeFee(DebtorKind kind, ClaimDates dates) {
        return find(NOTICE_FEE, kind, dates).isPresent();
    }

    /** May a letter carry a fee after an instalment plan was broken? Yes, unless a row says no. */
    public boolean feeAfterBrokenPlan(DebtorKind kind, ClaimDates dates) {
        return find(FEE_AFTER_PLAN, kind, dates)
                .map(row -> !row.value().equals("none"))
                .orElse(true);
    }

    /** The days that a collection notice must give at least, from the day of sending. */
    public int noticeDays(DebtorKind kind, ClaimDates dates) {
        return require(NOTICE_DAYS, kind, dates).whole();
    }

    /**
     * What a collection notice must be.
     *
     * @param shortestDeadline the first day that may be its deadline; a closed day does not move it
     * @param sender who may send it
     * @param content what must be in it
     */
    public record Notice(LocalDate shortestDeadline, String sender, List<String> content, String paragraph) {}

    /** What a collection notice that is sent on the day asked about must be. */
    public Notice notice(DebtorKind kind, ClaimDates dates) {
        LawRow days = require(NOTICE_DAYS, kind, dates);
        return new Notice(
                dates.on().plusDays(days.whole()),
                require(NOTICE_SENDER, kind, dates).value(),
                all(NOTICE_CONTENT, kind, dates).stream().map(LawRow::value).toList(),
                days.paragraph());
    }

    /** Whether something is lawful on a day, and if not, why and from when. */
    public sealed interface Ruling {
        record Lawful(String paragraph) implements Ruling {}

        record NotBefore(LocalDate earliest, String why) implements Ruling {}

        /** Not as things are; the reason says what must happen first. */
        record Never(String why) implements Ruling {}
    }

    /** May a reminder be sent on the day asked about? A fee is asked about apart. */
    public Ruling reminder(ClaimDates dates) {
        LocalDate earliest = dates.due().plusDays(1);
        return dates.on().isBefore(earliest)
                ? new Ruling.NotBefore(earliest, "the claim is due on " + dates.due() + ", it is late the day after")
                : new Ruling.Lawful("the claim fell due on " + dates.due());
    }

    /**
     * May the claim be handed over on the day asked about?
     *
     * @param notices the collection notices that were sent, with the deadlines printed in them
     */
    public Ruling handover(DebtorKind kind, ClaimDates dates, List<FeeLetter> notices) {
        String why = "no collection notice was sent, as "
                + require(NOTICE_DAYS, kind, dates).paragraph() + " demands";
        LocalDate earliest = null;
        String paragraph = "";
        for (FeeLetter notice : notices) {
            Notice must = notice(kind, new ClaimDates(dates.arises(), dates.due(), notice.sentOn()));
            if (notice.deadline().isBefore(must.shortestDeadline())) {
                why = "the collection notice of " + notice.sentOn() + " gave until " + notice.deadline()
                        + " only; " + must.shortestDeadline() + " would be lawful by " + must.paragraph()
                        + ": it does not count";
            } else if (earliest == null || notice.deadline().isBefore(earliest)) {
                earliest = notice.deadline().plusDays(1);
                paragraph = must.paragraph();
            }
        }
        if (earliest == null) {
            return new Ruling.Never(why);
        }
        return dates.on().isBefore(earliest)
                ? new Ruling.NotBefore(
                        earliest, "the deadline in the collection notice must have run out, " + paragraph)
                : new Ruling.Lawful(paragraph);
    }

    /** The first day for an agency's own demand after a reminder, when the law keeps them apart. */
    public Optional<LocalDate> earliestDemand(DebtorKind kind, ClaimDates dates, LocalDate reminderSentOn) {
        return find(DEMAND_AFTER, kind, dates).map(row -> reminderSentOn.plusDays(row.whole()));
    }

    /** The flat sum for paying late; zero for a consumer. */
    public Money compensation(DebtorKind kind, ClaimDates dates) {
        return new Money(require(COMPENSATION, kind, dates).number(), currency);
    }

    /** How the flat sum and other cost stand to each other. */
    public enum Stacking {
        /** The flat sum comes on top of the fees. */
        ADDITIVE,
        /** Other cost counts only above the flat sum. */
        OFFSETS_OTHER_COSTS,
        /** The flat sum is owed instead of the fees. */
        INSTEAD_OF_FEES,
        /** The flat sum is taken off the cost of a lawyer or an agency. */
        CREDITED_AGAINST_LEGAL_COSTS;

        static Stacking of(String word) {
            return switch (word) {
                case "additive" -> ADDITIVE;
                case "offsets-other-costs" -> OFFSETS_OTHER_COSTS;
                case "instead-of-reminder-and-demand-fees" -> INSTEAD_OF_FEES;
                case "credited-against-legal-costs" -> CREDITED_AGAINST_LEGAL_COSTS;
                default -> throw new IllegalArgumentException("no way of stacking is called " + word);
            };
        }
    }

    /** Whether the flat sum is owed once in the debtor's unbroken arrears, and not for each late invoice. */
    public boolean compensatesOnceInArrears(DebtorKind kind, ClaimDates dates) {
        return find(PER, kind, dates).map(row -> row.value().equals("arrears")).orElse(false);
    }

    public Stacking stacking(DebtorKind kind, ClaimDates dates) {
        return Stacking.of(require(STACKING, kind, dates).value());
    }

    /** Whether fees count against the flat sum instead of coming on top of it. */
    public boolean compensationHoldsFees(DebtorKind kind, ClaimDates dates) {
        return find(STACKING, kind, dates)
                .map(row -> Stacking.of(row.value()) != Stacking.ADDITIVE)
                .orElse(false);
    }

    /** What of a later cost of collection may still be claimed beside a flat sum that was claimed. */
    public Money costBeside(DebtorKind kind, ClaimDates dates, Money flatSum, Money cost) {
        return compensationHoldsFees(kind, dates) ? cost.minus(flatSum).atLeastZero() : cost;
    }

    /**
     * The most that an agency's work of one kind may cost the debtor; empty when the law has no figure for it.
     *
     * @param rule {@code agency-cost.max-amount}, {@code agency-cost.first-demand-max}, {@code total-cost.max-amount} ...
     */
    public Optional<Money> costCeiling(String rule, DebtorKind kind, ClaimDates dates, Money principal) {
        Optional<LawRow> ceiling = find(rule, kind, dates, principal);
        Optional<LawRow> excess = find("agency-cost.percent-of-excess", kind, dates, principal)
                .filter(row -> rule.equals("agency-cost.max-amount"));
        return ceiling.map(row -> new Money(row.number(), currency))
                .map(most -> excess.map(row -> most.plus(
                                Interest.percent(principal.minus(new Money(over(row), currency)), row.number())))
                        .orElse(most));
    }

    private static BigDecimal over(LawRow row) {
        LawRow.Band band = row.band();
        return band == null ? BigDecimal.ZERO : band.over();
    }

    /** The day on which a claim is due that was agreed for a day: a closed day moves it where the law does. */
    public LocalDate due(DebtorKind kind, LocalDate arises, LocalDate agreed) {
        return find(DUE_ROLL, kind, new ClaimDates(arises, agreed, agreed))
                .filter(row -> !row.value().equals("none"))
                .map(row -> closings.roll(agreed))
                .orElse(agreed);
    }

    /** The first day of interest: the day after the due date that was fixed in advance. */
    public LocalDate interestFrom(ClaimDates dates) {
        return dates.due().plusDays(1);
    }

    /** The first day of interest when no due date was fixed: so many days after a demand was sent. */
    public LocalDate interestFromDemand(DebtorKind kind, ClaimDates dates, LocalDate demandSentOn) {
        String rule = find(NO_DUE_DATE, kind, dates).isPresent() ? NO_DUE_DATE : "default.days-without-reminder";
        return demandSentOn.plusDays(require(rule, kind, dates).whole()).plusDays(1);
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

    /** Whether months have 30 days and the year 360 when interest is reckoned. */
    boolean countsThirtyDays(DebtorKind kind, ClaimDates dates) {
        return find(DAY_COUNT, kind, dates)
                .map(row -> row.value().equals("30/360"))
                .orElse(false);
    }

    /** What money counts against first, and then. */
    public List<Allocation.Pot> allocation(DebtorKind kind, ClaimDates dates) {
        return Allocation.Pot.order(require(ALLOCATION, kind, dates).value());
    }

    public String country() {
        return country;
    }

    /** The countries without a law of their own here, for which this one holds. */
    public Set<String> covers() {
        return covers;
    }

    public Currency currency() {
        return currency;
    }

    public Closings closings() {
        return closings;
    }

    /** Every row of this law, whatever was chosen. */
    public List<LawRow> rows() {
        List<LawRow> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        return all;
    }

    public Optional<LawRow> find(String rule, DebtorKind kind, ClaimDates dates) {
        // asked for each case many times a day: a plain loop, and nothing that is thrown away
        for (LawRow row : rows.getOrDefault(rule, List.of())) {
            if (row.applies(kind, dates) && isChosen(row)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** The row for a principal, where the law goes by bands. */
    public Optional<LawRow> find(String rule, DebtorKind kind, ClaimDates dates, Money principal) {
        return all(rule, kind, dates).stream()
                .filter(row -> row.isFor(principal))
                .findFirst();
    }

    List<LawRow> all(String rule, DebtorKind kind, ClaimDates dates) {
        return rows.getOrDefault(rule, List.of()).stream()
                .filter(row -> row.applies(kind, dates) && isChosen(row))
                .toList();
    }

    private boolean isChosen(LawRow row) {
        for (Map.Entry<String, String> needed : row.choice().entrySet()) {
            Choice choice = choices.get(needed.getKey());
            if (choice == null || !option(choice).equals(needed.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** The row, which must be there; throws {@link MissingLaw} that names it. */
    LawRow require(String rule, DebtorKind kind, ClaimDates dates) {
        return find(rule, kind, dates)
                .orElseThrow(() -> new MissingLaw("no row " + rule + " for " + country + ", " + kind.word()
                        + ", claim due " + dates.due() + ", day " + dates.on()));
    }
}
