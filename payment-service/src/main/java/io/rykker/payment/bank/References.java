package io.rykker.payment.bank;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives every line of a statement a reference that the next file about the same money gives it too. What the bank names
 * twice gets a number after it, in the order of the file.
 */
final class References {

    private final Map<String, Integer> given = new HashMap<>();

    String unique(String reference) {
        return unique(reference, "");
    }

    /** Counted apart for each kind of line, since one kind may be missing from the other file. */
    String unique(String reference, @Nullable String kind) {
        int times = given.merge(kind + "|" + reference, 1, Integer::sum);
        return times == 1 ? reference : reference + "#" + times;
    }

    /** Of a line that the bank gives no reference: what it is told apart by, in short. */
    static String made(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "~" + HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
