package dev.obtaskd.store.jdbc;

import dev.obtaskd.store.StatementFailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prepared statements of one connection, each prepared once. Not for several threads. */
public final class StatementCache {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    /**
     * The text of an insert, with a mark for the value of each of the columns, which commas part.
     */
    static String insert(String table, String columns) {
        return "insert into "
                + table
                + " ("
                + columns
                + ") values ("
                + columns.replaceAll("\\w+", "?")
                + ")";
    }

    /** What becomes of one row of an answer. */
    interface Reader<R> {
        R read(ResultSet row) throws SQLException;
    }

    /**
     * Runs a change; instants and enums are turned into what the columns hold. Returns the number
     * of rows.
     */
    public int update(String text, @Nullable Object... values) {
        try {
            return bind(text, values).executeUpdate();
        } catch (SQLException e) {
            throw new StatementFailedException(e);
        }
    }

    <R> List<R> query(String text, Reader<R> reader, @Nullable Object... values) {
        try (var rows = bind(text, values).executeQuery()) {
            var found = new ArrayList<R>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new StatementFailedException(e);
        }
    }

    static @Nullable Long orNull(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private PreparedStatement bind(String text, @Nullable Object... values) throws SQLException {
        var statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, column(values[i]));
        }
        return statement;
    }

    private static @Nullable Object column(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> EpochMicros.of(instant);
            case Enum<?> word -> word.name();
            case null, default -> value;
        };
    }
}
