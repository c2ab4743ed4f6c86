package io.rykker.dunning.persistence;

import io.rykker.dunning.domain.Credit;
import io.rykker.dunning.domain.CreditFact;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.KeyAccount;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Profile;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A debtor of a creditor: what is true of all of the debtor's cases. */
@Entity
@SqlResultSetMapping(name = DebtorRow.ROWS, entities = @EntityResult(entityClass = DebtorRow.class))
@SqlResultSetMapping(
        name = DebtorRow.Due.ROWS,
        entities = @EntityResult(entityClass = DebtorRow.class),
        columns = @ColumnResult(name = DebtorRow.Due.INVOICE, type = UUID.class))
@Table(name = "debtor")
@IdClass(DebtorRow.Key.class)
public class DebtorRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "debtors";

    /** A debtor is one for each creditor. */
    public record Key(String creditorId, UUID debtorId) implements Serializable {}

    /** A debtor with one of the cases whose day has come. */
    public record Due(DebtorRow debtor, UUID invoiceId) {

        static final String ROWS = "due-debtors";
        static final String INVOICE = "due_invoice";

        static Due of(Object[] row) {
            return new Due((DebtorRow) row[0], (UUID) row[1]);
        }
    }

    @Id
    public String creditorId;

    @Id
    public UUID debtorId;

    public @Nullable LocalDate heldFrom;
    public @Nullable LocalDate heldUntil;
    public @Nullable String heldWhy;
    public @Nullable String heldBy;
    public @Nullable String heldFor;
    public @Nullable Integer score;
    public @Nullable LocalDate scoreAsOf;
    public @Nullable String scoreSource;
    public @Nullable Integer paymentRemarks;
    public @Nullable LocalDate paymentRemarksAsOf;
    public @Nullable String paymentRemarksSource;
    public @Nullable LocalDate bankruptcyAsOf;
    public @Nullable String bankruptcySource;
    public @Nullable BigDecimal creditLimit;
    public @Nullable String creditLimitCurrency;
    public @Nullable String creditLimitWhy;
    public @Nullable String creditLimitBy;
    public @Nullable String accountManager;
    public boolean managesFormalSteps;
    public @Nullable String accountManagerWhy;
    public @Nullable String accountManagerBy;

    @Transient
    boolean isNew;

    protected DebtorRow() {}

    /** A debtor of whom something is said before there is an invoice. */
    public DebtorRow(Key key) {
        creditorId = key.creditorId();
        debtorId = key.debtorId();
        isNew = true;
    }

    public Key key() {
        return new Key(creditorId, debtorId);
    }

    /** The hold of all cases, also when it is over; null when there was none. */
    public @Nullable Hold hold() {
        if (heldFrom == null || heldUntil == null || heldWhy == null) {
            return null;
        }
        return Hold.Kind.INSOLVENCY.word().equals(heldFor)
                ? Hold.insolvency(heldFrom, heldUntil, heldWhy)
                : Hold.ofDebtor(heldFrom, heldUntil, heldWhy);
    }

    public void holdBack(@Nullable Hold hold, @Nullable String who) {
        heldFrom = hold == null ? null : hold.from();
        heldUntil = hold == null ? null : hold.until();
        heldWhy = hold == null ? null : hold.why();
        heldBy = who;
        heldFor = hold == null ? null : hold.kind().word();
    }

    /** What was said of the debtor as a whole. */
    public Profile profile() {
        return new Profile(hold(), credit(), keyAccount());
    }

    /** The newest fact of each kind. */
    public Credit credit() {
        return scoreAsOf == null && paymentRemarksAsOf == null && bankruptcyAsOf == null
                ? Credit.NONE
                : new Credit(
                        fact(CreditFact.Kind.SCORE, score, scoreAsOf, scoreSource),
                        fact(CreditFact.Kind.PAYMENT_REMARKS, paymentRemarks, paymentRemarksAsOf, paymentRemarksSource),
                        fact(CreditFact.Kind.BANKRUPTCY_FILED, null, bankruptcyAsOf, bankruptcySource));
    }

    private static @Nullable CreditFact fact(
            CreditFact.Kind kind, @Nullable Integer value, @Nullable LocalDate asOf, @Nullable String source) {
        return asOf == null || source == null ? null : new CreditFact(kind, value, asOf, source, null);
    }

    /** How much the debtor may owe, or null. */
    public @Nullable Money limit() {
        return creditLimit == null || creditLimitCurrency == null
                ? null
                : new Money(creditLimit, Currency.getInstance(creditLimitCurrency));
    }

    public void limit(@Nullable Money limit, @Nullable String why, @Nullable String who) {
        creditLimit = limit == null ? null : limit.amount();
        creditLimitCurrency = limit == null ? null : limit.currency().getCurrencyCode();
        creditLimitWhy = why;
        creditLimitBy = who;
    }

    /** Whose approval the debtor's cases need, or null. */
    public @Nullable KeyAccount keyAccount() {
        return accountManager == null ? null : new KeyAccount(accountManager, managesFormalSteps);
    }

    public void manage(@Nullable KeyAccount account, @Nullable String why, @Nullable String who) {
        accountManager = account == null ? null : account.manager();
        managesFormalSteps = account != null && account.formalSteps();
        accountManagerWhy = why;
        accountManagerBy = who;
    }

    /** What counts from now on. */
    public void learn(Credit credit) {
        score = value(credit.score());
        scoreAsOf = asOf(credit.score());
        scoreSource = source(credit.score());
        paymentRemarks = value(credit.paymentRemarks());
        paymentRemarksAsOf = asOf(credit.paymentRemarks());
        paymentRemarksSource = source(credit.paymentRemarks());
        bankruptcyAsOf = asOf(credit.bankruptcy());
        bankruptcySource = source(credit.bankruptcy());
    }

    private static @Nullable Integer value(@Nullable CreditFact fact) {
        return fact == null ? null : fact.value();
    }

    private static @Nullable LocalDate asOf(@Nullable CreditFact fact) {
        return fact == null ? null : fact.asOf();
    }

    private static @Nullable String source(@Nullable CreditFact fact) {
        return fact == null ? null : fact.source();
    }
}
