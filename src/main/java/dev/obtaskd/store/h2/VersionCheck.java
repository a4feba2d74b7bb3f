package dev.obtaskd.store.h2;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;

/**
 * Detects a truncated store: if a part of the newest version is missing, H2 silently falls back to
 * an older version.
 *
 * @param found the newest complete version, which H2 opened
 * @param last the version that was stored last according to the header of the file
 */
record VersionCheck(long found, long last) {

    /** Of a connection that has not written yet. */
    static VersionCheck of(Connection connection) throws SQLException {
        var store = store(connection);
        return new VersionCheck(
                store.getCurrentVersion(),
                DataUtils.readHexLong(store.getStoreHeader(), "version", 0));
    }

    /** The store of H2 under a connection. */
    static MVStore store(Connection connection) throws SQLException {
        return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore();
    }

    /**
     * @throws SQLException if the last version is not complete
     */
    void check() throws SQLException {
        if (found < last) {
            throw new SQLException(
                    "version "
                            + last
                            + " was stored last, but a part of it is missing. The newest complete"
                            + " version is "
                            + found
                            + ". Restore the file from a backup");
        }
    }
}
