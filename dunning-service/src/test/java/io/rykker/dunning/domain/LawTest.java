package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rykker.dunning.domain.Law.FeeLetter;
import io.rykker.dunning.domain.Law.FeeRuling;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The law packs, held against worked calculations to the øre. */
class LawTest {

    private static final Law DK = Life.BOOK.law("DK");
    private static final Law NO = Life.BOOK.law("NO");
    private static final Law SE = Life.BOOK.law("SE");
    private static final Law FI = Life.BOOK.law("FI");
    private static final Law DE = Life.BOOK.law("DE");

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
        for (Law law : List.of(NO, SE, FI, DE)) {
            assertThatThrownBy(() -> interest(law, DebtorKind.BUSINESS, "1000.00", "2026-12-15", "2027-01-10"))
                    .isInstanceOf(MissingLaw.class)
                    .hasMessage("no row late-interest.rate for " + law.country()
                            + ", business, claim due 2026-12-15, day 2027-01-01");
        }
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

    @Test
    void dk_due_date_on_grundlovsdag_as_the_policy_chooses() {
        LocalDate agreed = LocalDate.parse("2026-06-05");
        Law strict = DK.choosing(Map.of("due-date.roll", "strict"));

        assertThat(DK.due(DebtorKind.CONSUMER, agreed, agreed)).isEqualTo("2026-06-08");
        assertThat(DK.chosen()).containsEntry("due-date.roll", "roll");
        assertThat(strict.due(DebtorKind.CONSUMER, agreed, agreed)).isEqualTo("2026-06-05");
        assertThat(strict.chosen()).containsEntry("due-date.roll", "strict");
    }

    @Test
    void dk_spacing_and_day_count_as_the_policy_chooses() {
        var kind = DebtorKind.CONSUMER;
        Law careful = DK.choosing(Map.of("reminder-fee.spacing", "full-days"));
        Law months = DK.choosing(Map.of("interest.day-count", "30/360"));

        assertThat(careful.fee(kind, dates("2026-06-01", "2026-06-18"), List.of(letter("2026-06-08", "2026-06-18"))))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-06-19"));
        assertThat(interest(DK, kind, "10000.00", "2026-06-01", "2026-07-20")).hasToString("132.26 DKK");
        assertThat(interest(months, kind, "10000.00", "2026-06-01", "2026-07-20"))
                .hasToString("134.10 DKK");
    }

    @Test
    void dk_cost_of_an_agency_by_bands() {
        ClaimDates sent = dates("2026-02-02", "2026-02-10");
        assertThat(DK.costCeiling("agency-cost.max-amount", DebtorKind.BUSINESS, sent, Money.of("25000.00", "DKK")))
                .hasValue(Money.of("1700.00", "DKK"));
        assertThat(DK.costCeiling("agency-cost.max-amount", DebtorKind.BUSINESS, sent, Money.of("600000.00", "DKK")))
                .as("6400 and one percent of what is above 500000")
                .hasValue(Money.of("7400.00", "DKK"));
    }

    @Test
    void a_handover_needs_a_lawful_notice_that_has_run_out() {
        var kind = DebtorKind.BUSINESS;
        FeeLetter notice = letter("2026-02-10", "2026-02-20");

        assertThat(DK.notice(kind, dates("2026-02-02", "2026-02-10")).shortestDeadline())
                .isEqualTo("2026-02-20");
        assertThat(DK.handover(kind, dates("2026-02-02", "2026-02-20"), List.of(notice)))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-02-21"));
        assertThat(DK.handover(kind, dates("2026-02-02", "2026-02-21"), List.of(notice)))
                .isInstanceOf(Law.Ruling.Lawful.class);
        assertThat(DK.handover(kind, dates("2026-02-02", "2026-03-21"), List.of(letter("2026-02-10", "2026-02-19"))))
                .extracting("why")
                .asString()
                .contains("2026-02-20 would be lawful by inkassoloven § 10");
        assertThat(DK.handover(kind, dates("2026-02-02", "2026-03-21"), List.of()))
                .isInstanceOf(Law.Ruling.Never.class);
        assertThat(NO.notice(kind, dates("2026-03-02", "2026-03-20")).shortestDeadline())
                .as("Good Friday does not move it")
                .isEqualTo("2026-04-03");
    }

