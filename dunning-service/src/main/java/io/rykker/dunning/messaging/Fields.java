package io.rykker.dunning.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rykker.dunning.domain.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object that somebody else wrote. Everything is checked before it is believed, and a
 * refusal says which field, what was wrong and what is expected.
 */
public final class Fields {

    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,4})?");
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000");
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    private final JsonNode object;
    private final String path;

    private Fields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    public static Fields of(JsonNode body) {
        if (!body.isObject()) {
            throw new Unreadable("", "the body is not a JSON object");
        }
        return new Fields(body, "");
    }

    public Fields object(String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isObject()) {
            throw refuse(name, value == null ? "is missing" : "is not an object");
        }
        return new Fields(value, path + name + ".");
    }

    public @Nullable Fields optionalObject(String name) {
        return isAbsent(name) ? null : object(name);
    }

    /** Refuses the first field that is none of these. */
    public void only(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw refuse(name, "is no field here; known are " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    /** The objects of an array, none when it is absent. */
    public List<Fields> objects(String name, int most) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode one : array(name, most)) {
            String at = name + "[" + objects.size() + "]";
            if (!one.isObject()) {
                throw refuse(at, "is not an object");
            }
            objects.add(new Fields(one, path + at + "."));
        }
        return List.copyOf(objects);
    }

    /** The strings of an array, none when it is absent. */
    public List<String> texts(String name, int most, Pattern pattern, String expected) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : array(name, most)) {
            String text = one.textValue();
            if (text == null || !pattern.matcher(text).matches()) {
                throw refuse(name + "[" + texts.size() + "]", "is not " + expected);
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    private JsonNode array(String name, int most) {
        if (isAbsent(name)) {
            return JsonNodeFactory.instance.arrayNode();
        }
        JsonNode value = object.get(name);
        if (!value.isArray()) {
            throw refuse(name, "is " + kind(value) + ", an array is expected");
        }
        if (value.size() > most) {
            throw refuse(name, "has " + value.size() + " entries, at most " + most + " are allowed");
        }
        return value;
    }

    /** A decimal string, at least zero. */
    public @Nullable BigDecimal optionalAmount(String name) {
        String text = optionalMatching(name, AMOUNT, "a decimal string like \"1234.50\"");
        if (text == null) {
            return null;
        }
        var amount = new BigDecimal(text);
        if (amount.signum() < 0 || amount.compareTo(LARGEST) >= 0) {
            throw refuse(name, "is " + text + ", which cannot be meant");
        }
        return amount;
    }

    public String text(String name, int longest) {
        String value = optionalText(name, longest);
        if (value == null) {
            throw refuse(name, "is missing");
        }
        return value;
    }

    public @Nullable String optionalText(String name, int longest) {
        if (isAbsent(name)) {
            return null;
        }
        JsonNode value = object.get(name);
        if (!value.isTextual()) {
            throw refuse(name, "is " + kind(value) + ", a string is expected");
        }
        String text = value.textValue().strip();
        if (text.isEmpty()) {
            throw refuse(name, "is empty");
        }
        if (text.length() > longest) {
            throw refuse(name, "has " + text.length() + " characters, at most " + longest + " are allowed");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw refuse(name, "has control characters");
        }
        return text;
    }

    /** A text without line breaks and tabs. */
    public @Nullable String optionalLine(String name, int longest) {
        String text = optionalText(name, longest);
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw refuse(name, "has line breaks or tabs, one line is expected");
        }
        return text;
    }

    public String matching(String name, Pattern pattern, String expected) {
        String value = text(name, 200);
        if (!pattern.matcher(value).matches()) {
            throw refuse(name, "is not " + expected);
        }
        return value;
    }

    public @Nullable String optionalMatching(String name, Pattern pattern, String expected) {
        return isAbsent(name) ? null : matching(name, pattern, expected);
    }

    public <E extends Enum<E>> E word(String name, Class<E> words) {
        String value = text(name, 40);
        for (E word : words.getEnumConstants()) {
            if (word.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
                return word;
            }
        }
        throw refuse(name, "is none of " + String.join(", ", names(words)));
    }

    private static <E extends Enum<E>> String[] names(Class<E> words) {
        E[] all = words.getEnumConstants();
        var names = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = all[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return names;
    }

    public LocalDate date(String name) {
        LocalDate value = optionalDate(name);
        if (value == null) {
            throw refuse(name, "is missing");
        }
        return value;
    }

    public @Nullable LocalDate optionalDate(String name) {
        String value = optionalText(name, 40);
        if (value == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(value);
            if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
                throw refuse(name, "is " + date + ", which cannot be meant");
            }
            return date;
        } catch (DateTimeParseException _) {
            throw refuse(name, "is not a date like 2026-01-31");
        }
    }

    public @Nullable Boolean optionalFlag(String name) {
        if (isAbsent(name)) {
            return null;
        }
        JsonNode value = object.get(name);
        if (!value.isBoolean()) {
            throw refuse(name, "is " + kind(value) + ", true or false is expected");
        }
        return value.booleanValue();
    }

    public @Nullable Integer optionalNumber(String name, int least, int most) {
        if (isAbsent(name)) {
            return null;
        }
        JsonNode value = object.get(name);
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw refuse(name, "is not a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    public int number(String name, int least, int most) {
        Integer value = optionalNumber(name, least, most);
        if (value == null) {
            throw refuse(name, "is missing");
        }
        return value;
    }

    public Money positiveMoney(String name) {
        Money money = money(name);
        if (!money.isPositive()) {
            throw refuse(name + ".amount", "is " + money.amount().toPlainString() + ", it must be above zero");
        }
        return money;
    }

    public @Nullable Money optionalMoney(String name) {
        return isAbsent(name) ? null : money(name);
    }

    public Money money(String name) {
        Fields money = object(name);
        String amount = money.matching(
                "amount", AMOUNT, "a decimal string like \"1234.50\", with at most 15 digits before the point");
        String code = money.text("currency", 10);
        Currency currency = currency(name, code);
        var exact = new BigDecimal(amount);
        if (exact.abs().compareTo(LARGEST) >= 0) {
            throw refuse(name + ".amount", "is " + amount + ", which cannot be meant");
        }
        if (exact.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            throw refuse(
                    name + ".amount",
                    "has more decimals than " + code + " has, which are " + currency.getDefaultFractionDigits());
        }
        return new Money(exact, currency);
    }

    private Currency currency(String name, String code) {
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() < 0) {
                throw refuse(name + ".currency", code + " is not money to pay with");
            }
            return currency;
        } catch (IllegalArgumentException _) {
            throw refuse(name + ".currency", "is not an ISO 4217 code like DKK");
        }
    }

    public JsonNode raw(String name) {
        return object.path(name);
    }

    public Unreadable refuse(String name, String why) {
        return new Unreadable(path + name, why);
    }

    private boolean isAbsent(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull();
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BINARY, MISSING, NULL, POJO -> "nothing";
        };
    }
}
