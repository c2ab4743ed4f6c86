package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays the cases of one debtor at one creditor forward together, with the table and the bundle themselves, from one
 * date that the sweep would look at to the next: letters are sent on the day they are asked for, what waits for approval
 * is approved, the bank is known in time, and nothing else happens than what is given.
 */
final class Play {

    /** What is looked at more often than this has come to no end by itself. */
    private static final int MOST_LOOKS = 500;

    /** How often the sweep comes back on one day for what its own decisions made due. */
    private static final int MOST_ROUNDS = 5;

    private final RuleBook book;
    private final @Nullable Hold hold;
    private final List<Past> beside;
    private final Map<UUID, Part> parts = new LinkedHashMap<>();
    private LocalDate day = LocalDate.MIN;

    /** One case of the play, and what came of it. */
    static final class Part {
        private final NavigableMap<LocalDate, List<Signal>> events;
        private final List<Forecast.Coming> coming = new ArrayList<>();
        private Case c;
        private Tally tally;
        private @Nullable LocalDate look;
        private @Nullable Past past;
        private int looks;
        private boolean isMoved;
        private String end = "it comes to no end within sight";
        private LocalDate endedOn;

        /**
         * A case whose invoice is known.
         *
         * @param tally what its journal says so far of how the debtor keeps their word
         * @param from the first day on which it is looked at; before it the case is not there
         * @param events what happens to it, by its day
         */
        Part(Case c, Tally tally, LocalDate from, NavigableMap<LocalDate, List<Signal>> events) {
            this.c = c;
            this.tally = tally;
            this.look = from;
            this.endedOn = from;
            this.events = new TreeMap<>(events);
        }

        List<Forecast.Coming> coming() {
            return List.copyOf(coming);
        }

        /** Why nothing more comes. */
        String end() {
            return end;
        }

        LocalDate endedOn() {
            return endedOn;
        }

        Case outcome() {
            return c;
        }

        private UUID id() {
            return c.invoiceId();
        }

        /** The next day on which there is something to do, or null when there is none. */
        private @Nullable LocalDate next() {
            LocalDate event = events.isEmpty() ? null : events.firstKey();
            LocalDate on = look;
            return on == null || (event != null && event.isBefore(on)) ? event : on;
        }

        private boolean isDue(LocalDate day) {
            return look != null && !look.isAfter(day);
        }
    }

    private Play(Collection<Part> cases, List<Past> beside, RuleBook book, @Nullable Hold hold) {
        this.book = book;
        this.hold = hold;
        cases.forEach(part -> parts.put(part.id(), part));
        LocalDate from = first().orElse(day);
        // nothing is known of the letters of a case that is not played; one that is on its way arrives
        this.beside = beside.stream()
                .filter(past -> !parts.containsKey(past.invoiceId()))
                .map(past -> past.letterPending() ? past.wentOut(from) : past)
                .toList();
    }

    /**
     * Plays until the case that is asked for has come to its end, or every case when none is.
     *
     * @param beside what is remembered of the debtor's other cases, which stay as they are
     * @param hold what holds the whole debtor, or null
     */
    static void of(
            Collection<Part> cases, List<Past> beside, RuleBook book, @Nullable Hold hold, @Nullable Part asked) {
        new Play(cases, beside, book, hold).run(asked);
    }

    private void run(@Nullable Part asked) {
        Optional<LocalDate> next = first();
        while (next.isPresent() && (asked == null || asked.next() != null)) {
            day = next.get();
            today();
            next = first();
        }
    }

    private Optional<LocalDate> first() {
        return parts.values().stream().map(Part::next).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    private Rules rules() {
        List<Past> all = new ArrayList<>(beside);
        for (Part part : parts.values()) {
            if (!part.c.issued().issuedOn().isAfter(day)) {
                Past past = part.past == null ? Past.of(part.c, book, part.tally) : part.past;
                part.past = past;
                Stream.ofNullable(past).forEach(all::add);
            }
        }
        return book.on(day, day).about(Debtor.of(all, hold, day));
    }

    /** Everything that is done on this day: what comes in, and the sweep until nothing is due. */
    private void today() {
        for (Part part : parts.values()) {
            while (!part.events.isEmpty() && !part.events.firstKey().isAfter(day)) {
                for (Signal event : part.events.pollFirstEntry().getValue()) {
                    hear(part, event, rules());
                }
                part.look = day;
            }
        }
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            List<Part> due =
                    parts.values().stream().filter(part -> part.isDue(day)).toList();
            if (due.isEmpty()) {
                return;
            }
            due.forEach(part -> part.isMoved = false);
            sweep(due);
            due.forEach(this::approve);
            send();
            boolean isLast = round == MOST_ROUNDS;
            Rules rules = rules();
            due.forEach(part -> lookAgain(part, rules, isLast));
        }
    }

    private void sweep(List<Part> due) {
        Map<UUID, Decision> decisions =
                Bundle.day(due.stream().map(part -> part.c).toList(), rules()).decisions();
        for (Part part : due) {
            take(part, decisions.get(part.id()));
        }
    }

    private void approve(Part part) {
        Course.Approval approval = part.c.course().approval();
        if (approval != null && !approval.given()) {
            hear(part, new Signal.Approved("as the forecast assumes"), rules());
        }
    }

