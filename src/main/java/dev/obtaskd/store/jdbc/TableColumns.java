package dev.obtaskd.store.jdbc;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, each with its value in a row. Inserts and updates are made from them.
 *
 * @param <R> what a row stores
 */
final class TableColumns<R> {

    /**
     * A column.
     *
     * @param fixed whether updates leave it alone
     */
    record Column<R>(String name, boolean fixed, Function<R, @Nullable Object> value) {}

    private final List<Column<R>> all;
    private final List<Column<R>> mutable;
    private final String insert;
    private final String update;

    @SafeVarargs
    TableColumns(String table, Column<R>... columns) {
        all = List.of(columns);
        mutable = Arrays.stream(columns).filter(column -> !column.fixed()).toList();
        insert =
                "insert into %s (%s) values (%s)"
                        .formatted(
                                table,
                                all.stream().map(Column::name).collect(joining(", ")),
                                all.stream().map(column -> "?").collect(joining(", ")));
        update =
                "update %s set %s where id = ? and version = ?"
                        .formatted(
                                table,
                                mutable.stream()
                                        .map(column -> column.name() + " = ?")
                                        .collect(joining(", ")));
    }

    /** A column that updates leave alone. */
    static <R> Column<R> fixed(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, true, value);
    }

    /** A column that is written by inserts and updates. */
    static <R> Column<R> column(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, false, value);
    }

    void insert(StatementCache sql, R row) {
        sql.update(insert, all.stream().map(column -> column.value().apply(row)).toArray());
    }

    /** Updates the row if it has this version; returns whether it had. */
    boolean update(StatementCache sql, R row, long id, long version) {
        var values = mutable.stream().map(column -> column.value().apply(row));
        return sql.update(update, Stream.concat(values, Stream.of(id, version)).toArray()) > 0;
    }
}
