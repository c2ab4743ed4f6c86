package io.rykker.collection.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads JSON that somebody else wrote, within bounds. Refuses with {@link Unreadable}. */
public final class Json {

    private static final int MANY_BYTES = 4 * 1024 * 1024;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(100_000)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static Fields read(byte[] body) {
        return Fields.of(tree(body));
    }

    /** What was taken in before, as it came. */
    public static JsonNode tree(byte[] body) {
        if (body.length > MANY_BYTES) {
            throw new Unreadable("", "the body has " + body.length + " bytes, at most " + MANY_BYTES + " are taken");
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new Unreadable(
                    "",
                    "the body is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("unreadable")
                            + (where == null
                                    ? ""
                                    : " at line " + where.getLineNr() + ", column " + where.getColumnNr()));
        } catch (IOException e) {
            throw new Unreadable("", "the body cannot be read: " + e.getMessage());
        }
    }
}
