package io.rykker.dunning.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.dunning.domain.Choice;
import io.rykker.dunning.domain.Closings;
import io.rykker.dunning.domain.DebtorKind;
import io.rykker.dunning.domain.Law;
import io.rykker.dunning.domain.LawRow;
import io.rykker.dunning.domain.Policy;
import io.rykker.dunning.domain.PolicyCheck;
import io.rykker.dunning.domain.RuleBook;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the law packs ({@code law/*.json}) and the ready-made policies ({@code policies/*.json}). A file that cannot be
 * read, or a policy that breaks the law, stops the start and says where.
 */
public final class RuleFiles {

    private static final List<String> LAWS = List.of("dk", "no", "se", "fi", "de", "eu");
    private static final List<String> POLICIES = List.of(
            "nordic-friendly.1", "strict.1", "one-reminder.1", "collection-notice-first.1", "agency-from-reminder.1");
    private static final ObjectMapper JSON = new ObjectMapper();

    RuleFiles() {}

    @Produces
    @Singleton
    static RuleBook ruleBook() {
        return read();
    }

    /** The rules that this service carries. */
    public static RuleBook read() {
        List<Law> laws =
                LAWS.stream().map(name -> law(tree("/law/" + name + ".json"))).toList();
        List<Policy> policies = POLICIES.stream()
                .map(name -> PolicyText.read(tree("/policies/" + name + ".json")))
                .toList();
        RuleBook book = new RuleBook(laws, policies);
        List<String> breaches = policies.stream()
                .flatMap(policy -> PolicyCheck.of(policy, book).breaches().stream())
                .toList();
        if (!breaches.isEmpty()) {
            throw new IllegalStateException("policies that break the law: " + String.join("; ", breaches));
        }
        return book;
    }

    public static Law law(JsonNode file) {
        List<Closings.ClosedDay> closed = new ArrayList<>();
        for (JsonNode day : file.at("/closedDays/days")) {
            String weekday = text(day, "weekday");
            String fixed = text(day, weekday == null ? "fixed" : "onOrAfter");
            closed.add(new Closings.ClosedDay(
                    required(day, "name"),
                    fixed == null ? null : MonthDay.parse(fixed),
                    day.has("easterOffset") ? day.get("easterOffset").intValue() : null,
                    weekday == null ? null : DayOfWeek.valueOf(weekday),
                    day.path("bankOnly").booleanValue(),
                    day.has("lastYear") ? day.get("lastYear").intValue() : null));
        }
        List<LawRow> rows = new ArrayList<>();
        for (JsonNode row : file.path("rows")) {
            rows.add(row(row));
        }
        List<Choice> choices = new ArrayList<>();
        for (JsonNode choice : file.path("choices")) {
            Map<String, String> options = new LinkedHashMap<>();
            choice.path("options")
                    .properties()
                    .forEach(option ->
                            options.put(option.getKey(), option.getValue().textValue()));
            choices.add(new Choice(
                    required(choice, "name"), required(choice, "default"), options, required(choice, "why")));
        }
        Set<String> covers = new TreeSet<>();
        file.path("covers").forEach(country -> covers.add(country.textValue()));
        return new Law(
                required(file, "country"),
                covers,
                Currency.getInstance(required(file, "currency")),
                new Closings(List.copyOf(closed)),
                List.copyOf(choices),
                List.copyOf(rows));
    }

    private static LawRow row(JsonNode row) {
        Map<LawRow.Selector, LawRow.Window> when = new EnumMap<>(LawRow.Selector.class);
        row.path("when")
                .properties()
                .forEach(entry -> when.put(
                        selector(entry.getKey()),
                        new LawRow.Window(date(entry.getValue(), "from"), date(entry.getValue(), "to"))));
        String debtor = required(row, "debtor");
        Map<String, String> choice = new LinkedHashMap<>();
        row.path("choice")
                .properties()
                .forEach(entry -> choice.put(entry.getKey(), entry.getValue().textValue()));
        String upTo = text(row.path("band"), "upTo");
        return new LawRow(
                required(row, "rule"),
                debtor.equals("any") ? null : DebtorKind.of(debtor),
                required(row, "value"),
                Map.copyOf(when),
                Map.copyOf(choice),
                row.has("band")
                        ? new LawRow.Band(
                                new BigDecimal(required(row.path("band"), "over")),
                                upTo == null ? null : new BigDecimal(upTo))
                        : null,
                required(row, "paragraph"),
                required(row, "source"),
                required(row, "confidence"));
    }

    private static LawRow.Selector selector(String word) {
        return switch (word) {
            case "letterSent" -> LawRow.Selector.LETTER_SENT;
            case "claimDue" -> LawRow.Selector.CLAIM_DUE;
            case "claimArises" -> LawRow.Selector.CLAIM_ARISES;
            case "eachDay" -> LawRow.Selector.EACH_DAY;
            default -> throw new IllegalArgumentException("no date selects a row by the name " + word);
        };
    }

    private static JsonNode tree(String resource) {
        try (InputStream file = RuleFiles.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is not there");
            }
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static String required(JsonNode node, String name) {
        String text = text(node, name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing in " + node);
        }
        return text;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).textValue();
    }

    private static @Nullable LocalDate date(JsonNode node, String name) {
        String text = text(node, name);
        return text == null ? null : LocalDate.parse(text);
    }
}
