package io.rykker.dunning.persistence;

import io.rykker.dunning.domain.Excuse;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Past;
import io.rykker.dunning.domain.Tally;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The few columns of a case that the debtor's other cases need: read only. */
@Entity
@SqlResultSetMapping(name = PastRow.ROWS, entities = @EntityResult(entityClass = PastRow.class))
@Table(name = "dunning_case")
public class PastRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "pasts";

    @Id
    public UUID invoiceId;

    public String creditorId;
    public UUID debtorId;
    public LocalDate bankingDue;
    public @Nullable String settled;
    public @Nullable LocalDate paidOn;
    public @Nullable LocalDate clearedOn;
    public String currency;
    public BigDecimal balance;
    public int promisesKept;
    public int promisesBroken;
    public int disputes;
    public String excuses;
    public int feeLetters;
    public boolean flatSum;
    public @Nullable LocalDate letterOn;
    public boolean letterPending;

    protected PastRow() {}

    static String words(Set<Excuse> excuses) {
        return excuses.stream().sorted().map(Excuse::name).collect(Collectors.joining(","));
    }

    static Set<Excuse> excuses(String words) {
        return words.isEmpty()
                ? Set.of()
                : Arrays.stream(words.split(",", -1)).map(Excuse::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    public DebtorRow.Key debtor() {
        return new DebtorRow.Key(creditorId, debtorId);
    }

    public Past toDomain() {
        return new Past(
                invoiceId,
                Objects.requireNonNull(bankingDue),
                paidOn,
                clearedOn,
                settled,
                Money.of(balance.stripTrailingZeros().toPlainString(), currency),
                new Tally(promisesKept, promisesBroken, disputes, excuses(excuses)),
                feeLetters,
                flatSum,
                letterOn,
                letterPending);
    }
}