    /** Every letter that is on its way leaves the house, and is told when all cases in it have heard so. */
    private void send() {
        Map<UUID, List<Part>> pending = new LinkedHashMap<>();
        for (Part part : parts.values()) {
            Letter letter = part.c.pendingLetter();
            if (letter != null) {
                pending.computeIfAbsent(letter.id(), _ -> new ArrayList<>()).add(part);
            }
        }
        Rules rules = rules();
        pending.forEach((id, together) -> {
            for (Part part : together) {
                hear(part, new Signal.Sent(id, sending(part.c.letter(id).orElseThrow())), rules);
            }
            for (Part part : together) {
                Letter letter = part.c.letter(id).orElseThrow();
                part.coming.add(sent(part.c, letter, letter.standingDeadline(), shared(letter, together)));
            }
        });
    }

    private Letter.Sent sending(Letter letter) {
        LocalDate deadline = day.plusDays(letter.deadlineDays());
        boolean isLate = deadline.isAfter(letter.deadline());
        return new Letter.Sent(letter.channels().getFirst(), day, isLate ? deadline : letter.deadline());
    }

    private void hear(Part part, Signal signal, Rules rules) {
        take(part, Dunning.decide(part.c, signal, rules));
    }

    private void take(Part part, @Nullable Decision decision) {
        if (!(decision instanceof Decision.Move(var next, var facts, var _))) {
            return;
        }
        part.c = next;
        part.tally = part.tally.and(facts);
        part.past = null;
        part.isMoved = true;
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.HandedOver(var _, var because) ->
                    part.coming.add(end(next, "escalation", StepKind.ESCALATION, because));
                case Fact.GivenUp(var writeOff) -> part.coming.add(end(next, "write-off", null, writeOff.why()));
                case Fact.StepObserved(var letter) -> part.coming.add(sent(next, letter, letter.deadline(), null));
                case Fact.ReminderCalledOff(var letter, var reason) -> callOff(part, letter, reason);
                default -> {}
            }
        }
    }

    /** A letter that is withdrawn for one invoice is withdrawn for all that are in it; they are decided anew. */
    private void callOff(Part of, UUID letterId, String reason) {
        for (Part part : List.copyOf(parts.values())) {
            boolean isInIt = part.c.letter(letterId).filter(Letter::isPending).isPresent();
            if (part != of && isInIt) {
                hear(part, new Signal.CalledOff(letterId, reason), rules());
                part.look = day;
            }
        }
    }

    private Forecast.Coming sent(Case c, Letter letter, LocalDate deadline, Forecast.@Nullable Shared shared) {
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
                letter.isObserved() ? "it would be sent; the policy observes only" : "it is due",
                shared);
    }

    private Forecast.@Nullable Shared shared(Letter letter, List<Part> together) {
        Letter.Bundled bundle = letter.bundle();
        if (bundle == null) {
            return null;
        }
        Money fee = letter.fee();
        Money amountDue = Money.zero(fee.currency());
        for (Part part : together) {
            Money charged = part.c.letter(letter.id()).orElseThrow().fee();
            fee = charged.isPositive() ? charged : fee;
            amountDue = amountDue.plus(part.c.uncontested());
        }
        List<Forecast.Companion> invoices = bundle.invoices().stream()
                .map(id -> new Forecast.Companion(id, number(id)))
                .toList();
        return new Forecast.Shared(bundle.lead(), fee, amountDue, invoices);
    }

    private @Nullable String number(UUID invoiceId) {
        Part part = parts.get(invoiceId);
        return part == null ? null : part.c.issued().number();
    }

    private Forecast.Coming end(Case c, String step, @Nullable StepKind kind, String because) {
        Money none = Money.zero(c.issued().total().currency());
        Handover handover = c.openHandover();
        Money interest = handover == null
                ? none
                : c.account().claimed(ClaimLine.Kind.INTEREST, handover.caseId().toString(), none);
        return new Forecast.Coming(day, step, kind, null, none, none, interest, c.balance(), because, null);
    }

    /** When the sweep looks at it next, or that nothing more comes. */
    private void lookAgain(Part part, Rules rules, boolean isLastToday) {
        part.looks++;
        Ahead ahead = Ahead.of(part.c, rules);
        String over = ahead == null ? "nothing is owed: " + part.c.settled() : over(part, rules);
        part.endedOn = day;
        if (ahead == null || over != null || part.looks > MOST_LOOKS) {
            part.end = over == null ? part.end : over;
            part.look = null;
        } else if (ahead.on().isAfter(day)) {
            part.look = ahead.on();
        } else {
            part.look = part.isMoved && !isLastToday ? day : day.plusDays(1);
        }
    }

    private @Nullable String over(Part part, Rules rules) {
        Case c = part.c;
        if (Ahead.isObserved(c)) {
            return "the policy was observed to its end";
        }
        return switch (c.standing()) {
            case Standing.Escalated _ -> "the agency has the case";
            case Standing.OnHold(var hold)
            when hold.kind() == Hold.Kind.FACTORED -> "a factor has the claim: " + hold.reason();
            case Standing.OnHold(var hold)
            when hold.then() == Hold.Then.ASK_AGAIN && hold.until().isBefore(day.plusDays(Holds.REVIEW_DAYS + 1)) ->
                "held until somebody answers: " + hold.reason();
            case Standing.Overdue _, Standing.NoticeRunning _ -> waits(c, part.isMoved, rules);
            case Standing.Unknown _, Standing.NotDue _, Standing.OnHold _, Standing.Settled _ -> null;
        };
    }

    private @Nullable String waits(Case c, boolean isMoved, Rules rules) {
        if (c.missing() != null) {
            return "it waits: " + c.missing();
        }
        try {
            Ahead.Next next = Ahead.next(c, rules);
            return !isMoved && !next.on().isAfter(day) && Ahead.isNotWorthIt(c, next, rules)
                    ? "what is owed is less than the policy reminds of"
                    : null;
        } catch (MissingLaw missing) {
            return "it waits: " + missing.what();
        }
    }
}
