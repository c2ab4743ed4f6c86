package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The day through which a claim can be enforced (forældelse, foreldelse, preskription, vanhentuminen, Verjährung), as far
 * as it follows from what is known. Where a reading is open the earlier day is taken: nobody loses a claim by being
 * early.
 *
 * @param on the last day
 * @param alertOn from when a person is told: half a year before
 * @param from what the period runs from
 * @param because in plain words, what it runs from and for how long
 * @param paragraph where it stands
 */
public record Limitation(LocalDate on, LocalDate alertOn, LocalDate from, String because, String paragraph) {

    /** Long enough to go to court after the person has come back from a holiday. */
    static final int ALERT_MONTHS = 6;

    static final String YEARS = "limitation.years";
    static final String FROM = "limitation.from";
    static final String ROLL = "limitation.roll-rule";

    private static final String SAME = "same";
    private static final String NONE = "none";

    /** What may begin the period anew, as the law packs word it. */
    public enum Cause {
        REMINDER("limitation.reminder-interrupts", "a reminder was sent"),
        PAYMENT("limitation.after-payment", "a part was paid"),
        INTEREST_PAYMENT("limitation.after-interest-payment", "interest was paid"),
        ACKNOWLEDGEMENT("limitation.after-acknowledgement", "the debt was acknowledged"),
        WRITTEN_ACKNOWLEDGEMENT(
                "limitation.after-written-acknowledgement", "the debt was acknowledged in writing with its amount"),
        PLAN("limitation.after-plan", "instalments were agreed"),
        JUDGMENT("limitation.after-judgment", "judgment was given");

        private final String rule;
        private final String words;

        Cause(String rule, String words) {
            this.rule = rule;
            this.words = words;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String words() {
            return words;
        }
    }

    /** Something that happened and may begin the period anew. */
    public record Event(Cause cause, LocalDate on) {}

    /**
     * The limitation of a claim; throws {@link MissingLaw}.
     *
     * @param arises the claim's origin: the contract or delivery, or the invoice's date when no other is known
     * @param due when it fell due as agreed, not moved
     */
    public static Limitation of(Law law, DebtorKind kind, LocalDate arises, LocalDate due, List<Event> events) {
        ClaimDates dates = new ClaimDates(arises, due, due);
        LawRow years = law.require(YEARS, kind, dates);
        String start = law.require(FROM, kind, dates).value();
        LocalDate from = switch (start) {
            case "origin" -> arises;
            case "due" -> due;
            case "due-year-end" -> LocalDate.of(due.getYear(), 12, 31);
            default -> throw new IllegalArgumentException("no limitation runs from " + start);
        };
        Limitation limitation =
                running(law, kind, dates, from, years.whole(), "from " + words(start) + " " + from, years.paragraph());
        List<Event> inOrder = new ArrayList<>(events);
        inOrder.sort(Comparator.comparing(Event::on));
        for (Event event : inOrder) {
            // what has lapsed comes back by nothing that is known here
            if (!event.on().isAfter(limitation.on())) {
                limitation = later(limitation, after(law, kind, dates, years.whole(), event));
            }
        }
        return limitation;
    }

    /** The limitation of a case, from its letters, its money and what was agreed; empty when the law is not known. */
    public static Optional<Limitation> of(Case c, RuleBook book) {
        if (c.receivable() == null || book.findLaw(c.issued().debtorCountry()).isEmpty()) {
            return Optional.empty();
        }
        Receivable issued = c.issued();
        try {
            return Optional.of(
                    of(book.lawOf(c), issued.debtorKind(), issued.issuedOn(), issued.dueOn(), events(c, book)));
        } catch (MissingLaw _) {
            return Optional.empty();
        }
    }

    /**
     * The limitation of a case of which more is known; throws {@link MissingLaw}.
     *
     * @param arises the claim's origin
     * @param more what happened beside the case's letters and money, like an acknowledgement
     */
    public static Limitation of(Case c, RuleBook book, LocalDate arises, List<Event> more) {
        List<Event> events = new ArrayList<>(events(c, book));
        events.addAll(more);
        Receivable issued = c.issued();
        return of(book.lawOf(c), issued.debtorKind(), arises, issued.dueOn(), events);
    }

    /** The limitation that a person is to be told of on a day and has not been told of; empty when there is none. */
    static Optional<Limitation> toTell(Case c, Rules rules) {
        return of(c, rules.book())
                .filter(limitation -> !limitation.on().equals(c.course().limitationTold()));
    }

    private static List<Event> events(Case c, RuleBook book) {
        List<Event> events = new ArrayList<>();
        for (Letter letter : c.letters()) {
            Letter.Sent sent = letter.sent();
            if (sent != null
                    && letter.isStep()
                    && letter.stands()
                    && !sent.on().isBefore(c.issued().dueOn())) {
                events.add(new Event(Cause.REMINDER, sent.on()));
            }
        }
        LocalDate acknowledged = c.dealings().acknowledgedOn();
        if (acknowledged != null) {
            events.add(new Event(Cause.PLAN, acknowledged));
        }
        events.addAll(c.dealings().confirmations());
        for (Allocation.Part part : Outstanding.parts(c, book)) {
            boolean interest = part.over(Allocation.Pot.INTEREST).isPositive();
            events.add(new Event(
                    interest ? Cause.INTEREST_PAYMENT : Cause.PAYMENT,
                    part.payment().valueDate()));
        }
        return events;
    }

    private static Limitation after(Law law, DebtorKind kind, ClaimDates dates, int years, Event event) {
        LawRow row = law.require(event.cause().rule, kind, dates);
        String term = event.cause() == Cause.REMINDER ? (row.value().equals("true") ? SAME : NONE) : row.value();
        int period = term.equals(SAME) ? years : term.equals(NONE) ? 0 : Integer.parseInt(term);
        return running(
                law,
                kind,
                dates,
                event.on(),
                period,
                "anew from " + event.on() + ", when " + event.cause().words,
                row.paragraph());
    }

    private static Limitation later(Limitation one, Limitation other) {
        return other.on().isAfter(one.on()) ? other : one;
    }

    private static Limitation running(
            Law law, DebtorKind kind, ClaimDates dates, LocalDate from, int years, String because, String paragraph) {
        LocalDate on = from.plusYears(years);
        boolean moves = law.find(ROLL, kind, dates)
                .filter(row -> !row.value().equals(NONE))
                .isPresent();
        LocalDate last = moves ? law.closings().rollFromHolidays(on) : on;
        return new Limitation(last, last.minusMonths(ALERT_MONTHS), from, years + " years " + because, paragraph);
    }

    private static String words(String start) {
        return switch (start) {
            case "origin" -> "the claim's origin";
            case "due-year-end" -> "the end of the year in which it fell due,";
            default -> "the due date";
        };
    }
}
