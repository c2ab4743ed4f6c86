package io.rykker.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

    @ParameterizedTest
    @CsvSource({
        "000000000000018, 18",
        "+71<000000000000018+81234567<, 18",
        "71#000000000000018, 18",
        "+75<0000000202600011+81234567<, 202600011",
        "+04<0000000000047118+1234567<, 47118",
        "00000006450830029863, 6450830029863",
        "RF8512345672, 12345672",
        "RF18 5390 0754 7034, 539007547034",
        "rf18539007547034, 539007547034",
        "RF38000000000000000000552, 552",
        "12345672, 12345672",
        "1234 567 2, 12345672",
        "1009-, 1009-",
        "602243, 602243",
        "000000270148751802165444888, 270148751802165444888",
        "2026-1001, 20261001",
    })
    void one_reference_has_one_key_however_it_is_written(String written, String key) {
        assertThat(Key.reference(written)).isEqualTo(new Key(Key.Kind.REFERENCE, key));
    }

    @ParameterizedTest
    @CsvSource({"1009-, 1009", "1009-, 10090", "RF5812345672, 12345672", "RF8512345672, RF5812345672"})
    void different_references_have_different_keys(String one, String other) {
        assertThat(Key.reference(one)).isNotEqualTo(Key.reference(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "000", "+73<", "---", "+71<000+81234567<"})
    void what_identifies_nothing_has_no_key(String written) {
        Key key = Key.reference(written);

        assertThat(key == null || key.value().length() > 1).isTrue();
    }

    @Test
    void the_words_of_a_text_are_what_has_a_digit_in_it() {
        assertThat(words("Faktura nr. 2026-1001, tak! ref:RF8512345672 /INV/A-77/ KID 00123 fra Per"))
                .contains("20261001", "12345672", "A77", "123")
                .doesNotContain("FAKTURA", "TAK", "PER");
    }

    @Test
    void a_slip_line_in_a_text_counts_as_the_payment_id_in_it() {
        assertThat(words("betaling +71<000002026001236+81234567< tak")).contains("2026001236");
    }

    @Test
    void a_long_text_gives_two_dozen_words_at_most() {
        assertThat(Key.words("12345 ".repeat(10) + "x1y2 ".repeat(1) + numbers(500)))
                .hasSize(24);
    }

    @ParameterizedTest
    @CsvSource({"RF8512345672, true", "RF5812345672, false", "12345672, true", "RF18 5390 0754 7035, false"})
    void wrong_check_digits_of_an_iso_reference_are_seen(String written, boolean right) {
        assertThat(Key.hasRightRfDigits(written)).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RF8512345672", "2026-1001", "1009-"})
    void a_key_is_stored_and_read_again(String written) {
        for (Key key : Key.of(Set.of(written), Set.of(written), Set.of(written))) {
            assertThat(Key.stored(key.stored())).isEqualTo(key);
        }
    }

    private static String numbers(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(10_000 + i).append(' ');
        }
        return text.toString();
    }

    private static Set<String> words(String text) {
        return Key.words(text).stream().map(Key::value).collect(Collectors.toSet());
    }
}
