package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be claimed, as a function of what is known: the invoice, the letters that were sent, money by its value date,
 * credits. Comparing it with the lines that are there gives the lines to append; so a payment that arrives late, but was
 * made in time, takes a fee back, and any order of arrival ends in the same sums.
 *
 * <p>The rules, each the one that serves the debtor best:
 *
 * <ul>
 *   <li>A letter charges only when some of the invoice itself was still unpaid at the end of the day it was sent, or was
 *       paid on that day together with what the letter charges.
 *   <li>Interest is claimed with a formal letter or a handover, through the day it was asked for, and not after that:
 *       who pays what is printed has paid.
 *   <li>An invoice that is cancelled or credited in full was no claim: nothing is charged for it.
 * </ul>
 */
final class Charges {

    static final String INVOICE = "invoice";
    static final String CANCELLED = "cancelled";
    static final String WRITTEN_OFF = "written-off";
    static final String SOLD = "sold";
    static final String FOR_BUYER = "for-buyer";

    private final Case c;
    private final RuleBook book;
    private final Money total;
    private final Map<Key, ClaimLine> wanted = new LinkedHashMap<>();

    private record Key(ClaimLine.Kind kind, String key) {}

    private Charges(Case c, RuleBook book) {
        this.c = c;
        this.book = book;
        this.total = c.issued().total();
    }

    /** The lines to append on a day so that the claim is what it should be. */
    static List<ClaimLine> corrections(Case c, RuleBook book, LocalDate today) {
        return new Charges(c, book).corrections(today);
    }

    /** Throws {@link MissingLaw} when there is no rate for a day from the due date until today, today included. */
    static void requireRates(Case c, Law law, LocalDate due, LocalDate today) {
        Receivable issued = c.issued();
        LocalDate day = due.plusDays(1);
        while (!day.isAfter(today)) {
            day = law.rateHoldsThrough(issued.debtorKind(), new ClaimDates(issued.issuedOn(), due, day));
            day = day.isAfter(today) ? today.plusDays(1) : day.plusDays(1);
        }
    }

    private List<ClaimLine> corrections(LocalDate today) {
        want();
        List<ClaimLine> corrections = new ArrayList<>();
        for (ClaimLine line : wanted.values()) {
            Money there = c.account().claimed(line.kind(), line.key(), total);
            if (!line.amount().equals(there)) {
                LocalDate on = there.isZero() ? line.on() : today;
                corrections.add(
                        new ClaimLine(line.kind(), line.key(), line.amount().minus(there), on, line.text()));
            }
        }
        for (ClaimLine line : c.account().lines()) {
            Key key = new Key(line.kind(), line.key());
            if (!wanted.containsKey(key)) {
                wanted.put(key, line);
                Money there = c.account().claimed(line.kind(), line.key(), total);
                if (!there.isZero()) {
                    corrections.add(new ClaimLine(line.kind(), line.key(), there.negated(), today, line.text()));
                }
            }
        }
        return corrections;
    }

    private void want() {
        want(ClaimLine.Kind.PRINCIPAL, INVOICE, total, c.issued().issuedOn(), INVOICE);
        Money credited = c.account().credited(total);
        boolean noClaim =
                c.account().cancelled() != null || !total.minus(credited).isPositive();
        if (!noClaim) {
            wantForLetters();
            wantForHandovers();
        }
        Account.Cancellation cancelled = c.account().cancelled();
        if (cancelled != null) {
            Money left = total.minus(credited).atLeastZero();
            want(ClaimLine.Kind.PRINCIPAL, CANCELLED, left.negated(), cancelled.on(), CANCELLED);
        }
        Assignment sale = c.account().sale();
        if (sale != null) {
            wantSale(sale);
        }
        Account.WriteOff writtenOff = c.account().writtenOff();
        if (writtenOff != null) {
            wantWriteOff(writtenOff);
        }
    }

    private void wantForLetters() {
        List<Letter> sent = c.letters().stream()
                .filter(Letter::mayCharge)
                .sorted(Comparator.comparing(Charges::sentOn).thenComparingInt(Letter::index))
                .toList();
        List<Law.FeeLetter> charged = new ArrayList<>();
        for (Letter letter : sent) {
            LocalDate on = sentOn(letter);
            String key = letter.id().toString();
            want(ClaimLine.Kind.FEE, key, fee(letter, on, charged), on, letter.step());
            want(ClaimLine.Kind.COMPENSATION, key, compensation(letter, on), on, letter.step());
            if (letter.interest()) {
                wantInterest(key, letter.askedOn(), on, letter.step());
            }
            keepIfOwed(key, on);
            if (wanted.containsKey(new Key(ClaimLine.Kind.FEE, key))) {
                charged.add(new Law.FeeLetter(on, letter.standingDeadline(), letter.kind()));
            }
        }
    }

