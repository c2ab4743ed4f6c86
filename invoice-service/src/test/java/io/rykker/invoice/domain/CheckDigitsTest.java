package io.rykker.invoice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckDigitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"000002026001236", "79927398713", "18", "0"})
    void a_luhn_number_fits_and_with_one_digit_off_it_does_not(String number) {
        assertThat(CheckDigits.luhn(number)).isTrue();
        for (int i = 0; i < number.length(); i++) {
            assertThat(CheckDigits.luhn(off(number, i))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7300010000001", "5798009811578"})
    void a_location_number_fits_and_with_one_digit_off_it_does_not(String number) {
        assertThat(CheckDigits.gs1(number)).isTrue();
        for (int i = 0; i < number.length(); i++) {
            assertThat(CheckDigits.gs1(off(number, i))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456785", "987654325", "1-"})
    void a_number_of_modulus_eleven_fits(String number) {
        boolean expected = !number.equals("1-");
        assertThat(CheckDigits.modulus11(number)).isEqualTo(expected);
    }

    @Test
    void a_kid_may_end_in_a_minus_and_has_at_most_25_characters() {
        assertThat(CheckDigits.kid("6-")).isTrue();
        assertThat(CheckDigits.kid("0")).isFalse();
        assertThat(CheckDigits.kid("0".repeat(25))).isTrue();
        assertThat(CheckDigits.kid("0".repeat(26))).isFalse();
        assertThat(CheckDigits.kid("12a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RF18539007547034", "RF712348231"})
    void a_creditor_reference_fits(String reference) {
        assertThat(CheckDigits.rf(reference)).isTrue();
        assertThat(CheckDigits.rf(off(reference, 5))).isFalse();
        assertThat(List.of("RF", "RF18", "rf18539007547034", "18539007547034")).noneMatch(CheckDigits::rf);
    }

    private static String off(String number, int at) {
        char digit = number.charAt(at);
        char other = digit == '9' ? '0' : (char) (digit + 1);
        return number.substring(0, at) + other + number.substring(at + 1);
    }
}
