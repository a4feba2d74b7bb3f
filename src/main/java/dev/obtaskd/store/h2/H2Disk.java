package dev.obtaskd.store.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** H2 never forces a commit to disk by itself, a checkpoint does. Belongs to the writing thread. */
final class H2Disk implements StoreDisk {

    /** What is needed for one connection. */
    private record Forcing(PreparedStatement checkpoint, DurableVersionPin last) {

        static Forcing of(Connection connection) throws SQLException {
            return new Forcing(
                    connection.prepareStatement("checkpoint sync"),
                    new DurableVersionPin(connection));
        }

        void force() throws SQLException {
            last.advance(checkpoint::executeUpdate);
        }
    }

    private final boolean fsync;
    private final DiskReserve reserve;
    private @Nullable Forcing forcing;

    H2Disk(boolean fsync, DiskReserve reserve) {
        this.fsync = fsync;
        this.reserve = reserve;
    }

    @Override
    public boolean hasSpace() {
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
        if (forcing == null) {
            forcing = Forcing.of(connection);
        }
        forcing.force();
        return true;
    }

    @Override
    public void release() {
        if (forcing != null) {
            forcing.last().forget();
            forcing = null;
        }
    }
}
