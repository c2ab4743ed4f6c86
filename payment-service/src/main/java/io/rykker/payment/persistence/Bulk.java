package io.rykker.payment.persistence;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.query.spi.QueryParameterBindingTypeResolver;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.hibernate.type.BindableType;
import org.jspecify.annotations.Nullable;

/**
 * Writes any number of rows of one table with one statement: each column goes over as an array of its own, and PostgreSQL
 * puts the rows together. Row by row, each costs a message, an execution and an answer. New rows go in by the order in
 * which they are given, which is the order that readers of the outbox see.
 */
final class Bulk<T> {

    private static final Map<Class<?>, BindableType<?>> TYPES = new ConcurrentHashMap<>();

    /**
     * One column of the table.
     *
     * @param type what PostgreSQL calls it
     * @param written what is written, in terms of the value that came
     */
    record Column<T>(
            String name,
            String type,
            String written,
            IntFunction<Object[]> array,
            Function<T, @Nullable Object> value) {

        private Column(String name, String type, IntFunction<Object[]> array, Function<T, @Nullable Object> value) {
            this(name, type, "u." + name, array, value);
        }

        Object[] of(Collection<T> rows) {
            return rows.stream().map(value).toArray(array);
        }
    }

    private final String insert;
    private final String update;
    private final List<Column<T>> columns;

    /** The first column is the key by which rows are found again. */
    Bulk(String table, List<Column<T>> columns) {
        this.columns = columns;
        String key = this.columns.getFirst().name();
        this.insert = "insert into " + table + " (" + names() + ") select " + values() + rows() + " order by u.nth";
        this.update = "update " + table + " as t set "
                + this.columns.stream()
                        .skip(1)
                        .map(column -> column.name() + " = " + column.written())
                        .collect(Collectors.joining(", "))
                + rows() + " where t." + key + " = u." + key;
    }

    private String rows() {
        return " from unnest("
                + columns.stream()
                        .map(column -> "cast(:" + column.name() + " as " + column.type() + "[])")
                        .collect(Collectors.joining(", "))
                + ") with ordinality as u(" + names() + ", nth)";
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String values() {
        return columns.stream().map(Column::written).collect(Collectors.joining(", "));
    }

    /** What is written, by the names of the columns. */
    Set<String> written() {
        return columns.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
    }

    Uni<Void> insert(StatelessSession session, Collection<T> rows) {
        return execute(session, insert, rows);
    }

    /**
     * New rows, and of those that are there already what is said of them.
     *
     * @param onConflict what PostgreSQL is to do with them
     */
    Uni<Void> insert(StatelessSession session, Collection<T> rows, String onConflict) {
        return execute(session, insert + " on conflict " + onConflict, rows);
    }

    /** Rows that are there already, each column anew. */
    Uni<Void> update(StatelessSession session, Collection<T> rows) {
        return execute(session, update, rows);
    }

    private Uni<Void> execute(StatelessSession session, String sql, Collection<T> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var query = session.createNativeQuery(sql);
        for (Column<T> column : columns) {
            query = query.setParameter(column.name(), typed(session, column.of(rows)));
        }
        return query.executeUpdate().replaceWithVoid();
    }

    /**
     * With its type: Hibernate forgets those of arrays, and works one out again, with an exception on the way, for every
     * parameter that comes without.
     */
    @SuppressWarnings("unchecked")
    private static TypedParameterValue<Object> typed(StatelessSession session, Object[] array) {
        return new TypedParameterValue<>(
                (BindableType<Object>) TYPES.computeIfAbsent(
                        array.getClass(),
                        type -> ((QueryParameterBindingTypeResolver)
                                        session.getFactory().getMetamodel())
                                .resolveParameterBindType(type)),
                array);
    }

    static <T> Column<T> uuid(String name, Function<T, @Nullable UUID> value) {
        return new Column<>(name, "uuid", UUID[]::new, value::apply);
    }

    static <T> Column<T> text(String name, Function<T, @Nullable String> value) {
        return new Column<>(name, "text", String[]::new, value::apply);
    }

    /** Bytes that are a text. */
    static <T> Column<T> utf8(String name, Function<T, @Nullable String> value) {
        return new Column<>(name, "text", "convert_to(u." + name + ", 'UTF8')", String[]::new, value::apply);
    }

    static <T> Column<T> date(String name, Function<T, @Nullable LocalDate> value) {
        return new Column<>(name, "date", LocalDate[]::new, value::apply);
    }

    static <T> Column<T> amount(String name, Function<T, @Nullable BigDecimal> value) {
        return new Column<>(name, "numeric", BigDecimal[]::new, value::apply);
    }

    static <T> Column<T> number(String name, Function<T, @Nullable Integer> value) {
        return new Column<>(name, "int", Integer[]::new, value::apply);
    }

    static <T> Column<T> longNumber(String name, Function<T, @Nullable Long> value) {
        return new Column<>(name, "bigint", Long[]::new, value::apply);
    }

    /** Texts, any number in each row: arrays of arrays must all be equally long, so each goes over as it is written. */
    static <T> Column<T> texts(String name, Function<T, String[]> value) {
        return new Column<>(
                name, "text", "cast(u." + name + " as text[])", String[]::new, row -> literal(value.apply(row)));
    }

    private static String literal(String[] texts) {
        return Arrays.stream(texts)
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    static <T> Column<T> flag(String name, Function<T, @Nullable Boolean> value) {
        return new Column<>(name, "boolean", Boolean[]::new, value::apply);
    }
}
