package dev.obtaskd.store.h2;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;

/**
 * Lets H2 write over what it does not need any more at once, instead of 45 s later, but never over
 * anything that the last version forced to disk consists of. The file stays small, and forcing what
 * is written in place costs half of forcing a file that grows.
 */
final class DurableVersionPin {

    private final MVStore store;
    private TxCounter kept;

    /** Begins to keep what is stored now; H2 keeps everything until that is forced. */
    DurableVersionPin(Connection connection) throws SQLException {
        this.store = VersionCheck.store(connection);
        this.kept = store.registerVersionUsage();
    }

    /** Forces what is stored, keeps it, and lets go of what was forced before. */
    void advance(Barrier barrier) throws SQLException {
        // Before the barrier: what another connection stores behind it is not forced.
        var next = store.registerVersionUsage();
        barrier.force();
        // Only now: what was stored before may not have been forced, and an older version may be
        // all there is.
        store.setRetentionTime(0);
        store.deregisterVersionUsage(kept);
        kept = next;
    }

    /** Keeps nothing any more: H2 does not close a store of which somebody keeps a version. */
    void forget() {
        store.deregisterVersionUsage(kept);
    }

    /** Forces everything stored so far. */
    @FunctionalInterface
    interface Barrier {
        void force() throws SQLException;
    }
}
