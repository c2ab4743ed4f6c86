package io.rykker.dunning.persistence;

import io.rykker.dunning.domain.Excuse;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Past;
import io.rykker.dunning.domain.Tally;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The few columns of a case that the debtor's other cases need: read only, and no entity, because there are many. */
public record PastRow(
        UUID invoiceId,
        String creditorId,
        UUID debtorId,
        LocalDate bankingDue,
        @Nullable String settled,
        @Nullable LocalDate paidOn,
        @Nullable LocalDate clearedOn,
        String currency,
        BigDecimal balance,
        int promisesKept,
        int promisesBroken,
        int disputes,
        String excuses,
        int feeLetters,
        boolean flatSum,
        @Nullable LocalDate letterOn,
        boolean letterPending,
        @Nullable LocalDate nextActionOn,
        int version) {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "pasts";

    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

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

    /** Its day has come somewhere on earth; whether it has where the creditor lives is for the database to say. */
    public boolean mayBeDue(Instant now) {
        return nextActionOn != null && !nextActionOn.isAfter(latestDay(now));
    }

    /** The day where it begins first. */
    static LocalDate latestDay(Instant now) {
        return LocalDate.ofInstant(now, EARLIEST);
    }

    public Past toDomain() {
        return new Past(
                invoiceId,
                Objects.requireNonNull(bankingDue),
                paidOn,
                clearedOn,
                settled,
                new Money(balance, Currency.getInstance(currency)),
                new Tally(promisesKept, promisesBroken, disputes, excuses(excuses)),
                feeLetters,
                flatSum,
                letterOn,
                letterPending);
    }
}