    @Test
    void se_consumer() {
        var kind = DebtorKind.CONSUMER;
        ClaimDates reminded = dates("2026-04-30", "2026-05-11");
        ClaimDates demanded = dates("2026-04-30", "2026-05-21");
        var reminder = new Law.FeeFor(StepKind.FORMAL, true, 0);
        var notice = new Law.FeeFor(StepKind.COLLECTION_NOTICE, false, 0);
        List<FeeLetter> before = List.of(letter("2026-05-11", "2026-05-20"));

        assertThat(SE.fee(kind, reminded, reminder, List.of()))
                .extracting("amount")
                .isEqualTo(Money.of("60.00", "SEK"));
        assertThat(SE.fee(kind, reminded, new Law.FeeFor(StepKind.FORMAL, false, 0), List.of()))
                .extracting("why")
                .asString()
                .startsWith("the fee was not agreed when the debt arose");
        assertThat(SE.fee(kind, demanded, reminder, before)).isInstanceOf(FeeRuling.Never.class);
        assertThat(SE.fee(kind, demanded, notice, before))
                .as("a demand has its own fee, agreed or not")
                .extracting("amount")
                .isEqualTo(Money.of("180.00", "SEK"));
        assertThat(SE.notice(kind, demanded).shortestDeadline()).isEqualTo("2026-05-29");
        assertThat(SE.notice(kind, demanded).content()).contains("deadline-to-pay-or-object");
        assertThat(SE.handover(kind, dates("2026-04-30", "2026-05-29"), List.of(letter("2026-05-21", "2026-05-29"))))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-05-30"));
        Money interest = interest(SE, kind, "3000.00", "2026-04-30", "2026-06-15");
        assertThat(interest).hasToString("37.81 SEK");
        assertThat(Money.of("3240.00", "SEK").plus(interest)).hasToString("3277.81 SEK");
    }

    @Test
    void fi_consumer() {
        var kind = DebtorKind.CONSUMER;
        FeeLetter first = letter("2026-03-16", "2026-03-30");

        assertThat(FI.fee(kind, dates("2026-03-02", "2026-03-10"), List.of()))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-03-16"));
        assertThat(FI.fee(kind, dates("2026-03-02", "2026-03-16"), List.of()))
                .extracting("amount")
                .isEqualTo(Money.of("5.00", "EUR"));
        assertThat(FI.fee(kind, dates("2026-03-02", "2026-03-20"), List.of(first)))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-03-30"));
        assertThat(FI.fee(DebtorKind.BUSINESS, dates("2026-03-02", "2026-03-20"), List.of(first)))
                .extracting("earliest")
                .isEqualTo(LocalDate.parse("2026-03-26"));
        assertThat(FI.earliestDemand(kind, dates("2026-03-02", "2026-03-20"), first.sentOn()))
                .hasValue(LocalDate.parse("2026-03-30"));
        Money principal = Money.of("250.00", "EUR");
        ClaimDates demand = dates("2026-03-02", "2026-03-30");
        assertThat(FI.costCeiling("agency-cost.first-demand-max", kind, demand, principal))
                .hasValue(Money.of("24.00", "EUR"));
        assertThat(FI.costCeiling("agency-cost.second-demand-max", kind, demand, principal))
                .hasValue(Money.of("12.00", "EUR"));
        assertThat(FI.costCeiling("total-cost.max-amount", kind, demand, principal))
                .hasValue(Money.of("120.00", "EUR"));
        assertThat(interest(FI, kind, "250.00", "2026-03-02", "2026-04-15")).hasToString("2.86 EUR");
    }

