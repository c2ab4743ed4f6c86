package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether something may be done in a case on a day. The law is asked, and what was agreed or contested with the debtor;
 * the creditor's policy is not.
 */
public final class Judge {

    private static final String NOTHING_IS_OWED = "nothing is owed: ";

    private final Case c;
    private final Rules rules;
    private final RuleBook book;
    private final LocalDate on;

    private Judge(Case c, Rules rules) {
        this.c = c;
        this.rules = rules;
        this.book = rules.book();
        this.on = rules.today();
    }

    /** The judge of a case as it stands, on the day of the rules. */
    public static Judge of(Case c, Rules rules) {
        return new Judge(c, rules);
    }

    /** What the law says to it. */
    public sealed interface Ruling {

        /**
         * It may be done.
         *
         * @param earliest the first day on which it is, as the case stands
         * @param most what may be charged at most, or null when nothing is charged
         */
        record Lawful(LocalDate earliest, @Nullable Money most, String why) implements Ruling {}

        /**
         * It may not be done.
         *
         * @param from the first day on which it may, or null when waiting does not help
         */
        record Unlawful(@Nullable LocalDate from, String why) implements Ruling {}

        /** A fact of law is not there: nothing is guessed. */
        record Unknown(String missing) implements Ruling {}
    }

    private interface Asking {
        Ruling of(Law law, DebtorKind kind);
    }

    /** A letter that asks for the money; what it charges is judged apart. */
    public Ruling letter(StepKind kind) {
        return judged((law, debtor) -> {
            if (c.settled() != null) {
                return new Ruling.Unlawful(null, NOTHING_IS_OWED + c.settled());
            }
            if (kind == StepKind.COLLECTION_NOTICE) {
                Optional<Ruling> blocked = blocked("no collection notice");
                if (blocked.isPresent()) {
                    return blocked.get();
                }
            }
            return kind == StepKind.FRIENDLY
                    ? new Ruling.Lawful(c.issued().issuedOn(), null, "a friendly reminder is free at any time")
                    : of(law.reminder(dates()), late());
        });
    }

    /** A fee for a letter of the day. */
    public Ruling fee(StepKind kind) {
        return judged((law, debtor) -> {
            Optional<Ruling> blocked = blocked("no fee");
            if (blocked.isPresent()) {
                return blocked.get();
            }
            if (!Ahead.mayCharge(c, law)) {
                return new Ruling.Unlawful(null, nothingToChargeFor(law));
            }
            if (c.dealings().plansBroken() > 0 && !law.feeAfterBrokenPlan(debtor, dates())) {
                return new Ruling.Unlawful(
                        null,
                        "no fee after a broken instalment plan, "
                                + law.require(Law.FEE_AFTER_PLAN, debtor, dates())
                                        .paragraph());
            }
            Money flat =
                    c.account().claimed(ClaimLine.Kind.COMPENSATION, c.issued().total());
            if (flat.isPositive() && law.compensationHoldsFees(debtor, dates())) {
                return new Ruling.Unlawful(null, "the flat sum of " + flat + " was claimed, and fees count against it");
            }
            return switch (fee(law, debtor, kind, dates())) {
                case Law.FeeRuling.Allowed(var most, var paragraph) ->
                    new Ruling.Lawful(earliestFee(law, debtor, kind), most, paragraph);
                case Law.FeeRuling.NotBefore(var earliest, var why) -> new Ruling.Unlawful(earliest, why);
                case Law.FeeRuling.Never(var why) -> new Ruling.Unlawful(null, why);
            };
        });
    }

    private Law.FeeRuling fee(Law law, DebtorKind debtor, StepKind kind, ClaimDates dates) {
        return law.fee(debtor, dates, Ahead.feeFor(c, kind, rules.debtor()), Ahead.feeLetters(c));
    }

    private LocalDate earliestFee(Law law, DebtorKind debtor, StepKind kind) {
        LocalDate due = Ahead.due(c, book);
        return fee(law, debtor, kind, Ahead.dates(c, book, due)) instanceof Law.FeeRuling.NotBefore(var earliest, var _)
                ? earliest
                : late();
    }

