package io.rykker.dunning.persistence;

import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Ahead;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.ClaimLine;
import io.rykker.dunning.domain.ClaimLine.Kind;
import io.rykker.dunning.domain.Fact;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Overrun;
import io.rykker.dunning.domain.Owner;
import io.rykker.dunning.domain.Past;
import io.rykker.dunning.domain.Priority;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.Stall;
import io.rykker.dunning.domain.Tally;
import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.SecondaryRow;
import org.jspecify.annotations.Nullable;

/** A case as it is stored: what is searched and summed in columns, the whole of it as text in a table of its own. */
@Entity
@SqlResultSetMapping(name = CaseRow.ROWS, entities = @EntityResult(entityClass = CaseRow.class))
@SqlResultSetMapping(
        name = PastRow.ROWS,
        classes =
                @ConstructorResult(
                        targetClass = PastRow.class,
                        columns = {
                            @ColumnResult(name = "invoice_id", type = UUID.class),
                            @ColumnResult(name = "creditor_id", type = String.class),
                            @ColumnResult(name = "debtor_id", type = UUID.class),
                            @ColumnResult(name = "banking_due", type = LocalDate.class),
                            @ColumnResult(name = "settled", type = String.class),
                            @ColumnResult(name = "paid_on", type = LocalDate.class),
                            @ColumnResult(name = "cleared_on", type = LocalDate.class),
                            @ColumnResult(name = "currency", type = String.class),
                            @ColumnResult(name = "balance", type = BigDecimal.class),
                            @ColumnResult(name = "promises_kept", type = Integer.class),
                            @ColumnResult(name = "promises_broken", type = Integer.class),
                            @ColumnResult(name = "disputes", type = Integer.class),
                            @ColumnResult(name = "excuses", type = String.class),
                            @ColumnResult(name = "fee_letters", type = Integer.class),
                            @ColumnResult(name = "flat_sum", type = Boolean.class),
                            @ColumnResult(name = "letter_on", type = LocalDate.class),
                            @ColumnResult(name = "letter_pending", type = Boolean.class),
                            @ColumnResult(name = "next_action_on", type = LocalDate.class),
                            @ColumnResult(name = "version", type = Integer.class)
                        }))
