package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an open case from going on until a person does something: no channel reached the debtor, or its step waits
 * for somebody's word. A case that stands so is never handed over by itself.
 *
 * @param cause what it is
 * @param since the day from which it has been so
 */
public record Stall(Cause cause, LocalDate since) {

    /** What a stalled case waits for. */
    public enum Cause {
        /** A letter came back from every channel, and none has gone out since. */
        UNDELIVERABLE,
        /** Its step, or what holds it, waits for a person. */
        PERSON;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a case stands still, or nothing when it goes on, waits for the debtor or an agency, or is closed. */
    public static Optional<Stall> of(Case c) {
        return Optional.ofNullable(
                switch (c.standing()) {
                    case Standing.OnHold(var hold) -> held(c, hold);
                    case Standing.NotDue _, Standing.Overdue _, Standing.NoticeRunning _ -> going(c);
                    case Standing.Unknown _, Standing.Escalated _, Standing.Settled _ -> null;
                });
    }

    private static @Nullable Stall held(Case c, Hold hold) {
        return switch (hold.kind()) {
            case UNDELIVERABLE -> new Stall(Cause.UNDELIVERABLE, earlier(hold.from(), unreachedSince(c)));
            case CONTACT, DELIVERY, PLAN_OFFER, AGENCY, INSOLVENCY -> new Stall(Cause.PERSON, hold.from());
            case PROMISE,
                    VAGUE_PROMISE,
                    EXTENSION,
                    PLAN,
                    PLAN_PROPOSAL,
                    DISPUTE,
                    UPHELD,
                    MANUAL,
                    CALL_BACK,
                    PAYMENT_METHOD,
                    MISSING_INFO,
                    TAKEN_OVER,
                    BANKRUPTCY,
                    DEATH,
                    DEBTOR,
                    FACTORED -> null;
        };
    }

    private static @Nullable Stall going(Case c) {
        LocalDate unreached = unreachedSince(c);
        if (unreached != null) {
            return new Stall(Cause.UNDELIVERABLE, unreached);
        }
        Course.Approval approval = c.course().approval();
        return approval == null || approval.given() ? null : new Stall(Cause.PERSON, approval.askedOn());
    }

    /** When the first was asked for of the letters that came back with none going out after them, or null. */
    private static @Nullable LocalDate unreachedSince(Case c) {
        LocalDate since = null;
        List<Letter> letters = c.letters();
        for (Letter letter : letters) {
            if (letter.failed() != null && !letter.isObserved()) {
                since = since == null ? letter.askedOn() : since;
            } else if (letter.stands()) {
                since = null;
            }
        }
        return since;
    }

    private static LocalDate earlier(LocalDate one, @Nullable LocalDate other) {
        return other != null && other.isBefore(one) ? other : one;
    }
}
