package dev.obtaskd.store.h2;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;

/**
 * Lets H2 reuse free space immediately instead of after 45 s, but never the space of the last
 * version that was forced to disk. The file stays small, and to force writes in place costs half of
 * forcing a growing file.
 */
final class DurableVersionPin {

    private final MVStore store;
    private TxCounter pinned;

    /** Pins the current version; H2 keeps all versions until it is forced. */
    DurableVersionPin(Connection connection) throws SQLException {
        this.store = VersionCheck.store(connection);
        this.pinned = store.registerVersionUsage();
    }

    /** Forces the current version, pins it and releases the previous one. */
    void advance(Barrier barrier) throws SQLException {
        // Before the barrier: versions of other connections after it are not forced.
        var next = store.registerVersionUsage();
        barrier.force();
        // Not earlier: previous versions may not have been forced, and an older one may be the only
        // complete one.
        store.setRetentionTime(0);
        store.deregisterVersionUsage(pinned);
        pinned = next;
    }

    /** Releases the pin: H2 does not close a store with a pinned version. */
    void release() {
        store.deregisterVersionUsage(pinned);
    }

    /** Forces everything stored so far. */
    @FunctionalInterface
    interface Barrier {
        void force() throws SQLException;
    }
}