    /** What was printed, as far as it was lawful on the day the letter really went out. */
    private Money fee(Letter letter, LocalDate on, List<Law.FeeLetter> charged) {
        Money none = Money.zero(total.currency());
        if (!letter.fee().isPositive()) {
            return none;
        }
        Receivable issued = c.issued();
        Law law = book.lawOf(c);
        ClaimDates dates = Ahead.dates(c, book, on);
        if (wanted(ClaimLine.Kind.COMPENSATION).isPositive() && law.compensationHoldsFees(issued.debtorKind(), dates)) {
            return none;
        }
        return law.fee(issued.debtorKind(), dates, new Law.FeeFor(letter.kind(), issued.feesAgreed(), 0), charged)
                        instanceof Law.FeeRuling.Allowed(var most, var _)
                ? letter.fee().atMost(most)
                : none;
    }

    /** The flat sum once, and where it holds the fees no more than what they leave of it. */
    private Money compensation(Letter letter, LocalDate on) {
        if (!letter.compensation().isPositive()) {
            return letter.compensation();
        }
        Receivable issued = c.issued();
        Law law = book.lawOf(c);
        ClaimDates dates = Ahead.dates(c, book, on);
        Money most = law.compensation(issued.debtorKind(), dates).minus(wanted(ClaimLine.Kind.COMPENSATION));
        Money fees = wanted(ClaimLine.Kind.FEE);
        Money room = law.compensationHoldsFees(issued.debtorKind(), dates) ? most.minus(fees) : most;
        return letter.compensation().atMost(room.atLeastZero());
    }

    private void wantForHandovers() {
        for (Handover handover : c.handovers()) {
            if (handover.interest()) {
                String key = handover.caseId().toString();
                wantInterest(key, handover.on(), handover.on(), "handover");
                keepIfOwed(key, handover.on());
            }
        }
    }

    /** Of who paid on the very day, one who paid these charges too has paid them; from another they are not taken. */
    private void keepIfOwed(String key, LocalDate on) {
        boolean wasOwed = c.principalLeft(on).isPositive();
        boolean wasPaidWithTheRest = c.principalLeft(on.minusDays(1)).isPositive()
                && !wanted().minus(c.account().credited(total))
                        .minus(c.account().paidBy(on, total))
                        .isPositive();
        if (!wasOwed && !wasPaidWithTheRest) {
            wanted.keySet().removeIf(one -> one.key().equals(key));
        }
    }

    private Money wanted() {
        return Money.sum(total, wanted.values(), _ -> true, ClaimLine::amount);
    }

    private void wantInterest(String key, LocalDate through, LocalDate on, String text) {
        Receivable issued = c.issued();
        Law law = book.lawOf(c);
        Money principal = total.minus(c.account().credited(total));
        Money all = Interest.sum(
                Interest.on(
                        principal,
                        onPrincipal(),
                        issued.issuedOn(),
                        Ahead.due(c, book),
                        through,
                        issued.debtorKind(),
                        law),
                total);
        want(
                ClaimLine.Kind.INTEREST,
                key,
                all.minus(wanted(ClaimLine.Kind.INTEREST)).atLeastZero(),
                on,
                text);
    }

    /** What of each payment was for the invoice itself, given what had been claimed by its day. */
    private List<Account.Payment> onPrincipal() {
        List<Account.Payment> payments = c.account().standing(total);
        return payments.isEmpty()
                ? payments
                : Allocation.onPrincipal(Allocation.of(
                        List.copyOf(wanted.values()),
                        c.account().credited(total),
                        payments,
                        Outstanding.order(c, book)));
    }

    private void wantWriteOff(Account.WriteOff writtenOff) {
        wantNothingLeft(WRITTEN_OFF, c.account().paid(total), writtenOff.on());
    }

    /**
     * What was left when it was sold is the buyer's. So is what is paid here from that day on: it is booked, and takes
     * nothing off the claim that was sold.
     */
    private void wantSale(Assignment sale) {
        Money before = c.account().paidBy(sale.on().minusDays(1), total);
        wantNothingLeft(SOLD, before, sale.on());
        Money since = c.account().paid(total).minus(before);
        want(ClaimLine.Kind.PRINCIPAL, FOR_BUYER, since, firstPaid(sale.on()), FOR_BUYER);
    }

    private LocalDate firstPaid(LocalDate from) {
        return c.account().standing(total).stream()
                .map(Account.Payment::valueDate)
                .filter(on -> !on.isBefore(from))
                .findFirst()
                .orElse(from);
    }

    /** Closes what is left when what was paid and credited is taken off: the invoice first, then what came on top. */
    private void wantNothingLeft(String key, Money paid, LocalDate on) {
        Money offset = paid.plus(c.account().credited(total));
        for (ClaimLine.Kind kind : ClaimLine.Kind.values()) {
            Money claimed = wanted(kind);
            Money left = claimed.minus(offset).atLeastZero();
            offset = offset.minus(claimed).atLeastZero();
            want(kind, key, left.negated(), on, key);
        }
    }

    private Money wanted(ClaimLine.Kind kind) {
        return Money.sum(total, wanted.values(), line -> line.kind() == kind, ClaimLine::amount);
    }

    private void want(ClaimLine.Kind kind, String key, Money amount, LocalDate on, String text) {
        if (!amount.isZero()) {
            wanted.put(new Key(kind, key), new ClaimLine(kind, key, amount, on, text));
        }
    }

    private static LocalDate sentOn(Letter letter) {
        Letter.Sent sent = letter.sent();
        return sent == null ? letter.askedOn() : sent.on();
    }
}
