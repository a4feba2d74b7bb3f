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

/** Prepared statements of one connection, each prepared once. Not thread-safe. */
public final class StatementCache {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row of a result. */
    interface Reader<R> {
        R read(ResultSet row) throws SQLException;
    }

    /**
     * Runs an insert, update or delete; converts instants and enums to the types of the columns.
     * Returns the number of rows.
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
            case Enum<?> constant -> constant.name();
            case null, default -> value;
        };
    }
}