    @Test
    void de_due_date_on_a_sunday() {
        LocalDate agreed = LocalDate.parse("2026-05-31");
        LocalDate due = DE.due(DebtorKind.BUSINESS, agreed.minusDays(14), agreed);
        ClaimDates late = dates(due.toString(), "2026-06-02");

        assertThat(due).isEqualTo("2026-06-01");
        assertThat(DE.interestFrom(late)).isEqualTo("2026-06-02");
        assertThat(interest(DE, DebtorKind.CONSUMER, "1190.00", due.toString(), "2026-07-31"))
                .hasToString("12.52 EUR");
        assertThat(interest(DE, DebtorKind.BUSINESS, "1190.00", due.toString(), "2026-07-31"))
                .hasToString("20.34 EUR");
        assertThat(DE.compensation(DebtorKind.CONSUMER, late)).hasToString("0.00 EUR");
        Money flat = DE.compensation(DebtorKind.BUSINESS, late);
        assertThat(flat).hasToString("40.00 EUR");
        assertThat(DE.costBeside(DebtorKind.BUSINESS, late, flat, Money.of("120.00", "EUR")))
                .hasToString("80.00 EUR");
        assertThat(DE.fee(DebtorKind.CONSUMER, late, List.of())).isInstanceOf(FeeRuling.Never.class);
        assertThat(DE.choosing(Map.of("reminder-fee.flat", "customary")).fee(DebtorKind.CONSUMER, late, List.of()))
                .extracting("amount")
                .isEqualTo(Money.of("2.50", "EUR"));
    }

    @ParameterizedTest
    @CsvSource({
        "DK, BUSINESS, ADDITIVE",
        "NO, BUSINESS, OFFSETS_OTHER_COSTS",
        "SE, BUSINESS, INSTEAD_OF_FEES",
        "FI, BUSINESS, OFFSETS_OTHER_COSTS",
        "DE, BUSINESS, CREDITED_AGAINST_LEGAL_COSTS"
    })
    void the_flat_sum_stacks_as_the_country_has_it(String country, DebtorKind kind, Law.Stacking stacking) {
        assertThat(Life.BOOK.law(country).stacking(kind, dates("2026-02-02", "2026-02-10")))
                .isEqualTo(stacking);
    }

    @Test
    void no_due_date_is_fixed_so_interest_waits_for_a_demand() {
        for (Law law : List.of(DK, NO, SE, FI, DE)) {
            assertThat(law.interestFromDemand(
                            DebtorKind.CONSUMER, dates("2026-02-02", "2026-02-02"), LocalDate.parse("2026-03-01")))
                    .as(law.country())
                    .isEqualTo("2026-04-01");
        }
    }

    /** Contract 2025-03-01, due 2025-03-31, reminder 2026-05-01, acknowledgement or interest paid 2026-09-15. */
    @ParameterizedTest
    @CsvSource({
        "DK, CONSUMER, 2028-03-31, 2028-03-31, 2029-09-17",
        "DK, BUSINESS, 2028-03-31, 2028-03-31, 2029-09-17",
        "NO, CONSUMER, 2028-03-31, 2028-03-31, 2029-09-15",
        "SE, CONSUMER, 2028-03-01, 2029-05-01, 2029-09-15",
        "SE, BUSINESS, 2035-03-01, 2036-05-01, 2036-09-15",
        "FI, CONSUMER, 2028-03-31, 2029-05-01, 2029-09-15",
        "DE, BUSINESS, 2028-12-31, 2028-12-31, 2029-09-15"
    })
    void limitation_matrix(String country, DebtorKind kind, String untouched, String reminded, String acknowledged) {
        Law law = Life.BOOK.law(country);
        LocalDate arises = LocalDate.parse("2025-03-01");
        LocalDate due = LocalDate.parse("2025-03-31");
        var reminder = new Limitation.Event(Limitation.Cause.REMINDER, LocalDate.parse("2026-05-01"));
        LocalDate day = LocalDate.parse("2026-09-15");

        assertThat(Limitation.of(law, kind, arises, due, List.of()).on()).isEqualTo(untouched);
        assertThat(Limitation.of(law, kind, arises, due, List.of(reminder)).on())
                .isEqualTo(reminded);
        for (var cause : List.of(Limitation.Cause.ACKNOWLEDGEMENT, Limitation.Cause.INTEREST_PAYMENT)) {
            assertThat(Limitation.of(law, kind, arises, due, List.of(reminder, new Limitation.Event(cause, day)))
                            .on())
                    .isEqualTo(acknowledged);
        }
        assertThat(Limitation.of(law, kind, arises, due, List.of()).alertOn())
                .isEqualTo(LocalDate.parse(untouched).minusMonths(6));
    }

