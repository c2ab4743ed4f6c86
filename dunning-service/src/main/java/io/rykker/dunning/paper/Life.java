package io.rykker.dunning.paper;

import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Assignment;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.Debtor;
import io.rykker.dunning.domain.Decision;
import io.rykker.dunning.domain.Dunning;
import io.rykker.dunning.domain.Fact;
import io.rykker.dunning.domain.Handover;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.Judge;
import io.rykker.dunning.domain.Judge.Ruling;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Limitation;
import io.rykker.dunning.domain.Mandate;
import io.rykker.dunning.domain.MissingLaw;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Past;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.Reckoning;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Rules;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.domain.StepKind;
import io.rykker.dunning.domain.Tally;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The life of one invoice on paper: the case as it is after what was described so far. */
final class Life {

    /** Days that a described reminder gives when its deadline is not said. */
    private static final int USUAL_DAYS = 14;

    private static final String AGENCY = "agency";

    private final RuleBook book;
    private final boolean walks;
    private final List<Cost> costs;
    private final LocalDate arises;
    private final List<Limitation.Event> events = new ArrayList<>();
    private final Map<String, Account.Payment> payments;
    private Case c;
    private LocalDate today;
    private Tally tally = Tally.NONE;
    private Debtor debtor = Debtor.NONE;
    private @Nullable Hold debtorHold;
    private @Nullable String lastPayment;
    private List<Fact> follows = new ArrayList<>();
    private List<String> refused = new ArrayList<>();

    /** A cost that the debtor has to bear, beside what the core charges. */
    private record Cost(LocalDate on, Money amount) {}

    private Life(
            Case c,
            LocalDate today,
            RuleBook book,
            boolean walks,
            Map<String, Account.Payment> payments,
            List<Cost> costs,
            LocalDate arises) {
        this.c = c;
        this.today = today;
        this.book = book;
        this.walks = walks;
        this.payments = payments;
        this.costs = costs;
        this.arises = arises;
    }

    /**
     * The life of an invoice that is not issued yet.
     *
     * @param arises the claim's origin, which may be before its invoice
     */
    static Life of(Receivable invoice, LocalDate arises, LocalDate today, RuleBook book, boolean walks) {
        return new Life(
                Case.of(id("invoice", invoice.number())),
                today,
                book,
                walks,
                new HashMap<>(),
                new ArrayList<>(),
                arises);
    }

    /** The same life, to look at what would be. */
    Life copy() {
        Life copy = new Life(c, today, book, walks, new HashMap<>(payments), new ArrayList<>(costs), arises);
        copy.events.addAll(events);
        copy.lastPayment = lastPayment;
        copy.debtorHold = debtorHold;
        copy.tally = tally;
        copy.debtor = debtor;
        return copy;
    }

    /** What the debtor's other cases make of them, from now on. */
    void about(Debtor debtor) {
        this.debtor = debtor;
    }

    /** What the debtor's other cases need to know of this one, or null while the invoice is not known. */
    @Nullable
    Past past() {
        return Past.of(c, book, tally);
    }

    Rules rules() {
        return book.on(today, today).about(debtor);
    }

    /** What is owed at the end of the day, costs included; throws {@link MissingLaw}. */
    Reckoning reckoning(LocalDate day) {
        return Reckoning.of(c, book, day).withCost(Judge.of(c, rules()).costBeside(cost(day)));
    }

    private Money cost(LocalDate day) {
        Money cost = Money.zero(c.issued().total().currency());
        for (Cost one : costs) {
            cost = one.on().isAfter(day) ? cost : cost.plus(one.amount());
        }
        return cost;
    }

    /** How long the claim can be enforced; throws {@link MissingLaw}. */
    Limitation limitation() {
        return Limitation.of(c, book, arises, events);
    }

    Case now() {
        return c;
    }

    LocalDate today() {
        return today;
    }

    void day(LocalDate day) {
        today = day;
    }

    /** What followed since it was asked last. */
    List<Fact> follows() {
        List<Fact> since = follows;
        follows = new ArrayList<>();
        return since;
    }

    /** What was refused since it was asked last. */
    List<String> refused() {
        List<String> since = refused;
        refused = new ArrayList<>();
        return since;
    }

    void issued(Receivable invoice) {
        hear(new Signal.Issued("on-paper", invoice));
    }

    /** What the day's coming was decided to mean. */
    void dayCame(Decision decision) {
        decided(decision);
    }

    /** A letter that is decided on a day is sent on it. */
    void sendWhatIsAsked() {
        for (Letter letter : c.letters()) {
            if (letter.isPending()) {
                LocalDate deadline = today.plusDays(letter.deadlineDays());
                LocalDate printed = deadline.isAfter(letter.deadline()) ? deadline : letter.deadline();
                hear(new Signal.Sent(
                        letter.id(), new Letter.Sent(letter.channels().getFirst(), today, printed)));
            }
        }
    }

