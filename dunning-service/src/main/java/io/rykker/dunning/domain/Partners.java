package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Steps that a partner takes in the creditor's place. What a partner says to have done counts when the policy version that
 * the case walks and the law let it be done, so and on that day; what does not count is kept with what stands against it.
 */
final class Partners {

    /** Days without a word of the partner after which a person is asked to look. */
    static final int ASK_DAYS = 14;

    private final Case c;
    private final Rules rules;

    Partners(Case c, Rules rules) {
        this.c = c;
        this.rules = rules;
    }

    static boolean isOf(Case c, UUID reminderId) {
        return c.letter(reminderId).filter(letter -> letter.partner() != null).isPresent();
    }

    Heard hear(Signal.StepDone done) {
        if (c.receivable() == null) {
            return Heard.refuse("the invoice is not known yet");
        }
        Letter letter = asked(done);
        Letter.Sent sent = letter == null ? null : letter.sent();
        if (sent != null && sent.on().equals(done.on()) && sent.channel().equals(done.channel())) {
            return Heard.known();
        }
        String against;
        try {
            against = against(done, letter);
        } catch (MissingLaw missing) {
            against = missing.what();
        }
        if (against == null && letter != null) {
            return Heard.facts(new Fact.ReminderWentOut(
                    letter.id(), new Letter.Sent(done.channel(), done.on(), deadline(done, letter))));
        }
        var refusal = new Refusal(done.partner(), done.policy(), done.step(), done.on(), String.valueOf(against));
        return refusal.equals(c.course().refused())
                ? Heard.refuse(refusal.why())
                : Heard.facts(new Fact.PartnerRefused(refusal));
    }

