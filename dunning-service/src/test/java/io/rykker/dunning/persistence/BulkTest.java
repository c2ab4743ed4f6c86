package io.rykker.dunning.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BulkTest {

    static Stream<Arguments> tables() {
        return Stream.of(Arguments.of(CaseRow.class, Store.CASES), Arguments.of(JournalRow.class, Store.JOURNAL));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whatever_a_row_holds_is_written(Class<?> row, Bulk<?> bulk) {
        Set<String> fields = Arrays.stream(row.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(field -> field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(bulk.written()).isEqualTo(fields);
    }
}
