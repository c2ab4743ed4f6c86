package io.rykker.collection.domain;

import java.math.BigDecimal;
import java.util.List;

/**
 * The payments of one invoice in the order in which they were told, reversals as negative amounts. The handover states
 * what had been paid when it was decided, as one sum: the entries behind that sum are known to the agency already, and
 * those after it are news.
 */
public final class Ledger {

    /** The handover's sum is not reached by any beginning of the entries, yet. */
    public static final int NOT_FOUND = -1;

    private Ledger() {}

    /** How many entries from the beginning add up to what the handover states; the longest such beginning. */
    public static int stated(List<BigDecimal> entries, BigDecimal paid) {
        int found = NOT_FOUND;
        BigDecimal sum = BigDecimal.ZERO;
        if (paid.signum() == 0) {
            found = 0;
        }
        for (int i = 0; i < entries.size(); i++) {
            sum = sum.add(entries.get(i));
            if (sum.compareTo(paid) == 0) {
                found = i + 1;
            }
        }
        return found;
    }
}
