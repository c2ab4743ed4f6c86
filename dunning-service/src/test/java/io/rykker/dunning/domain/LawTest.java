package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rykker.dunning.domain.Law.FeeLetter;
import io.rykker.dunning.domain.Law.FeeRuling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law packs, held against worked calculations to the øre. */
class LawTest {

    private static final Law DK = Life.BOOK.law("DK");
    private static final Law NO = Life.BOOK.law("NO");
    private static final Path LAW =
            Path.of(System.getProperty("rykker.root", ".."), "../shared/law/statutory-rules.yaml");

    private static ClaimDates dates(String due, String on) {
        LocalDate dueOn = LocalDate.parse(due);
        return new ClaimDates(dueOn.minusDays(14), dueOn, LocalDate.parse(on));
    }

    private static FeeLetter letter(String sentOn, String deadline) {
        return new FeeLetter(LocalDate.parse(sentOn), LocalDate.parse(deadline));
    }

    private static Money interest(Law law, DebtorKind kind, String principal, String due, String through) {
        Money money = new Money(new java.math.BigDecimal(principal), law.currency());
        LocalDate dueOn = LocalDate.parse(due);
        return Interest.sum(Interest.on(money, dueOn.minusDays(14), dueOn, LocalDate.parse(through), kind, law), money);
    }

    @Test
    void dk_consumer_three_reminders_and_a_rate_change_on_1_july() {
        var kind = DebtorKind.CONSUMER;
        var first = letter("2026-06-08", "2026-06-18");
        var second = letter("2026-06-18", "2026-06-28");
        var third = letter("2026-06-29", "2026-07-09");

        assertThat(DK.fee(kind, dates("2026-06-01", "2026-06-01"), List.of()))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-06-02"));
        assertThat(DK.fee(kind, dates("2026-06-01", "2026-06-08"), List.of()))
                .extracting("amount")
                .isEqualTo(Money.of("100.00", "DKK"));
        assertThat(DK.fee(kind, dates("2026-06-01", "2026-06-15"), List.of(first)))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-06-18"));
        assertThat(DK.fee(kind, dates("2026-06-01", "2026-06-18"), List.of(first)))
                .isInstanceOf(FeeRuling.Allowed.class);
        assertThat(DK.fee(kind, dates("2026-06-01", "2026-06-27"), List.of(first, second)))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-06-28"));
        assertThat(DK.fee(kind, dates("2026-06-01", "2026-07-09"), List.of(first, second, third)))
                .isInstanceOf(FeeRuling.Never.class);

        List<Interest.Stretch> stretches = Interest.on(
                Money.of("10000.00", "DKK"),
                LocalDate.parse("2026-05-18"),
                LocalDate.parse("2026-06-01"),
                LocalDate.parse("2026-07-20"),
                kind,
                DK);
        assertThat(stretches)
                .extracting(Interest.Stretch::days, stretch -> stretch.amount().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(29L, "77.47 DKK"),
                        org.assertj.core.groups.Tuple.tuple(20L, "54.79 DKK"));
        assertThat(Money.of("10300.00", "DKK").plus(Interest.sum(stretches, Money.of("0", "DKK"))))
                .hasToString("10432.26 DKK");
    }

    @Test
    void dk_business_310_on_top_notice_and_hand_over() {
        var kind = DebtorKind.BUSINESS;
        ClaimDates sent = dates("2026-02-02", "2026-02-10");

        assertThat(DK.compensation(kind, sent)).hasToString("310.00 DKK");
        assertThat(DK.compensationHoldsFees(kind, sent)).isFalse();
        assertThat(LocalDate.parse("2026-02-10").plusDays(DK.noticeDays(kind, sent)))
                .isEqualTo("2026-02-20");
        assertThat(interest(DK, kind, "25000.00", "2026-02-02", "2026-03-16")).hasToString("280.48 DKK");
    }

    @Test
    void dk_business_that_never_pays_owes_fee_flat_sum_and_interest_to_the_oere() {
        Life life =
                Life.of(Life.invoice("DK", DebtorKind.BUSINESS, "25000.00", LocalDate.parse("2026-02-02"), "strict"));
        life.until("2026-02-03");

        assertThat(life.balance()).as("fee, 310 and one day of interest").isEqualTo("25416.68");
    }

    @Test
    void dk_due_date_on_grundlovsdag() {
        LocalDate due = DK.closings().roll(LocalDate.parse("2026-06-05"));

        assertThat(due).isEqualTo("2026-06-08");
        assertThat(DK.fee(DebtorKind.CONSUMER, dates(due.toString(), due.toString()), List.of()))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-06-09"));
        assertThat(interest(DK, DebtorKind.CONSUMER, "4000.00", due.toString(), "2026-06-30"))
                .hasToString("23.51 DKK");
        assertThat(interest(DK, DebtorKind.CONSUMER, "4000.00", "2026-06-05", "2026-06-30"))
                .as("without the roll")
                .hasToString("26.71 DKK");
    }

