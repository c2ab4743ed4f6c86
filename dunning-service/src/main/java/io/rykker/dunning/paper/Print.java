package io.rykker.dunning.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.Telling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A walked case for people, and for programs. */
final class Print {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Print() {}

    static String json(List<Sheet> sheets) {
        List<Object> cases = new ArrayList<>();
        int differences = 0;
        for (Sheet sheet : sheets) {
            cases.add(tree(sheet));
            differences += sheet.differences().size();
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("cases", cases);
        all.put("differences", differences);
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> tree(Sheet sheet) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Receivable first = sheet.described().invoices().getFirst();
        tree.put("title", sheet.described().title());
        tree.put("note", sheet.described().note());
        tree.put("country", first.debtorCountry());
        tree.put("debtor", first.debtorKind().word());
        tree.put("currency", first.total().currency().getCurrencyCode());
        tree.put("policy", sheet.described().policy());
        List<Object> timeline = new ArrayList<>();
        for (Sheet.Entry entry : sheet.timeline()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("on", entry.on().toString());
            one.put("invoice", entry.invoice());
            one.put("happened", entry.happened());
            one.put("refused", entry.refused());
            List<Object> follows = new ArrayList<>();
            for (Telling telling : entry.follows()) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("what", telling.what());
                told.put("why", telling.why());
                follows.add(told);
            }
            one.put("follows", follows);
            timeline.add(one);
        }
        tree.put("timeline", timeline);
        List<Object> answers = new ArrayList<>();
        for (Sheet.Answered answered : sheet.answers()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("ask", answered.question().ask().word());
            if (answered.question().ask() instanceof Question.Ask.Lawful lawful) {
                one.put("action", lawful.action());
            }
            one.put("on", answered.question().on().toString());
            one.put("invoice", answered.question().invoice());
            one.put("answer", plain(answered.answer()));
            one.put("differences", answered.differences());
            answers.add(one);
        }
        tree.put("answers", answers);
        return tree;
    }

    /** Amounts as decimal strings, dates as ISO text: nothing that a reader could round. */
    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                map.forEach((name, one) -> plain.put(String.valueOf(name), plain(one)));
                yield plain;
            }
            case List<?> list -> list.stream().map(Print::plain).toList();
            case Money money -> money.amount().toPlainString();
            case Boolean flag -> flag;
            case Long number -> number;
            default -> value.toString();
        };
    }

    static String text(Sheet sheet) {
        StringBuilder text = new StringBuilder();
        Described described = sheet.described();
        text.append(described.title()).append('\n');
        if (described.note() != null) {
            text.append("  ").append(described.note()).append('\n');
        }
        for (Receivable invoice : described.invoices()) {
            text.append("  invoice %s of %s, issued %s, due %s; %s %s, policy %s%n"
                    .formatted(
                            invoice.number(),
                            invoice.total(),
                            invoice.issuedOn(),
                            invoice.dueOn(),
                            invoice.debtorKind().word(),
                            invoice.debtorCountry(),
                            described.policy()));
        }
        for (String breach : described.breaches()) {
            text.append("  refused: ").append(breach).append('\n');
        }
        text.append('\n');
        boolean several = described.invoices().size() > 1;
        for (Sheet.Entry entry : sheet.timeline()) {
            line(text, entry, several);
        }
        for (Sheet.Answered answered : sheet.answers()) {
            text.append("\n%s on %s%s%n"
                    .formatted(
                            asked(answered.question().ask()),
                            answered.question().on(),
                            several ? ", invoice " + answered.question().invoice() : ""));
            answer(text, answered.answer(), "  ");
            for (String difference : answered.differences()) {
                text.append("  DIFFERS ").append(difference).append('\n');
            }
            if (answered.question().expected().isPresent()
                    && answered.differences().isEmpty()) {
                text.append("  as expected\n");
            }
        }
        return text.toString();
    }

    private static String asked(Question.Ask ask) {
        return ask instanceof Question.Ask.Lawful lawful ? "lawful: " + lawful.action() : ask.word();
    }

    private static void line(StringBuilder text, Sheet.Entry entry, boolean several) {
        List<String> lines = new ArrayList<>();
        if (entry.happened() != null) {
            lines.add(entry.happened()
                    + (entry.refused().isEmpty() || !entry.follows().isEmpty() ? "" : ": refused"));
        }
        for (String refused : entry.refused()) {
            lines.add("  refused: " + refused);
        }
        for (Telling telling : entry.follows()) {
            String indent = entry.happened() == null ? "" : "  ";
            lines.add(indent + telling.what() + (telling.why() == null ? "" : " (" + telling.why() + ")"));
        }
        String day = entry.on().toString() + (several ? "  " + entry.invoice() : "");
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? day : " ".repeat(day.length()))
                    .append("  ")
                    .append(lines.get(i))
                    .append('\n');
        }
    }

    private static void answer(StringBuilder text, Map<?, ?> answer, String indent) {
        int widest = answer.keySet().stream()
                .mapToInt(name -> String.valueOf(name).length())
                .max()
                .orElse(0);
        answer.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                text.append(indent).append(name).append(list.isEmpty() ? ": none\n" : "\n");
                for (Object one : list) {
                    text.append(indent).append("  ").append(inline(one)).append('\n');
                }
            } else {
                text.append(indent)
                        .append(("%-" + widest + "s  ").formatted(name))
                        .append(
                                value instanceof Money money
                                        ? "%14s".formatted(money.amount().toPlainString())
                                        : value)
                        .append('\n');
            }
        });
    }

    private static String inline(Object one) {
        if (!(one instanceof Map<?, ?> map)) {
            return one.toString();
        }
        List<String> parts = new ArrayList<>();
        map.forEach((name, value) -> parts.add(name + " " + plain(value)));
        return String.join(", ", parts);
    }
}