    void happens(Happening happening) {
        switch (happening) {
            case Happening.Payment p -> paid(p);
            case Happening.PaymentReversed(var ref, var why) -> takenBack(ref, why);
            case Happening.CreditNote(var amount, var number, var why) ->
                hear(new Signal.Credited(
                        id("credit", number),
                        new Account.Credit(number, amount == null ? c.issued().total() : amount, today, why)));
            case Happening.Cancellation(var why) -> hear(new Signal.Cancelled(new Account.Cancellation(today, why)));
            case Happening.Assigned(var kind, var to, var why) -> assigned(kind, to, why);
            case Happening.Returned(var why) -> returned(why);
            case Happening.LetterSent letter -> sent(letter);
            case Happening.Undeliverable(var step, var why) -> undeliverable(step, why);
            case Happening.Word(var signal) -> hear(signal);
            case Happening.ContactFound(var why) ->
                hear(new Signal.ContactFound(c.dealings().reach().version() + 1, today, "a person", why));
            case Happening.Delivered(var delivery) -> hear(new Signal.Delivered(delivery));
            case Happening.DebtorHeld(var until, var why) -> debtorHeld(until, why);
            case Happening.DebtorReleased(var why) -> debtorReleased(why);
            case Happening.HandedOver(var why) -> handedOver(why);
            case Happening.AgencySays(var word, var why) -> agencySays(word, why);
            case Happening.CostOf cost -> cost(cost);
        }
    }

    private void assigned(Assignment.Kind kind, String to, String why) {
        Assignment known = c.account().assignment();
        if (known != null && known.returnedOn() == null) {
            refused.add("the claim is " + known.told() + " already");
            return;
        }
        int sequence = known == null ? 1 : known.sequence() + 1;
        hear(new Signal.Assigned(new Assignment(
                id("assignment", String.valueOf(sequence)),
                kind,
                to,
                to,
                today,
                null,
                null,
                "a person",
                why,
                sequence)));
    }

    private void returned(String why) {
        Assignment known = c.account().assignment();
        if (known == null || !known.isWithFactor()) {
            refused.add("no factor has the claim");
            return;
        }
        hear(new Signal.Returned(new Assignment(
                known.id(),
                known.kind(),
                known.assigneeId(),
                known.assigneeName(),
                known.on(),
                null,
                today,
                "a person",
                why,
                known.sequence() + 1)));
    }

    /** A hold of the whole debtor, which every invoice hears of; one that is settled or not yet issued has nothing to hold. */
    private void debtorHeld(LocalDate until, String why) {
        if (until.isBefore(today)) {
            refused.add("the hold ends on " + until + ", which is over");
            return;
        }
        Hold hold = Hold.ofDebtor(today, until, why);
        debtorHold = hold;
        if (c.receivable() != null && c.settled() == null) {
            hear(new Signal.DebtorHeld(hold, why));
        }
    }

    private void debtorReleased(String why) {
        if (debtorHold == null || today.isAfter(debtorHold.until())) {
            refused.add("the debtor is not on hold");
            return;
        }
        debtorHold = null;
        if (c.receivable() != null && c.settled() == null) {
            hear(new Signal.DebtorReleased(why));
        }
    }

    /** What holds all invoices of the debtor, or null. */
    @Nullable
    Hold debtorHold() {
        return debtorHold;
    }

    private void cost(Happening.CostOf cost) {
        String rule = cost.rule();
        Money amount = cost.amount();
        if (rule != null && isRefused("", new Asked(amount, Judge.of(c, rules()).cost(rule)).ruling())) {
            return;
        }
        try {
            Judge judge = Judge.of(c, rules());
            Money before = judge.costBeside(cost(today));
            costs.add(new Cost(today, amount));
            Money more = judge.costBeside(cost(today)).minus(before);
            if (!more.equals(amount)) {
                refused.add("the flat sum counts against it: only " + more + " more");
            }
        } catch (MissingLaw missing) {
            refused.add(missing.what());
        }
    }

    private void paid(Happening.Payment p) {
        Money amount = p.amount();
        if (amount == null) {
            try {
                amount = reckoning(p.valueDate()).balance();
            } catch (MissingLaw missing) {
                refused.add("what all is cannot be said: " + missing.what());
                return;
            }
            if (!amount.isPositive()) {
                refused.add("nothing is owed");
                return;
            }
        }
        Account.Payment payment = new Account.Payment(amount, p.valueDate(), p.source());
        if (payments.containsKey(p.ref())) {
            refused.add("there is a payment " + p.ref() + " already");
            return;
        }
        payments.put(p.ref(), payment);
        lastPayment = p.ref();
        if (p.ofInterest()) {
            events.add(new Limitation.Event(Limitation.Cause.INTEREST_PAYMENT, p.valueDate()));
        }
        hear(new Signal.Paid(id("payment", p.ref()), payment));
    }

