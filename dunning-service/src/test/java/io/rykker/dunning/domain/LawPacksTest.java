package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law packs, held row by row against the collected sources when these are beside the product. */
class LawPacksTest {

    private static final Path SOURCES =
            Path.of(System.getProperty("rykker.root", ".."), "../shared/law/statutory-rules.yaml");

    private static final Map<String, String> OURS = Map.of(
            "compensation.fixed_amount", "compensation.amount",
            "compensation.minimum_fixed_amount", "compensation.amount",
            "late_interest.total_rate", "late-interest.rate",
            "late_interest.minimum_total_rate", "late-interest.rate",
            "collection_demand.min_deadline_days", "collection-notice.min-deadline-days",
            "collection_demand.fee_max", "collection-notice.fee-max-amount",
            "collection_demand.creditor_fee_max", "collection-notice.fee-max-amount",
            "collection_demand.who_may_send", "collection-notice.who-may-send");

    /** One row of the sources, by its fields. */
    record Source(Map<String, String> fields) {

        String get(String name) {
            return fields.getOrDefault(name, "null");
        }

        boolean isHeld() {
            return get("confidence").equals("high") && !get("debtor_type").equals("public");
        }

        String rule() {
            return OURS.getOrDefault(get("rule"), get("rule").replace('_', '-'));
        }

        List<DebtorKind> kinds() {
            return switch (get("debtor_type")) {
                case "B2C" -> List.of(DebtorKind.CONSUMER);
                case "B2B" -> List.of(DebtorKind.BUSINESS);
                default ->
                    get("country").equals("EU")
                            ? List.of(DebtorKind.BUSINESS)
                            : List.of(DebtorKind.BUSINESS, DebtorKind.CONSUMER);
            };
        }

        /** Its first and its last day, or a day of now when it is still running. */
        List<LocalDate> days() {
            String to = get("valid_to");
            return List.of(
                    LocalDate.parse(get("valid_from")),
                    to.equals("null") ? LocalDate.of(2026, 11, 22) : LocalDate.parse(to));
        }

        List<Money> principals(Law law) {
            if (get("band_min").equals("null")) {
                return List.of(new Money(BigDecimal.TEN, law.currency()));
            }
            List<Money> ends = new ArrayList<>();
            ends.add(new Money(new BigDecimal(get("band_min")).max(BigDecimal.ONE), law.currency()));
            if (!get("band_max").equals("null")) {
                ends.add(new Money(new BigDecimal(get("band_max")), law.currency()));
            }
            return ends;
        }

        @Override
        public String toString() {
            return get("id");
        }
    }

    static boolean areThere() {
        return Files.exists(SOURCES);
    }

    static Stream<Source> rows() {
        return areThere() ? read("rules:").stream().filter(Source::isHeld) : Stream.of(new Source(Map.of()));
    }

    /** The part of the sources under one heading: a list of flat records, which is all of YAML that is needed. */
    private static List<Source> read(String heading) {
        List<Source> rows = new ArrayList<>();
        boolean within = false;
        try {
            for (String line : Files.readAllLines(SOURCES)) {
                if (!line.startsWith(" ") && !line.startsWith("-")) {
                    within = line.equals(heading);
                } else if (within && line.startsWith("- ")) {
                    rows.add(new Source(new HashMap<>()));
                    field(rows.getLast(), line);
                } else if (within && line.startsWith("  ") && !line.startsWith("   ")) {
                    field(rows.getLast(), line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static void field(Source row, String line) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
            String value = line.substring(colon + 2);
            boolean isQuoted = value.startsWith("'") && value.endsWith("'");
            row.fields().put(line.substring(2, colon), isQuoted ? value.substring(1, value.length() - 1) : value);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void every_fact_that_is_sure_is_in_the_pack_with_the_same_value(Source source) {
        assumeTrue(areThere(), "the sources are not beside the product");
        Law law = Life.BOOK.laws().stream()
                .filter(one -> one.country().equals(source.get("country")))
                .findFirst()
                .orElseThrow();
        for (DebtorKind kind : source.kinds()) {
            for (LocalDate day : source.days()) {
                for (Money principal : source.principals(law)) {
                    assertThat(law.find(source.rule(), kind, new ClaimDates(day, day, day), principal)
                                    .map(LawRow::value)
                                    .map(LawPacksTest::plain))
                            .as("%s %s on %s of %s", source, kind, day, principal)
                            .hasValue(plain(source.get("value")));
                }
            }
        }
    }

    /** Numbers by their value, words as the packs spell them. */
    private static String plain(String value) {
        try {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException _) {
            return value.replace('_', '-').toLowerCase(java.util.Locale.ROOT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DK", "NO", "SE", "FI", "DE"})
    void closed_days_equal_the_published_ones(String country) {
        assumeTrue(areThere(), "the sources are not beside the product");
        Set<LocalDate> published = new HashSet<>();
        for (Source day : read("calendar:")) {
            if (day.get("country").equals(country)) {
                published.add(LocalDate.parse(day.get("date")));
            }
        }
        assertThat(published).hasSizeGreaterThan(26);
        Closings closings = Life.BOOK.law(country).closings();
        for (LocalDate one = LocalDate.of(2025, 1, 1); one.getYear() < 2028; one = one.plusDays(1)) {
            assertThat(closings.closing(one).isPresent())
                    .as("%s %s", country, one)
                    .isEqualTo(published.contains(one));
        }
    }

    @Test
    void every_row_says_where_it_stands_and_how_sure_it_is() {
        for (Law law : Life.BOOK.laws()) {
            for (LawRow row : law.rows()) {
                assertThat(row.paragraph())
                        .as("%s %s", law.country(), row.rule())
                        .isNotBlank();
                assertThat(row.source()).as("%s %s", law.country(), row.rule()).isNotBlank();
                assertThat(row.confidence()).isIn("high", "medium", "low");
                assertThat(row.when()).as("%s %s", law.country(), row.rule()).isNotEmpty();
                row.choice()
                        .forEach((name, option) -> assertThat(
                                        law.choices().get(name).options())
                                .as("%s %s is for a choice that is known", law.country(), row.rule())
                                .containsKey(option));
            }
        }
    }

    @Test
    void whatever_is_chosen_exactly_one_row_answers() {
        ClaimDates now = new ClaimDates(LocalDate.of(2026, 1, 20), LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 20));
        for (Law law : Life.BOOK.laws()) {
            for (Choice choice : law.choices().values()) {
                for (String option : choice.options().keySet()) {
                    Law read = law.choosing(Map.of(choice.name(), option));
                    assertThat(read.chosen()).containsEntry(choice.name(), option);
                    Map<String, Integer> answers = new HashMap<>();
                    for (LawRow row : read.all("deadline.roll-rule", DebtorKind.BUSINESS, now)) {
                        answers.merge(row.rule(), 1, Integer::sum);
                    }
                    for (String rule : List.of(
                            "reminder-fee.min-days-between",
                            "reminder-fee.max-amount",
                            "interest.day-count",
                            "allocation.order",
                            "collection-notice.min-deadline-days",
                            "compensation.per",
                            "compensation.amount",
                            "late-interest.rate")) {
                        for (LawRow row : read.all(rule, DebtorKind.BUSINESS, now)) {
                            answers.merge(row.rule(), 1, Integer::sum);
                        }
                    }
                    assertThat(answers.values())
                            .as("%s with %s=%s: %s", law.country(), choice.name(), option, answers)
                            .allMatch(count -> count == 1);
                }
            }
        }
    }
}
