package io.rykker.dunning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.dunning.domain.RunningAccount;
import io.rykker.dunning.messaging.Outgoing.Amount;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the running account of a case is shown. */
record AccountView(List<Entry> lines, Amount balance) {

    /**
     * One entry.
     *
     * @param over what a payment counts against: costs, interest, principal
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            LocalDate on,
            String text,
            Amount debit,
            Amount credit,
            Amount balance,
            @Nullable Map<String, Amount> over) {

        static Entry of(RunningAccount.Line line) {
            Map<String, Amount> over = new TreeMap<>();
            line.over().forEach((pot, amount) -> over.put(pot.word(), Amount.of(amount)));
            return new Entry(
                    line.on(),
                    line.text(),
                    Amount.of(line.debit()),
                    Amount.of(line.credit()),
                    Amount.of(line.balance()),
                    over.isEmpty() ? null : over);
        }
    }

    static AccountView of(RunningAccount account) {
        return new AccountView(account.lines().stream().map(Entry::of).toList(), Amount.of(account.balance()));
    }
}
