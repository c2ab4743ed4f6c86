package io.rykker.payment.domain;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What two sides compare when they ask whether they mean the same thing: one normal form of the many ways in which a
 * reference is written. Leading zeros (FIK pads, viite drops them), blanks and case do not count; the creditor reference
 * of ISO 11649 is its national body when its check digits are right; of a Danish payment slip line the payment id counts.
 * The hyphen that ends a modulus 11 KID is a digit position and counts.
 *
 * @param kind says what may be compared with what
 */
public record Key(Kind kind, String value) {

    /** The kind of a key; its letter is stored. */
    public enum Kind {
        /** A payment reference: FIK, KID, OCR, viite, RF, QRR. */
        REFERENCE('r'),
        /** An invoice number that somebody named as such. */
        NUMBER('n'),
        /** A word of a free text, which may be either. */
        WORD('t'),
        /** A bank's or payer's own id of the transaction, by which a reversal finds its payment. */
        TRANSACTION('b');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    private static final int MOST_WORDS = 24;
    private static final int SHORTEST_WORD = 3;
    private static final int LONGEST = 64;
    private static final Pattern SLIP =
            Pattern.compile("\\+?\\s*(?:71|75|04|15|01)\\s*[<#]\\s*([0-9 ]+?)\\s*(?:\\+\\s*[0-9]{7,8}\\s*<?)?\\s*");
    private static final Pattern SLIP_IN_TEXT = Pattern.compile("\\+(?:71|75|04|15)<[0-9 ]+\\+[0-9]{7,8}<");
    private static final Pattern RF = Pattern.compile("RF[0-9]{2}[A-Z0-9]{1,21}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;:()\\[\\]\"']+");
    private static final Pattern WITHIN_WORDS = Pattern.compile("[/.#=+*_<>]+");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{Nd}]");

    /** The key of a payment reference, or null when nothing of it can identify anything. */
    public static @Nullable Key reference(@Nullable String text) {
        String value = referenceValue(text);
        return value.isEmpty() ? null : new Key(Kind.REFERENCE, value);
    }

    /** The key of an invoice number, or null when nothing of it can identify anything. */
    public static @Nullable Key number(@Nullable String text) {
        String value = plain(text);
        return value.isEmpty() ? null : new Key(Kind.NUMBER, value);
    }

    public static Key transaction(String text) {
        String value = text.strip();
        return new Key(Kind.TRANSACTION, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
    }

    /**
     * All that a payment can be matched by. A reference may also be an invoice number in the wrong field, so it counts as
     * a word too.
     */
    public static Set<Key> of(
            Collection<String> references, Collection<String> invoiceNumbers, Collection<String> texts) {
        Set<Key> keys = new LinkedHashSet<>();
        references.forEach(text -> addTo(keys, reference(text)));
        invoiceNumbers.forEach(text -> addTo(keys, number(text)));
        references.forEach(text -> keys.addAll(words(text)));
        texts.forEach(text -> keys.addAll(words(text)));
        return keys;
    }

    private static void addTo(Set<Key> keys, @Nullable Key key) {
        if (key != null) {
            keys.add(key);
        }
    }

    /** The words of a free text that hold a digit, at most 24. */
    public static Set<Key> words(@Nullable String text) {
        Set<Key> words = new LinkedHashSet<>();
        if (text == null) {
            return words;
        }
        if (isPlainAscii(text)) {
            addWord(plain(text), words);
            addWord(referenceValue(text), words);
            return words;
        }
        addSlips(text, words);
        for (String word : BETWEEN_WORDS.splitAsStream(text).toList()) {
            addWord(plain(word), words);
            for (String part : WITHIN_WORDS.splitAsStream(word).toList()) {
                addWord(referenceValue(part), words);
            }
        }
        return words;
    }

    private static void addSlips(String text, Set<Key> words) {
        Matcher slip = SLIP_IN_TEXT.matcher(text);
        while (slip.find()) {
            addWord(referenceValue(slip.group()), words);
        }
    }

    private static void addWord(String value, Set<Key> words) {
        if (words.size() < MOST_WORDS
                && value.length() >= SHORTEST_WORD
                && value.length() <= LONGEST
                && value.chars().anyMatch(Key::isDigit)) {
            words.add(new Key(Kind.WORD, value));
        }
    }

    /** True unless the text is an ISO 11649 reference with wrong check digits. */
    public static boolean hasRightRfDigits(String text) {
        String compact = compact(text);
        return !RF.matcher(compact).matches() || isRf(compact);
    }

    private static String referenceValue(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (text.indexOf('<') >= 0 || text.indexOf('#') >= 0) {
            Matcher slip = SLIP.matcher(text.strip());
            if (slip.matches()) {
                return plain(slip.group(1));
            }
        }
        String compact = compact(text);
        if (compact.startsWith("RF") && RF.matcher(compact).matches() && isRf(compact)) {
            return withoutZeros(compact.substring(4));
        }
        String value = plain(compact);
        return endsInHyphen(compact) && !value.isEmpty() ? value + "-" : value;
    }

    /** Digits and a hyphen after them. */
    private static boolean endsInHyphen(String compact) {
        int last = compact.length() - 1;
        return last > 0
                && compact.charAt(last) == '-'
                && compact.chars().limit(last).allMatch(Key::isDigit);
    }

    /** ISO 11649: the check digits to the end, letters as numbers, and the whole is 1 modulo 97. */
    private static boolean isRf(String compact) {
        StringBuilder digits = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static String compact(String text) {
        return isPlainAscii(text)
                ? text.toUpperCase(Locale.ROOT)
                : BLANKS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    }

    private static String plain(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String upper = text.toUpperCase(Locale.ROOT);
        String value = withoutZeros(isPlainAscii(upper) ? upper : lettersAndDigits(upper));
        return value.length() > LONGEST ? "" : value;
    }

    /** Most references are ASCII, and a loop over them is a tenth of a regular expression's work. */
    private static String lettersAndDigits(String upper) {
        var kept = new StringBuilder(upper.length());
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (c > '\u007f') {
                return NO_LETTER_OR_DIGIT.matcher(upper).replaceAll("");
            }
            if (isLetterOrDigit(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLetterOrDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(int c) {
        return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static String withoutZeros(String text) {
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == '0') {
            zeros++;
        }
        return text.substring(zeros);
    }

    /** As it is stored: the letter of the kind, a colon, the value. */
    public String stored() {
        return kind.letter + ":" + value;
    }

    public static Key stored(String text) {
        for (Kind kind : Kind.values()) {
            if (text.charAt(0) == kind.letter) {
                return new Key(kind, text.substring(2));
            }
        }
        throw new IllegalArgumentException("no key: " + text);
    }
}
