package io.rykker.payment.bank;

import io.rykker.payment.bank.BankFile.Credit;
import io.rykker.payment.bank.BankFile.Finding;
import io.rykker.payment.bank.BankFile.Line;
import io.rykker.payment.bank.BankFile.Return;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final int LONGEST_AMOUNT = 15;

    private final Node header;
    private final String where;
    private final References references;
    private final List<Line> lines = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int ignored;

    Entry(Node header, List<Node> transactions, String where, @Nullable LocalDate created, References references) {
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

    private void interpret(List<Node> transactions, @Nullable LocalDate created) {
        Money amount = amount();
        if (amount == null || !isMoney(amount)) {
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
        String entry =
                bankReference == null ? null : references.unique(clean(bankReference, 60), header.textAt("CdtDbtInd"));
        if (addsUp(transactions, amount)) {
            for (Node transaction : transactions) {
                tell(transaction, entry, false, Objects.requireNonNull(amount(transaction)), bookedOn, valueDate);
            }
        } else {
            Node only = transactions.size() == 1 && !isLumpSum() ? transactions.getFirst() : new Node("TxDtls", null);
            tell(only, entry, true, amount, bookedOn, valueDate);
        }
    }

    /** Refuses the whole file where there is none: an entry that nobody can read must not pass as read. */
    private @Nullable Money amount() {
        Node node = header.at("Amt");
        BigDecimal number = node == null ? null : number(node.text());
        if (node == null || number == null) {
            throw RefusedFile.because("the " + where + " has no amount");
        }
        Currency currency = currency(node.currency());
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
            find("not-booked", (status == null ? "no status" : "status " + status) + ": not money, not counted");
            return false;
        }
        if (!amount.isPositive()) {
            find("zero", "an amount of zero");
            return false;
        }
        return true;
    }

    /** Several transactions in the entry's own currency and direction whose sum is the entry's. */
    private boolean addsUp(List<Node> transactions, Money amount) {
        if (transactions.size() < 2) {
            return false;
        }
        Money sum = Money.zero(amount.currency());
        for (Node transaction : transactions) {
            Money part = amount(transaction);
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

    private boolean sameDirection(Node transaction) {
        String own = transaction.textAt("CdtDbtInd");
        return own == null || own.equals(header.textAt("CdtDbtInd"));
    }

    /** One detail that stands for several transactions (FFFS: the statement has the sum, the notification the parts). */
    private boolean isLumpSum() {
        BigDecimal count = number(Objects.requireNonNullElse(header.textAt("Btch", "NbOfTxs"), "1"));
        return count != null && count.compareTo(BigDecimal.ONE) > 0;
    }

    private void tell(
            Node transaction,
            @Nullable String entry,
            boolean wholeEntry,
            Money amount,
            LocalDate bookedOn,
            LocalDate valueDate) {
        String direction = header.textAt("CdtDbtInd");
        boolean marked = "true".equals(header.textAt("RvslInd"))
                || "1".equals(header.textAt("RvslInd"))
                || transaction.at("RtrInf") != null;
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

    private Credit credit(
            Node transaction,
            @Nullable String entry,
            boolean wholeEntry,
            Money amount,
            LocalDate bookedOn,
            LocalDate valueDate) {
        List<String> structured = texts(transaction.all("CdtrRefInf"), "Ref");
        List<String> numbers = texts(transaction.all("RfrdDocInf"), "Nb");
        List<String> free = Stream.concat(
                        transaction.all("Ustrd").map(Node::text),
                        Stream.of("AddtlTxInf", "AddtlNtryInf")
                                .map(name -> name.equals("AddtlTxInf") ? transaction.textAt(name) : header.textAt(name))
                                .filter(Objects::nonNull))
                .filter(text -> !text.isBlank())
                .toList();
        structured.stream()
                .filter(text -> !Key.hasRightRfDigits(text))
                .forEach(text -> find("reference-check-digits", "the creditor reference has wrong check digits"));
        if (wholeEntry && isLumpSum()) {
            find("sum-of-several", "one sum of several transactions; it waits for the notification that tells them");
        }
        Set<Key> keys = new LinkedHashSet<>(Key.of(structured, numbers, free));
        keys.addAll(transactionKeys(transaction));
        if (entry != null) {
            keys.add(Key.transaction("asr:" + entry));
        }
        String reference = reference(transaction, entry, wholeEntry, amount, bookedOn);
        return new Credit(
                reference,
                entry,
                wholeEntry,
                amount,
                bookedOn,
                valueDate,
                keys,
                new Said(
                        structured.isEmpty() ? null : clean(structured.getFirst(), 140),
                        numbers.isEmpty() ? null : clean(numbers.getFirst(), 140),
                        free.isEmpty() ? null : clean(String.join(" ", free), 1000),
                        payer(transaction)));
    }

    private Return returned(
            Node transaction, @Nullable String entry, boolean wholeEntry, Money amount, LocalDate bookedOn) {
        return new Return(
                reference(transaction, entry, wholeEntry, amount, bookedOn),
                amount,
                bookedOn,
                transactionKeys(transaction),
                reason(transaction));
    }

    /** The bank's reference of the entry, with the transaction's in it; else what the transaction is told apart by. */
    private String reference(
            Node transaction, @Nullable String entry, boolean wholeEntry, Money amount, LocalDate bookedOn) {
        String own = Stream.of("AcctSvcrRef", "TxId", "EndToEndId", "InstrId", "UETR")
                .map(name -> given(transaction.textAt("Refs", name)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (entry != null) {
            return wholeEntry ? entry : references.unique(entry + "/" + (own == null ? "" : own));
        }
        if (own == null) {
            own = String.join(
                    " ",
                    Stream.concat(texts(transaction.all("CdtrRefInf"), "Ref").stream(), texts(transaction.all("Ustrd")))
                            .toList());
        }
        String direction = header.textAt("CdtDbtInd");
        return references.unique(References.made(direction + "|" + bookedOn + "|" + amount + "|" + own));
    }

    private static Set<Key> transactionKeys(Node transaction) {
        Set<Key> keys = new LinkedHashSet<>();
        addKey(keys, "e2e:", transaction.textAt("Refs", "EndToEndId"));
        addKey(keys, "tx:", transaction.textAt("Refs", "TxId"));
        addKey(keys, "instr:", transaction.textAt("Refs", "InstrId"));
        addKey(keys, "uetr:", transaction.textAt("Refs", "UETR"));
        addKey(keys, "asr:", transaction.textAt("Refs", "AcctSvcrRef"));
        return keys;
    }

    private static void addKey(Set<Key> keys, String prefix, @Nullable String id) {
        if (given(id) != null) {
            keys.add(Key.transaction(prefix + clean(Objects.requireNonNull(id), 60)));
        }
    }

    /** Banks write NOTPROVIDED where the payer gave no id. */
    private static @Nullable String given(@Nullable String id) {
        return id == null || id.equalsIgnoreCase("NOTPROVIDED") || id.equals("-") ? null : id;
    }

    private static @Nullable String reason(Node transaction) {
        String code = transaction.textAt("RtrInf", "Rsn", "Cd");
        if (code == null) {
            code = transaction.textAt("RtrInf", "Rsn", "Prtry");
        }
        return code == null ? "reversed by the bank" : "returned by the bank: " + clean(code, 60);
    }

    private static @Nullable String payer(Node transaction) {
        String name = transaction.textAt("RltdPties", "Dbtr", "Nm");
        if (name == null) {
            name = transaction.textAt("RltdPties", "Dbtr", "Pty", "Nm");
        }
        return name == null ? null : clean(name, 200);
    }

    /** The amount of a transaction as it was booked: v08 has it beside the details, older versions in them. */
    private static @Nullable Money amount(Node transaction) {
        Node node = transaction.at("Amt");
        if (node == null) {
            node = transaction.at("AmtDtls", "TxAmt", "Amt");
        }
        BigDecimal number = node == null ? null : number(node.text());
        Currency currency = node == null ? null : currency(node.currency());
        if (number == null || currency == null) {
            return null;
        }
        try {
            return new Money(number, currency);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(String text) {
        if (!text.matches("[0-9]{1," + LONGEST_AMOUNT + "}(\\.[0-9]{0,5})?")) {
            return null;
        }
        return new BigDecimal(text.endsWith(".") ? text + "0" : text);
    }

    private static @Nullable Currency currency(@Nullable String code) {
        try {
            return code == null ? null : Currency.getInstance(code);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static List<String> texts(Stream<Node> nodes, String child) {
        return nodes.map(node -> node.textAt(child)).filter(Objects::nonNull).toList();
    }

    private static Stream<String> texts(Stream<Node> nodes) {
        return nodes.map(Node::text).filter(text -> !text.isBlank());
    }

    private static String clean(String text, int most) {
        String clean = text.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return clean.length() > most ? clean.substring(0, most) : clean;
    }

    private void ignore(String code, String message) {
        ignored++;
        find(code, message);
    }

    private void find(String code, String message) {
        findings.add(new Finding(code, where, message));
    }
}
