package io.rykker.payment.bank;

import io.rykker.payment.bank.Line.Credit;
import io.rykker.payment.bank.Line.Return;
import io.rykker.payment.bank.Survey.Finding;
import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.Receipt.Said;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry ({@code Ntry}) of an account and what it means.
 *
 * <ul>
 *   <li>Only what is booked ({@code BOOK}) is money; information ({@code INFO}) and what is pending are not.
 *   <li>A credit is a payment, unless it gives back a debit of the creditor's own ({@code RvslInd}, {@code RtrInf}).
 *   <li>A debit is a payment gone back if it is marked so ({@code RvslInd}, {@code RtrInf}); else it is none of ours.
 *   <li>The amount is the one booked in the account's currency, never the instructed one.
 *   <li>Transactions count one by one when they add up to the entry; otherwise the entry counts as one sum, which waits
 *       for a notification that tells its transactions, or for a person.
 * </ul>
 */
final class Entry {

    private final Node header;
    private final String where;
    private final References references;
    private final List<Line> lines = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int ignored;

    Entry(
            Node header,
            List<Transaction> transactions,
            String where,
            @Nullable LocalDate created,
            References references) {
        this.header = header;
        this.where = where;
        this.references = references;
        interpret(transactions, created);
    }

    List<Line> lines() {
        return lines;
    }

    List<Finding> findings() {
        return findings;
    }

    int ignored() {
        return ignored;
    }

    private void interpret(List<Transaction> transactions, @Nullable LocalDate created) {
        Money amount = amount();
        if (!isMoney(amount)) {
            ignored++;
            return;
        }
        LocalDate booked = CamtReader.dateOf(header.at("BookgDt"));
        LocalDate value = CamtReader.dateOf(header.at("ValDt"));
        LocalDate bookedOn = booked == null ? (value == null ? created : value) : booked;
        if (bookedOn == null) {
            ignore("no-date", "neither a booking date nor a value date");
            return;
        }
        LocalDate valueDate = value == null ? bookedOn : value;
        String bankReference = header.textAt("AcctSvcrRef");
        String entry = bankReference == null
                ? null
                : references.unique(Transaction.clean(bankReference, 60), header.textAt("CdtDbtInd"));
        if (addsUp(transactions, amount)) {
            for (Transaction transaction : transactions) {
                Money part = Objects.requireNonNull(transaction.amount());
                tell(transaction, entry, false, part, bookedOn, valueDate);
            }
        } else {
            boolean isOne = transactions.size() == 1 && !isLumpSum();
            tell(isOne ? transactions.getFirst() : Transaction.NONE, entry, true, amount, bookedOn, valueDate);
        }
    }

    /** Refuses the whole file where there is none: an entry that nobody can read must not pass as read. */
    private Money amount() {
        Node node = header.at("Amt");
        BigDecimal number = node == null ? null : Transaction.number(node.text());
        if (node == null || number == null) {
            throw RefusedFile.because("the " + where + " has no amount");
        }
        Currency currency = Transaction.currency(node.currency());
        if (currency == null) {
            throw RefusedFile.because("the " + where + " has no known currency");
        }
        try {
            return new Money(number, currency);
        } catch (IllegalArgumentException e) {
            throw RefusedFile.because("the " + where + ": " + e.getMessage());
        }
    }

    private boolean isMoney(Money amount) {
        String status = header.textAt("Sts", "Cd");
        if (status == null) {
            status = header.textAt("Sts");
        }
        if (!"BOOK".equals(status)) {
            find(
                    "not-booked",
                    (status == null ? "no status" : "status " + Transaction.clean(status, 20))
                            + ": not money, not counted");
            return false;
        }
        if (!amount.isPositive()) {
            find("zero", "an amount of zero");
            return false;
        }
        return true;
    }

    /** Several transactions in the entry's own currency and direction whose sum is the entry's. */
    private boolean addsUp(List<Transaction> transactions, Money amount) {
        if (transactions.size() < 2) {
            return false;
        }
        Money sum = Money.zero(amount.currency());
        for (Transaction transaction : transactions) {
            Money part = transaction.amount();
            if (part == null
                    || !part.isPositive()
                    || !part.currency().equals(amount.currency())
                    || !sameDirection(transaction)) {
                find(
                        "details-unclear",
                        "its transactions do not all have an amount in " + amount.currency() + "; counted as one sum");
                return false;
            }
            sum = sum.plus(part);
        }
        if (!sum.equals(amount)) {
            find(
                    "details-do-not-add-up",
                    "its transactions are " + sum + ", the entry is " + amount + "; counted as one sum");
            return false;
        }
        return true;
    }

