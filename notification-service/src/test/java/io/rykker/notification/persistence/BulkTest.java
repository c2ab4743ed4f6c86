package io.rykker.notification.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import java.lang.reflect.Field;
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
        return Stream.of(Arguments.of(MessageRow.class, Store.MESSAGES), Arguments.of(PartyRow.class, Store.PARTIES));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whatever_a_row_holds_is_written(Class<?> row, Bulk<?> bulk) {
        Set<String> fields = Arrays.stream(row.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(BulkTest::column)
                // given by the database
                .filter(column -> !column.equals("position"))
                .collect(Collectors.toSet());

        assertThat(bulk.written()).isEqualTo(fields);
    }

    private static String column(Field field) {
        Column column = field.getAnnotation(Column.class);
        return column == null || column.name().isEmpty()
                ? field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : column.name();
    }
}
