package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTest {

    @ParameterizedTest
    @CsvSource({
        // open, overdue, limit; in percent of it; what is left
        "250000.00, 250000.00, 300000.00, 83, 83, 50000.00",
        "400000.00, 250000.00, 300000.00, 133, 83, -100000.00",
        "299999.99, 0.00, 300000.00, 99, 0, 0.01",
        "300000.00, 0.01, 300000.00, 100, 0, 0.00",
        "0.00, 0.00, 1.00, 0, 0, 1.00"
    })
    void what_is_owed_is_told_in_whole_percents_of_the_limit_which_is_reached_at_a_hundred_and_not_before(
            String open, String overdue, String limit, int openPercent, int overduePercent, String left) {
        Exposure exposure =
                new Exposure(List.of(Money.of(open, "NOK")), List.of(Money.of(overdue, "NOK")), Money.of(limit, "NOK"));

        assertThat(exposure.openPercent()).isEqualTo(openPercent);
        assertThat(exposure.overduePercent()).isEqualTo(overduePercent);
        assertThat(exposure.left()).isEqualTo(Money.of(left, "NOK"));
    }

    @Test
    void only_what_is_owed_in_the_limits_currency_counts_against_it() {
        List<Money> owed = List.of(Money.of("900.00", "DKK"), Money.of("50.00", "NOK"));

        Exposure exposure = new Exposure(owed, List.of(owed.getFirst()), Money.of("100.00", "NOK"));

        assertThat(exposure.openPercent()).isEqualTo(50);
        assertThat(exposure.overduePercent()).isZero();
        assertThat(exposure.left()).isEqualTo(Money.of("50.00", "NOK"));
    }

    @Test
    void without_a_limit_there_is_no_share_of_it_and_a_limit_is_above_zero() {
        Exposure exposure = new Exposure(List.of(Money.of("5.00", "NOK")), List.of(), null);

        assertThat(exposure.openPercent()).isNull();
        assertThat(exposure.overduePercent()).isNull();
        assertThat(exposure.left()).isNull();
        Money nothing = Money.of("0.00", "NOK");
        assertThatThrownBy(() -> new Exposure(List.of(), List.of(), nothing))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
