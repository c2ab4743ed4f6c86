package io.rykker.dunning.paper;

import io.rykker.dunning.domain.Judge.Ruling;
import io.rykker.dunning.domain.Money;
import org.jspecify.annotations.Nullable;

/** An amount that is asked for, or null for as much as is lawful, and what the law says to the charge. */
record Asked(@Nullable Money amount, Ruling most) {

    Ruling ruling() {
        return amount != null
                        && most instanceof Ruling.Lawful(var _, var highest, var why)
                        && highest != null
                        && highest.minus(amount).isNegative()
                ? new Ruling.Unlawful(null, amount + " is more than the lawful " + highest + ", " + why)
                : most;
    }
}
