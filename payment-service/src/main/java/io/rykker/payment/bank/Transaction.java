package io.rykker.payment.bank;

import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One {@code TxDtls} of an entry: only what is used of it, since an entry may have thousands.
 *
 * @param amount as it was booked; null when there is none that can be read
 * @param direction its own {@code CdtDbtInd}, where it has one
 * @param reason why it was returned; null when it was not
 * @param reference the first id that somebody gave it
 * @param keys all such ids
 * @param references structured creditor references
 * @param numbers of the documents that it says it pays
 * @param texts what was written freely
 */
record Transaction(
        @Nullable Money amount,
        @Nullable String direction,
        @Nullable String reason,
        @Nullable String reference,
        Set<Key> keys,
        List<String> references,
        List<String> numbers,
        List<String> texts,
        @Nullable String payer) {

    static final Transaction NONE =
            new Transaction(null, null, null, null, Set.of(), List.of(), List.of(), List.of(), null);

    private static final int LONGEST_ID = 60;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_TEXTS = 10;

    static Transaction of(Node node) {
        return new Transaction(
                amount(node),
                node.textAt("CdtDbtInd"),
                node.at("RtrInf") == null ? null : reason(node),
                Stream.of("AcctSvcrRef", "TxId", "EndToEndId", "InstrId", "UETR")
                        .map(name -> id(node, name))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                keys(node),
                texts(node.all("CdtrRefInf").map(info -> info.textAt("Ref"))),
                texts(node.all("RfrdDocInf").map(info -> info.textAt("Nb"))),
                texts(Stream.concat(
                        node.all("Ustrd").map(Node::text), Stream.of(node).map(tx -> tx.textAt("AddtlTxInf")))),
                payer(node));
    }

    private static Set<Key> keys(Node node) {
        Set<Key> keys = new LinkedHashSet<>();
        addKey(keys, "e2e:", id(node, "EndToEndId"));
        addKey(keys, "tx:", id(node, "TxId"));
        addKey(keys, "instr:", id(node, "InstrId"));
        addKey(keys, "uetr:", id(node, "UETR"));
        addKey(keys, "asr:", id(node, "AcctSvcrRef"));
        return keys;
    }

    private static void addKey(Set<Key> keys, String prefix, @Nullable String id) {
        if (id != null) {
            keys.add(Key.transaction(prefix + id));
        }
    }

    /** Banks write NOTPROVIDED where the payer gave no id. */
    private static @Nullable String id(Node node, String name) {
        String id = node.textAt("Refs", name);
        return id == null || id.equalsIgnoreCase("NOTPROVIDED") || id.equals("-") ? null : clean(id, LONGEST_ID);
    }

    private static String reason(Node node) {
        String code = node.textAt("RtrInf", "Rsn", "Cd");
        if (code == null) {
            code = node.textAt("RtrInf", "Rsn", "Prtry");
        }
        return code == null ? "returned by the bank" : "returned by the bank: " + clean(code, LONGEST_ID);
    }

    private static @Nullable String payer(Node node) {
        String name = node.textAt("RltdPties", "Dbtr", "Nm");
        if (name == null) {
            name = node.textAt("RltdPties", "Dbtr", "Pty", "Nm");
        }
        return name == null ? null : clean(name, 200);
    }

    /** Version 08 has the amount beside the details, older ones in them. */
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

    static @Nullable BigDecimal number(String text) {
        if (!text.matches("[0-9]{1,15}(\\.[0-9]{0,5})?")) {
            return null;
        }
        return new BigDecimal(text.endsWith(".") ? text + "0" : text);
    }

    static @Nullable Currency currency(@Nullable String code) {
        try {
            return code == null ? null : Currency.getInstance(code);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static List<String> texts(Stream<@Nullable String> texts) {
        return texts.filter(Objects::nonNull)
                .map(text -> clean(text, LONGEST_TEXT))
                .filter(text -> !text.isBlank())
                .limit(MOST_TEXTS)
                .toList();
    }

    static String clean(String text, int most) {
        String clean = text.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return clean.length() > most ? clean.substring(0, most) : clean;
    }
}