    private boolean sameDirection(Transaction transaction) {
        return transaction.direction() == null || transaction.direction().equals(header.textAt("CdtDbtInd"));
    }

    /** One detail that stands for several transactions (FFFS: the statement has the sum, the notification the parts). */
    private boolean isLumpSum() {
        BigDecimal count = Transaction.number(Objects.requireNonNullElse(header.textAt("Btch", "NbOfTxs"), "1"));
        return count != null && count.compareTo(BigDecimal.ONE) > 0;
    }

    private void tell(
            Transaction transaction,
            @Nullable String entry,
            boolean wholeEntry,
            Money amount,
            LocalDate bookedOn,
            LocalDate valueDate) {
        String direction = header.textAt("CdtDbtInd");
        boolean marked = isReversal() || transaction.reason() != null;
        if ("CRDT".equals(direction) && !marked) {
            lines.add(credit(transaction, entry, wholeEntry, amount, bookedOn, valueDate));
        } else if ("CRDT".equals(direction)) {
            ignore("returned-debit", "a payment of the creditor's own that came back");
        } else if ("DBIT".equals(direction) && marked) {
            lines.add(returned(transaction, entry, wholeEntry, amount, bookedOn));
        } else if ("DBIT".equals(direction)) {
            ignored++;
        } else {
            ignore("no-direction", "neither credit nor debit");
        }
    }

    private boolean isReversal() {
        String indicator = header.textAt("RvslInd");
        return "true".equals(indicator) || "1".equals(indicator);
    }

    private Credit credit(
            Transaction transaction,
            @Nullable String entry,
            boolean wholeEntry,
            Money amount,
            LocalDate bookedOn,
            LocalDate valueDate) {
        if (!transaction.references().stream().allMatch(Key::hasRightRfDigits)) {
            find("reference-check-digits", "the creditor reference has wrong check digits");
        }
        if (wholeEntry && isLumpSum()) {
            find("sum-of-several", "one sum of several transactions; it waits for the notification that tells them");
        }
        List<String> free = new ArrayList<>(transaction.texts());
        String said = header.textAt("AddtlNtryInf");
        if (said != null) {
            free.add(Transaction.clean(said, 500));
        }
        Set<Key> keys = new LinkedHashSet<>(Key.of(transaction.references(), transaction.numbers(), free));
        keys.addAll(transaction.keys());
        if (entry != null) {
            keys.add(Key.transaction("asr:" + entry));
        }
        return new Credit(
                reference(transaction, entry, wholeEntry, amount, bookedOn),
                entry,
                wholeEntry,
                amount,
                bookedOn,
                valueDate,
                keys,
                new Said(
                        first(transaction.references()),
                        first(transaction.numbers()),
                        free.isEmpty() ? null : Transaction.clean(String.join(" ", free), 1000),
                        transaction.payer()));
    }

    private static @Nullable String first(List<String> texts) {
        return texts.isEmpty() ? null : Transaction.clean(texts.getFirst(), 140);
    }

    private Return returned(
            Transaction transaction, @Nullable String entry, boolean wholeEntry, Money amount, LocalDate bookedOn) {
        return new Return(
                reference(transaction, entry, wholeEntry, amount, bookedOn),
                amount,
                bookedOn,
                transaction.keys(),
                Objects.requireNonNullElse(transaction.reason(), "reversed by the bank"));
    }

    /** The bank's reference of the entry, with the transaction's in it; else what the transaction is told apart by. */
    private String reference(
            Transaction transaction, @Nullable String entry, boolean wholeEntry, Money amount, LocalDate bookedOn) {
        String own = transaction.reference();
        if (entry != null) {
            return wholeEntry ? entry : references.unique(entry + "/" + (own == null ? "" : own));
        }
        if (own == null) {
            own = String.join(" ", transaction.references()) + " " + String.join(" ", transaction.texts());
        }
        String direction = header.textAt("CdtDbtInd");
        return references.unique(References.made(direction + "|" + bookedOn + "|" + amount + "|" + own));
    }

    private void ignore(String code, String message) {
        ignored++;
        find(code, message);
    }

    private void find(String code, String message) {
        findings.add(new Finding(code, where, message));
    }
}
