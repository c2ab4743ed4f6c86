package io.rykker.dunning.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The proof of delivery that the seller was asked for because of an open dispute. That it does not come never lets dunning
 * go on: it is held against the seller, and a person answers the debtor.
 *
 * @param reason what is disputed
 * @param amount what is disputed of the invoice, or null for all of it
 * @param by the last day for it, an open day where the seller is
 * @param cameOn when it came, or null
 * @param missedOn the day on which it was found missing, or null
 */
public record Proof(
        String reason,
        @Nullable Money amount,
        LocalDate askedOn,
        LocalDate by,
        @Nullable LocalDate cameOn,
        @Nullable LocalDate missedOn) {

    /** The open days that the seller has. */
    static final int DAYS = 5;

    /** Where it stands, in the words of the contract. */
    public String state() {
        return cameOn != null ? "received" : missedOn != null ? "missing" : "requested";
    }

    /** What a person at the creditor has to do now. */
    public String task() {
        return switch (state()) {
            case "received" ->
                "show the debtor the proof of delivery, then reject the dispute, or uphold it and credit";
            case "missing" ->
                "no proof of delivery came by " + by + ": uphold the dispute and credit, or bring the proof; the claim"
                        + " rests until the debtor has an answer";
            default -> "bring the proof of delivery by " + by;
        };
    }

    boolean isAwaited() {
        return cameOn == null && missedOn == null;
    }

    Proof came(LocalDate on) {
        return new Proof(reason, amount, askedOn, by, on, missedOn);
    }

    Proof missed(LocalDate on) {
        return new Proof(reason, amount, askedOn, by, cameOn, on);
    }
}
