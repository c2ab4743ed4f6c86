package io.rykker.dunning.domain;

import java.time.LocalDate;

/**
 * A dispute of a part of the invoice. The rest goes on: the disputed part is in no letter's amount due and goes to no
 * agency until it is answered.
 *
 * @param until the last day before somebody is asked for the answer again
 * @param upheld it was right: the credit note is still to come
 */
public record Contest(Money amount, String reason, String why, LocalDate from, LocalDate until, boolean upheld) {

    /** What holds the case when nothing but the disputed part is left of the invoice. */
    Hold asHold() {
        return new Hold(
                upheld ? Hold.Kind.UPHELD : Hold.Kind.DISPUTE,
                from,
                until,
                Hold.Then.ASK_AGAIN,
                reason,
                why,
                amount,
                null);
    }

    Contest askedAgain(LocalDate until) {
        return new Contest(amount, reason, why, from, until, upheld);
    }

    Contest upheld(String why, LocalDate until) {
        return new Contest(amount, reason, why, from, until, true);
    }
}