    /** The flat sum for paying late. */
    public Ruling flatSum() {
        return judged((law, debtor) -> {
            Optional<Ruling> blocked = blocked("no compensation");
            if (blocked.isPresent()) {
                return blocked.get();
            }
            if (!Ahead.mayCharge(c, law)) {
                return new Ruling.Unlawful(null, nothingToChargeFor(law));
            }
            Money most = law.compensation(debtor, dates());
            if (!most.isPositive()) {
                return new Ruling.Unlawful(null, "a " + debtor.word() + " owes no flat sum");
            }
            Money like = c.issued().total();
            if (c.account().claimed(ClaimLine.Kind.COMPENSATION, like).isPositive()) {
                return new Ruling.Unlawful(null, "the flat sum was claimed already");
            }
            if (on.isBefore(late())) {
                return new Ruling.Unlawful(late(), "the claim is not late before " + late());
            }
            if (law.compensationHoldsFees(debtor, dates())) {
                most = most.minus(c.account().claimed(ClaimLine.Kind.FEE, like)).atLeastZero();
            }
            return new Ruling.Lawful(
                    late(), most, law.require(Law.COMPENSATION, debtor, dates()).paragraph());
        });
    }

    /** Whether a fee for a letter that claims the flat sum as well is covered by it. */
    public boolean flatSumHoldsFees() {
        return book.findLaw(c.issued().debtorCountry()).isPresent()
                && book.lawOf(c).compensationHoldsFees(c.issued().debtorKind(), dates());
    }

    /**
     * What may be passed on to the debtor of a cost of collection.
     *
     * @param rule the row of law with the ceiling, like {@code agency-cost.max-amount}
     */
    public Ruling cost(String rule) {
        return judged((law, debtor) -> {
            Optional<Money> most =
                    law.costCeiling(rule, debtor, dates(), c.issued().total());
            if (most.isEmpty()) {
                throw new MissingLaw("no row " + rule + " for " + law.country() + ", " + debtor.word() + ", day " + on);
            }
            String paragraph = law.find(rule, debtor, dates(), c.issued().total())
                    .map(LawRow::paragraph)
                    .orElse("");
            return new Ruling.Lawful(late(), most.get(), paragraph);
        });
    }

    /** What of a cost may be claimed beside the flat sum; throws {@link MissingLaw}. */
    public Money costBeside(Money cost) {
        Money flat = c.account().claimed(ClaimLine.Kind.COMPENSATION, c.issued().total());
        return book.lawOf(c).costBeside(c.issued().debtorKind(), dates(), flat, cost);
    }

    /** An agency's own demand, which some laws keep apart from the reminder before it. */
    public Ruling demand() {
        return judged((law, debtor) -> {
            Optional<Ruling> blocked = blocked("no demand");
            if (blocked.isPresent()) {
                return blocked.get();
            }
            Optional<Letter> last = c.letters().stream()
                    .filter(letter -> letter.stands() && letter.kind() != StepKind.FRIENDLY)
                    .reduce((first, second) -> second);
            if (last.isEmpty()) {
                return new Ruling.Unlawful(null, "no reminder was sent");
            }
            LocalDate from =
                    law.earliestDemand(debtor, dates(), last.get().sentOn()).orElse(late());
            return on.isBefore(from)
                    ? new Ruling.Unlawful(
                            from, "the reminder went out on " + last.get().sentOn())
                    : new Ruling.Lawful(
                            from, null, "the reminder went out on " + last.get().sentOn());
        });
    }

    /** The deadline of a collection notice that is sent on the day. */
    public Ruling deadline(LocalDate deadline) {
        return judged((law, debtor) -> {
            Law.Notice must = law.notice(debtor, dates());
            String why = "the shortest lawful deadline is " + must.shortestDeadline() + ", " + must.paragraph();
            return deadline.isBefore(must.shortestDeadline())
                    ? new Ruling.Unlawful(null, why)
                    : new Ruling.Lawful(on, null, why);
        });
    }

    /** The shortest deadline that a collection notice of the day may give; throws {@link MissingLaw}. */
    public LocalDate shortestDeadline() {
        return book.lawOf(c).notice(c.issued().debtorKind(), dates()).shortestDeadline();
    }

