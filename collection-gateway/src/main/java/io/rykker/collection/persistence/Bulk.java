package io.rykker.collection.persistence;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
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
    private final List<Column<T>> columns;

    Bulk(String table, List<Column<T>> columns) {
        this.columns = columns;
        this.insert = "insert into " + table + " (" + names() + ") select " + values() + rows() + " order by u.nth";
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

    /** New rows; those that are there already stay as they are. */
    Uni<Void> insertNew(StatelessSession session, Collection<T> rows) {
        return execute(session, insert + " on conflict do nothing", rows);
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

    static <T> Column<T> date(String name, Function<T, @Nullable LocalDate> value) {
        return new Column<>(name, "date", LocalDate[]::new, value::apply);
    }

    static <T> Column<T> amount(String name, Function<T, @Nullable BigDecimal> value) {
        return new Column<>(name, "numeric", BigDecimal[]::new, value::apply);
    }

    static <T> Column<T> flag(String name, Function<T, @Nullable Boolean> value) {
        return new Column<>(name, "boolean", Boolean[]::new, value::apply);
    }
}
