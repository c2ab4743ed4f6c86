package io.rykker.stack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.stack.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file with one event or an array of them, read and known to be JSON. */
record EventFile(Path file, String type, List<byte[]> events) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static EventFile read(Path file, Contract contract, @Nullable String toldType) {
        String name = file.getFileName().toString();
        String type = toldType == null
                ? contract.typeOfFile(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                name + " is not named after an event type; say --type, one of " + contract.types()))
                : contract.type(toldType)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no event type " + toldType + "; there are " + contract.types()));
        return new EventFile(file, type, events(file));
    }

    /** A single event is kept byte for byte; of an array, each element is written anew. */
    private static List<byte[]> events(Path file) {
        byte[] bytes = bytes(file);
        JsonNode json = json(file, bytes);
        if (!json.isArray()) {
            requireObject(file, json);
            return List.of(bytes);
        }
        List<byte[]> events = new ArrayList<>();
        for (JsonNode event : json) {
            requireObject(file, event);
            events.add(event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return events;
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw new IllegalArgumentException("there is no file " + file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static JsonNode json(Path file, byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + " is not JSON, line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void requireObject(Path file, JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(file + " holds no event: a JSON object was expected");
        }
    }
}
