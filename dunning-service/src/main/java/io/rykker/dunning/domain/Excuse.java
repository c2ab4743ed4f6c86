package io.rykker.dunning.domain;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a debtor says on the phone keeps them from paying, and what holds the case until it is out of the way. Each is
 * taken once: who says it again, of whichever invoice of the creditor's, is not held by it, unless a person holds the case.
 */
public enum Excuse {
    /** It is a dispute like any other. */
    NOT_RECEIVED(Call.Outcome.NOT_RECEIVED, Hold.Kind.DISPUTE, 0, ""),
    PAYMENT_METHOD(
            Call.Outcome.PAYMENT_METHOD,
            Hold.Kind.PAYMENT_METHOD,
            3,
            "another way of paying is offered: it was sent, see that it works"),
    MISSING_INFO(
            Call.Outcome.MISSING_INFO,
            Hold.Kind.MISSING_INFO,
            7,
            "send what is missing, or have the invoice corrected, then release the case");

    private final Call.Outcome outcome;
    private final Hold.Kind kind;
    private final int days;
    private final String task;

    Excuse(Call.Outcome outcome, Hold.Kind kind, int days, String task) {
        this.outcome = outcome;
        this.kind = kind;
        this.days = days;
        this.task = task;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int days() {
        return days;
    }

    Hold.Kind kind() {
        return kind;
    }

    static @Nullable Excuse of(Call.Outcome outcome) {
        for (Excuse excuse : values()) {
            if (excuse.outcome == outcome) {
                return excuse;
            }
        }
        return null;
    }

    /** The excuse that a case is held for. */
    static Optional<Excuse> of(Hold hold) {
        for (Excuse excuse : values()) {
            if (excuse.kind == hold.kind()
                    && (excuse != NOT_RECEIVED || DisputeReason.of(hold.reason()) == DisputeReason.NOT_RECEIVED)) {
                return Optional.of(excuse);
            }
        }
        return Optional.empty();
    }

    /** What a person at the creditor has to do while the case is held for it; empty when it is no such hold. */
    public static Optional<String> task(Hold hold) {
        return of(hold).map(excuse -> excuse.task).filter(task -> !task.isEmpty());
    }
}
