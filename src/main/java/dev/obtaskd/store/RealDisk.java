package dev.obtaskd.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** H2 never forces a commit to disk by itself, a checkpoint does. Belongs to the writing thread. */
final class RealDisk implements Disk {

    private final boolean fsync;
    private final Reserve reserve;
    private @Nullable LastForced last;

    RealDisk(boolean fsync, Reserve reserve) {
        this.fsync = fsync;
        this.reserve = reserve;
    }

    @Override
    public boolean room() {
        return !reserve.exhausted();
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public boolean force(Connection connection) throws SQLException {
        if (!fsync) {
            return false;
        }
        if (last == null) {
            last = new LastForced(connection);
        }
        last.advance(() -> checkpoint(connection));
        return true;
    }

    @Override
    public void leave() {
        if (last != null) {
            last.forget();
            last = null;
        }
    }

    private static void checkpoint(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
    }
}
