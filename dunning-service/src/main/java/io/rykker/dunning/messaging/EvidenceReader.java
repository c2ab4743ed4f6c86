package io.rykker.dunning.messaging;

import io.rykker.dunning.domain.Evidence;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file that somebody adds to a dispute. Only what a person can look at without danger is taken, and only when its
 * bytes are what they are said to be.
 */
public final class EvidenceReader {

    /** The most bytes that a file may have. */
    public static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_WHY = 2000;
    private static final String TEXT = "text/plain";

    /** How the files of each type begin. */
    private static final Map<String, byte[]> BEGINNINGS = Map.of(
            "application/pdf",
            "%PDF-".getBytes(StandardCharsets.US_ASCII),
            "image/png",
            HexFormat.of().parseHex("89504e470d0a1a0a"),
            "image/jpeg",
            HexFormat.of().parseHex("ffd8ff"),
            TEXT,
            new byte[0]);

    /** A path, or what a header or a file system reads as more than a name. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]+");

    private EvidenceReader() {}

    /** Throws {@link Unreadable} with the name of the field, or of the header. */
    public static Evidence.File file(
            @Nullable String name, @Nullable String kind, @Nullable String contentType, byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new Unreadable.TooLarge(
                    "the file has " + body.length + " bytes, at most " + MOST_BYTES + " are taken");
        }
        if (body.length == 0) {
            throw new Unreadable("body", "is empty: the bytes of the file are expected");
        }
        String mediaType = mediaType(contentType);
        if (!isOf(mediaType, body)) {
            throw new Unreadable("body", "is not " + mediaType + ", as the Content-Type says");
        }
        return new Evidence.File(UUID.randomUUID(), kind(kind), name(name), mediaType, body.length, sha256(body));
    }

    public static String why(@Nullable String why) {
        if (why == null || why.isBlank()) {
            throw new Unreadable("why", "is missing");
        }
        if (why.length() > LONGEST_WHY) {
            throw new Unreadable("why", "has " + why.length() + " characters, at most " + LONGEST_WHY + " are allowed");
        }
        return why.strip();
    }

    private static String mediaType(@Nullable String contentType) {
        String[] parts = contentType == null
                ? new String[] {""}
                : contentType.toLowerCase(Locale.ROOT).split(";");
        String type = parts[0].strip();
        boolean isUtf8 = Arrays.stream(parts)
                .skip(1)
                .map(String::strip)
                .noneMatch(one ->
                        one.startsWith("charset=") && !one.replace("\"", "").equals("charset=utf-8"));
        if (!BEGINNINGS.containsKey(type)) {
            throw new Unreadable("Content-Type", "is none of application/pdf, image/png, image/jpeg, text/plain");
        }
        if (!isUtf8) {
            throw new Unreadable("Content-Type", "has a charset that is not utf-8");
        }
        return type;
    }

    private static boolean isOf(String mediaType, byte[] body) {
        byte[] beginning = BEGINNINGS.getOrDefault(mediaType, body);
        boolean begins = body.length >= beginning.length
                && Arrays.equals(beginning, 0, beginning.length, body, 0, beginning.length);
        return begins && (!mediaType.equals(TEXT) || isText(body));
    }

    private static boolean isText(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .chars()
                    .noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static Evidence.Kind kind(@Nullable String word) {
        for (Evidence.Kind kind : Evidence.Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        if (word == null) {
            return Evidence.Kind.STATEMENT;
        }
        throw new Unreadable("kind", "is none of statement, proof-of-delivery");
    }

    private static String name(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new Unreadable("name", "is missing: say how the file is called");
        }
        String stripped = name.strip();
        if (stripped.length() > LONGEST_NAME) {
            throw new Unreadable(
                    "name", "has " + stripped.length() + " characters, at most " + LONGEST_NAME + " are allowed");
        }
        if (!NAME.matcher(stripped).matches() || stripped.startsWith(".")) {
            throw new Unreadable("name", "is no plain name of a file");
        }
        return stripped;
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
