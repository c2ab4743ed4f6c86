package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plays a case forward with the table itself, from one date that the sweep would look at to the next: letters are sent
 * on the day they are asked for, what waits for approval is approved, the bank is known in time, and nothing else
 * happens than what is given.
 */
final class Play {

    /** What plays longer than this has come to no end by itself. */
    private static final int MOST_TURNS = 500;

    private final RuleBook book;
    private final Debtor debtor;
    private final NavigableMap<LocalDate, List<Signal>> events;
    private final List<Forecast.Coming> coming = new ArrayList<>();
    private Case c;
    private LocalDate day;
    private String end = "it comes to no end within sight";

    private Play(Case c, RuleBook book, Debtor debtor, LocalDate from, NavigableMap<LocalDate, List<Signal>> events) {
        this.c = c;
        this.book = book;
        this.debtor = debtor.anotherDay();
        this.day = from;
        this.events = new TreeMap<>(events);
    }

    static Play of(Case c, RuleBook book, Debtor debtor, LocalDate from, NavigableMap<LocalDate, List<Signal>> events) {
        Play play = new Play(c, book, debtor, from, events);
        play.run();
        return play;
    }

    List<Forecast.Coming> coming() {
        return List.copyOf(coming);
    }

    /** Why nothing more comes. */
    String end() {
        return end;
    }

    LocalDate endedOn() {
        return day;
    }

    Case outcome() {
        return c;
    }

    private Rules rules() {
        return book.on(day, day).about(debtor);
    }

    private void run() {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            while (!events.isEmpty() && !events.firstKey().isAfter(day)) {
                for (Signal event : events.pollFirstEntry().getValue()) {
                    boolean _ = hear(event);
                }
            }
            boolean isMoved = today();
            LocalDate next = next(isMoved);
            if (next == null) {
                return;
            }
            day = next;
        }
    }

    /** Everything that is done on this day. */
    private boolean today() {
        boolean isMoved = hear(new Signal.DayCame());
        Course.Approval approval = c.course().approval();
        if (approval != null && !approval.given() && hear(new Signal.Approved("as the forecast assumes"))) {
            boolean _ = hear(new Signal.DayCame());
            isMoved = true;
        }
        Letter pending = c.pendingLetter();
        if (pending != null) {
            LocalDate deadline = day.plusDays(pending.deadlineDays());
            boolean isLate = deadline.isAfter(pending.deadline());
            boolean _ = hear(new Signal.Sent(
                    pending.id(),
                    new Letter.Sent(pending.channels().getFirst(), day, isLate ? deadline : pending.deadline())));
            coming.add(sent(pending, isLate ? deadline : pending.deadline()));
            isMoved = true;
        }
        return isMoved;
    }

    private boolean hear(Signal signal) {
        if (!(Dunning.decide(c, signal, rules()) instanceof Decision.Move(var next, var facts, var _))) {
            return false;
        }
        c = next;
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.HandedOver(var _, var because) -> coming.add(end("escalation", StepKind.ESCALATION, because));
                case Fact.GivenUp(var writeOff) -> coming.add(end("write-off", null, writeOff.why()));
                case Fact.StepObserved(var letter) -> coming.add(sent(letter, letter.deadline()));
                default -> {}
            }
        }
        return true;
    }

    private Forecast.Coming sent(Letter letter, LocalDate deadline) {
        Money like = c.issued().total();
        return new Forecast.Coming(
                day,
                letter.step(),
                letter.kind(),
                deadline,
                letter.fee(),
                letter.compensation(),
                c.account().claimed(ClaimLine.Kind.INTEREST, letter.id().toString(), like),
                c.balance(),
                letter.isObserved() ? "it would be sent; the policy observes only" : "it is due");
    }

    private Forecast.Coming end(String step, @Nullable StepKind kind, String because) {
        Money none = Money.zero(c.issued().total().currency());
        Handover handover = c.openHandover();
        Money interest = handover == null
                ? none
                : c.account().claimed(ClaimLine.Kind.INTEREST, handover.caseId().toString(), none);
        return new Forecast.Coming(day, step, kind, null, none, none, interest, c.balance(), because);
    }

    /** The next day on which there is something to look at, or null when there is none. */
    private @Nullable LocalDate next(boolean isMoved) {
        LocalDate event = events.isEmpty() ? null : events.firstKey();
        Ahead ahead = Ahead.of(c, rules());
        String over = ahead == null ? "nothing is owed: " + c.settled() : over(isMoved);
        if (over != null) {
            end = over;
            return event;
        }
        LocalDate on = ahead == null || !ahead.on().isAfter(day) ? day.plusDays(1) : ahead.on();
        return event != null && event.isBefore(on) ? event : on;
    }

    private @Nullable String over(boolean isMoved) {
        if (Ahead.isObserved(c)) {
            return "the policy was observed to its end";
        }
        return switch (c.standing()) {
            case Standing.Escalated _ -> "the agency has the case";
            case Standing.OnHold(var hold)
            when hold.then() == Hold.Then.ASK_AGAIN && hold.until().isBefore(day.plusDays(Holds.REVIEW_DAYS + 1)) ->
                "held until somebody answers: " + hold.reason();
            case Standing.Overdue _, Standing.NoticeRunning _ -> waits(isMoved);
            case Standing.Unknown _, Standing.NotDue _, Standing.OnHold _, Standing.Settled _ -> null;
        };
    }

    private @Nullable String waits(boolean isMoved) {
        if (c.missing() != null) {
            return "it waits: " + c.missing();
        }
        try {
            Ahead.Next next = Ahead.next(c, rules());
            return !isMoved && !next.on().isAfter(day) && Ahead.isNotWorthIt(c, next, rules())
                    ? "what is owed is less than the policy reminds of"
                    : null;
        } catch (MissingLaw missing) {
            return "it waits: " + missing.what();
        }
    }
}
