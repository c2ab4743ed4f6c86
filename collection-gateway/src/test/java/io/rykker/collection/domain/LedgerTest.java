package io.rykker.collection.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static int stated(String paid, String... entries) {
        return Ledger.stated(Stream.of(entries).map(BigDecimal::new).toList(), new BigDecimal(paid));
    }

    @Test
    void what_came_after_the_stated_sum_is_news() {
        assertThat(stated("0.00")).isZero();
        assertThat(stated("0.00", "100")).isZero();
        assertThat(stated("100.00", "100", "60")).isEqualTo(1);
        assertThat(stated("160", "100.00", "60.00")).isEqualTo(2);
    }

    @Test
    void the_longest_beginning_counts_when_a_reversal_brings_the_sum_back() {
        assertThat(stated("0", "100", "-100")).isEqualTo(2);
        assertThat(stated("100", "100", "50", "-50", "20")).isEqualTo(3);
    }

    @Test
    void a_sum_that_no_beginning_reaches_is_not_found_yet() {
        assertThat(stated("100")).isEqualTo(Ledger.NOT_FOUND);
        assertThat(stated("100", "40")).isEqualTo(Ledger.NOT_FOUND);
    }
}
