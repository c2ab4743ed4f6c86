package io.rykker.payment.bank;

import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.Receipt.Said;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A movement of money on an account that the ledger is told of. */
public sealed interface Line {

    /** The bank's own reference, or one made of what identifies the line; the same in 053 and in 054. */
    String reference();

    Money amount();

    LocalDate bookedOn();

    /**
     * Money in.
     *
     * @param entry reference of the whole entry that it is, or is a part of; null where the bank gives the entry none
     * @param wholeEntry it is the entry and not one of several transactions in it
     */
    record Credit(
            String reference,
            @Nullable String entry,
            boolean wholeEntry,
            Money amount,
            LocalDate bookedOn,
            LocalDate valueDate,
            Set<Key> keys,
            Said said)
            implements Line {}

    /** Money that came in earlier and went back. */
    record Return(
            String reference,
            Money amount,
            LocalDate bookedOn,
            Set<Key> keys,
            @Nullable String reason) implements Line {}

    /** A line and the account that it is on, in the form in which accounts are compared. */
    record Booked(String account, Line line) {}
}