    private void takenBack(@Nullable String ref, String why) {
        String of = ref == null ? lastPayment : ref;
        Account.Payment payment = of == null ? null : payments.get(of);
        if (payment == null) {
            refused.add(ref == null ? "there is no payment to take back" : "there is no payment " + ref);
            return;
        }
        hear(new Signal.Reversed(
                id("payment", String.valueOf(of)), new Account.Reversal(payment.amount(), today, why)));
    }

    /** A letter that was sent. What it may not charge is not charged; what it may not be, it is not. */
    private void sent(Happening.LetterSent letter) {
        Judge judge = Judge.of(c, rules());
        if (isRefused("", judge.letter(letter.kind()))) {
            return;
        }
        StepKind kind = letter.kind();
        LocalDate deadline = letter.deadline();
        try {
            if (deadline == null) {
                deadline = kind == StepKind.COLLECTION_NOTICE ? judge.shortestDeadline() : today.plusDays(USUAL_DAYS);
            }
            if (kind == StepKind.COLLECTION_NOTICE
                    && isRefused("it does not count as a collection notice: ", judge.deadline(deadline))) {
                kind = StepKind.FORMAL;
            }
        } catch (MissingLaw missing) {
            refused.add(missing.what());
            return;
        }
        Money flat = charge("compensation", letter.compensation(), judge.flatSum());
        boolean isHeld = flat.isPositive() && letter.fee().asked() && judge.flatSumHoldsFees();
        if (isHeld) {
            refused.add("no fee: it counts against the flat sum that the letter claims");
        }
        Money fee = charge("fee", isHeld ? Happening.Charge.NOTHING : letter.fee(), judge.fee(letter.kind()));
        int index = index(letter);
        UUID id = id("letter", today + "/" + c.letters().size());
        String step = letter.step() == null ? word(letter.kind()) : letter.step();
        Fact asked = new Fact.ReminderAsked(
                Letter.described(id, index, step, kind, today, deadline, fee, flat, letter.interest()));
        c = c.with(asked);
        hear(new Signal.Sent(id, new Letter.Sent("letter", today, deadline)));
    }

    private int index(Happening.LetterSent letter) {
        if (!walks) {
            return c.letters().size();
        }
        return book.stepOf(c, letter.kind(), letter.step());
    }

    private static String word(StepKind kind) {
        return kind == StepKind.FORMAL ? "reminder" : kind.word();
    }

    private Money charge(String what, Happening.Charge charge, Ruling ruling) {
        Money none = Money.zero(c.issued().total().currency());
        if (!charge.asked() || isRefused("no " + what + ": ", new Asked(charge.amount(), ruling).ruling())) {
            return none;
        }
        Money most = ruling instanceof Ruling.Lawful(var _, var highest, var _) && highest != null ? highest : none;
        Money amount = charge.amount();
        return amount == null ? most : amount;
    }

    private boolean isRefused(String what, Ruling ruling) {
        switch (ruling) {
            case Ruling.Lawful _ -> {
                return false;
            }
            case Ruling.Unlawful(var from, var why) ->
                refused.add(what + why + (from == null ? "" : "; lawful from " + from));
            case Ruling.Unknown(var missing) -> refused.add(what + missing);
        }
        return true;
    }

    private void undeliverable(@Nullable String step, String why) {
        Letter letter = c.letters().stream()
                .filter(one -> one.stands() && (step == null || step.equals(one.step())))
                .reduce((first, second) -> second)
                .orElse(null);
        if (letter == null) {
            refused.add("no such letter was sent");
            return;
        }
        hear(new Signal.Undeliverable(letter.id(), letter.channels().getFirst(), today, why));
    }

    private void handedOver(String why) {
        if (isRefused("", Judge.of(c, rules()).handover())) {
            return;
        }
        Fact fact = new Fact.HandedOver(
                new Handover(
                        id("handover", String.valueOf(c.handovers().size())),
                        today,
                        true,
                        Mandate.COLLECTION,
                        null,
                        List.of()),
                why);
        c = c.with(fact);
        follows.add(fact);
    }

    private void agencySays(String word, String why) {
        if (c.handovers().isEmpty()) {
            refused.add("no agency has the case");
            return;
        }
        UUID id = c.handovers().getLast().caseId();
        hear(
                switch (word) {
                    case "accepted" -> new Signal.Accepted(id, AGENCY, today, null);
                    case "rejected" -> new Signal.Rejected(id, AGENCY, today, why);
                    case "progress" -> new Signal.Progressed(id, AGENCY, today, why, null);
                    default -> new Signal.Closed(id, AGENCY, today, why, null);
                });
    }

    private void hear(Signal signal) {
        decided(Dunning.decide(c, signal, rules()));
    }

    private void decided(Decision decision) {
        switch (decision) {
            case Decision.Move(var next, var facts, var _) -> {
                c = next;
                follows.addAll(facts);
                tally = tally.and(facts);
            }
            case Decision.Stay _ -> {}
            case Decision.Refuse(var why) -> refused.add(why);
        }
    }

    private static UUID id(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + "|" + name).getBytes(StandardCharsets.UTF_8));
    }
}
