package io.rykker.dunning;

import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.PastRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What one turn of the sweep takes on: a debtor's cases are decided together, and how many debtors fit is known when it is
 * known how many cases each of them has.
 *
 * @param more some of what was found is left for the next turn
 */
record Turn(List<DebtorRow> debtors, Set<UUID> invoices, boolean more) {

    /**
     * The debtors in the order in which they were found, until there are enough cases; the last one's are all here.
     *
     * @param found debtors, each with a case that is due
     * @param pasts what else there is of these debtors
     */
    static Turn of(List<DebtorRow.Due> found, List<PastRow> pasts, Instant now, int enough) {
        Map<DebtorRow.Key, DebtorRow> debtors = new LinkedHashMap<>();
        Map<DebtorRow.Key, Set<UUID>> due = new LinkedHashMap<>();
        for (DebtorRow.Due of : found) {
            debtors.putIfAbsent(of.debtor().key(), of.debtor());
            due.computeIfAbsent(of.debtor().key(), _ -> new HashSet<>()).add(of.invoiceId());
        }
        for (PastRow past : pasts) {
            if (past.mayBeDue(now)) {
                due.computeIfAbsent(past.debtor(), _ -> new HashSet<>()).add(past.invoiceId());
            }
        }
        List<DebtorRow> taken = new ArrayList<>();
        Set<UUID> invoices = new HashSet<>();
        for (var debtor : debtors.entrySet()) {
            if (invoices.size() >= enough) {
                break;
            }
            taken.add(debtor.getValue());
            invoices.addAll(due.getOrDefault(debtor.getKey(), Set.of()));
        }
        return new Turn(taken, invoices, taken.size() < debtors.size());
    }
}
