package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;

/** Amounts are exact, of one currency, and never rounded in silence. */
class MoneyTest {

    private static Money kroner(String amount) {
        return Money.of(amount, "DKK");
    }

    @Test
    void an_amount_has_the_decimals_of_its_currency() {
        assertThat(kroner("5")).hasToString("5.00 DKK").isEqualTo(kroner("5.000"));
        assertThat(Money.of("500.0", "JPY")).hasToString("500 JPY");
        assertThatThrownBy(() -> kroner("5.001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DKK has 2 decimals, not 5.001");
        assertThatThrownBy(() -> Money.of("0.5", "JPY")).hasMessage("JPY has 0 decimals, not 0.5");
    }

    @Test
    void sums_and_differences_are_exact_and_keep_their_sign() {
        assertThat(kroner("0.10").plus(kroner("0.20"))).isEqualTo(kroner("0.30"));
        assertThat(kroner("0.10").minus(kroner("0.20"))).isEqualTo(kroner("-0.10"));
        assertThat(kroner("0.10").negated()).isEqualTo(kroner("-0.10"));
        assertThat(Money.zero(Currency.getInstance("DKK"))).isEqualTo(kroner("0.00"));
    }

    @Test
    void over_two_currencies_nothing_is_reckoned() {
        Money euro = Money.of("1.00", "EUR");

        assertThatThrownBy(() -> kroner("1.00").plus(euro)).hasMessage("cannot reckon EUR with DKK");
        assertThatThrownBy(() -> kroner("1.00").minus(euro)).hasMessage("cannot reckon EUR with DKK");
        assertThatThrownBy(() -> kroner("1.00").atMost(euro)).hasMessage("cannot reckon EUR with DKK");
    }

    @Test
    void nothing_is_neither_above_nor_below_zero() {
        assertThat(kroner("0.01").isPositive()).isTrue();
        assertThat(kroner("0.00").isPositive()).isFalse();
        assertThat(kroner("-0.01").isNegative()).isTrue();
        assertThat(kroner("0.00").isNegative()).isFalse();
        assertThat(kroner("0.00").isZero()).isTrue();
        assertThat(kroner("0.01").isZero()).isFalse();
    }

    @Test
    void what_is_below_zero_counts_as_nothing_and_no_more_than_a_ceiling() {
        assertThat(kroner("-5.00").atLeastZero()).isEqualTo(kroner("0.00"));
        assertThat(kroner("5.00").atLeastZero()).isEqualTo(kroner("5.00"));
        assertThat(kroner("5.00").atMost(kroner("4.00"))).isEqualTo(kroner("4.00"));
        assertThat(kroner("3.00").atMost(kroner("4.00"))).isEqualTo(kroner("3.00"));
    }
}