    /** The handover to an agency, or to court. */
    public Ruling handover() {
        return judged((law, debtor) -> {
            if (c.settled() != null) {
                return new Ruling.Unlawful(null, NOTHING_IS_OWED + c.settled());
            }
            Optional<Ruling> blocked = blocked("no handover");
            if (blocked.isPresent()) {
                return blocked.get();
            }
            if (c.openHandover() != null) {
                return new Ruling.Unlawful(null, "an agency has the case already");
            }
            List<Law.FeeLetter> notices = c.letters().stream()
                    .filter(letter -> letter.stands() && !letter.isObserved())
                    .filter(letter -> letter.kind() == StepKind.COLLECTION_NOTICE)
                    .map(letter -> new Law.FeeLetter(letter.sentOn(), letter.standingDeadline(), letter.kind()))
                    .toList();
            LocalDate earliest = notices.stream()
                    .map(notice -> notice.deadline().plusDays(1))
                    .min(Comparator.naturalOrder())
                    .orElse(on);
            return of(law.handover(debtor, dates(), notices), earliest);
        });
    }

    private static Ruling of(Law.Ruling ruling, LocalDate earliest) {
        return switch (ruling) {
            case Law.Ruling.Lawful(var paragraph) -> new Ruling.Lawful(earliest, null, paragraph);
            case Law.Ruling.NotBefore(var from, var why) -> new Ruling.Unlawful(from, why);
            case Law.Ruling.Never(var why) -> new Ruling.Unlawful(null, why);
        };
    }

    private ClaimDates dates() {
        return Ahead.dates(c, book, on);
    }

    private LocalDate late() {
        return Ahead.due(c, book).plusDays(1);
    }

    /** All of them together: lawful when each is. */
    public static Ruling all(List<Ruling> rulings) {
        List<String> whys = new ArrayList<>();
        LocalDate latest = LocalDate.MIN;
        Money most = null;
        boolean lawful = true;
        boolean ever = true;
        for (Ruling ruling : rulings) {
            switch (ruling) {
                case Ruling.Unknown unknown -> {
                    return unknown;
                }
                case Ruling.Lawful(var earliest, var amount, var _) -> {
                    latest = earliest.isAfter(latest) ? earliest : latest;
                    most = amount == null ? most : amount;
                }
                case Ruling.Unlawful(var from, var why) -> {
                    lawful = false;
                    ever = ever && from != null;
                    latest = from != null && from.isAfter(latest) ? from : latest;
                    whys.add(why);
                }
            }
        }
        if (lawful) {
            Ruling last = rulings.getLast();
            return new Ruling.Lawful(latest, most, last instanceof Ruling.Lawful(var _, var _, var why) ? why : "");
        }
        return new Ruling.Unlawful(ever ? latest : null, String.join("; ", whys));
    }

    private Ruling judged(Asking asking) {
        try {
            return asking.of(book.lawOf(c), c.issued().debtorKind());
        } catch (MissingLaw missing) {
            return new Ruling.Unknown(missing.what());
        }
    }

    /** What was contested must be answered first, and what was agreed kept. */
    private Optional<Ruling> blocked(String what) {
        Assignment factor = c.account().factor();
        if (factor != null) {
            return Optional.of(new Ruling.Unlawful(null, what + " while the claim is " + factor.told()));
        }
        Hold hold = c.hold();
        if (hold != null && hold.isDispute()) {
            return Optional.of(new Ruling.Unlawful(
                    null, what + " while the objection of " + hold.from() + " is not answered and found groundless"));
        }
        if (hold != null && hold.isAgreement() && !on.isAfter(Agreements.watchedUntil(c, hold))) {
            return Optional.of(new Ruling.Unlawful(
                    Agreements.watchedUntil(c, hold).plusDays(1),
                    what + " while the agreement of " + hold.from() + " runs"));
        }
        if (hold != null && hold.isProposal() && !on.isAfter(hold.until())) {
            return Optional.of(new Ruling.Unlawful(
                    hold.until().plusDays(1),
                    what + " while the plan that was proposed on " + hold.from() + " can still be accepted"));
        }
        if (hold != null && hold.isStop()) {
            return Optional.of(new Ruling.Unlawful(
                    null,
                    what + " after the " + hold.kind().word() + " of " + hold.from() + ": the claim is to be lodged"));
        }
        return Optional.empty();
    }

    private String nothingToChargeFor(Law law) {
        return law.currency().equals(c.issued().total().currency())
                ? "nothing of the invoice itself is owed"
                : "the law's amounts are in " + law.currency() + ", the claim is not";
    }
}
