package io.rykker.payment.persistence;

import io.rykker.payment.domain.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The number under which a value of one creditor is looked up: narrow in an index, whatever the value is. It finds all
 * that is asked for and, once in some billion, something more, which the ledger leaves lying.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** Of a key; its kind does not count, so that a word finds references and numbers. */
    public static long of(String creditorId, Key key) {
        return ByteBuffer.wrap(md5().digest((creditorId + "|" + key.value()).getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    static @Nullable Long ofAny(String creditorId, @Nullable Key key) {
        return key == null ? null : of(creditorId, key);
    }

    /** As PostgreSQL's own {@code md5}, with which the first ones were made. */
    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
