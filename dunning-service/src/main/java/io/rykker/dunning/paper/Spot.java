package io.rykker.dunning.paper;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value of the file with its place, so that whatever is wrong with it can be said by name. */
final class Spot {

    private static final int FIRST_YEAR = 1980;
    private static final int LAST_YEAR = 2100;
    private static final int LONGEST_TEXT = 2000;

    final String pointer;
    final int line;
    final @Nullable String text;
    final boolean plain;
    final List<Spot> items;
    final Map<String, Spot> fields;
    private final boolean mapping;

    private Spot(
            String pointer,
            int line,
            @Nullable String text,
            boolean plain,
            List<Spot> items,
            Map<String, Spot> fields,
            boolean mapping) {
        this.pointer = pointer;
        this.line = line;
        this.text = text;
        this.plain = plain;
        this.items = items;
        this.fields = fields;
        this.mapping = mapping;
    }

    static Spot scalar(String pointer, int line, String text, boolean plain) {
        return new Spot(pointer, line, text, plain, List.of(), Map.of(), false);
    }

    static Spot list(String pointer, int line, List<Spot> items) {
        return new Spot(pointer, line, null, false, items, Map.of(), false);
    }

    static Spot mapping(String pointer, int line, Map<String, Spot> fields) {
        return new Spot(pointer, line, null, false, List.of(), new LinkedHashMap<>(fields), true);
    }

    boolean isMapping() {
        return mapping;
    }

    boolean isList() {
        return text == null && !mapping;
    }

    Unclear unclear(String what) {
        return new Unclear(pointer, line, what);
    }

    /** Refuses fields that are none of the shape's. */
    void requireShape(Shape shape) throws Unclear {
        if (!mapping) {
            throw unclear("must be " + shape.what() + " with fields: " + String.join(", ", shape.fields()));
        }
        for (Map.Entry<String, Spot> field : fields.entrySet()) {
            if (!shape.fields().contains(field.getKey())) {
                throw field.getValue()
                        .unclear("is not a field of " + shape.what() + "; its fields are: "
                                + String.join(", ", shape.fields()));
            }
        }
    }

    Optional<Spot> maybe(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Spot required(String name, String advice) throws Unclear {
        Spot spot = fields.get(name);
        if (spot == null) {
            throw unclear("needs the field " + name + ": " + advice);
        }
        return spot;
    }

    String words() throws Unclear {
        if (text == null || text.isBlank()) {
            throw unclear("must be a text");
        }
        if (text.length() > LONGEST_TEXT) {
            throw unclear("is longer than " + LONGEST_TEXT + " characters; shorten it");
        }
        return text.strip();
    }

    /** One of some words. */
    String oneOf(List<String> words) throws Unclear {
        if (text == null || !words.contains(text)) {
            throw unclear("must be one of: " + String.join(", ", words) + (text == null ? "" : "; it is " + text));
        }
        return text;
    }

    LocalDate date() throws Unclear {
        try {
            LocalDate date = LocalDate.parse(text == null ? "" : text);
            if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
                throw unclear("must be a date between " + FIRST_YEAR + " and " + LAST_YEAR + "; it is " + text);
            }
            return date;
        } catch (DateTimeParseException _) {
            throw unclear("must be a date of the calendar, like 2026-06-01" + (text == null ? "" : "; it is " + text));
        }
    }

    BigDecimal decimal() throws Unclear {
        if (text == null || !text.matches("-?\\d{1,12}(\\.\\d{1,6})?")) {
            throw unclear("must be a number like 1234.50" + (text == null ? "" : "; it is " + text));
        }
        return new BigDecimal(text);
    }

    /** A whole number within bounds. */
    int number(int least, int most) throws Unclear {
        if (text == null
                || !text.matches("\\d{1,6}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw unclear(
                    "must be a whole number from " + least + " to " + most + (text == null ? "" : "; it is " + text));
        }
        return Integer.parseInt(text);
    }

    boolean flag() throws Unclear {
        if (!"true".equals(text) && !"false".equals(text)) {
            throw unclear("must be true or false" + (text == null ? "" : "; it is " + text));
        }
        return "true".equals(text);
    }

    boolean isWord(String word) {
        return word.equals(text);
    }

    List<Spot> list() throws Unclear {
        if (!isList()) {
            throw unclear("must be a list");
        }
        return items;
    }
}