@Table(name = "dunning_case")
@SecondaryTable(name = CaseRow.TEXTS, pkJoinColumns = @PrimaryKeyJoinColumn(name = "invoice_id"))
@SecondaryRow(table = CaseRow.TEXTS, optional = false)
public class CaseRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "cases";

    static final String TEXTS = "case_text";

    private static final String NO_ZONE = "UTC";

    @Id
    public UUID invoiceId;

    public String creditorId;
    public @Nullable UUID debtorId;
    public @Nullable String invoiceNumber;
    public String state;
    public @Nullable LocalDate dueOn;
    public String zone;
    public @Nullable LocalDate nextActionOn;
    public @Nullable LocalDate bankThrough;
    public @Nullable String missing;
    public @Nullable String currency;
    public BigDecimal principal;
    public BigDecimal fees;
    public BigDecimal interest;
    public BigDecimal compensation;
    public BigDecimal cost;
    public BigDecimal cancelled;
    public BigDecimal writtenOff;
    public BigDecimal paid;
    public BigDecimal credited;
    public BigDecimal balance;
    public @Nullable LocalDate bankingDue;
    public @Nullable String settled;
    public @Nullable LocalDate paidOn;
    public @Nullable LocalDate clearedOn;
    public int promisesKept;
    public int promisesBroken;
    public int disputes;
    public String excuses;
    public @Nullable Integer priority;
    public int feeLetters;
    public boolean flatSum;
    public @Nullable LocalDate letterOn;
    public boolean letterPending;
    public int sequence;
    public int claimVersion;
    public int journalLength;
    public String traceparent;
    public int version;

    @Column(table = TEXTS)
    public String data;

    public BigDecimal sold;
    public BigDecimal forBuyer;
    public BigDecimal paidToFactor;
    public @Nullable LocalDate stalledSince;
    public @Nullable String stalledBy;
    public @Nullable LocalDate lateSince;
    public @Nullable LocalDate countsFrom;
    public @Nullable LocalDate reachedOn;
    public String owner;

    protected CaseRow() {}

    public CaseRow(UUID invoiceId, String creditorId, String traceparent) {
        this.invoiceId = invoiceId;
        this.creditorId = creditorId;
        this.traceparent = traceparent;
        this.zone = NO_ZONE;
        principal = BigDecimal.ZERO;
        fees = BigDecimal.ZERO;
        interest = BigDecimal.ZERO;
        compensation = BigDecimal.ZERO;
        cost = BigDecimal.ZERO;
        cancelled = BigDecimal.ZERO;
        writtenOff = BigDecimal.ZERO;
        paid = BigDecimal.ZERO;
        credited = BigDecimal.ZERO;
        balance = BigDecimal.ZERO;
        sold = BigDecimal.ZERO;
        forBuyer = BigDecimal.ZERO;
        paidToFactor = BigDecimal.ZERO;
        excuses = "";
        owner = Owner.USUAL;
        lookAgain(null);
        become(Case.of(invoiceId));
    }

    public Case toDomain() {
        return CaseText.toCase(data);
    }

    public final void become(Case c) {
        version++;
        data = CaseText.of(c);
        state = c.standing().word();
        missing = c.missing();
        priority = Priority.rank(c);
        Stall stall = Stall.of(c).orElse(null);
        stalledSince = stall == null ? null : stall.since();
        stalledBy = stall == null ? null : stall.cause().word();
        lateSince = Overrun.told(c).orElse(null);
        Receivable issued = c.receivable();
        if (issued != null) {
            debtorId = issued.debtorId();
            invoiceNumber = issued.number();
            dueOn = issued.dueOn();
            zone = issued.zone();
            sum(c.account(), issued.total());
        }
    }

    /** When the sweep is to look at the case again; null for never. */
    public final void lookAgain(@Nullable Ahead ahead) {
        nextActionOn = ahead == null ? null : ahead.on();
        bankThrough = ahead == null ? null : ahead.bankThrough();
        // what else of a debtor is due is looked for among what counts
        if (nextActionOn != null && (countsFrom == null || nextActionOn.isBefore(countsFrom))) {
            countsFrom = nextActionOn;
        }
    }

    /** Counts what was told of the debtor's word, fact by fact. */
    public void count(List<Fact> facts) {
        Tally tally = tally().and(facts);
        promisesKept = tally.promisesKept();
        promisesBroken = tally.promisesBroken();
        disputes = tally.disputes();
        excuses = PastRow.words(tally.excuses());
    }

    public Tally tally() {
        return new Tally(promisesKept, promisesBroken, disputes, PastRow.excuses(excuses));
    }

    /**
     * What the debtor's other cases and the watchdogs need to know of this one.
     *
     * @param past null while the invoice is not known
     */
    public void remember(Case c, @Nullable Past past, LocalDate today) {
        if (past != null) {
            bankingDue = past.due();
            reachedOn = c.reachedAfter(past.due());
            settled = past.settled();
            paidOn = past.paidOn();
            clearedOn = past.clearedOn();
            feeLetters = past.fees();
            flatSum = past.flatSum();
            letterOn = past.letterOn();
            letterPending = past.letterPending();
            countsFrom = from(past.countsFrom(), today);
        }
    }

    /** A day that has come is as good as another one, and leaves the index as it is. */
    private @Nullable LocalDate from(@Nullable LocalDate day, LocalDate today) {
        return day == null || day.isAfter(today) || countsFrom == null || countsFrom.isAfter(today) ? day : countsFrom;
    }

    public DebtorRow.@Nullable Key debtor() {
        return debtorId == null ? null : new DebtorRow.Key(creditorId, debtorId);
    }

    private void sum(Account account, Money like) {
        currency = like.currency().getCurrencyCode();
        principal = account.claimed(Kind.PRINCIPAL, like).amount();
        fees = account.claimed(Kind.FEE, like).amount();
        interest = account.claimed(Kind.INTEREST, like).amount();
        compensation = account.claimed(Kind.COMPENSATION, like).amount();
        cost = account.claimed(Kind.COST, like).amount();
        cancelled = givenUp(account, "cancelled");
        writtenOff = givenUp(account, "written-off");
        sold = givenUp(account, "sold");
        forBuyer = givenUp(account, "for-buyer").negate();
        paidToFactor = account.paidToFactor(like).amount();
        paid = account.paid(like).amount().subtract(paidToFactor);
        credited = account.credited(like).amount();
        balance = account.balance(like).amount();
    }

    private static BigDecimal givenUp(Account account, String key) {
        return account.lines().stream()
                .filter(line -> line.kind() == Kind.PRINCIPAL && line.key().equals(key))
                .map(ClaimLine::amount)
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .negate();
    }
}