    @Test
    void no_second_fee_too_early() {
        var kind = DebtorKind.CONSUMER;
        var first = letter("2026-03-16", "2026-03-30");

        assertThat(NO.fee(kind, dates("2026-03-02", "2026-03-10"), List.of()))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-03-16"));
        assertThat(NO.fee(kind, dates("2026-03-02", "2026-03-16"), List.of()))
                .extracting("amount")
                .isEqualTo(Money.of("38.00", "NOK"));
        assertThat(NO.fee(kind, dates("2026-03-02", "2026-03-20"), List.of(first)))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-03-31"));
        assertThat(LocalDate.parse("2026-03-20").plusDays(NO.noticeDays(kind, dates("2026-03-02", "2026-03-20"))))
                .isEqualTo("2026-04-03");
        assertThat(NO.fee(kind, dates("2026-03-02", "2026-05-01"), List.of(first, letter("2026-03-31", "2026-04-14"))))
                .isInstanceOf(FeeRuling.Never.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-09-25, 2020-10-12, 70.00",
        "2020-10-05, 2020-10-20, 35.00",
        "2025-12-10, 2025-12-30, 35.00",
        "2025-12-10, 2026-01-02, 38.00"
    })
    void no_effective_dating(String due, String sent, String fee) {
        assertThat(NO.fee(DebtorKind.CONSUMER, dates(due, sent), List.of()))
                .extracting("amount")
                .isEqualTo(Money.of(fee, "NOK"));
    }

    @Test
    void no_rate_changes_hit_running_claims() {
        assertThat(interest(NO, DebtorKind.CONSUMER, "10000.00", "2020-06-15", "2020-07-15"))
                .hasToString("71.92 NOK");
    }

    @Test
    void a_dispute_holds_everything_but_interest() {
        assertThat(interest(NO, DebtorKind.CONSUMER, "6000.00", "2026-03-16", "2026-05-20"))
                .hasToString("128.22 NOK");
    }

    @Test
    void missing_data_stops_the_engine_and_names_the_row() {
        assertThatThrownBy(() -> interest(DK, DebtorKind.CONSUMER, "1000.00", "2026-12-15", "2027-01-10"))
                .isInstanceOf(MissingLaw.class)
                .hasMessage("no row late-interest.rate for DK, consumer, claim due 2026-12-15, day 2027-01-01");
        assertThatThrownBy(() -> NO.compensation(DebtorKind.BUSINESS, dates("2025-08-01", "2025-09-01")))
                .isInstanceOf(MissingLaw.class)
                .hasMessageStartingWith("no row compensation.amount for NO, business, claim due 2025-08-01");
    }

    @Test
    void part_payments_count_against_the_principal_from_the_day_after() {
        Money principal = Money.of("10000.00", "DKK");
        List<Interest.Stretch> stretches = Interest.on(
                principal,
                List.of(new Account.Payment(Money.of("4000.00", "DKK"), LocalDate.parse("2026-06-11"), "bank")),
                LocalDate.parse("2026-05-18"),
                LocalDate.parse("2026-06-01"),
                LocalDate.parse("2026-06-21"),
                DebtorKind.CONSUMER,
                DK);

        assertThat(stretches)
                .extracting(
                        Interest.Stretch::days,
                        stretch -> stretch.principal().toString(),
                        stretch -> stretch.amount().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(10L, "10000.00 DKK", "26.71 DKK"),
                        org.assertj.core.groups.Tuple.tuple(10L, "6000.00 DKK", "16.03 DKK"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DK", "NO"})
    void closed_days_equal_the_published_ones(String country) throws Exception {
        assumeTrue(Files.exists(LAW), "the folder of the law is not here");
        Set<LocalDate> published = new HashSet<>();
        String yaml = Files.readString(LAW);
        Matcher day = Pattern.compile("- country: '?" + country + "'?\\n  date: (\\d{4}-\\d\\d-\\d\\d)")
                .matcher(yaml.substring(yaml.indexOf("\ncalendar:")));
        while (day.find()) {
            published.add(LocalDate.parse(day.group(1)));
        }
        assertThat(published).hasSizeGreaterThan(30);
        Closings closings = Life.BOOK.law(country).closings();
        for (LocalDate one = LocalDate.of(2025, 1, 1); one.getYear() < 2028; one = one.plusDays(1)) {
            assertThat(closings.closing(one).isPresent())
                    .as("%s %s", country, one)
                    .isEqualTo(published.contains(one));
        }
    }

    @Test
    void store_bededag_was_kept_until_2023() {
        assertThat(DK.closings().closing(LocalDate.parse("2023-05-05"))).hasValue("Store bededag");
        assertThat(DK.closings().closing(LocalDate.parse("2024-04-26"))).isEmpty();
    }

    @Test
    void a_policy_that_breaks_the_law_is_refused_with_the_paragraph() {
        Step notice =
                new Step("notice", StepKind.COLLECTION_NOTICE, 3, 9, "formal", List.of("email"), true, true, true);
        Step agency = new Step("agency", StepKind.ESCALATION, 1, 0, "formal", List.of("agency"), false, true, false);
        Step fee = new Step("fee", StepKind.FORMAL, 1, 10, "firm", List.of("email"), true, false, false);

        assertThat(new Policy("hasty", 1, 0, java.math.BigDecimal.ZERO, List.of(notice, agency))
                        .breaches(DK, DebtorKind.CONSUMER, dates("2026-02-02", "2026-02-02")))
                .containsExactly(
                        "hasty/1, step notice: a deadline of 9 days is shorter than the 10 of inkassoloven § 10");
        assertThat(new Policy("rude", 1, 0, java.math.BigDecimal.ZERO, List.of(agency))
                        .breaches(DK, DebtorKind.CONSUMER, dates("2026-02-02", "2026-02-02")))
                .containsExactly(
                        "rude/1, step agency: no collection notice comes before it, as inkassoloven § 10 demands");
        assertThat(new Policy("greedy", 1, 0, java.math.BigDecimal.ZERO, List.of(fee, fee, fee, fee))
                        .breaches(DK, DebtorKind.CONSUMER, dates("2026-02-02", "2026-02-02")))
                .contains("greedy/1: 4 letters with a fee are more than the 3 of renteloven § 9 b");
    }
}
