package io.rykker.dunning.domain;

import java.time.chrono.ChronoLocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What follows when a person has found where a debtor is to be reached. */
final class Contacts {

    private static final String ELSEWHERE = "it went to somebody else";

    private Contacts() {}

    /**
     * Every open case remembers it. One that waits for it waits no longer: what was last said to somebody else is as
     * never said, with its fee and its deadline, and so its step is walked again.
     */
    static Heard found(Case c, Signal.ContactFound found) {
        if (c.receivable() == null
                || c.settled() != null
                || c.dealings().reach().version() >= found.version()) {
            return Heard.known();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.ContactFound(found.version(), found.on(), found.why()));
        Hold hold = c.hold();
        if (hold == null) {
            return new Heard.Facts(facts);
        }
        Hold below = hold.before();
        if (waits(hold, found.on())) {
            facts.addAll(misdirected(c, hold));
            facts.addAll(Holds.ended(hold, "a new contact was found: " + found.why()));
        } else if (below != null && waits(below, found.on())) {
            facts.addAll(misdirected(c, below));
            facts.add(new Fact.HeldBack(hold.over(below.before())));
        }
        return new Heard.Facts(facts);
    }

    /** What was found before the debtor was lost is what the debtor was lost with. */
    private static boolean waits(Hold hold, ChronoLocalDate foundOn) {
        return isLost(hold) && !foundOn.isBefore(hold.from());
    }

    private static boolean isLost(Hold hold) {
        return hold.kind() == Hold.Kind.CONTACT || hold.kind() == Hold.Kind.UNDELIVERABLE;
    }

    /** The last letter, and the calls after it; what came back has failed already. */
    private static List<Fact> misdirected(Case c, Hold hold) {
        List<Fact> facts = new ArrayList<>();
        if (hold.kind() != Hold.Kind.CONTACT) {
            return facts;
        }
        List<Letter> lastFirst = c.letters().stream()
                .filter(letter -> letter.isStep() && letter.stands() && !letter.isObserved())
                .sorted(Comparator.comparingInt(Letter::index)
                        .thenComparing(Letter::sentOn)
                        .reversed())
                .toList();
        for (Letter letter : lastFirst) {
            facts.add(failed(letter));
            if (letter.kind() != StepKind.CALL) {
                break;
            }
        }
        return facts;
    }

    /** A letter about several invoices: what one of them knows of it is told to the others. An agency keeps its case. */
    static Heard misdirected(Case c, Letter letter) {
        return letter.stands() && c.settled() == null && c.openHandover() == null
                ? Heard.facts(failed(letter))
                : Heard.known();
    }

    private static Fact failed(Letter letter) {
        Letter.Sent sent = letter.sent();
        return new Fact.ReminderFailed(letter.id(), sent == null ? "none" : sent.channel(), ELSEWHERE);
    }
}