    /** The last letter of the step that this partner was told of, and that did not come back. */
    private @Nullable Letter asked(Signal.StepDone done) {
        return c.letters().stream()
                .filter(letter -> letter.isStep() && letter.failed() == null)
                .filter(letter ->
                        letter.step().equals(done.step()) && done.partner().equals(letter.partner()))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** What stands against it, with the step or the paragraph, or null. */
    private @Nullable String against(Signal.StepDone done, @Nullable Letter letter) {
        String name = "policy " + c.issued().policyName() + ", step " + done.step();
        if (!c.issued().policyName().equals(done.policy())) {
            return "the case walks policy " + c.issued().policyName() + ", and not " + done.policy();
        }
        Step step = rules.book().policy(c).steps().stream()
                .filter(one -> one.name().equals(done.step()))
                .findFirst()
                .orElse(null);
        if (step == null) {
            return name + ": the policy has no such step";
        }
        if (!done.partner().equals(step.partner())) {
            return name + ": it is " + (step.partner() == null ? "ours" : step.partner() + "'s") + " to take, not "
                    + done.partner() + "'s";
        }
        if (done.on().isAfter(rules.today())) {
            return name + ": " + done.on() + " is still to come";
        }
        if (letter == null) {
            return name + ": " + notDue(step);
        }
        if (letter.sent() != null) {
            return name + ": it was done on " + letter.sent().on() + " already";
        }
        if (done.on().isBefore(letter.askedOn())) {
            return name + ": it was due on " + letter.askedOn() + ", and not on " + done.on();
        }
        // money that came while the letter was on its way is judged by its value date, as with our own letters
        boolean isOvertaken = List.of("paid", "credited").contains(String.valueOf(letter.calledOff()));
        if (letter.calledOff() != null && !isOvertaken) {
            return name + ": it was withdrawn (" + letter.calledOff() + ")";
        }
        if (!rules.book().isOpen(c, done.on())) {
            return name + ": nothing is done on " + done.on() + ", a closed or quiet day";
        }
        if (!step.channels().contains(done.channel())) {
            return name + ": it goes by " + String.join(" or ", step.channels()) + ", not by " + done.channel();
        }
        String unlawful = isOvertaken ? null : unlawful(done, letter);
        return unlawful == null ? outsidePolicy(done, letter, name) : name + ": " + unlawful;
    }

    private String notDue(Step step) {
        return switch (c.standing()) {
            case Standing.Settled(var how) -> "the claim is settled: " + how;
            case Standing.OnHold(var hold) when hold.kind() == Hold.Kind.FACTORED -> "the claim is " + hold.reason();
            case Standing.OnHold(var hold) ->
                "the case is held until " + hold.until() + " (" + hold.kind().word() + ")";
            case Standing.Escalated _ -> "an agency has the case";
            case Standing.Unknown _ -> "the invoice is not known yet";
            case Standing.NotDue(var dueOn) -> "the invoice falls due on " + dueOn + ", and the step is not due yet";
            case Standing.Overdue _, Standing.NoticeRunning _ -> {
                Letter pending = c.pendingLetter();
                if (pending != null) {
                    yield pending.step() + " is to be done first";
                }
                Ahead.Next next = Ahead.next(c, rules);
                yield next.step().equals(step)
                        ? "it is not due before " + next.on() + (next.lawful() == null ? "" : ": " + next.lawful())
                        : next.step().name() + " comes next, on " + next.on();
            }
        };
    }

    /** The law on the day on which it is said to have been done. */
    private @Nullable String unlawful(Signal.StepDone done, Letter letter) {
        Rules then = rules.book().on(done.on(), rules.bankKnownThrough()).about(rules.debtor());
        Judge judge = Judge.of(c, then);
        String against = said(judge.letter(letter.kind()));
        Money fee = done.fee();
        if (against == null && fee != null && fee.isPositive()) {
            Judge.Ruling ruling = judge.fee(letter.kind());
            against = ruling instanceof Judge.Ruling.Lawful(var _, Money most, var paragraph) && isMore(fee, most)
                    ? "a fee of " + fee + " is higher than the " + most + " of " + paragraph
                    : said(ruling);
        }
        LocalDate deadline = done.deadline();
        if (against == null && deadline != null && letter.kind() == StepKind.COLLECTION_NOTICE) {
            Law.Notice must =
                    rules.book().lawOf(c).notice(c.issued().debtorKind(), Ahead.dates(c, rules.book(), done.on()));
            against = deadline.isBefore(must.shortestDeadline())
                    ? "the debtor has until " + must.shortestDeadline() + " by " + must.paragraph() + ", not "
                            + deadline
                    : null;
        }
        return against;
    }

    private static boolean isMore(Money fee, Money most) {
        return !fee.currency().equals(most.currency()) || fee.minus(most).isPositive();
    }

    private static @Nullable String said(Judge.Ruling ruling) {
        return switch (ruling) {
            case Judge.Ruling.Lawful _ -> null;
            case Judge.Ruling.Unlawful(var from, var why) -> why + (from == null ? "" : "; lawful from " + from);
            case Judge.Ruling.Unknown(var missing) -> missing;
        };
    }

    /** The claim is what was asked for: a letter that says something else is outside what was agreed. */
    private static @Nullable String outsidePolicy(Signal.StepDone done, Letter letter, String name) {
        LocalDate deadline = done.deadline();
        if (deadline != null && deadline.isBefore(shortest(done, letter))) {
            return name + ": it gives the debtor until " + shortest(done, letter) + ", not " + deadline;
        }
        Money fee = done.fee();
        return fee == null || fee.equals(letter.fee())
                ? null
                : name + ": it charges a fee of " + letter.fee() + ", not " + fee;
    }

    private static LocalDate deadline(Signal.StepDone done, Letter letter) {
        LocalDate deadline = done.deadline();
        return deadline == null ? shortest(done, letter) : deadline;
    }

    /** A letter that goes out later than it was due gives its days all the same. */
    private static LocalDate shortest(Signal.StepDone done, Letter letter) {
        LocalDate late = done.on().plusDays(letter.deadlineDays());
        return late.isAfter(letter.deadline()) ? late : letter.deadline();
    }
}
