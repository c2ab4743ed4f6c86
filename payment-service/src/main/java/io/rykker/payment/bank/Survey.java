package io.rykker.payment.bank;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a camt.053 or camt.054 file is about, once it has been read to its end.
 *
 * @param ignored lines that are no payment from a debtor: charges, own payments, information, what is not booked yet
 */
public record Survey(List<Statement> statements, int ignored, List<Finding> findings) {

    /**
     * One statement or notification.
     *
     * @param completeThrough the day up to which the account is told completely, of a camt.053 with a closing booked
     *     balance (CLBD); null where the file does not say
     */
    public record Statement(String account, @Nullable LocalDate completeThrough) {}

    /**
     * Something that a person may want to know of a line that was taken or left out.
     *
     * @param code for a program: stays the same
     * @param message for a person
     */
    public record Finding(String code, String where, String message) {}
}
