package dev.obtaskd.store.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forces by a checkpoint, as H2 never forces a commit. To be used by the writing thread only. */
final class H2Disk implements StoreDisk {

    /** The objects of one connection. */
    private record Forcing(PreparedStatement checkpoint, DurableVersionPin pin) {

        static Forcing of(Connection connection) throws SQLException {
            return new Forcing(
                    connection.prepareStatement("checkpoint sync"),
                    new DurableVersionPin(connection));
        }

        void force() throws SQLException {
            pin.advance(checkpoint::executeUpdate);
        }
    }

    private final boolean fsync;
    private final DiskReserve reserve;
    private @Nullable Forcing forcing;
    private final List<StoreSnapshot> snapshots = new ArrayList<>();

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
    public StoreSnapshot snapshot(Connection connection) throws SQLException {
        snapshots.removeIf(StoreSnapshot::closed);
        var snapshot = StoreSnapshot.of(connection, () -> force(connection));
        snapshots.add(snapshot);
        return snapshot;
    }

    /** Snapshots too: H2 does not close a store with a pinned version. */
    @Override
    public void release() {
        snapshots.forEach(StoreSnapshot::close);
        snapshots.clear();
        if (forcing != null) {
            forcing.pin().release();
            forcing = null;
        }
    }
}