    @Test
    void dk_limitation_is_ten_years_after_a_written_acknowledgement_and_ends_on_no_holiday() {
        LocalDate due = LocalDate.parse("2025-03-31");
        var written = new Limitation.Event(Limitation.Cause.WRITTEN_ACKNOWLEDGEMENT, LocalDate.parse("2026-09-15"));

        assertThat(Limitation.of(DK, DebtorKind.CONSUMER, due, due, List.of(written))
                        .on())
                .as("2036-09-15 is a Monday")
                .isEqualTo("2036-09-15");
        LocalDate constitution = LocalDate.parse("2023-06-05");
        assertThat(Limitation.of(DK, DebtorKind.CONSUMER, constitution, constitution, List.of())
                        .on())
                .as("5 June 2026 is a Friday and closed")
                .isEqualTo("2026-06-08");
        LocalDate ascension = LocalDate.parse("2023-05-15");
        assertThat(Limitation.of(DK, DebtorKind.CONSUMER, ascension, ascension, List.of())
                        .on())
                .as("the banks are closed on 15 May 2026, which moves no limitation")
                .isEqualTo("2026-05-15");
    }

    @Test
    void what_has_lapsed_is_not_revived() {
        LocalDate due = LocalDate.parse("2020-03-31");
        var late = new Limitation.Event(Limitation.Cause.REMINDER, LocalDate.parse("2024-05-01"));

        assertThat(Limitation.of(FI, DebtorKind.CONSUMER, due, due, List.of(late))
                        .on())
                .isEqualTo("2023-03-31");
    }

    @Test
    void the_baseline_covers_the_euro_between_businesses_and_knows_no_fee() {
        Law france = Life.BOOK.law("FR");
        ClaimDates late = dates("2026-02-02", "2026-03-02");

        assertThat(france.country()).isEqualTo("EU");
        assertThat(france.compensation(DebtorKind.BUSINESS, late)).hasToString("40.00 EUR");
        assertThat(france.fee(DebtorKind.BUSINESS, late, List.of())).isInstanceOf(FeeRuling.Never.class);
        assertThat(interest(france, DebtorKind.BUSINESS, "1000.00", "2026-02-02", "2026-03-02"))
                .hasToString("7.79 EUR");
        assertThatThrownBy(() -> interest(france, DebtorKind.CONSUMER, "1000.00", "2026-02-02", "2026-03-02"))
                .isInstanceOf(MissingLaw.class);
        assertThatThrownBy(() -> france.notice(DebtorKind.BUSINESS, late)).isInstanceOf(MissingLaw.class);
        assertThat(Life.BOOK.findLaw("PL")).isEmpty();
        assertThat(Life.BOOK.findLaw("EU")).as("no debtor lives there").isEmpty();
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

        assertThat(new Policy("hasty", 1, 0, Amounts.NONE, List.of(notice, agency))
                        .breaches(DK, DebtorKind.CONSUMER, dates("2026-02-02", "2026-02-02")))
                .containsExactly(
                        "hasty/1, step notice: a deadline of 9 days is shorter than the 10 of inkassoloven § 10");
        assertThat(new Policy("rude", 1, 0, Amounts.NONE, List.of(agency))
                        .breaches(DK, DebtorKind.CONSUMER, dates("2026-02-02", "2026-02-02")))
                .containsExactly(
                        "rude/1, step agency: no collection notice comes before it, as inkassoloven § 10 demands");
        assertThat(new Policy("greedy", 1, 0, Amounts.NONE, List.of(fee, fee, fee, fee))
                        .breaches(DK, DebtorKind.CONSUMER, dates("2026-02-02", "2026-02-02")))
                .contains("greedy/1: 4 letters with a fee are more than the 3 of renteloven § 9 b");
    }
}
