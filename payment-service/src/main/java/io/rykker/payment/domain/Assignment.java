package io.rykker.payment.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claim was assigned to a factor or a buyer. A debtor who pays the old creditor before being told of it is free (DK
 * gældsbrevsloven § 29, NO gjeldsbrevlova § 27, SE skuldebrevslagen § 29, DE BGB § 407), so what is paid to the creditor
 * is booked on its invoice as ever; by its value date it is the assignee's, and is to be forwarded.
 *
 * @param kind factored or sold, as the contract words it
 * @param iban where the assignee wants it, when that is known
 * @param on from this day on what is paid is the assignee's
 * @param until from this day on it is the creditor's again; null while it is not
 */
public record Assignment(
        UUID id,
        String kind,
        String assigneeId,
        String assigneeName,
        @Nullable String iban,
        LocalDate on,
        @Nullable LocalDate until) {

    /** The one that money of this value date belongs to, or null when it is the creditor's own. */
    public static @Nullable Assignment covering(LocalDate valueDate, List<Assignment> all) {
        return all.stream().filter(one -> one.covers(valueDate)).findFirst().orElse(null);
    }

    private boolean covers(LocalDate valueDate) {
        return !valueDate.isBefore(on) && (until == null || valueDate.isBefore(until));
    }
}
