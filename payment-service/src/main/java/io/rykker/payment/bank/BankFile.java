package io.rykker.payment.bank;

import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.Receipt.Said;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a camt.053 or camt.054 file says, line by line, with what is odd about it.
 *
 * @param ignored lines that are no payment from a debtor: charges, own payments, information, what is not booked yet
 */
public record BankFile(List<Statement> statements, int ignored, List<Finding> findings) {

    /**
     * The lines of one account.
     *
     * @param completeThrough the day up to which the account is told completely, of a camt.053 with a closing booked
     *     balance (CLBD); null where the file does not say
     */
    public record Statement(String account, @Nullable LocalDate completeThrough, List<Line> lines) {}

    /** A movement of money that the ledger is told of. */
    public sealed interface Line {

        /** The bank's own reference, or one made of what identifies the line; the same in 053 and in 054. */
        String reference();

        Money amount();

        LocalDate bookedOn();
    }

    /**
     * Money in.
     *
     * @param entry reference of the whole entry that it is, or is a part of; null where the bank gives the entry none
     */
    public record Credit(
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
    public record Return(
            String reference,
            Money amount,
            LocalDate bookedOn,
            Set<Key> keys,
            @Nullable String reason) implements Line {}

    /**
     * Something that a person may want to know of a line that was taken or left out.
     *
     * @param code for a program: stays the same
     * @param message for a person
     */
    public record Finding(String code, String where, String message) {}
}
