package io.rykker.dunning.paper;

import io.rykker.dunning.domain.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer against what is expected of it: each field that is named must be there. Numbers count by their value, texts
 * (why, missing) by what they must contain, lists entry by entry.
 */
final class Expectation {

    private Expectation() {}

    static List<String> differences(Question question, Map<String, Object> answer) {
        List<String> differences = new ArrayList<>();
        question.expected().ifPresent(expect -> {
            for (Map.Entry<String, Spot> field : expect.fields.entrySet()) {
                compare(field.getKey(), field.getValue(), answer.get(field.getKey()), differences);
            }
        });
        return List.copyOf(differences);
    }

    private static void compare(String name, Spot expected, @Nullable Object answer, List<String> differences) {
        if (expected.isMapping() && answer instanceof Map<?, ?> map) {
            expected.fields.forEach((field, spot) -> compare(name + "/" + field, spot, map.get(field), differences));
            return;
        }
        if (expected.isList() && answer instanceof List<?> list) {
            if (list.size() != expected.items.size()) {
                differences.add(line(expected, name) + " has " + list.size() + " entries, expected "
                        + expected.items.size() + ": " + list);
                return;
            }
            for (int i = 0; i < list.size(); i++) {
                compare(name + "/" + i, expected.items.get(i), list.get(i), differences);
            }
            return;
        }
        String text = expected.text;
        if (text == null || !matches(text, answer)) {
            differences.add(line(expected, name) + " is " + (answer == null ? "not there" : answer) + ", expected "
                    + (text == null ? "something else" : text));
        }
    }

    private static String line(Spot expected, String name) {
        return "line " + expected.line + ": " + name;
    }

    private static boolean matches(String expected, @Nullable Object answer) {
        return switch (answer) {
            case null -> false;
            case Money money -> sameNumber(expected, money.amount());
            case BigDecimal number -> sameNumber(expected, number);
            case Long number -> sameNumber(expected, BigDecimal.valueOf(number));
            case String text when text.equals("0") -> sameNumber(expected, BigDecimal.ZERO);
            case String text -> text.contains(expected);
            default -> answer.toString().equals(expected);
        };
    }

    private static boolean sameNumber(String expected, BigDecimal number) {
        try {
            return new BigDecimal(expected).compareTo(number) == 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
